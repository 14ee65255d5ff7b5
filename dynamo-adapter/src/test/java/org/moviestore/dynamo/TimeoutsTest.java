// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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

    /** Begins to answer and never ends, a byte at a time, so that no silence is long enough to give up. */
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
                socket.accept().close();
                connections = 2;
            } catch (IOException e) {
                // The test is over.
            }
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
