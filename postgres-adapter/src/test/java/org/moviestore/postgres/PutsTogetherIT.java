// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.PutRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactWriteRequest;

/** Transactions of puts into one table, by a store that remembers it while another changes it. */
class PutsTogetherIT {
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
}
