// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Future;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.Item;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.DocumentTable;

/** A server with a certificate of its own for the address 127.0.0.1. */
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static ServerSocketFactory sockets;

    private final Calls calls = new Calls();

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path keys = folder.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=scripted",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        String certificate = Base64.getMimeEncoder()
                .encodeToString(store.getCertificate("server").getEncoded());
        Files.writeString(
                folder.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n" + certificate + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        sockets = context.getServerSocketFactory();
    }

    @AfterEach
    void close() {
        calls.close();
    }

    private static ScriptedServer server() {
        return new ScriptedServer(hello -> hello.answer(ScriptedServer.GREETING), sockets);
    }

    private static String url(ScriptedServer server, String host) {
        return "tcps://" + host + ":" + server.port();
    }

    private static String trustingUrl(ScriptedServer server, String host) {
        return url(server, host) + "?trust=" + folder.resolve("ca.pem");
    }

    @Test
    void connect_trustingTheCertificate_talksInSecret() throws Exception {
        try (ScriptedServer server = server();
                RemoteStore store = RemoteStore.connect(trustingUrl(server, "127.0.0.1"))) {
            Future<List<String>> list = calls.start(store::listTables);
            server.take().answer("\"ok\":true,\"tables\":[\"Movies\"]");

            assertThat(Calls.result(list)).containsExactly("Movies");
        }
    }

    @Test
    void connect_notTrustingTheCertificate_saysHowTo() {
        try (ScriptedServer server = server()) {
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> RemoteStore.connect(url(server, "127.0.0.1")))
                    .withMessageContaining("cannot make a TLS connection to 127.0.0.1:" + server.port())
                    .withMessageContaining("by trust= in the URL");
            assertThat(server.awaitEnd()).isSameAs(server.peer(0));
        }
    }

    @Test
    void connect_toAHostThatTheCertificateIsNotFor_saysToNameAnother() {
        try (ScriptedServer server = server()) {
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> RemoteStore.connect(trustingUrl(server, "localhost")))
                    .withMessageContaining("localhost")
                    .withMessageContaining("name its host as its certificate does");
        }
    }

    @Test
    void write_toAServerThatReadsNothing_endsInTime() throws Exception {
        try (ScriptedServer busy = new ScriptedServer(
                hello -> {
                    hello.peer().stopReading();
                    hello.answer(ScriptedServer.GREETING);
                },
                sockets)) {
            RemoteStore.Builder client = RemoteStore.builder(trustingUrl(busy, "127.0.0.1"));
            client.timeout = Duration.ofMillis(300);
            try (RemoteStore store = client.connect()) {
                DocumentTable table = ScriptedServer.table(store);
                List<Item> items = new ArrayList<>();
                for (int i = 0; i < 25; i++) {
                    items.add(Item.of("id", i, "text", "x".repeat(390_000)));
                }

                Future<?> write =
                        calls.start(() -> table.batchWrite(BatchWriteRequest.ofPuts(ScriptedServer.SCHEMA, items)));

                assertThat(Calls.failure(write)).isInstanceOf(OutcomeUnknownException.class);
            }
        }
    }

    @Test
    void close_whileACallWaits_endsIt() throws Exception {
        try (ScriptedServer server = server()) {
            RemoteStore store = RemoteStore.connect(trustingUrl(server, "127.0.0.1"));
            Calls.Started list = Calls.startThread(store::listTables);
            server.take();

            store.close();

            assertThat(list.failure()).isInstanceOf(IllegalStateException.class);
            assertThat(server.awaitEnd()).isSameAs(server.peer(0));
        }
    }
}
