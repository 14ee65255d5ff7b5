// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.remote.ScriptedServer.Request;
import org.moviestore.table.BatchLimits;
import org.moviestore.table.TableFeature;

class GreetingTest {
    private static String error(String code, String message, String retry) {
        return "\"ok\":false,\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"retry\":\"" + retry
                + "\",\"maybeApplied\":false}";
    }

    @Test
    void connect_saysVersionAndToken() {
        StringBuilder greeting = new StringBuilder();
        try (ScriptedServer server = new ScriptedServer(hello -> {
                    greeting.append(hello.line());
                    hello.answer(ScriptedServer.GREETING);
                });
                RemoteStore store = server.client().token("open sesame").connect()) {
            assertThat(greeting.toString())
                    .contains("\"op\":\"hello\"")
                    .contains("\"version\":1")
                    .contains("\"token\":\"open sesame\"");
            assertThat(store.toString()).contains("127.0.0.1:" + server.port()).doesNotContain("sesame");
        }
    }

    @Test
    void connect_learnsWhatTheServerCanDo() {
        try (ScriptedServer server = new ScriptedServer();
                RemoteStore store = server.connect()) {
            assertThat(store.features()).containsExactly(TableFeature.CONSUMED_CAPACITY);
            assertThat(store.batchLimits()).isEqualTo(new BatchLimits(100, 25, 2));
        }
    }

    @Test
    void connect_withAWrongToken_saysSoWithoutIt() {
        try (ScriptedServer server = new ScriptedServer(
                hello -> hello.answer(error("UNAUTHORIZED", "this token is not the server's", "NEVER")))) {
            RemoteStore.Builder client = server.client().token("open sesame");

            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(client::connect)
                    .withMessageContaining("127.0.0.1:" + server.port())
                    .withMessageContaining("token")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("sesame"));
            assertThat(server.awaitEnd()).isSameAs(server.peer(0));
        }
    }

    @Test
    void connect_toAServerOfAnotherVersion_saysWhichItSpeaks() {
        try (ScriptedServer server = new ScriptedServer(
                hello -> hello.answer(error("REQUEST_REJECTED", "version 1 is not known here, only 2", "NEVER")))) {
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(server::connect)
                    .withMessageContaining("version 1 is not known here, only 2");
            assertThat(server.awaitEnd()).isSameAs(server.peer(0));
        }
    }

    @Test
    void connect_toAServerWithoutRoom_canBeTriedAgain() {
        try (ScriptedServer server = new ScriptedServer(hello -> hello.peer().send(ScriptedServer.GOODBYE))) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(server::connect)
                    .withMessageContaining("the server stops");
        }
    }

    @Test
    void connect_toAServerThatNeverAnswers_endsInTime() {
        try (ScriptedServer server = new ScriptedServer(hello -> {})) {
            RemoteStore.Builder client = server.client();
            client.connectTimeout = Duration.ofMillis(200);

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(client::connect)
                    .withMessageContaining("no answer within 200 ms");
            assertThat(server.awaitEnd()).isSameAs(server.peer(0));
        }
    }

    @Test
    void connect_toAServerThatHangsUp_asksWhatItIs() {
        try (ScriptedServer server = new ScriptedServer(hello -> hello.peer().close())) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(server::connect)
                    .withMessageContaining("does not greet as a movie store server does")
                    .withMessageContaining("tcps://");
        }
    }

    @Test
    void connect_toAServerOfAnotherKind_asksWhatItIs() {
        try (ScriptedServer server =
                new ScriptedServer(hello -> hello.peer().send("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(server::connect)
                    .withMessageContaining("does not greet as a movie store server does");
            assertThat(server.awaitEnd()).isSameAs(server.peer(0));
        }
    }

    @Test
    void connect_whenTheGreetingSaysTooLittle_asksWhatItIs() {
        try (ScriptedServer server = new ScriptedServer(Request::succeed)) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(server::connect)
                    .withMessageContaining("does not greet as a movie store server does");
            assertThat(server.awaitEnd()).isSameAs(server.peer(0));
        }
    }

    @Test
    void connect_whereNobodyListens_saysToStartTheServer() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> RemoteStore.connect("tcp://127.0.0.1:" + port))
                .withMessageContaining("cannot reach a movie store server at 127.0.0.1:" + port)
                .withMessageContaining("start the server");
    }

    @Test
    void connect_toAnUnknownHost_saysToCorrectIt() {
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> RemoteStore.connect("tcp://no-such-host.invalid"))
                .withMessageContaining("no-such-host.invalid:7070 (unknown host)");
    }

    @Test
    void connectWithTls_toAServerWithoutIt_saysToLeaveItOut() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Calls calls = new Calls()) {
            Future<Socket> client = calls.start(() -> {
                Socket accepted = plain.accept();
                accepted.getOutputStream().write("220 at your service\r\n".getBytes(StandardCharsets.US_ASCII));
                return accepted;
            });

            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> RemoteStore.connect("tcps://127.0.0.1:" + plain.getLocalPort()))
                    .withMessageContaining("write tcp://");
            Calls.result(client).close();
        }
    }

    @Test
    void connectWithTls_toASilentServer_endsInTime() {
        try (ScriptedServer server = new ScriptedServer(hello -> {})) {
            RemoteStore.Builder client = RemoteStore.builder(server.url("").replace("tcp://", "tcps://"));
            client.connectTimeout = Duration.ofMillis(200);

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(client::connect)
                    .withMessageContaining("no agreement on encryption within 200 ms");
        }
    }
}
