// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/** Slow servers, through the real HTTP client. */
class TimeoutsTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Movies")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final UpdateRequest INCREMENT =
            UpdateRequest.of(SCHEMA, SCHEMA.key(1), Update.none().add("n", 1));

    private TricklingServer server;
    private DynamoStore store;
    private DocumentTable table;

    @BeforeEach
    void start() throws IOException {
        server = new TricklingServer();
        store = DynamoStore.builder()
                .region("us-east-1")
                .endpoint(server.endpoint())
                .credentials("local", "local")
                .timeout(Duration.ofSeconds(3))
                .maxConnections(1)
                .connect();
        table = new DynamoTable(store, store.connection(), SCHEMA);
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        server.close();
    }

    @Test
    void write_thatIsSentAndNotAnsweredInTime_isOfUnknownOutcome() {
        assertThatThrownBy(() -> table.update(INCREMENT)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void read_whoseReplyDoesNotEnd_isSentAgain() {
        assertThat(table.get(SCHEMA.key(1))).isEmpty();
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void put_whoseReplyDoesNotEnd_isSentAgain() {
        table.put(Item.of("id", 1));

        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void put_thatIsNeverAnswered_isTriedAgainAndOfUnknownOutcome() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                DynamoStore waiting = DynamoStore.builder()
                        .region("us-east-1")
                        .endpoint(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
                        .credentials("local", "local")
                        .timeout(Duration.ofSeconds(3))
                        .connect()) {
            silent.setSoTimeout(1000);
            DocumentTable swallowed = new DynamoTable(waiting, waiting.connection(), SCHEMA);

            assertThatThrownBy(() -> swallowed.put(Item.of("id", 1))).isInstanceOf(OutcomeUnknownException.class);
            silent.accept().close();
            silent.accept().close();
        }
    }

    @Test
    void write_whileAllConnectionsAreTaken_certainlyDidNotHappen() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> first = other.submit(() -> table.update(INCREMENT));
            server.awaitConnection();

            assertThatThrownBy(() -> table.update(INCREMENT)).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(first::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(OutcomeUnknownException.class);
        } finally {
            other.shutdownNow();
        }
    }

    /**
     * Never ends its first answer, a byte at a time, so that no silence is long enough to give up; its second is whole.
     */
    private static final class TricklingServer {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final ScheduledExecutorService thread = Executors.newScheduledThreadPool(2);
        private final CountDownLatch connected = new CountDownLatch(1);
        private volatile int connections;

        TricklingServer() throws IOException {
            thread.execute(this::accept);
        }

        private void accept() {
            try (Socket client = socket.accept()) {
                connections = 1;
                connected.countDown();
                OutputStream out = client.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
                thread.scheduleAtFixedRate(() -> trickle(out), 0, 100, TimeUnit.MILLISECONDS);
                answer();
            } catch (IOException e) {
                // The test is over.
            }
        }

        private void answer() throws IOException {
            try (Socket client = socket.accept()) {
                connections = 2;
                readRequest(client.getInputStream());
                client.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
                                .getBytes(StandardCharsets.US_ASCII));
            }
        }

        /** An answer may be lost if the connection is closed before the request was read. */
        private static void readRequest(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            String length = head.toString().replaceFirst("(?is).*content-length: *(\\d+).*", "$1");
            in.readNBytes(Integer.parseInt(length));
        }

        private static void trickle(OutputStream out) {
            try {
                out.write('x');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        URI endpoint() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        int connections() {
            return connections;
        }

        void awaitConnection() throws InterruptedException {
            assertThat(connected.await(10, TimeUnit.SECONDS)).isTrue();
        }

        void close() throws IOException {
            socket.close();
            thread.shutdownNow();
        }
    }
}
