// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.Select;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/** Rows that somebody wrote with SQL in a way that this library does not. */
class RowsByHandIT {
    private static final String DATABASE = TestServer.newDatabase();
    private static final PostgresStore STORE = PostgresStore.connect(TestServer.url(DATABASE));
    private static final TableSchema SCHEMA = TableSchema.builder("Notes")
            .partitionKey("id", AttributeType.NUMBER)
            .build();

    private final DocumentTable table = STORE.createTable(SCHEMA);

    @AfterAll
    static void close() {
        STORE.close();
    }

    @AfterEach
    void drop() {
        STORE.dropTable("Notes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": 1, \"v\": {\"$note\": 1}}",
                "{\"id\": 1, \"$note\": 1}",
                "{\"id\": 1, \"v\": 123456789012345678901234567890123456789}",
                "{\"id\": 1, \"v\": {\"$SS\": []}}",
                "[1]"
            })
    void use_ofARowThatCannotBeRead_isRejectedAndKeepsTheRow(String json) {
        TestServer.execute(DATABASE, "INSERT INTO \"Notes\" VALUES (1, '" + json + "', 10)");
        List<String> before = TestServer.rows(DATABASE, "SELECT * FROM \"Notes\"");
        Item item = Item.of("id", 1, "new", true);

        List<ThrowingCallable> calls = List.of(
                () -> table.get(SCHEMA.key(1)),
                () -> table.update(UpdateRequest.builder(SCHEMA, SCHEMA.key(1), set("new", true))
                        .returning(ReturnValues.ALL_OLD)
                        .build()),
                () -> table.update(UpdateRequest.of(SCHEMA, SCHEMA.key(1), set("new[0]", true))),
                () -> table.delete(DeleteRequest.builder(SCHEMA, SCHEMA.key(1))
                        .returning(ReturnItem.OLD)
                        .build()),
                () -> table.delete(DeleteRequest.builder(SCHEMA, SCHEMA.key(1))
                        .condition(attribute("new").notExists())
                        .returning(ReturnItem.OLD)
                        .build()),
                () -> table.put(PutRequest.builder(SCHEMA, item)
                        .returning(ReturnItem.OLD)
                        .build()),
                () -> table.put(PutRequest.builder(SCHEMA, item)
                        .condition(attribute("new").exists())
                        .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                        .build()));

        assertThat(calls)
                .allSatisfy(call -> assertThatExceptionOfType(RequestRejectedException.class)
                        .isThrownBy(call)
                        .withMessageContaining("item {\"id\":{\"N\":\"1\"}} of table Notes: column item of its row")
                        .withMessageContaining("nothing has changed; correct or delete the row"));
        assertThat(TestServer.rows(DATABASE, "SELECT * FROM \"Notes\"")).isEqualTo(before);
    }

    @Test
    void update_ofARowThatIsNoItem_isRejectedAndKeepsTheRow() {
        TestServer.execute(DATABASE, "INSERT INTO \"Notes\" VALUES (1, '[1]', 10)");

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> table.update(UpdateRequest.of(SCHEMA, SCHEMA.key(1), set("new", true))))
                .withMessageContaining("nothing has changed; correct or delete the row");
        assertThat(TestServer.rows(DATABASE, "SELECT item FROM \"Notes\"")).containsExactly("[1]");
    }

    /** Such an update reads nothing else, so it does not see what cannot be read; unless the item is asked for. */
    @Test
    void update_besideWhatCannotBeRead_happensAndSaysSoWhenItCannotReturnTheItem() {
        TestServer.execute(DATABASE, "INSERT INTO \"Notes\" VALUES (1, '{\"id\": 1, \"v\": {\"$note\": 1}}', 10)");

        table.update(UpdateRequest.of(SCHEMA, SCHEMA.key(1), set("a", 1)));
        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(() -> table.update(UpdateRequest.builder(SCHEMA, SCHEMA.key(1), set("b", 2))
                        .returning(ReturnValues.ALL_NEW)
                        .build()))
                .withMessageContaining("item {\"id\":{\"N\":\"1\"}} of table Notes and return the item: column item")
                .withMessageContaining("the update has happened; correct the row");

        assertThat(TestServer.rows(DATABASE, "SELECT item, item_size FROM \"Notes\""))
                .containsExactly("{\"a\": 1, \"b\": 2, \"v\": {\"$note\": 1}, \"id\": 1}|16");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": 2, \"v\": {\"$note\": 1}}",
                "{\"id\": 2, \"v\": 123456789012345678901234567890123456789}"
            })
    void scan_overARowThatCannotBeRead_saysWhereItIs(String json) {
        table.put(Item.of("id", 1));
        TestServer.execute(DATABASE, "INSERT INTO \"Notes\" VALUES (2, '" + json + "', 10)");

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> table.scan(ScanRequest.of(SCHEMA)))
                .withMessageContaining("table Notes: column item of the row that follows item {\"id\":{\"N\":\"1\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"v\": 1}", "{\"id\": \"\"}", "{\"id\": true}"})
    void stream_overARowWhoseItemLacksItsKey_isRejected(String json) {
        TestServer.execute(DATABASE, "INSERT INTO \"Notes\" VALUES (1, '" + json + "', 10), (2, '{\"id\": 2}', 10)");

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(
                        () -> table.stream(ScanRequest.builder(SCHEMA).limit(1).build())
                                .count())
                .withMessageContaining("table Notes");
    }

    @Test
    void count_overAKeyThatCannotBeRead_namesItsColumn() {
        TestServer.execute(
                DATABASE, "INSERT INTO \"Notes\" VALUES (123456789012345678901234567890123456789, '{\"id\": 1}', 10)");

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> table.scan(ScanRequest.builder(SCHEMA)
                        .limit(1)
                        .select(Select.COUNT)
                        .build()))
                .withMessageContaining("cannot scan table Notes: the key of a row, in \"id\"")
                .withMessageContaining("correct or delete the row");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "partition_name = ''",
                "partition_type = 'BOOL'",
                "partition_type = 'decimal'",
                "sort_name = partition_name, sort_type = 'S', sort_column = 'id'",
                "read_units = 0, write_units = 0"
            })
    void table_whoseRowInTheCatalogCannotBeRead_isRejectedAndSaysSo(String change) {
        TestServer.execute(DATABASE, "UPDATE moviestore.tables SET " + change);

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> STORE.table("Notes"))
                .withMessageContaining("table Notes")
                .withMessageContaining("correct its rows in moviestore.tables, moviestore.indexes");
    }
}
