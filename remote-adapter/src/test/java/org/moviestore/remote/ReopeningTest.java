// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.Future;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.remote.ScriptedServer.Request;
import org.moviestore.remote.protocol.StoreCall;

/** Servers that refuse a client which they let in before, since they were started again in another way. */
class ReopeningTest {
    private final Calls calls = new Calls();

    @AfterEach
    void close() {
        calls.close();
    }

    /** Refuses the second of the connections. */
    private static ScriptedServer refusing(String code) {
        return new ScriptedServer(hello -> hello.answer(
                hello.peer().number() == 1
                        ? "\"ok\":false,\"error\":{\"code\":\"" + code + "\",\"message\":\"not you\","
                                + "\"retry\":\"NEVER\",\"maybeApplied\":false}"
                        : ScriptedServer.GREETING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNAUTHORIZED", "REQUEST_REJECTED"})
    void call_whenTheServerDoesNotLetTheClientInAnyMore_mayBeTriedAgain(String code) throws Exception {
        try (ScriptedServer server = refusing(code);
                RemoteStore store = server.connect()) {
            server.dismiss(server.peer(0));

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(store::listTables)
                    .withMessageContaining("does not let this client in")
                    .withMessageContaining("not you");

            Future<List<String>> next = calls.start(store::listTables);
            Request listing = server.take();
            listing.answer("\"ok\":true,\"tables\":[]");
            assertThat(Calls.result(next)).isEmpty();
            assertThat(listing.peer().number()).isEqualTo(2);
        }
    }

    @Test
    void dropTable_whenTheServerDoesNotLetTheClientInAnyMore_mayBeTriedAgain() throws Exception {
        try (ScriptedServer server = refusing("UNAUTHORIZED");
                RemoteStore store = server.connect()) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> store.dropTable("Movies"))
                    .withMessageContaining("does not let this client in");

            Future<List<String>> next = calls.start(store::listTables);
            Request listing = server.take();
            listing.answer("\"ok\":true,\"tables\":[]");
            assertThat(Calls.result(next)).isEmpty();
            assertThat(listing.peer().number()).isZero();
        }
    }

    @Test
    void call_whenTheServerIsNotTrustedAnyMore_mayBeTriedAgain() {
        PlainTls tls = new PlainTls(
                number -> {
                    if (number == 1) {
                        throw new SSLHandshakeException("expired");
                    }
                },
                (number, out) -> out);
        try (ScriptedServer server = new ScriptedServer()) {
            SharedConnection connection = tls.connect(server);
            server.dismiss(server.peer(0));

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> connection.call(new StoreCall.ListTables()))
                    .withMessageContaining("cannot make a TLS connection")
                    .withMessageContaining("expired");
            connection.close();
        }
    }
}
