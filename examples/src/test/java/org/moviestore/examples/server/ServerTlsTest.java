// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.moviestore.MovieStore;
import org.moviestore.item.Item;
import org.moviestore.memory.MemoryStore;
import org.moviestore.remote.RemoteStore;
import org.moviestore.table.DocumentTable;

class ServerTlsTest {
    @TempDir
    private static Path folder;

    private static SSLContext clientTls;
    private static TlsFiles files;

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException, GeneralSecurityException {
        files = LocalhostCertificate.make(folder);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(files.certificates())) {
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        clientTls = SSLContext.getInstance("TLS");
        clientTls.init(null, trust.getTrustManagers(), null);
    }

    private static RawClient connect(Served served) throws IOException {
        InetSocketAddress address = served.server().address();
        return new RawClient(clientTls.getSocketFactory().createSocket(address.getAddress(), address.getPort()));
    }

    /** Returns a movie of which some take more than one record of TLS. */
    private static Item movie(int number) {
        String plot = "é".repeat(number % 100 == 0 ? 20_000 : number % 300);
        return Item.builder()
                .set("year", 1900 + number % 100)
                .set("title", "Film " + number)
                .set("plot", plot)
                .build();
    }

    @Test
    void connect_withTls_isServed() throws IOException {
        try (Served served = new Served(options -> options.tls(files).token("t"));
                RawClient client = connect(served)) {
            List<String> replies = client.send(
                            "{'op':'hello','version':1,'token':'t'}", "{'op':'large','size':1000000,'id':1}")
                    .receive(2);

            assertThat(replies.get(0)).startsWith("{'ok':true,'version':1,");
            assertThat(replies.get(1))
                    .startsWith("{'id':1,'ok':true,'text':'xx")
                    .hasSizeGreaterThan(1_000_000);
        }
    }

    @Test
    void put_byManyThreadsOverOneConnectionWithTls_allThatIsAcknowledgedIsStored() throws Exception {
        ServerOptions options =
                ServerOptions.builder(Served.freePort()).tls(files).build();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (MemoryStore store = new MemoryStore()) {
            DocumentTable stored = store.createTable(MovieStore.schema("Movies"));
            About about = new About("moviestore", "memory", "Movies", store.batchLimits(), store.features());
            StoreRequests requests =
                    new StoreRequests(store, about, options.limits().maxReplyBytes());
            try (MovieServer server = MovieServer.start(options, requests);
                    RemoteStore remote = RemoteStore.builder(
                                    "tcps://127.0.0.1:" + server.address().getPort())
                            .trust(files.certificates())
                            .connect()) {
                DocumentTable table = remote.table("Movies");
                List<Callable<Item>> puts = IntStream.range(0, 2000)
                        .mapToObj(ServerTlsTest::movie)
                        .<Callable<Item>>map(movie -> () -> {
                            table.put(movie);
                            return movie;
                        })
                        .toList();

                List<Future<Item>> acknowledged = threads.invokeAll(puts);

                assertThat(acknowledged).hasSize(2000);
                for (Future<Item> each : acknowledged) {
                    Item movie = each.get();
                    assertThat(stored.get(stored.schema().keyOf(movie))).contains(movie);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void send_wrongTokenWithTls_isToldBeforeTheConnectionEnds() throws IOException {
        try (Served served = new Served(options -> options.tls(files).token("t"));
                RawClient client = connect(served)) {
            List<String> replies = client.send("{'op':'hello','version':1,'token':'u'}", "{'op':'info'}")
                    .receive(2);

            assertThat(replies.get(0)).contains("UNAUTHORIZED");
            assertThat(replies.get(1)).isEmpty();
        }
    }

    @Test
    void connect_withoutTls_isCutOffAndNobodyElse() throws IOException {
        try (Served served = new Served(options -> options.tls(files));
                RawClient plain = served.connect();
                RawClient client = connect(served)) {
            String reply = plain.ask("{'op':'ping'}");

            assertThat(reply).doesNotContain("ok");
            assertThat(client.ask("{'op':'ping'}")).isEqualTo("{'ok':true}");
        }
    }

    @Test
    void stop_withTls_answersAndEnds() throws IOException, InterruptedException {
        try (Served served = new Served(options -> options.tls(files));
                RawClient client = connect(served)) {
            client.send("{'op':'write','key':'a','gate':'g','id':1}");
            served.requests().awaitSomebodyAt("g");
            Thread stopping = new Thread(served.server()::stop);
            stopping.start();

            served.requests().open("g");

            assertThat(client.receive(2)).containsExactly("{'id':1,'ok':true}", "");
            stopping.join();
        }
    }

    @Test
    void start_filesThatAreNotPem_saysWhichAndWhatToDo() throws IOException {
        Path text = Files.writeString(folder.resolve("text.pem"), "text", StandardCharsets.UTF_8);
        Path missing = folder.resolve("missing.pem");

        assertThatThrownBy(() -> new Served(options -> options.tls(new TlsFiles(text, files.key()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("text.pem")
                .hasMessageContaining("PKCS #8");
        assertThatThrownBy(() -> new Served(options -> options.tls(new TlsFiles(files.certificates(), missing))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing.pem");
    }
}
