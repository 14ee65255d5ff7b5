// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.postgres.TransactedTables.ABSENT;
import static org.moviestore.postgres.TransactedTables.LATER;
import static org.moviestore.postgres.TransactedTables.SCHEMA;
import static org.moviestore.postgres.TransactedTables.absent;
import static org.moviestore.postgres.TransactedTables.item;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.error.ContentionException;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;

/** The rows that transactions lock, and how they wait for each other. */
@Timeout(300)
class TransactionLocksIT {
    private static final TransactedTables TABLES = new TransactedTables();

    /** Locks of rows are waited for as transactions, which belong to no database. */
    private static final String WAITING = """
            SELECT count(*) FROM pg_locks WHERE NOT granted AND (locktype = 'transactionid'
              OR database = (SELECT oid FROM pg_database WHERE datname = current_database()))""";

    private static Connection watch;

    @BeforeAll
    static void watch() throws SQLException {
        watch = TestServer.connect(TABLES.database());
    }

    @BeforeEach
    void create() {
        TABLES.create();
    }

    @AfterEach
    void drop() {
        TABLES.drop();
    }

    @AfterAll
    static void close() throws SQLException {
        watch.close();
        TABLES.close();
    }

    /** Returns how many locks are waited for, asked on one connection since it is asked again and again. */
    private static int waiting() {
        try (PreparedStatement statement = watch.prepareStatement(WAITING);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Holds the row of an item in the table that comes last, so that a transaction stops when it has locked others. */
    private static void whileLaterIsLocked(Consumer<Runnable> work) throws Exception {
        try (Connection other = TestServer.connect(TABLES.database());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO \"Later\" VALUES (1, '{\"id\": 1}', 4)");
            work.accept(() -> {
                try {
                    other.rollback();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    static Stream<Consumer<DocumentTable>> writersOfItemOne() {
        return Stream.of(
                table -> table.put(item(1)),
                table -> table.put(
                        PutRequest.builder(SCHEMA, item(1)).condition(ABSENT).build()),
                table -> table.put(PutRequest.builder(SCHEMA, item(1))
                        .condition(ABSENT.or(attribute("a").exists()))
                        .build()),
                table -> table.put(PutRequest.builder(SCHEMA, item(1))
                        .returning(ReturnItem.OLD)
                        .build()),
                table -> table.update(UpdateRequest.of(SCHEMA, SCHEMA.key(1), add("n", 1))),
                table -> TABLES.transact(PutRequest.of(SCHEMA, item(1))));
    }

    @ParameterizedTest
    @MethodSource("writersOfItemOne")
    void writer_ofAnItemWhoseAbsenceATransactionChecked_waitsForItsEnd(Consumer<DocumentTable> writer)
            throws Exception {
        // Who remembers the tables of another test would begin anew, after the writer.
        TABLES.transact(PutRequest.of(SCHEMA, item(2)), PutRequest.of(LATER, item(2)));
        whileLaterIsLocked(release -> {
            CompletableFuture<Void> transaction =
                    CompletableFuture.runAsync(() -> TABLES.transact(PutRequest.of(LATER, item(1)), absent(1)));
            until(() -> waiting() == 1, transaction);
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writer.accept(TABLES.items()));
            until(() -> waiting() == 2, transaction, writing);

            release.run();

            transaction.join();
            writing.join();
        });

        assertThat(TABLES.later().get(LATER.key(1))).contains(item(1));
        assertThat(TABLES.items().get(SCHEMA.key(1))).isPresent();
    }

    @Test
    void transaction_meetingARowThatAnotherInserts_seesItsItem() throws Exception {
        try (Connection other = TestServer.connect(TABLES.database());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO \"Items\" VALUES (1, '{\"id\": 1, \"n\": 41}', 8)");
            CompletableFuture<Void> transaction = CompletableFuture.runAsync(
                    () -> TABLES.transact(UpdateRequest.of(SCHEMA, SCHEMA.key(1), add("n", 1))));
            until(() -> waiting() == 1, transaction);

            other.commit();
            transaction.join();
        }

        assertThat(TABLES.items().get(SCHEMA.key(1))).contains(Item.of("id", 1, "n", 42));
    }

    @Test
    void transaction_meetingARowThatAnotherDeletes_seesNone() throws Exception {
        TABLES.items().put(Item.of("id", 1, "n", 41));
        try (Connection other = TestServer.connect(TABLES.database());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("DELETE FROM \"Items\"");
            CompletableFuture<Void> transaction = CompletableFuture.runAsync(
                    () -> TABLES.transact(UpdateRequest.of(SCHEMA, SCHEMA.key(1), add("n", 1))));
            until(() -> waiting() == 1, transaction);

            other.commit();
            transaction.join();
        }

        assertThat(TABLES.items().get(SCHEMA.key(1))).contains(Item.of("id", 1, "n", 1));
    }

    /** Waits for another session to be where it must be, unless a call ends before. */
    private static void until(BooleanSupplier reached, CompletableFuture<?>... running) {
        while (!reached.getAsBoolean()) {
            assertThat(running).allMatch(each -> !each.isDone());
            Thread.yield();
        }
    }

    @Test
    void transaction_waitingForARowAsLongAsIsAllowed_changesNothing() throws Exception {
        try (PostgresStore impatient = PostgresStore.builder(TestServer.url(TABLES.database()))
                .connectTimeout(Duration.ofMinutes(1))
                .timeout(Duration.ofSeconds(1))
                .connect()) {
            TransactWriteRequest request =
                    TransactWriteRequest.of(PutRequest.of(SCHEMA, item(1)), PutRequest.of(LATER, item(1)));
            whileLaterIsLocked(release -> assertThatExceptionOfType(ContentionException.class)
                    .isThrownBy(() -> impatient.transactWrite(request.withClientToken("impatient")))
                    .withMessageContaining("nothing has changed"));

            assertThat(TABLES.items().get(SCHEMA.key(1))).isEmpty();
            impatient.transactWrite(request.withClientToken("impatient"));
            assertThat(TABLES.items().get(SCHEMA.key(1))).isPresent();
        }
    }

    @Test
    void transaction_thatMeetsADeadlockOfOthersMaking_isTriedAgain() throws Exception {
        TABLES.items().put(item(1));
        TABLES.items().put(item(2));
        try (Connection other = TestServer.connect(TABLES.database());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SET deadlock_timeout = '1min'");
            statement.execute("UPDATE \"Items\" SET item_size = 5 WHERE id = 2");
            CompletableFuture<Void> transaction = CompletableFuture.runAsync(() -> TABLES.transact(
                    UpdateRequest.of(SCHEMA, SCHEMA.key(1), add("n", 1)),
                    UpdateRequest.of(SCHEMA, SCHEMA.key(2), add("n", 1))));
            until(() -> waiting() == 1, transaction);

            statement.execute("UPDATE \"Items\" SET item_size = 5 WHERE id = 1");
            other.commit();
            transaction.join();
        }

        assertThat(TABLES.rows("SELECT id, item->'n', item_size FROM \"Items\" ORDER BY id"))
                .containsExactly("1|1|7", "2|1|7");
    }

    @Test
    void transactions_thatCross_neverDeadlock() throws Exception {
        String database = TestServer.newDatabase();
        try (PostgresStore store = TransactedTables.patient(database, 16)) {
            store.createTable(SCHEMA);
            store.createTable(LATER);

            Race.run(16, i -> () -> {
                for (int round = 0; round < 30; round++) {
                    int first = (i + round) % 7;
                    TableSchema left = round % 2 == 0 ? SCHEMA : LATER;
                    TableSchema right = round % 3 == 0 ? SCHEMA : LATER;
                    store.transactWrite(TransactWriteRequest.of(
                            UpdateRequest.of(left, left.key(first), add("n", 1)),
                            UpdateRequest.of(right, right.key((first + 1 + i % 6) % 7), add("n", 1))));
                }
                return i;
            });
        }

        assertThat(TestServer.rows(
                        database,
                        "SELECT sum((item->>'n')::integer) FROM (SELECT item FROM \"Items\" UNION ALL"
                                + " SELECT item FROM \"Later\") i"))
                .containsExactly("" + 16 * 30 * 2);
        // sessions have told what they met when they ended
        assertThat(TestServer.rows(
                        database, "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))
                .containsExactly("0");
    }
}
