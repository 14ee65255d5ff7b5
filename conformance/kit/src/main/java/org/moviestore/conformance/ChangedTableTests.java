// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/** Tables and requests from before an index was added or dropped, rule T10. */
abstract class ChangedTableTests extends IndexChecks {
    private static final SecondaryIndex DROPPED = index("dropped", "d", AttributeType.STRING);
    private static final SecondaryIndex KEPT = index("kept", "k", AttributeType.STRING);
    private static final SecondaryIndex ADDED = index("added", "a", AttributeType.STRING);

    private static SecondaryIndex index(String name, String partition, AttributeType type) {
        return SecondaryIndex.builder(name).partitionKey(partition, type).build();
    }

    /** Returns a new table as it is before its changes. */
    private DocumentTable newTable() {
        return store().createTable(TableSchema.builder(run().newTableName())
                .partitionKey("p", AttributeType.STRING)
                .index(DROPPED)
                .index(KEPT)
                .build());
    }

    private DocumentTable changed(DocumentTable table, TableChange change) {
        return store().updateTable(table.schema().tableName(), change);
    }

    private void assertFound(DocumentTable table, SecondaryIndex index, Object partition, Item... items) {
        KeyCondition condition = KeyCondition.partition(index.partitionKey().name(), partition);
        QueryRequest query = QueryRequest.builder(table.schema(), condition)
                .index(index.name())
                .build();
        eventually(() -> assertThat(table.stream(query)).containsExactlyInAnyOrder(items));
    }

    private static Item item(String partition) {
        return attributes("p", partition, "d", "d", "k", "k", "n", 5);
    }

    @Test
    @Rule("T10")
    void operation_ofATableThatKnowsADroppedIndex_isCarriedOut() {
        DocumentTable before = newTable();
        before.put(item("1"));
        before.put(item("2"));

        DocumentTable after = changed(before, TableChange.dropIndex("dropped"));

        assertThatCode(() -> {
                    before.put(item("3"));
                    before.update(
                            UpdateRequest.of(before.schema(), before.schema().key("1"), set("k", "moved")));
                    before.delete(before.schema().key("2"));
                    BatchChecks.write(before, List.of(item("4"), item("5")), List.of());
                })
                .doesNotThrowAnyException();
        assertThat(before.get(before.schema().key("1"))).contains(item("1").with("k", "moved"));
        assertThat(BatchChecks.read(
                        before,
                        List.of(before.schema().key("4"), before.schema().key("2"))))
                .containsOnlyKeys(before.schema().key("4"));
        assertThat(before.stream(ScanRequest.of(before.schema())))
                .containsExactlyInAnyOrder(item("1").with("k", "moved"), item("3"), item("4"), item("5"));
        assertFound(before, KEPT, "k", item("3"), item("4"), item("5"));
        assertFound(after, KEPT, "moved", item("1").with("k", "moved"));
    }

    @Test
    @Rule("T10")
    void batchWrite_ofATableThatKnowsNothingOfANewIndex_entersIt() {
        DocumentTable before = newTable();
        before.put(item("1").with("a", "a"));
        before.put(item("2").with("a", "a"));

        DocumentTable after = changed(before, TableChange.addIndex(ADDED));
        BatchChecks.write(
                before,
                List.of(item("3").with("a", "a"), item("1").with("a", "b")),
                List.of(before.schema().key("2")));

        assertFound(after, ADDED, "a", item("3").with("a", "a"));
        assertFound(after, ADDED, "b", item("1").with("a", "b"));
    }

    /** Returns actions on new items, and on one that is there, of schemas that know of different indexes. */
    private static List<WriteAction> actions(String prefix, TableSchema... schemas) {
        List<WriteAction> actions = new ArrayList<>();
        for (TableSchema schema : schemas) {
            String key = prefix + actions.size();
            actions.add(PutRequest.of(schema, item(key + "put")));
            actions.add(UpdateRequest.of(schema, schema.key(key + "update"), set("k", "k")));
            actions.add(DeleteRequest.of(schema, schema.key(key + "delete")));
            actions.add(ConditionCheck.of(
                    schema, schema.key(key + "check"), attribute("p").notExists()));
        }
        return actions;
    }

    @Test
    @Rule({"T6", "T10"})
    void transaction_ofActionsThatKnowDifferentIndexes_isCarriedOutInAnyOrder() {
        DocumentTable table = newTable();
        TableSchema before = table.schema();
        TableSchema bare = new TableSchema(before.tableName(), before.keyAttributes(), List.of(), before.throughput());
        TableSchema after = changed(changed(table, TableChange.dropIndex("dropped")), TableChange.addIndex(ADDED))
                .schema();
        List<WriteAction> reversed = actions("reversed", before, bare, after);
        Collections.reverse(reversed);

        assertThatCode(() -> {
                    store().transactWrite(TransactWriteRequest.of(actions("first", before, bare, after)));
                    store().transactWrite(TransactWriteRequest.of(reversed));
                })
                .doesNotThrowAnyException();

        List<GetRequest> gets = new ArrayList<>(List.of(
                GetRequest.of(after, before.key("first0put")),
                GetRequest.of(before, before.key("reversed4put")),
                GetRequest.of(bare, before.key("first8put"))));
        List<Optional<Item>> items = List.of(
                Optional.of(item("first0put")), Optional.of(item("reversed4put")), Optional.of(item("first8put")));
        assertThat(store().transactGet(TransactGetRequest.of(gets)).items()).isEqualTo(items);
        Collections.reverse(gets);
        assertThat(store().transactGet(TransactGetRequest.of(gets)).items())
                .hasSize(3)
                .doesNotContain(Optional.empty());
        assertThat(table.count(ScanRequest.of(before))).isEqualTo(12);
    }

    @Test
    @Rule({"I2", "T10"})
    void transactWrite_ofActionsFromBeforeAChange_obeysTheIndexesOfNow() {
        DocumentTable table = newTable();
        TableSchema before = table.schema();
        Key key = before.key("1");
        table.put(item("1"));
        changed(changed(table, TableChange.dropIndex("dropped")), TableChange.addIndex(ADDED));
        PutRequest other = PutRequest.of(before, item("2"));

        assertThatCode(() -> store().transactWrite(TransactWriteRequest.of(
                        UpdateRequest.of(before, key, set("d", attribute("n"))), other)))
                .doesNotThrowAnyException();
        for (WriteAction unfit : List.of(
                UpdateRequest.of(before, key, set("a", attribute("n"))),
                PutRequest.of(before, item("1").with("a", 5)))) {
            assertThatExceptionOfType(TransactionCanceledException.class)
                    .isThrownBy(() -> store().transactWrite(
                                    TransactWriteRequest.of(DeleteRequest.of(before, other.key()), unfit)))
                    .satisfies(canceled -> assertThat(canceled.reasons())
                            .containsExactly(
                                    CancellationReason.none(), CancellationReason.updateRejected(ErrorCode.KEY_TYPE)));
        }

        assertThat(table.get(key)).contains(item("1").with("d", 5));
        assertThat(table.get(other.key())).contains(item("2"));
    }
}
