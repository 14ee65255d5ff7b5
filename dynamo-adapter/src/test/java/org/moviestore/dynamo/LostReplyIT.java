// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.expression.Expressions.attribute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.servers.LocalDynamoDb;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;

/** Writes that are carried out by a real server whose reply is then lost on the way. */
class LostReplyIT {
    private static final TableSchema SCHEMA = TableSchema.builder("Movies")
            .partitionKey("id", AttributeType.NUMBER)
            .build();

    private static LocalDynamoDb server;
    private static LossyProxy proxy;
    private static DynamoStore direct;
    private static DynamoStore lossy;

    @BeforeAll
    static void start() throws IOException {
        server = LocalDynamoDb.embedded();
        proxy = new LossyProxy(server.endpoint());
        direct = DynamoHarness.open(server);
        direct.createTable(SCHEMA);
        lossy = DynamoStore.builder()
                .region(server.region())
                .endpoint(proxy.endpoint())
                .credentials(server.accessKeyId(), server.secretAccessKey())
                .connect();
    }

    @AfterAll
    static void stop() throws IOException {
        lossy.close();
        direct.close();
        proxy.close();
        server.close();
    }

    @Test
    void conditionalPut_isDoneAndReportedUnknown_neverAsAFailedCondition() {
        DocumentTable table = lossy.table("Movies");
        PutRequest create = PutRequest.builder(SCHEMA, Item.of("id", 1, "n", 1))
                .condition(attribute("id").notExists())
                .build();

        proxy.loseReplies(1);

        assertThatThrownBy(() -> table.put(create)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(direct.table("Movies").get(SCHEMA.key(1))).contains(Item.of("id", 1, "n", 1));
    }

    @Test
    void increment_countsOnce() {
        DocumentTable table = lossy.table("Movies");
        UpdateRequest increment =
                UpdateRequest.of(SCHEMA, SCHEMA.key(2), Update.none().add("n", 1));

        proxy.loseReplies(1);

        assertThatThrownBy(() -> table.update(increment)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(direct.table("Movies").get(SCHEMA.key(2))).contains(Item.of("id", 2, "n", 1));
    }

    @Test
    void plainPut_isSentAgainAndSucceeds() {
        DocumentTable table = lossy.table("Movies");

        proxy.loseReplies(2);
        table.put(Item.of("id", 3, "n", 1));

        assertThat(direct.table("Movies").get(SCHEMA.key(3))).contains(Item.of("id", 3, "n", 1));
    }

    @Test
    void transaction_isSentAgainAndHappensOnce() {
        TransactWriteRequest transaction = TransactWriteRequest.of(
                UpdateRequest.of(SCHEMA, SCHEMA.key(4), Update.none().add("n", 1)),
                PutRequest.builder(SCHEMA, Item.of("id", 5))
                        .condition(attribute("id").notExists())
                        .build());

        proxy.loseReplies(2);
        lossy.transactWrite(transaction);

        assertThat(direct.table("Movies").get(SCHEMA.key(4))).contains(Item.of("id", 4, "n", 1));
        assertThat(direct.table("Movies").get(SCHEMA.key(5))).contains(Item.of("id", 5));
    }

    /** Forwards connections, and cuts one instead of passing on its next reply as often as it is told to. */
    private static final class LossyProxy {
        private final URI target;
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final AtomicInteger toLose = new AtomicInteger();

        LossyProxy(URI target) throws IOException {
            this.target = target;
            threads.execute(this::accept);
        }

        URI endpoint() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        void loseReplies(int count) {
            toLose.set(count);
        }

        private void accept() {
            while (!socket.isClosed()) {
                try {
                    Socket near = socket.accept();
                    Socket far = new Socket(target.getHost(), target.getPort());
                    threads.execute(() -> forward(near, far, false));
                    threads.execute(() -> forward(far, near, true));
                } catch (IOException e) {
                    if (!socket.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        }

        private void forward(Socket from, Socket to, boolean replies) {
            byte[] buffer = new byte[65536];
            try (from;
                    to) {
                for (int n = from.getInputStream().read(buffer);
                        n >= 0;
                        n = from.getInputStream().read(buffer)) {
                    if (replies && toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        return;
                    }
                    to.getOutputStream().write(buffer, 0, n);
                }
            } catch (IOException e) {
                // The other direction closed both sockets.
            }
        }

        void close() throws IOException {
            socket.close();
            threads.shutdownNow();
        }
    }
}
