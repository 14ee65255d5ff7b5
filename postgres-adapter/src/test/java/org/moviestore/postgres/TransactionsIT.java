// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.from;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.remove;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
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
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.expression.Condition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/** The rows that transactions lock, make and leave. */
@Timeout(300)
class TransactionsIT {
    private static final String DATABASE = TestServer.newDatabase();
    private static final PostgresStore STORE = patient(DATABASE, 10);
    private static final TableSchema SCHEMA = TableSchema.builder("Items")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final TableSchema LATER = TableSchema.builder("Later")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    /** Locks of rows are waited for as transactions, which belong to no database. */
    private static final String WAITING = """
            SELECT count(*) FROM pg_locks WHERE NOT granted AND (locktype = 'transactionid'
              OR database = (SELECT oid FROM pg_database WHERE datname = current_database()))""";

    private static final Condition ABSENT = attribute("id").notExists();

    private static Connection watch;

    private DocumentTable table;
    private DocumentTable later;

    @BeforeAll
    static void watch() throws SQLException {
        watch = TestServer.connect(DATABASE);
    }

    @BeforeEach
    void create() {
        table = STORE.createTable(SCHEMA);
        later = STORE.createTable(LATER);
    }

    @AfterEach
    void drop() {
        STORE.listTables().forEach(STORE::dropTable);
    }

    @AfterAll
    static void close() throws SQLException {
        watch.close();
        STORE.close();
    }

    private static Item item(int id) {
        return Item.of("id", id);
    }

    private static ConditionCheck absent(int id) {
        return ConditionCheck.of(SCHEMA, SCHEMA.key(id), ABSENT);
    }

    private static void transact(WriteAction... actions) {
        STORE.transactWrite(TransactWriteRequest.of(actions));
    }

    private static List<String> rows(String sql) {
        return TestServer.rows(DATABASE, sql);
    }

    /** Opens a store that no machine is too slow for. */
    private static PostgresStore patient(String database, int poolSize) {
        return PostgresStore.builder(TestServer.url(database))
                .poolSize(poolSize)
                .connectTimeout(Duration.ofMinutes(1))
                .timeout(Duration.ofMinutes(1))
                .connect();
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

    @Test
    void transaction_ofAbsentItems_leavesNoPlaceholder() {
        transact(
                absent(1),
                PutRequest.of(SCHEMA, item(2)),
                DeleteRequest.of(SCHEMA, SCHEMA.key(3)),
                UpdateRequest.of(SCHEMA, SCHEMA.key(4), remove("a")),
                UpdateRequest.of(SCHEMA, SCHEMA.key(5), add("n", 1)));

        assertThat(rows("SELECT id, item, item_size FROM \"Items\" ORDER BY id"))
                .containsExactly("2|{\"id\": 2}|4", "5|{\"n\": 1, \"id\": 5}|7");
    }

    @Test
    void transaction_thatIsCanceled_leavesNoPlaceholder() {
        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> transact(
                        absent(1),
                        PutRequest.of(SCHEMA, item(2)),
                        ConditionCheck.of(LATER, LATER.key(1), attribute("id").exists())));

        assertThat(rows("SELECT id FROM \"Items\" UNION SELECT id FROM \"Later\""))
                .isEmpty();
    }

    @Test
    void transaction_thatChecksAnItem_doesNotWriteItsRow() {
        table.put(item(1));
        List<String> before = rows("SELECT xmin, ctid, item_size FROM \"Items\"");

        transact(ConditionCheck.of(SCHEMA, SCHEMA.key(1), attribute("id").exists()), PutRequest.of(LATER, item(1)));

        assertThat(rows("SELECT xmin, ctid, item_size FROM \"Items\"")).isEqualTo(before);
    }

    @Test
    void transaction_thatChangesAnItem_writesItsRowOnce() {
        table.put(item(1));

        transact(UpdateRequest.of(SCHEMA, SCHEMA.key(1), add("n", 1)));

        // the second version of the row, not a third
        assertThat(rows("SELECT ctid FROM \"Items\"")).containsExactly("(0,2)");
    }

    /** Holds the row of an item in the table that comes last, so that a transaction stops when it has locked others. */
    private static void whileLaterIsLocked(Consumer<Runnable> work) throws Exception {
        try (Connection other = TestServer.connect(DATABASE);
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
                table -> transact(PutRequest.of(SCHEMA, item(1))));
    }

    @ParameterizedTest
    @MethodSource("writersOfItemOne")
    void writer_ofAnItemWhoseAbsenceATransactionChecked_waitsForItsEnd(Consumer<DocumentTable> writer)
            throws Exception {
        // Who remembers the tables of another test would begin anew, after the writer.
        transact(PutRequest.of(SCHEMA, item(2)), PutRequest.of(LATER, item(2)));
        whileLaterIsLocked(release -> {
            CompletableFuture<Void> transaction =
                    CompletableFuture.runAsync(() -> transact(PutRequest.of(LATER, item(1)), absent(1)));
            until(() -> waiting() == 1, transaction);
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writer.accept(table));
            until(() -> waiting() == 2, transaction, writing);

            release.run();

            transaction.join();
            writing.join();
        });

        assertThat(later.get(LATER.key(1))).contains(item(1));
        assertThat(table.get(SCHEMA.key(1))).isPresent();
    }

    @Test
    void transaction_meetingARowThatAnotherInserts_seesItsItem() throws Exception {
        try (Connection other = TestServer.connect(DATABASE);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO \"Items\" VALUES (1, '{\"id\": 1, \"n\": 41}', 8)");
            CompletableFuture<Void> transaction =
                    CompletableFuture.runAsync(() -> transact(UpdateRequest.of(SCHEMA, SCHEMA.key(1), add("n", 1))));
            until(() -> waiting() == 1, transaction);

            other.commit();
            transaction.join();
        }

        assertThat(table.get(SCHEMA.key(1))).contains(Item.of("id", 1, "n", 42));
    }

    @Test
    void transaction_meetingARowThatAnotherDeletes_seesNone() throws Exception {
        table.put(Item.of("id", 1, "n", 41));
        try (Connection other = TestServer.connect(DATABASE);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("DELETE FROM \"Items\"");
            CompletableFuture<Void> transaction =
                    CompletableFuture.runAsync(() -> transact(UpdateRequest.of(SCHEMA, SCHEMA.key(1), add("n", 1))));
            until(() -> waiting() == 1, transaction);

            other.commit();
            transaction.join();
        }

        assertThat(table.get(SCHEMA.key(1))).contains(Item.of("id", 1, "n", 1));
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
        try (PostgresStore impatient = PostgresStore.builder(TestServer.url(DATABASE))
                .connectTimeout(Duration.ofMinutes(1))
                .timeout(Duration.ofSeconds(1))
                .connect()) {
            TransactWriteRequest request =
                    TransactWriteRequest.of(PutRequest.of(SCHEMA, item(1)), PutRequest.of(LATER, item(1)));
            whileLaterIsLocked(release -> assertThatExceptionOfType(ContentionException.class)
                    .isThrownBy(() -> impatient.transactWrite(request.withClientToken("impatient")))
                    .withMessageContaining("nothing has changed"));

            assertThat(table.get(SCHEMA.key(1))).isEmpty();
            impatient.transactWrite(request.withClientToken("impatient"));
            assertThat(table.get(SCHEMA.key(1))).isPresent();
        }
    }

    @Test
    void transaction_thatMeetsADeadlockOfOthersMaking_isTriedAgain() throws Exception {
        table.put(item(1));
        table.put(item(2));
        try (Connection other = TestServer.connect(DATABASE);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SET deadlock_timeout = '1min'");
            statement.execute("UPDATE \"Items\" SET item_size = 5 WHERE id = 2");
            CompletableFuture<Void> transaction = CompletableFuture.runAsync(() -> transact(
                    UpdateRequest.of(SCHEMA, SCHEMA.key(1), add("n", 1)),
                    UpdateRequest.of(SCHEMA, SCHEMA.key(2), add("n", 1))));
            until(() -> waiting() == 1, transaction);

            statement.execute("UPDATE \"Items\" SET item_size = 5 WHERE id = 1");
            other.commit();
            transaction.join();
        }

        assertThat(rows("SELECT id, item->'n', item_size FROM \"Items\" ORDER BY id"))
                .containsExactly("1|1|7", "2|1|7");
    }

    @Test
    void transaction_overARowThatCannotBeRead_namesItAndChangesNothing() {
        TestServer.execute(DATABASE, "INSERT INTO \"Items\" VALUES (1, '{\"id\": 1, \"$note\": 1}', 10)");
        List<String> before = rows("SELECT xmin, item FROM \"Items\"");

        for (Runnable call : List.<Runnable>of(
                () -> transact(PutRequest.of(SCHEMA, item(1)), PutRequest.of(LATER, item(1))),
                () -> STORE.transactGet(TransactGetRequest.of(
                        GetRequest.of(LATER, LATER.key(1)), GetRequest.of(SCHEMA, SCHEMA.key(1)))))) {
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(call::run)
                    .withMessageContaining(
                            "column item of item {\"id\":{\"N\":\"1\"}} of table Items holds what this library");
        }

        assertThat(rows("SELECT xmin, item FROM \"Items\"")).isEqualTo(before);
        assertThat(later.get(LATER.key(1))).isEmpty();
    }

    @Test
    void transactGet_ofMoreThan4MebibytesByTheirColumns_readsNoMore() {
        TestServer.execute(
                DATABASE,
                "INSERT INTO \"Items\" VALUES (1, '{\"id\": 1}', 4194304), (2, '{\"id\": 2, \"$note\": 1}', 10)");

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> STORE.transactGet(TransactGetRequest.of(
                        GetRequest.of(SCHEMA, SCHEMA.key(1)), GetRequest.of(SCHEMA, SCHEMA.key(2)))))
                .withMessageContaining("more than 4194304 bytes");
    }

    @Test
    void transaction_onATableDroppedByHand_namesIt() {
        TestServer.execute(DATABASE, "ALTER TABLE \"Later\" RENAME TO \"Gone\"");

        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> transact(PutRequest.of(SCHEMA, item(1)), PutRequest.of(LATER, item(1))))
                .returns("Later", from(TableNotFoundException::tableName));
        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> STORE.transactGet(TransactGetRequest.of(
                        GetRequest.of(SCHEMA, SCHEMA.key(1)), GetRequest.of(LATER, LATER.key(1)))))
                .returns("Later", from(TableNotFoundException::tableName));
        assertThat(table.get(SCHEMA.key(1))).isEmpty();
        TestServer.execute(DATABASE, "ALTER TABLE \"Gone\" RENAME TO \"Later\"");
    }

    @Test
    void transaction_byRoleThatMayNotInsert_namesTheMissingRights() {
        TestServer.execute(
                DATABASE, "CREATE ROLE checker LOGIN PASSWORD 'checker'; GRANT SELECT, UPDATE ON \"Items\" TO checker");

        try (PostgresStore store = PostgresStore.connect(TestServer.url(DATABASE, "checker", "checker"))) {
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> store.transactWrite(TransactWriteRequest.of(absent(1))))
                    .withMessageContaining("SELECT, INSERT, UPDATE and DELETE on each of its tables");
            assertThat(store.transactGet(TransactGetRequest.of(GetRequest.of(SCHEMA, SCHEMA.key(1))))
                            .items())
                    .hasSize(1);
        }
    }

    @Test
    void transactions_thatCross_neverDeadlock() throws Exception {
        String database = TestServer.newDatabase();
        try (PostgresStore store = patient(database, 16)) {
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
