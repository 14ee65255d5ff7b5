// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.expression.Expressions.attribute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.IndexScope;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;
import org.moviestore.table.UpdateRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/** Tables with secondary indexes beyond the shared suite: made, changed, and made by others. */
class DynamoIndexIT extends IndexedTables {
    @Test
    void createTable_withIndexes_isDescribedBackWithThroughput() {
        TableSchema onDemand = schema("Described")
                .index(global(AttributeType.NUMBER)
                        .projection(IndexProjection.include("x", "y"))
                        .build())
                .index(local(AttributeType.NUMBER).build())
                .index(SecondaryIndex.builder("inverted")
                        .partitionKey("s", AttributeType.STRING)
                        .sortKey("p", AttributeType.STRING)
                        .projection(IndexProjection.keysOnly())
                        .build())
                .build();
        TableSchema provisioned = new TableSchema(
                "DescribedUnits", onDemand.keyAttributes(), onDemand.indexes(), Throughput.provisioned(2, 3));

        store.createTable(onDemand);
        store.createTable(provisioned);

        assertThat(store.describeTable("Described")).isEqualTo(TableDescription.active(onDemand));
        assertThat(store.describeTable("DescribedUnits")).isEqualTo(TableDescription.active(provisioned));
    }

    @Test
    void tableOfOthers_withGlobalIndexByTheTablesPartitionKey_isRead() {
        createForeign("Foreign", List.of(keyPart("p", KeyType.HASH), keyPart("h", KeyType.RANGE)));
        DocumentTable table = store.table("Foreign");

        table.put(item("p", "P", "s", "1", "h", "b"));
        table.put(item("p", "P", "s", "2", "h", "a"));

        assertThat(table.schema().index("foreign").scope()).isEqualTo(IndexScope.GLOBAL);
        assertThat(all(
                        table,
                        QueryRequest.builder(table.schema(), KeyCondition.partition("p", "P"))
                                .index("foreign")
                                .build()))
                .extracting(item -> item.attribute("s").orElseThrow())
                .containsExactly(Values.of("2"), Values.of("1"));
    }

    @Test
    void tableOfOthers_withIndexKeyOfSeveralAttributes_isRefusedAndCanBeDropped() {
        createForeign(
                "ForeignKey",
                List.of(keyPart("g", KeyType.HASH), keyPart("h", KeyType.HASH), keyPart("s", KeyType.RANGE)));

        assertThatThrownBy(() -> store.table("ForeignKey"))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContainingAll("ForeignKey", "foreign");

        store.dropTable("ForeignKey");
        assertThat(store.listTables()).doesNotContain("ForeignKey");
    }

    private static void createForeign(String name, List<KeySchemaElement> key) {
        List<AttributeDefinition> definitions = new ArrayList<>();
        List.of("p", "s", "g", "h").stream()
                .filter(attribute -> List.of("p", "s").contains(attribute)
                        || key.stream().anyMatch(part -> part.attributeName().equals(attribute)))
                .forEach(attribute -> definitions.add(AttributeDefinition.builder()
                        .attributeName(attribute)
                        .attributeType("S")
                        .build()));
        client.createTable(create -> create.tableName(name)
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(definitions)
                .keySchema(keyPart("p", KeyType.HASH), keyPart("s", KeyType.RANGE))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("foreign")
                        .keySchema(key)
                        .projection(kept -> kept.projectionType("ALL"))
                        .build()));
    }

    private static KeySchemaElement keyPart(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    @Test
    void updateTable_addsAndDropsIndexesOfAFilledTable() {
        TableSchema plain =
                schema("Changing").throughput(Throughput.provisioned(2, 3)).build();
        DocumentTable before = store.createTable(plain);
        IntStream.range(0, 30).forEach(i -> before.put(item("p", "P", "s", "s" + i, "g", "G", "h", i)));

        DocumentTable added = store.updateTable(
                "Changing", TableChange.addIndex(global(AttributeType.NUMBER).build()));
        before.put(item("p", "P", "s", "later", "g", "G", "h", 99));

        assertThat(store.describeTable("Changing")).isEqualTo(TableDescription.active(added.schema()));
        assertThat(all(added, query(added, "global").build()))
                .hasSize(31)
                .last()
                .isEqualTo(item("p", "P", "s", "later", "g", "G", "h", 99));

        DocumentTable dropped = store.updateTable("Changing", TableChange.dropIndex("global"));

        assertThat(dropped.schema()).isEqualTo(plain);
        assertThatThrownBy(() -> added.query(query(added, "global").build()))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContainingAll("Changing", "global", "ask the store for the table again");
        before.put(item("p", "P", "s", "free", "g", 7));
    }

    @Test
    void updateTable_toThroughputAndBack_takesTheIndexesAlong() {
        TableSchema schema =
                schema("Throughput").index(global(AttributeType.NUMBER).build()).build();
        store.createTable(schema);

        for (Throughput throughput : List.of(
                Throughput.provisioned(2, 3),
                Throughput.provisioned(2, 3),
                Throughput.provisioned(4, 3),
                Throughput.onDemand(),
                Throughput.onDemand(),
                Throughput.provisioned(4, 3))) {
            DocumentTable changed = store.updateTable("Throughput", TableChange.setThroughput(throughput));

            assertThat(changed.schema()).isEqualTo(schema.withThroughput(throughput));
            assertThat(store.describeTable("Throughput")).isEqualTo(TableDescription.active(changed.schema()));
        }
        assertThat(client.describeTable(describe -> describe.tableName("Throughput"))
                        .table()
                        .globalSecondaryIndexes())
                .allSatisfy(index -> assertThat(index.provisionedThroughput().readCapacityUnits())
                        .isEqualTo(4));
    }

    @Test
    void addIndex_toItemsThatItCannotTake_leavesThemOut() {
        DocumentTable before = store.createTable(schema("Unfit").build());
        Map<String, Object> values = Map.of(
                "fits", "text", "number", 5, "empty", "", "bytes", Bytes.of(new byte[] {1}), "long", "h".repeat(1025));
        values.forEach((sort, h) -> before.put(item("p", "P", "s", sort, "g", "G", "h", h, "x", "X")));

        DocumentTable table = store.updateTable(
                "Unfit", TableChange.addIndex(global(AttributeType.STRING).build()));

        Item fits = item("p", "P", "s", "fits", "g", "G", "h", "text", "x", "X");
        assertThat(all(table, query(table, "global").build())).containsExactly(fits);
        assertThat(all(table, query(table, "global").descending().build())).containsExactly(fits);
        assertThat(all(table, query(table, "global").project("x").build())).containsExactly(item("x", "X"));
        assertThat(all(
                        table,
                        ScanRequest.builder(table.schema()).index("global").build()))
                .containsExactly(fits);
        assertThat(table.count(query(table, "global").build())).isEqualTo(1);
        assertThat(table.count(
                        ScanRequest.builder(table.schema()).index("global").build()))
                .isEqualTo(1);
        assertThat(all(table, ScanRequest.of(table.schema()))).hasSize(5);
    }

    @Test
    void itemThatAnIndexCannotTake_isWrittenAgainOnlyWhenItFits() {
        DocumentTable before = store.createTable(schema("Mended").build());
        before.put(item("p", "P", "s", "1", "g", "G", "h", 5));
        DocumentTable table = store.updateTable(
                "Mended", TableChange.addIndex(global(AttributeType.STRING).build()));

        assertThatThrownBy(() -> table.update(UpdateRequest.of(
                        table.schema(), key(table, "1"), Update.none().set("x", 1))))
                .isInstanceOfSatisfying(
                        UpdateRejectedException.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.KEY_TYPE));
        assertThatThrownBy(() -> before.put(item("p", "P", "s", "2", "g", "G", "h", 6)))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("if the index was added meanwhile");

        table.update(
                UpdateRequest.of(table.schema(), key(table, "1"), Update.none().set("h", "mended")));
        assertThat(all(table, query(table, "global").build()))
                .containsExactly(item("p", "P", "s", "1", "g", "G", "h", "mended"));
    }
}
