// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.from;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.RetryAdvice;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Utf8;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;
import org.moviestore.table.UpdateRequest;

/** Creating, describing, listing and dropping tables, rules T1 to T4. */
abstract class TableTests extends ConformanceTests {
    private TableSchema newSchema(Throughput throughput) {
        return TableSchema.builder(run().newTableName())
                .partitionKey("year", AttributeType.NUMBER)
                .sortKey("title", AttributeType.STRING)
                .throughput(throughput)
                .build();
    }

    private void assertDescribedAsCreated(TableSchema schema) {
        store().createTable(schema);

        assertThat(store().describeTable(schema.tableName())).isEqualTo(TableDescription.active(schema));
        assertThat(store().table(schema.tableName()).schema()).isEqualTo(schema);
        assertThat(store().listTables()).contains(schema.tableName());
    }

    @Test
    @Rule("T1")
    void createTable_onDemand_isDescribedAsAsked() {
        assertDescribedAsCreated(newSchema(Throughput.onDemand()));
    }

    @Test
    @Rule("T1")
    void createTable_provisioned_isDescribedAsAsked() {
        assertDescribedAsCreated(newSchema(Throughput.provisioned(10, 10)));
    }

    @Test
    @Rule("T1")
    void throughput_ofLessThanOneUnit_isRefused() {
        assertRefused(ErrorCode.THROUGHPUT_RANGE, () -> Throughput.provisioned(0, 10));
        assertRefused(ErrorCode.THROUGHPUT_RANGE, () -> Throughput.provisioned(10, 0));
    }

    @Test
    @Rule("T1")
    void createTable_withoutSortKey_isDescribedAsAsked() {
        assertDescribedAsCreated(TableSchema.builder(run().newTableName())
                .partitionKey("id", AttributeType.BINARY)
                .build());
    }

    @Test
    @Rule("T1")
    void createTable_whenItReturns_theTableCanBeUsed() {
        TableSchema schema = newSchema(Throughput.onDemand());
        Item item = attributes("year", 1985, "title", "After Hours");

        DocumentTable table = store().createTable(schema);
        table.put(item);

        assertThat(table.schema()).isEqualTo(schema);
        assertThat(table.store()).isSameAs(store());
        assertThat(table.get(schema.key(1985, "After Hours"))).contains(item);
        assertThat(store().table(schema.tableName()).get(schema.key(1985, "After Hours")))
                .contains(item);
    }

    @Test
    @Rule("T2")
    void createTable_ofATakenName_isRefusedAndTheTableStays() {
        TableSchema schema = newSchema(Throughput.onDemand());
        TableSchema other = TableSchema.builder(schema.tableName())
                .partitionKey("id", AttributeType.STRING)
                .build();
        DocumentTable table = store().createTable(schema);
        Item item = attributes("year", 1985, "title", "After Hours");
        table.put(item);

        for (TableSchema again : List.of(schema, other)) {
            assertThatExceptionOfType(TableExistsException.class)
                    .isThrownBy(() -> store().createTable(again))
                    .withMessageContaining(schema.tableName())
                    .returns(schema.tableName(), from(TableExistsException::tableName))
                    .returns(RetryAdvice.NEVER, from(TableExistsException::retryAdvice));
        }

        assertThat(table.get(schema.key(1985, "After Hours"))).contains(item);
        assertThat(store().describeTable(schema.tableName()).schema()).isEqualTo(schema);
    }

    @Test
    @Rule("T3")
    void dropTable_whenItReturns_theTableIsGone() {
        TableSchema schema = newSchema(Throughput.onDemand());
        store().createTable(schema);

        store().dropTable(schema.tableName());

        assertThat(store().listTables()).doesNotContain(schema.tableName());
        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> store().describeTable(schema.tableName()));
    }

    @Test
    @Rule("T3")
    void createTable_ofADroppedName_makesAnEmptyTableOfItsOwn() {
        TableSchema schema = newSchema(Throughput.onDemand());
        store().createTable(schema).put(attributes("year", 1985, "title", "After Hours"));
        store().dropTable(schema.tableName());
        TableSchema other = TableSchema.builder(schema.tableName())
                .partitionKey("id", AttributeType.STRING)
                .build();

        DocumentTable table = store().createTable(other);
        table.put(attributes("id", "x"));

        assertThat(table.stream(ScanRequest.of(other))).containsExactly(attributes("id", "x"));
        assertThat(store().describeTable(schema.tableName()).schema()).isEqualTo(other);
    }

    @Test
    @Rule("T3")
    void listTables_ofSeveral_areInOrderOfTheirBytes() {
        List<String> names =
                List.of(run().newTableName() + ".B", run().newTableName() + "_a", run().newTableName() + "-C");
        names.forEach(name -> store().createTable(TableSchema.builder(name)
                .partitionKey("p", AttributeType.STRING)
                .build()));

        List<String> listed = store().listTables();

        assertThat(listed).containsAll(names).isSortedAccordingTo(Utf8.ORDER);
        names.forEach(store()::dropTable);
        assertThat(store().listTables()).doesNotContainAnyElementsOf(names);
    }

    @Test
    @Rule("T4")
    void storeOperation_onAMissingTable_saysThatThereIsNone() {
        String name = run().newTableName();

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> store().table(name), () -> store().describeTable(name), () -> store().dropTable(name))) {
            assertThatExceptionOfType(TableNotFoundException.class)
                    .isThrownBy(call)
                    .withMessageContaining(name)
                    .returns(name, from(TableNotFoundException::tableName))
                    .returns(RetryAdvice.NEVER, from(TableNotFoundException::retryAdvice));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "two words", "a/b", "films;", "f\u00E9e", "\"quoted\""})
    @Rule("T4")
    void storeOperation_withABadName_isRefused(String name) {
        assertRefused(ErrorCode.TABLE_NAME, () -> store().table(name));
        assertRefused(ErrorCode.TABLE_NAME, () -> store().describeTable(name));
        assertRefused(ErrorCode.TABLE_NAME, () -> store().dropTable(name));
        assertRefused(
                ErrorCode.TABLE_NAME,
                () -> TableSchema.builder(name)
                        .partitionKey("p", AttributeType.STRING)
                        .build());
    }

    @Test
    @Rule("T4")
    void createTable_ofTheLongestName_keepsItApartFromOthers() {
        String name = run().newTableName();
        String longest = name + ".x".repeat((255 - name.length()) / 2) + "-".repeat((255 - name.length()) % 2);
        String neighbour = longest.substring(0, 254) + "Z";
        for (String each : List.of(longest, neighbour)) {
            store().createTable(TableSchema.builder(each)
                    .partitionKey("p", AttributeType.STRING)
                    .build());
        }

        store().table(longest).put(attributes("p", "x"));

        assertThat(store().table(longest).stream(
                        ScanRequest.of(store().table(longest).schema())))
                .containsExactly(attributes("p", "x"));
        assertThat(store().table(neighbour).stream(
                        ScanRequest.of(store().table(neighbour).schema())))
                .isEmpty();
        store().dropTable(longest);
        store().dropTable(neighbour);
        assertRefused(ErrorCode.TABLE_NAME, () -> store().describeTable(longest + "x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "item|item_size",
                "ctid|xmin",
                "select|order",
                "P|p",
                "two words|it's \"quoted\"",
                "$B|$$SS",
                "a.b|a[0]",
                "'; DROP TABLE x; --|?"
            })
    @Rule({"T1", "A18"})
    void table_withUnusualKeyNames_isUsedAsAnyOther(String partitionName, String sortName) {
        TableSchema schema = TableSchema.builder(run().newTableName())
                .partitionKey(partitionName, AttributeType.STRING)
                .sortKey(sortName, AttributeType.NUMBER)
                .build();
        Item item = attributes(partitionName, "x", sortName, 1, "a", "old");

        DocumentTable table = store().createTable(schema);
        table.put(item);
        table.update(UpdateRequest.of(schema, schema.key("x", 1), set("a", "new")));

        assertThat(store().describeTable(schema.tableName()).schema()).isEqualTo(schema);
        assertThat(table.get(schema.key("x", 1))).contains(item.with("a", "new"));
        assertThat(table.stream(ScanRequest.builder(schema)
                        .filter(attribute(AttributePath.of(sortName)).equalTo(1))
                        .build()))
                .containsExactly(item.with("a", "new"));
    }

    @Test
    @Rule({"T1", "A18"})
    void table_withTheLongestKeyNames_isUsedAsAnyOther() {
        String partitionName = "\u00E9".repeat(127) + "a";
        String sortName = "\u00E9".repeat(127) + "b";
        TableSchema schema = TableSchema.builder(run().newTableName())
                .partitionKey(partitionName, AttributeType.STRING)
                .sortKey(sortName, AttributeType.STRING)
                .build();

        DocumentTable table = store().createTable(schema);
        table.put(attributes(partitionName, "x", sortName, "y"));

        Key key = schema.key("x", "y");
        assertThat(table.get(key)).contains(key.attributes());
        assertRefused(
                ErrorCode.NAME_LENGTH,
                () -> TableSchema.builder("films").partitionKey(partitionName + "b", AttributeType.STRING));
    }
}
