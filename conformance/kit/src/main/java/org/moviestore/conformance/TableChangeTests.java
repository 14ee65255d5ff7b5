// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.from;
import static org.moviestore.expression.Expressions.set;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;
import org.moviestore.table.UpdateRequest;

/** Changes of tables that are there: indexes added and dropped, another throughput; rules I3, I7 and T10. */
abstract class TableChangeTests extends IndexChecks {
    private static final SecondaryIndex BY_TEXT = SecondaryIndex.builder("by-text")
            .partitionKey("g", AttributeType.STRING)
            .sortKey("t", AttributeType.NUMBER)
            .build();
    private static final SecondaryIndex BY_BINARY = SecondaryIndex.builder("by-binary")
            .partitionKey("b", AttributeType.BINARY)
            .projection(IndexProjection.include("x"))
            .build();

    private DocumentTable newTable(SecondaryIndex... indexes) {
        TableSchema.Builder schema = TableSchema.builder(run().newTableName())
                .partitionKey("p", AttributeType.STRING)
                .sortKey("s", AttributeType.NUMBER);
        List.of(indexes).forEach(schema::index);
        return store().createTable(schema.build());
    }

    private DocumentTable changed(DocumentTable table, TableChange change) {
        return store().updateTable(table.schema().tableName(), change);
    }

    private TableDescription described(DocumentTable table) {
        return store().describeTable(table.schema().tableName());
    }

    private static List<Item> found(DocumentTable table, SecondaryIndex index, Object partition) {
        KeyCondition condition = KeyCondition.partition(index.partitionKey().name(), partition);
        return table.stream(QueryRequest.builder(table.schema(), condition)
                        .index(index.name())
                        .build())
                .toList();
    }

    private void assertFound(DocumentTable table, SecondaryIndex index, Object partition, Item... items) {
        eventually(() -> assertThat(found(table, index, partition)).containsExactly(items));
    }

    @Test
    @Rule("I3")
    void updateTable_addingAnIndex_showsTheItemsThatAreThere() {
        DocumentTable table = newTable();
        List<Item> items = IntStream.range(0, 60)
                .mapToObj(i -> attributes("p", "p" + i % 7, "s", i, "g", "g" + i % 2, "t", -i, "x", i))
                .map(item -> item.equals(item.with("s", 6)) ? item.without("t") : item)
                .toList();
        items.forEach(table::put);

        DocumentTable after = changed(table, TableChange.addIndex(BY_TEXT));

        Item[] even = IntStream.range(0, 30)
                .map(i -> 58 - 2 * i)
                .filter(i -> i != 6)
                .mapToObj(items::get)
                .toArray(Item[]::new);
        assertFound(after, BY_TEXT, "g0", even);
        assertThat(after.schema()).isEqualTo(table.schema().withIndex(BY_TEXT));
        assertThat(described(table)).isEqualTo(TableDescription.active(after.schema()));
        assertThat(after.stream(ScanRequest.of(after.schema()))).containsExactlyInAnyOrderElementsOf(items);
    }

    @Test
    @Rule({"I3", "I8"})
    void updateTable_addingAnIndex_keepsItUpToDateFromThenOn() {
        DocumentTable table = newTable();
        Item item = attributes("p", "x", "s", 1, "g", "g", "t", 1, "b", bytes(1), "x", 1, "y", 1);
        table.put(item);

        DocumentTable after = changed(changed(table, TableChange.addIndex(BY_TEXT)), TableChange.addIndex(BY_BINARY));
        after.put(item.with("s", 2).with("t", 0));
        after.update(UpdateRequest.of(
                after.schema(), after.schema().key("x", 1), set("t", -1).set("b", bytes(2))));

        assertFound(
                after,
                BY_TEXT,
                "g",
                item.with("t", -1).with("b", bytes(2)),
                item.with("s", 2).with("t", 0));
        assertFound(after, BY_BINARY, bytes(1), attributes("p", "x", "s", 2, "b", bytes(1), "x", 1));
        assertFound(after, BY_BINARY, bytes(2), attributes("p", "x", "s", 1, "b", bytes(2), "x", 1));
        after.delete(after.schema().key("x", 1));
        assertFound(after, BY_TEXT, "g", item.with("s", 2).with("t", 0));
        assertFound(after, BY_BINARY, bytes(2));
    }

    /** Stores items, by sort keys from 0, of which an index {@link #BY_TEXT} can take the first alone. */
    private static List<Item> storedBeforeTheIndex(DocumentTable table) {
        Item item = attributes("p", "x", "g", "g", "t", 1);
        List<Item> items = List.of(
                item.with("s", 0),
                item.with("s", 1).with("g", 5),
                item.with("s", 2).with("g", ""),
                item.with("s", 3).with("t", "1"),
                item.with("s", 4).with("t", bytes(1)),
                item.with("s", 5).with("g", "g".repeat(2049)));
        items.forEach(table::put);
        return items;
    }

    @Test
    @Rule("I3")
    void updateTable_addingAnIndexOverItemsThatItCannotTake_leavesThemOut() {
        DocumentTable table = newTable();
        List<Item> items = storedBeforeTheIndex(table);

        DocumentTable after = changed(table, TableChange.addIndex(BY_TEXT));

        ScanRequest byText =
                ScanRequest.builder(after.schema()).index("by-text").build();
        eventually(() -> assertThat(after.stream(byText)).containsExactly(items.get(0)));
        assertFound(after, BY_TEXT, "g", items.get(0));
        assertThat(after.count(byText)).isEqualTo(1);
        assertThat(after.stream(ScanRequest.of(after.schema()))).containsExactlyInAnyOrderElementsOf(items);
        assertThat(after.get(after.schema().key("x", 2))).contains(items.get(2));
    }

    @Test
    @Rule("I3")
    void write_ofAnItemThatAnIndexLeftOut_bringsItInOrAway() {
        DocumentTable table = newTable();
        List<Item> items = storedBeforeTheIndex(table);
        DocumentTable after = changed(table, TableChange.addIndex(BY_TEXT));
        TableSchema schema = after.schema();

        after.update(UpdateRequest.of(schema, schema.key("x", 1), set("g", "g").set("t", 2)));
        after.put(items.get(2).with("g", "g").with("t", 3));
        after.delete(schema.key("x", 3));
        after.put(items.get(4).without("t"));

        assertFound(
                after,
                BY_TEXT,
                "g",
                items.get(0),
                items.get(1).with("g", "g").with("t", 2),
                items.get(2).with("g", "g").with("t", 3));
        assertThat(after.get(schema.key("x", 3))).isEmpty();
        assertThat(after.get(schema.key("x", 4))).contains(items.get(4).without("t"));
    }

    @Test
    @Rule("T10")
    void updateTable_addingAnIndex_letsTablesThatKnowNothingOfItGoOn() {
        DocumentTable before = newTable();
        Item item = attributes("p", "x", "s", 1, "g", "g", "t", 1);
        before.put(item);

        DocumentTable after = changed(before, TableChange.addIndex(BY_TEXT));
        before.put(item.with("s", 2).with("t", 0));
        before.update(UpdateRequest.of(before.schema(), before.schema().key("x", 1), set("t", 2)));

        assertFound(after, BY_TEXT, "g", item.with("s", 2).with("t", 0), item.with("t", 2));
        assertThat(before.get(before.schema().key("x", 1))).contains(item.with("t", 2));
        before.delete(before.schema().key("x", 1));
        assertFound(after, BY_TEXT, "g", item.with("s", 2).with("t", 0));
        assertThat(before.schema().indexes()).isEmpty();
        assertThat(store().table(before.schema().tableName()).schema()).isEqualTo(after.schema());
    }

    @Test
    @Rule("T10")
    void updateTable_droppingAnIndex_leavesItemsAndOtherIndexes() {
        DocumentTable before = newTable(BY_TEXT, BY_BINARY);
        Item item = attributes("p", "x", "s", 1, "g", "g", "t", 1, "b", bytes(1), "x", 1);
        before.put(item);

        DocumentTable after = changed(before, TableChange.dropIndex("by-text"));
        after.put(item.with("s", 2).with("g", 5).with("t", ""));

        assertThat(described(after))
                .isEqualTo(TableDescription.active(before.schema().withoutIndex("by-text")));
        assertThat(after.schema()).isEqualTo(described(after).schema());
        eventually(() -> assertThat(found(after, BY_BINARY, bytes(1))).hasSize(2));
        assertThat(after.get(after.schema().key("x", 1))).contains(item);
        assertRefused(ErrorCode.INDEX_UNKNOWN, () -> found(after, BY_TEXT, "g"));
    }

    @Test
    @Rule("T10")
    void read_byADroppedIndex_isRejectedByTheStore() {
        DocumentTable before = newTable(BY_TEXT);
        before.put(attributes("p", "x", "s", 1, "g", "g", "t", 1));

        changed(before, TableChange.dropIndex("by-text"));

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> found(before, BY_TEXT, "g"))
                .withMessageContaining("by-text");
        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> before.count(
                        ScanRequest.builder(before.schema()).index("by-text").build()));
        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> before.explain(
                        ScanRequest.builder(before.schema()).index("by-text").build()))
                .withMessageContaining("by-text");
        assertThat(before.get(before.schema().key("x", 1))).isPresent();
    }

    @Test
    @Rule({"I3", "T10"})
    void updateTable_addingADroppedIndexAgain_showsTheItemsByItsNewKey() {
        DocumentTable table = newTable(BY_TEXT);
        Item item = attributes("p", "x", "s", 1, "g", "g", "t", 1, "h", 5);
        table.put(item);
        SecondaryIndex other = SecondaryIndex.builder("by-text")
                .partitionKey("h", AttributeType.NUMBER)
                .sortKey("g", AttributeType.STRING)
                .projection(IndexProjection.keysOnly())
                .build();

        DocumentTable dropped = changed(table, TableChange.dropIndex("by-text"));
        dropped.put(item.with("s", 2));
        DocumentTable after = changed(dropped, TableChange.addIndex(other));

        eventually(() -> assertThat(found(after, other, 5))
                .containsExactlyInAnyOrder(
                        attributes("p", "x", "s", 1, "h", 5, "g", "g"),
                        attributes("p", "x", "s", 2, "h", 5, "g", "g")));
        assertThat(described(after)).isEqualTo(TableDescription.active(after.schema()));
    }

    @Test
    @Rule({"I7", "T10"})
    void updateTable_withAChangeThatCannotBe_isRefusedAndChangesNothing() {
        String name = schema().tableName();
        SecondaryIndex local = SecondaryIndex.builder("later")
                .partitionKey("p", AttributeType.STRING)
                .sortKey("a", AttributeType.STRING)
                .build();
        DocumentTable table = newTable(BY_TEXT);
        TableSchema before = table.schema();

        assertRefused(ErrorCode.INDEX_LIMIT, () -> store().updateTable(name, TableChange.addIndex(BY_BINARY)));
        assertRefused(ErrorCode.INDEX_LIMIT, () -> store().updateTable(name, TableChange.addIndex(local)));
        assertRefused(ErrorCode.INDEX_LIMIT, () -> store().updateTable(name, TableChange.dropIndex("local-N")));
        assertRefused(ErrorCode.INDEX_UNKNOWN, () -> store().updateTable(name, TableChange.dropIndex("none")));
        assertRefused(ErrorCode.INDEX_NAME, () -> changed(table, TableChange.addIndex(BY_TEXT)));
        assertRefused(ErrorCode.KEY_TYPE, () -> changed(table, TableChange.addIndex(typed("g", AttributeType.NUMBER))));
        assertRefused(ErrorCode.KEY_TYPE, () -> changed(table, TableChange.addIndex(typed("s", AttributeType.STRING))));

        assertThat(described(table)).isEqualTo(TableDescription.active(before));
        assertThat(store().describeTable(name)).isEqualTo(TableDescription.active(schema()));
    }

    private static SecondaryIndex typed(String partition, AttributeType type) {
        return SecondaryIndex.builder("typed").partitionKey(partition, type).build();
    }

    @Test
    @Rule("T10")
    void updateTable_settingTheThroughput_isDescribedAndLeavesTheRest() {
        DocumentTable table = newTable(BY_TEXT);
        Item item = attributes("p", "x", "s", 1, "g", "g", "t", 1);
        table.put(item);

        for (Throughput throughput :
                List.of(Throughput.provisioned(3, 4), Throughput.provisioned(5, 4), Throughput.onDemand())) {
            DocumentTable after = changed(table, TableChange.setThroughput(throughput));

            TableSchema expected = table.schema().withThroughput(throughput);
            assertThat(after.schema()).isEqualTo(expected);
            assertThat(described(table)).isEqualTo(TableDescription.active(expected));
            assertThat(table.get(table.schema().key("x", 1))).contains(item);
            assertFound(after, BY_TEXT, "g", item);
        }
    }

    @Test
    @Rule("T10")
    void updateTable_ofAMissingTable_saysThatThereIsNone() {
        String name = run().newTableName();

        for (TableChange change : List.of(
                TableChange.addIndex(BY_TEXT),
                TableChange.dropIndex("by-text"),
                TableChange.setThroughput(Throughput.onDemand()))) {
            assertThatExceptionOfType(TableNotFoundException.class)
                    .isThrownBy(() -> store().updateTable(name, change))
                    .returns(name, from(TableNotFoundException::tableName));
            assertRefused(ErrorCode.TABLE_NAME, () -> store().updateTable("a/b", change));
        }
    }

    @Test
    @Rule("T10")
    @SuppressWarnings("NullAway")
    void updateTable_withNull_namesTheArgument() {
        assertThatNullPointerException()
                .isThrownBy(() -> store().updateTable(null, TableChange.dropIndex("by-text")))
                .withMessageContaining("name");
        assertThatNullPointerException()
                .isThrownBy(() -> store().updateTable(schema().tableName(), null))
                .withMessageContaining("change");
    }

    @Test
    @Rule("T10")
    void updateTable_ofAClosedStore_isRefused() {
        DocumentStore store = run().openAnother();

        store.close();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> store.updateTable("films", TableChange.dropIndex("by-text")));
    }
}
