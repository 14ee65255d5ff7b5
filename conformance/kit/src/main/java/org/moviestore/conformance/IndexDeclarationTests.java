// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.IndexScope;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;

/** Tables that are made with secondary indexes, rule I7. */
abstract class IndexDeclarationTests extends IndexChecks {
    private TableSchema.Builder newSchema() {
        return TableSchema.builder(run().newTableName())
                .partitionKey("p", AttributeType.STRING)
                .sortKey("s", AttributeType.STRING);
    }

    private static SecondaryIndex.Builder index(String name, String partition) {
        return SecondaryIndex.builder(name).partitionKey(partition, AttributeType.STRING);
    }

    private static List<Item> found(DocumentTable table, String index, Object partition) {
        String attribute = table.schema().index(index).partitionKey().name();
        return table.stream(QueryRequest.builder(table.schema(), KeyCondition.partition(attribute, partition))
                        .index(index)
                        .build())
                .toList();
    }

    @Test
    @Rule("I7")
    void createTable_with20GlobalAnd5LocalIndexes_isDescribedAsAskedAndHasThemAll() {
        Object number = newValue(AttributeType.NUMBER);
        Object binary = newValue(AttributeType.BINARY);
        String text = newPartition();
        Item item = attributes("p", text, "s", text, "gs", text, "gn", number, "gb", binary)
                .with("ss", "x")
                .with("sn", 1)
                .with("sb", bytes(1))
                .with("ln", 1);

        indexed().put(item);

        assertThat(store().describeTable(schema().tableName()))
                .isEqualTo(TableDescription.active(schema(schema().tableName())));
        assertThat(schema().indexes()).hasSize(25);
        for (SecondaryIndex index : schema().indexes()) {
            Object partition = item.attribute(index.partitionKey().name()).orElseThrow();
            eventually(() -> assertThat(found(query(index.name(), partition).build()))
                    .as("%s", index.name())
                    .hasSize(1));
        }
    }

    @Test
    @Rule("I7")
    void table_withTooManyIndexes_isRefused() {
        TableSchema.Builder global = newSchema();
        TableSchema.Builder local = newSchema();
        IntStream.range(0, 21)
                .forEach(i -> global.index(index("global-" + i, "a" + i).build()));
        IntStream.range(0, 6)
                .forEach(i -> local.index(index("local-" + i, "p")
                        .sortKey("a" + i, AttributeType.STRING)
                        .build()));

        assertRefused(ErrorCode.INDEX_LIMIT, global::build);
        assertRefused(ErrorCode.INDEX_LIMIT, local::build);
    }

    @Test
    @Rule("I7")
    void table_whoseIndexesIncludeMoreThan100Attributes_isRefused() {
        IndexProjection fifty = IndexProjection.include(
                IntStream.range(0, 50).mapToObj(i -> "i" + i).toArray(String[]::new));
        TableSchema.Builder two = newSchema()
                .index(index("first", "a").projection(fifty).build())
                .index(index("second", "b").projection(fifty).build());

        assertThat(two.build().indexes()).hasSize(2);
        two.index(index("third", "c").projection(IndexProjection.include("x")).build());
        assertRefused(ErrorCode.INDEX_LIMIT, two::build);
    }

    @Test
    @Rule("I7")
    void index_ofTheTablesPartitionKey_isLocalAndNeedsSortKeys() {
        SecondaryIndex unsorted = index("unsorted", "p").build();
        SecondaryIndex sorted =
                index("sorted", "p").sortKey("a", AttributeType.STRING).build();
        TableSchema.Builder withoutSortKey = TableSchema.builder("films")
                .partitionKey("p", AttributeType.STRING)
                .index(sorted);

        assertThat(newSchema().index(sorted).build().index("sorted").scope()).isEqualTo(IndexScope.LOCAL);
        assertThat(schema().index("inverted").scope()).isEqualTo(IndexScope.GLOBAL);
        assertRefused(ErrorCode.KEY_MISSING, newSchema().index(unsorted)::build);
        assertRefused(ErrorCode.KEY_MISSING, withoutSortKey::build);
    }

    @Test
    @Rule("I7")
    void index_withoutKeyOrWithABadOne_isRefused() {
        SecondaryIndex ofNumber = SecondaryIndex.builder("number")
                .partitionKey("a", AttributeType.NUMBER)
                .build();

        assertRefused(ErrorCode.KEY_MISSING, SecondaryIndex.builder("keyless")::build);
        assertRefused(ErrorCode.KEY_EXTRA, index("twice", "a").sortKey("a", AttributeType.STRING)::build);
        assertRefused(ErrorCode.KEY_TYPE, () -> SecondaryIndex.builder("map").partitionKey("a", AttributeType.MAP));
        assertRefused(
                ErrorCode.KEY_TYPE,
                newSchema().index(ofNumber).index(index("text", "a").build())::build);
        assertRefused(
                ErrorCode.KEY_TYPE,
                newSchema()
                        .index(index("sorted", "a")
                                .sortKey("s", AttributeType.NUMBER)
                                .build())::build);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "two words", "a/b", "films;", "f\u00E9e", "\"quoted\""})
    @Rule("I7")
    void index_badlyNamed_isRefused(String name) {
        assertRefused(ErrorCode.INDEX_NAME, index(name, "a")::build);
        assertRefused(ErrorCode.INDEX_NAME, index("x".repeat(256), "a")::build);
    }

    @Test
    @Rule("I7")
    void table_withTwoIndexesOfOneName_isRefused() {
        TableSchema.Builder twice = newSchema()
                .index(index("twice", "a").build())
                .index(index("twice", "b").build());

        assertRefused(ErrorCode.INDEX_NAME, twice::build);
    }

    @Test
    @Rule("I7")
    void createTable_withUnusualIndexNamesAndAttributes_keepsThemApart() {
        String longest = "x.-_".repeat(63) + "yz";
        List<String> names = List.of(longest + "1", longest + "2", "123", "select", "a.b-c_d", "...", "pk_idx");
        List<String> attributes = List.of(
                "\u00E9".repeat(127) + "a",
                "\u00E9".repeat(127) + "b",
                "select|order",
                "it's \"q\"",
                "$B",
                "a.b[0]",
                "?");
        TableSchema.Builder schema = newSchema();
        Item.Builder item = Item.builder().set("p", "x").set("s", "y");
        for (int i = 0; i < names.size(); i++) {
            schema.index(index(names.get(i), attributes.get(i)).build());
            item.set(attributes.get(i), "value " + i);
        }

        DocumentTable table = store().createTable(schema.build());
        table.put(item.build());

        assertThat(store().describeTable(table.schema().tableName()).schema()).isEqualTo(table.schema());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String value = "value " + i;
            eventually(() -> assertThat(found(table, name, value)).containsExactly(item.build()));
            assertThat(found(table, name, "value " + (i + 1))).isEmpty();
        }
    }

    @Test
    @Rule("I7")
    void createTable_withAnIndexNameOfAnotherTable_keepsThemApart() {
        List<DocumentTable> tables = new ArrayList<>();
        for (Throughput throughput : List.of(Throughput.onDemand(), Throughput.provisioned(5, 7))) {
            tables.add(store().createTable(newSchema()
                    .index(index("by-text", "g").build())
                    .throughput(throughput)
                    .build()));
        }

        tables.get(0).put(attributes("p", "first", "s", "x", "g", "same"));
        tables.get(1).put(attributes("p", "second", "s", "x", "g", "same"));

        for (DocumentTable table : tables) {
            assertThat(store().describeTable(table.schema().tableName()))
                    .isEqualTo(TableDescription.active(table.schema()));
        }
        eventually(() -> assertThat(found(tables.get(0), "by-text", "same"))
                .containsExactly(attributes("p", "first", "s", "x", "g", "same")));
        eventually(() -> assertThat(found(tables.get(1), "by-text", "same"))
                .containsExactly(attributes("p", "second", "s", "x", "g", "same")));
    }

    @Test
    @Rule("I7")
    void createTable_ofADroppedNameWithOtherIndexes_hasThoseAlone() {
        TableSchema schema = newSchema()
                .index(index("by-text", "g").build())
                .index(index("dropped", "h").build())
                .build();
        store().createTable(schema).put(attributes("p", "x", "s", "y", "g", "old", "h", "old"));
        store().dropTable(schema.tableName());
        TableSchema other = TableSchema.builder(schema.tableName())
                .partitionKey("p", AttributeType.STRING)
                .index(SecondaryIndex.builder("by-text")
                        .partitionKey("h", AttributeType.NUMBER)
                        .build())
                .build();

        DocumentTable table = store().createTable(other);
        table.put(attributes("p", "x", "g", 1, "h", 2));

        assertThat(store().describeTable(schema.tableName())).isEqualTo(TableDescription.active(other));
        eventually(() -> assertThat(found(table, "by-text", 2)).containsExactly(attributes("p", "x", "g", 1, "h", 2)));
    }

    @Test
    @Rule("I7")
    void describeTable_comparedWithADeclaration_saysEachDifference() {
        TableSchema same = schema(schema().tableName());
        TableSchema otherwise = same.withoutIndex("local-keys")
                .withoutIndex("global-S")
                .withIndex(index("global-S", "gs")
                        .projection(IndexProjection.keysOnly())
                        .build())
                .withoutIndex("by-sort")
                .withIndex(index("sort-by", "s").build())
                .withThroughput(Throughput.provisioned(1, 1));

        TableDescription description = store().describeTable(schema().tableName());

        assertThat(description.differencesFrom(same)).isEmpty();
        assertThat(description.differencesFrom(otherwise)).hasSize(5);
        for (String part : List.of("throughput", "local-keys", "global-S", "by-sort", "sort-by")) {
            assertThat(description.differencesFrom(otherwise))
                    .filteredOn(difference -> difference.contains(part))
                    .hasSize(1);
        }
    }
}
