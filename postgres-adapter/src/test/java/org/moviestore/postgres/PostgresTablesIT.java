// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.attribute;

import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Operand;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;

class PostgresTablesIT {
    private static final String DATABASE = TestServer.newDatabase();
    private static final PostgresStore STORE = PostgresStore.connect(TestServer.url(DATABASE));

    @AfterAll
    static void close() {
        STORE.close();
    }

    private static TableSchema schema(String name) {
        return TableSchema.builder(name)
                .partitionKey("id", AttributeType.NUMBER)
                .build();
    }

    @Test
    void createTable_makesATableForPeople() {
        DocumentTable movies = STORE.createTable(TableSchema.builder("Movies")
                .partitionKey("year", AttributeType.NUMBER)
                .sortKey("title", AttributeType.STRING)
                .build());
        movies.put(Item.builder()
                .set("year", 2013)
                .set("title", "Rush")
                .set("tags", Values.stringSet("b", "a"))
                .set("$info", Item.of("rating", "8.1"))
                .build());

        assertThat(
                        TestServer.rows(
                                DATABASE,
                                "SELECT column_name, data_type, coalesce(collation_name, '-'), is_nullable"
                                        + " FROM information_schema.columns WHERE table_name = 'Movies' ORDER BY ordinal_position"))
                .containsExactly("year|numeric|-|NO", "title|text|C|NO", "item|jsonb|-|NO", "item_size|integer|-|NO");
        assertThat(TestServer.rows(DATABASE, "SELECT year, title, item, item_size FROM \"Movies\""))
                .containsExactly("2013|Rush|{\"tags\": {\"$SS\": [\"a\", \"b\"]}, \"year\": 2013, \"title\": \"Rush\","
                        + " \"$$info\": {\"rating\": \"8.1\"}}|40");
    }

    @Test
    void describeTable_tellsWhatWasCreated() {
        TableSchema created = TableSchema.builder("Described")
                .partitionKey("item", AttributeType.BINARY)
                .sortKey("é\"?", AttributeType.STRING)
                .throughput(Throughput.provisioned(10, 20))
                .build();

        STORE.createTable(created);

        assertThat(STORE.describeTable("Described").schema()).isEqualTo(created);
        assertThat(STORE.table("Described").schema()).isEqualTo(created);
    }

    @ParameterizedTest
    @CsvSource({
        "id, x\"; DROP TABLE y --",
        "item, item_size",
        "ctid, xmin",
        "item~partition, item",
        "item_ok, item_before",
        "item_number, item_last",
        "?, $B",
        "SELECT, {key}",
        "%s, %1$s"
    })
    void use_ofAnyKeyNames_works(String partition, String sort) {
        TableSchema schema = TableSchema.builder("Names")
                .partitionKey(partition, AttributeType.NUMBER)
                .sortKey(sort, AttributeType.STRING)
                .build();
        DocumentTable table = STORE.createTable(schema);
        try {
            Item first = schema.key(1, "a").attributes().with("v", 1);
            Item second = schema.key(1, "b").attributes().with("v", 2);
            table.put(first);
            table.put(second);
            table.delete(schema.key(1, "c"));

            assertThat(table.get(schema.key(1, "b"))).contains(second);
            assertThat(table.stream(ScanRequest.builder(schema).limit(1).build()))
                    .containsExactly(first, second);
            assertThat(table.stream(ScanRequest.builder(schema)
                            .filter(attribute("v").greaterThan(1))
                            .limit(50)
                            .build()))
                    .containsExactly(second);
        } finally {
            STORE.dropTable("Names");
        }
    }

    @Test
    void use_ofLongestNames_works() {
        TableSchema schema = TableSchema.builder("n".repeat(255))
                .partitionKey("é".repeat(127), AttributeType.STRING)
                .sortKey("é".repeat(126) + "x", AttributeType.BINARY)
                .build();
        DocumentTable table = STORE.createTable(schema);
        Item item = schema.key("p", Bytes.of(new byte[] {-1})).attributes();

        table.put(item);

        assertThat(STORE.table(schema.tableName()).get(schema.keyOf(item))).contains(item);
        STORE.dropTable(schema.tableName());
        assertThat(STORE.listTables()).doesNotContain(schema.tableName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b-c_d", "...", "--x", "pg_class", "SELECT", "tables"})
    void use_ofAnyTableName_works(String name) {
        DocumentTable table = STORE.createTable(schema(name));

        table.put(Item.of("id", 1));

        assertThat(table.get(table.schema().key(1))).isPresent();
        STORE.dropTable(name);
    }

    @Test
    void put_ofSqlInAttributeNames_storesThemAsNames() {
        DocumentTable table = STORE.createTable(schema("Injected"));
        String name = "x' = '\"; DROP TABLE \"Injected\"; --?";
        Item item = Item.of("id", 1, name, "'); DROP TABLE \"Injected\"; --");
        table.put(item);

        Condition condition = new Operand.Path(AttributePath.of(name)).beginsWith("')");

        assertThat(table.stream(
                        ScanRequest.builder(table.schema()).filter(condition).build()))
                .containsExactly(item);
    }

    @Test
    void createTable_whenThereIsOne_failsAndLeavesIt() {
        DocumentTable table = STORE.createTable(schema("Twice"));
        table.put(Item.of("id", 1));

        assertThatExceptionOfType(TableExistsException.class).isThrownBy(() -> STORE.createTable(schema("Twice")));
        assertThat(table.get(table.schema().key(1))).isPresent();
    }

    @Test
    void createTable_byManyAtOnce_succeedsOnce() throws Exception {
        Callable<Boolean> creation = () -> {
            try {
                STORE.createTable(schema("Raced"));
                return true;
            } catch (TableExistsException e) {
                return false;
            }
        };

        List<Boolean> created = Race.run(50, creation);

        assertThat(created.stream().filter(each -> each)).hasSize(1);
    }

    @Test
    void createTable_whereATableIsThatIsNotOurs_leavesItAlone() {
        TestServer.execute(DATABASE, "CREATE TABLE \"Foreign\" (id numeric); INSERT INTO \"Foreign\" VALUES (7)");

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> STORE.createTable(schema("Foreign")))
                .withMessageContaining("\"Foreign\" already exists in schema \"public\"")
                .withMessageContaining("not made by this library");

        assertThat(TestServer.rows(DATABASE, "SELECT id FROM \"Foreign\"")).containsExactly("7");
        assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> STORE.table("Foreign"));
        assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> STORE.dropTable("Foreign"));
    }

    @Test
    void dropTable_whileItIsRead_endsInTableNotFound() {
        DocumentTable table = STORE.createTable(schema("Dropped"));

        STORE.dropTable("Dropped");

        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> table.put(Item.of("id", 1)))
                .withMessageContaining("Dropped");
        assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> STORE.dropTable("Dropped"));
    }

    @Test
    void use_ofTableRecreatedWithTheSameKey_works() {
        DocumentTable table = STORE.createTable(schema("Recreated"));
        for (int i = 0; i < 20; i++) {
            table.put(Item.of("id", i));
        }
        STORE.dropTable("Recreated");
        STORE.createTable(schema("Recreated"));

        table.put(Item.of("id", 1));

        assertThat(table.get(table.schema().key(1))).isPresent();
        assertThat(table.get(table.schema().key(2))).isEmpty();
    }

    @Test
    void schemas_keepTheirTablesApart() {
        TestServer.execute(DATABASE, "CREATE SCHEMA \"other schema\"");
        try (PostgresStore other =
                PostgresStore.connect(TestServer.url(DATABASE) + "?schema=other%20schema&poolSize=1")) {
            STORE.createTable(schema("Same")).put(Item.of("id", 1));

            DocumentTable table = other.createTable(schema("Same"));

            assertThat(table.get(table.schema().key(1))).isEmpty();
            assertThat(other.listTables()).containsExactly("Same");
        }
    }

    @Test
    void get_ofNumbersAtTheLimits_findsThem() {
        DocumentTable table = STORE.createTable(schema("Numbers"));
        List<String> numbers = List.of(
                "9.9999999999999999999999999999999999999E125",
                "1E125",
                "-1E125",
                "1E-130",
                "-1E-130",
                "12345678901234567890123456789012345678",
                "0.1",
                "100",
                "0");
        for (String number : numbers) {
            table.put(Item.of("id", Values.number(number), "n", number));
        }

        assertThat(numbers)
                .allSatisfy(number -> assertThat(table.get(table.schema().key(Values.number(number))))
                        .contains(Item.of("id", Values.number(number), "n", number)));
        assertThat(table.stream(ScanRequest.builder(table.schema()).limit(2).build())
                        .map(item -> item.attribute("id").orElseThrow()))
                .containsExactlyElementsOf(numbers.stream()
                        .map(Values::number)
                        .sorted((a, b) -> a.value().compareTo(b.value()))
                        .map(AttributeValue.class::cast)
                        .toList());
    }
}
