// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;

/** Transactions of a store that remembers a table while another store changes it, those of puts alone above all. */
@Timeout(300)
class KnownTablesIT {
    private static final String DATABASE = TestServer.newDatabase();
    private static final StatementLog LOG = new StatementLog(DATABASE);
    private static final PostgresStore OTHER = PostgresStore.connect(TestServer.url(DATABASE));
    private static final PostgresStore STORE = PostgresStore.over(LOG.dataSource());
    private static final TableSchema SCHEMA = TableSchema.builder("Items")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final TableChange INDEXED = TableChange.addIndex(SecondaryIndex.builder("by-rank")
            .partitionKey("rank", AttributeType.NUMBER)
            .build());

    @BeforeEach
    void create() {
        OTHER.createTable(SCHEMA);
        put(item(0, "zero"));
        LOG.take();
    }

    @AfterEach
    void drop() {
        OTHER.listTables().forEach(OTHER::dropTable);
    }

    @AfterAll
    static void close() {
        STORE.close();
        OTHER.close();
        LOG.close();
    }

    private static Item item(int id, String name) {
        return Item.of("id", id, "name", name);
    }

    private static void put(Item... items) {
        STORE.transactWrite(TransactWriteRequest.of(
                List.of(items).stream().map(item -> PutRequest.of(SCHEMA, item)).toList()));
    }

    private static List<String> rows() {
        return TestServer.rows(DATABASE, "SELECT id, item, item_size FROM \"Items\" ORDER BY id");
    }

    @Test
    void transaction_ofPuts_isOneStatementThatReplacesAndAdds() {
        put(item(2, "two"), item(0, "null"), item(1, "one"));

        assertThat(LOG.take()).singleElement().asString().startsWith("INSERT");
        assertThat(rows())
                .containsExactly(
                        "0|{\"id\": 0, \"name\": \"null\"}|11",
                        "1|{\"id\": 1, \"name\": \"one\"}|11",
                        "2|{\"id\": 2, \"name\": \"two\"}|11");
    }

    @Test
    void transaction_of100Puts_storesThemAll() {
        put(IntStream.range(0, 100).mapToObj(i -> item(i, "n" + i)).toArray(Item[]::new));

        assertThat(rows()).hasSize(100);
    }

    @Test
    void transaction_ofPutsAfterAnIndexWasAdded_obeysIt() {
        OTHER.updateTable("Items", INDEXED);

        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> put(item(1, "one"), item(2, "two").with("rank", "first")))
                .satisfies(e -> assertThat(e.reasons())
                        .extracting(CancellationReason::isFailure)
                        .containsExactly(false, true));
        put(item(3, "three").with("rank", 3));
        assertThat(TestServer.rows(DATABASE, "SELECT id FROM \"Items\" ORDER BY id"))
                .containsExactly("0", "3");
    }

    @Test
    void transaction_ofPutsAfterAnIndexWasRemoved_storesWhatItCouldNotTake() {
        OTHER.updateTable("Items", INDEXED);
        put(item(1, "one"));
        OTHER.updateTable("Items", TableChange.dropIndex("by-rank"));

        put(item(1, "one").with("rank", "first"));

        assertThat(rows()).element(1).asString().contains("first");
    }

    @Test
    void transaction_ofPutsIntoATableThatWasMadeAnew_isStoredThere() {
        OTHER.dropTable("Items");
        OTHER.createTable(SCHEMA);

        put(item(1, "one"), item(2, "two"));

        assertThat(rows()).hasSize(2);
    }

    @Test
    void transaction_ofPutsIntoATableThatIsGone_saysSo() {
        OTHER.dropTable("Items");

        assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> put(item(1, "one")));
    }

    @Test
    void transaction_ofPutsIntoATableWithAnotherKeyNow_isRejected() {
        OTHER.dropTable("Items");
        OTHER.createTable(TableSchema.builder("Items")
                .partitionKey("id", AttributeType.STRING)
                .build());

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> put(item(1, "one")))
                .withMessageContaining("ask the store for the table again");
        assertThat(rows()).isEmpty();
    }

    @Test
    void transactionOfSeveralSteps_takesThreeStatementsAndNoLookAtTheCatalog() {
        put(item(8, "other"));
        LOG.take();

        check(0);

        assertThat(LOG.take())
                .hasSize(3)
                .element(0)
                .asString()
                .startsWith("INSERT")
                .contains("moviestore.tables");
    }

    /** Puts an item if another is there. */
    private static void check(int id) {
        STORE.transactWrite(TransactWriteRequest.of(
                PutRequest.of(SCHEMA, item(8, "eight")),
                ConditionCheck.of(SCHEMA, SCHEMA.key(id), attribute("id").exists())));
    }

    @Test
    void transactionOfSeveralSteps_afterAnIndexWasAdded_obeysIt() {
        check(0);
        OTHER.updateTable("Items", INDEXED);

        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> STORE.transactWrite(TransactWriteRequest.of(
                        PutRequest.of(SCHEMA, item(1, "one").with("rank", "first")),
                        ConditionCheck.of(SCHEMA, SCHEMA.key(0), attribute("id").exists()))));
        check(0);
        assertThat(TestServer.rows(DATABASE, "SELECT id FROM \"Items\" ORDER BY id"))
                .containsExactly("0", "8");
    }

    @Test
    void transactionOfSeveralSteps_onATableThatIsGoneOrHasAnotherKey_saysSo() {
        check(0);
        OTHER.dropTable("Items");

        assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> check(0));
        assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(KnownTablesIT::get);
        OTHER.createTable(SCHEMA);
        put(item(0, "zero"));
        check(0);
        OTHER.dropTable("Items");
        OTHER.createTable(TableSchema.builder("Items")
                .partitionKey("id", AttributeType.STRING)
                .build());

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(KnownTablesIT::get)
                .withMessageContaining("ask the store for the table again");
        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> check(0))
                .withMessageContaining("ask the store for the table again");
    }

    /** The schema of then fits neither the table nor what is remembered. */
    @Test
    void transactions_onATableMadeAnewWithAnotherKey_workWithTheNewSchema() {
        check(0);
        STORE.dropTable("Items");
        TableSchema named = TableSchema.builder("Items")
                .partitionKey("name", AttributeType.STRING)
                .build();
        STORE.createTable(named);
        PutRequest put = PutRequest.builder(named, item(1, "one"))
                .condition(attribute("name").notExists())
                .build();

        STORE.transactWrite(TransactWriteRequest.of(put));

        assertThat(STORE.transactGet(TransactGetRequest.of(GetRequest.of(named, named.key("one"))))
                        .items())
                .containsExactly(Optional.of(item(1, "one")));
    }

    /** What is asked for by the old key would be found by a part of the new one. */
    @Test
    void transactionOfGets_onATableWithALongerKeyNow_isRejected() {
        get();
        OTHER.dropTable("Items");
        OTHER.createTable(TableSchema.builder("Items")
                .partitionKey("id", AttributeType.NUMBER)
                .sortKey("name", AttributeType.STRING)
                .build());
        TestServer.execute(DATABASE, "INSERT INTO \"Items\" VALUES (0, 'a', '{\"id\": 0, \"name\": \"a\"}', 8)");

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(KnownTablesIT::get)
                .withMessageContaining("ask the store for the table again");
    }

    @Test
    void transactions_onATableThatWasDroppedByHand_sayThatItIsNotThere() {
        check(0);
        TestServer.execute(DATABASE, "DROP TABLE \"Items\"");

        assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> check(0));
        assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> put(item(1, "one")));
        assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(KnownTablesIT::get);
    }

    private static List<Optional<Item>> get() {
        return STORE.transactGet(TransactGetRequest.of(GetRequest.of(SCHEMA, SCHEMA.key(0))))
                .items();
    }

    @Test
    void transactionOfGets_isOneStatement() {
        get();
        LOG.take();

        assertThat(get()).containsExactly(Optional.of(item(0, "zero")));
        assertThat(LOG.take()).hasSize(1);
    }

    /** As single puts do; what it replaces is of no interest. */
    @Test
    void transaction_ofPutsOverARowThatCannotBeRead_replacesIt() {
        TestServer.execute(DATABASE, "UPDATE \"Items\" SET item = '{\"id\": 0, \"$note\": 1}'");

        put(item(0, "null"));

        assertThat(rows()).containsExactly("0|{\"id\": 0, \"name\": \"null\"}|11");
    }

    @Test
    void transaction_ofPutsThatWaitsWhileAnIndexIsAdded_obeysIt() throws Exception {
        CompletableFuture<Void> waiting;
        try (Connection other = TestServer.connect(DATABASE);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE \"Items\" IN SHARE MODE");
            waiting = CompletableFuture.runAsync(() -> put(item(1, "one").with("rank", "first")));
            while (TestServer.rows(
                            DATABASE,
                            "SELECT pid FROM pg_stat_activity"
                                    + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                    .isEmpty()) {
                assertThat(waiting).isNotDone();
            }
            // What a change of the table does to the catalog.
            statement.execute("UPDATE moviestore.tables SET table_name = table_name");
            statement.execute("""
                    INSERT INTO moviestore.indexes (schema_name, table_name, index_name, sql_name, partition_name,
                      partition_type, partition_column, scope, projection, included)
                    VALUES ('public', 'Items', 'by-rank', 'none', 'rank', 'N', 'none', 'GLOBAL', 'ALL', '{}')""");
            other.commit();
        }

        assertThat(waiting)
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableThat()
                .withCauseInstanceOf(TransactionCanceledException.class);
        assertThat(TestServer.rows(DATABASE, "SELECT id FROM \"Items\"")).containsExactly("0");
    }

    @Test
    void transactionsOfPutsAndOfUpdatesAndBatches_thatCross_neverDeadlock() throws Exception {
        String database = TestServer.newDatabase();
        try (PostgresStore store = PostgresStore.connect(TestServer.url(database) + "?poolSize=16")) {
            DocumentTable table = store.createTable(SCHEMA);

            Race.run(16, i -> () -> {
                for (int round = 0; round < 30; round++) {
                    List<Integer> ids = shuffled(7, i + 16 * round);
                    switch ((i + round) % 4) {
                        case 0 ->
                            table.batchWrite(BatchWriteRequest.ofDeletes(
                                    SCHEMA, ids.stream().map(SCHEMA::key).toList()));
                        case 1 ->
                            store.transactWrite(TransactWriteRequest.of(ids.stream()
                                    .map(id -> UpdateRequest.of(SCHEMA, SCHEMA.key(id), add("n", 1)))
                                    .toList()));
                        default ->
                            // Few come to the server in another form than many.
                            store.transactWrite(TransactWriteRequest.of(ids.stream()
                                    .limit((i + round) % 4 == 2 ? 7 : 4)
                                    .map(id -> PutRequest.of(SCHEMA, item(id, "n" + i)))
                                    .toList()));
                    }
                }
                return i;
            });
        }

        // Sessions have told what they met when they ended.
        assertThat(TestServer.rows(
                        database, "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))
                .containsExactly("0");
    }

    private static List<Integer> shuffled(int count, long seed) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(numbers, new Random(seed));
        return numbers;
    }
}
