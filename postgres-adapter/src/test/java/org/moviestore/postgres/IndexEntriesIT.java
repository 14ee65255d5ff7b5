// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.Utf8;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableSchema;

/** Which rows an index holds, whoever wrote them: those that core says are in it. */
class IndexEntriesIT {
    private static final String DATABASE = TestServer.newDatabase();
    private static final PostgresStore STORE = PostgresStore.connect(TestServer.url(DATABASE));
    private static final int ROWS = 250;

    private static final List<Integer> LENGTHS = List.of(0, 1, 500, 511, 512, 1023, 1024, 1025, 2047, 2048, 2049);
    private static final List<Integer> CODE_POINTS = List.of(0x7F, 0xE9, 0x7FF, 0x20AC, 0xFFFF, 0x1F600, 0x10FFFF);
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1.5",
            "9.9999999999999999999999999999999999999E125",
            "-1E125",
            "-1.2345678901234567890123456789012345678E-130",
            "12345678901234567890123456789012345678");

    private final Random random = new Random(7);

    @AfterAll
    static void close() {
        STORE.close();
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Returns random text of so many bytes, which cannot be compressed to fewer. */
    private String text(int bytes) {
        StringBuilder text = new StringBuilder();
        int left = bytes;
        while (left > 0) {
            String next = Character.toString(random.nextInt(8) == 0 ? any(CODE_POINTS) : 0x21 + random.nextInt(94));
            if (Utf8.length(next) <= left) {
                text.append(next);
                left -= Utf8.length(next);
            }
        }
        return text.toString();
    }

    private Bytes binary(int bytes) {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        return Bytes.of(content);
    }

    private AttributeValue value(AttributeType type, int bytes) {
        return switch (type) {
            case NUMBER -> Values.number(any(NUMBERS));
            case BINARY -> Values.binary(binary(bytes));
            default -> Values.string(text(bytes));
        };
    }

    /** Returns an item with mostly what the indexes can take, at their limits, and else with any value or none. */
    private Item item(int id, Attribute one, Attribute other) {
        Item item = Item.EMPTY;
        int bytes = 0;
        for (Attribute attribute : List.of(one, other)) {
            switch (random.nextInt(10)) {
                case 0 -> {}
                case 1 -> item = item.with(attribute.name(), new RandomItems(random.nextLong()).value(2));
                case 2 ->
                    item = item.with(
                            attribute.name(), Item.of("$B", "AQ==", "B", 1).toMapValue());
                default -> {
                    int length = any(LENGTHS);
                    item = item.with(attribute.name(), value(attribute.type(), length));
                    bytes += attribute.type() == AttributeType.NUMBER || random.nextBoolean() ? 0 : length;
                }
            }
        }
        int partition = any(List.of(5, 300, 1023, 1024, 1025));
        int left = TableSchema.MAX_KEY_BYTES - bytes - partition + random.nextInt(3) - 1;
        int sort = left >= 1 && left <= TableSchema.MAX_SORT_KEY_BYTES ? left : any(List.of(1, 1023, 1024));
        return item.with("id", "%05d".formatted(id) + text(partition - 5)).with("k", text(sort));
    }

    private record Attribute(String name, AttributeType type) {}

    private static SecondaryIndex index(String name, Attribute... key) {
        SecondaryIndex.Builder index = SecondaryIndex.builder(name).partitionKey(key[0].name(), key[0].type());
        return (key.length > 1 ? index.sortKey(key[1].name(), key[1].type()) : index).build();
    }

    private static List<SecondaryIndex> indexes(Attribute one, Attribute other) {
        Attribute partition = new Attribute("id", AttributeType.STRING);
        Attribute sort = new Attribute("k", AttributeType.STRING);
        return List.of(
                index("one", one),
                index("both", one, other),
                index("reversed", other, one),
                index("by-partition-key", one, partition),
                index("by-sort-key", other, sort),
                index("of-sort-key", sort, one));
    }

    private static TableSchema.Builder table(String name) {
        return TableSchema.builder(name)
                .partitionKey("id", AttributeType.STRING)
                .sortKey("k", AttributeType.STRING);
    }

    /** Stores items as somebody would who knows nothing of the indexes. */
    private static void insertByHand(String table, List<Item> items) throws SQLException {
        try (Connection connection = TestServer.connect(DATABASE);
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO \"" + table + "\" VALUES (?, ?, CAST(? AS jsonb), 1)")) {
            for (Item item : items) {
                insert.setString(1, string(item, "id"));
                insert.setString(2, string(item, "k"));
                insert.setString(3, ItemJson.write(item));
                insert.executeUpdate();
            }
        }
    }

    private static String string(Item item, String name) {
        return ((AttributeValue.StringValue) item.attribute(name).orElseThrow()).text();
    }

    private static void assertHoldsWhatIsInThem(DocumentTable table) {
        List<Item> all = table.stream(ScanRequest.of(table.schema())).toList();
        for (SecondaryIndex index : table.schema().indexes()) {
            List<Item> held = table.stream(ScanRequest.builder(table.schema())
                            .index(index.name())
                            .build())
                    .toList();

            Set<Item> expected = all.stream()
                    .filter(item -> table.schema().isIn(index, item))
                    .collect(Collectors.toSet());
            assertThat(held).as(index.toString()).hasSameSizeAs(expected);
            assertThat(Set.copyOf(held)).as(index.toString()).isEqualTo(expected);
            assertThat(held.size()).as(index.toString()).isBetween(10, all.size() - 10);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a, STRING, b, STRING",
        "$B, STRING, n, NUMBER",
        "x' || '{max}, STRING, b?, BINARY",
        "n, NUMBER, back\\slash', STRING",
        "'a\"b', NUMBER, $$, NUMBER",
        "{name}, NUMBER, 😀, BINARY",
        "$SS, BINARY, %s, STRING",
        "é, BINARY, :x, NUMBER",
        "--, BINARY, item, BINARY"
    })
    void indexes_ofRowsThatOthersWrite_holdWhatCoreSays(
            String oneName, AttributeType oneType, String otherName, AttributeType otherType) throws SQLException {
        Attribute one = new Attribute(oneName, oneType);
        Attribute other = new Attribute(otherName, otherType);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            items.add(item(i, one, other));
        }
        String suffix = "_" + oneType + "_" + otherType;
        TableSchema.Builder made =
                table("Made" + suffix).index(index("local", new Attribute("id", AttributeType.STRING), one));
        indexes(one, other).forEach(made::index);
        DocumentTable before = STORE.createTable(made.build());
        DocumentTable after = STORE.createTable(table("Later" + suffix).build());

        insertByHand(before.schema().tableName(), items);
        insertByHand(after.schema().tableName(), items);
        for (SecondaryIndex index : indexes(one, other)) {
            after = STORE.updateTable(after.schema().tableName(), TableChange.addIndex(index));
        }

        assertHoldsWhatIsInThem(before);
        assertHoldsWhatIsInThem(after);

        for (DocumentTable table : List.of(before, after)) {
            TestServer.execute(
                    DATABASE,
                    "UPDATE \"" + table.schema().tableName() + "\" t SET item = o.item || jsonb_build_object('id',"
                            + " t.id, 'k', t.k) FROM \"" + table.schema().tableName()
                            + "\" o WHERE left(o.id, 5)::int = (left(t.id, 5)::int + 1) % " + ROWS);
            assertHoldsWhatIsInThem(table);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"$B\": \"AQ\"}", "{\"$B\": \"no base64\"}", "{\"$B\": \"=\"}", "{\"$B\": null}", "[1]", "1"})
    void addIndex_overWhatIsNoBinary_leavesItOut(String value) {
        DocumentTable table = STORE.createTable(table("Odd").build());
        try {
            table.put(Item.of("id", "a", "k", "b").with("b", Bytes.of(new byte[] {1})));
            TestServer.execute(
                    DATABASE,
                    "INSERT INTO \"Odd\" VALUES ('o', 'k', '{\"id\": \"o\", \"k\": \"k\", \"b\": " + value + "}', 9)");

            DocumentTable indexed = STORE.updateTable(
                    "Odd", TableChange.addIndex(index("by-b", new Attribute("b", AttributeType.BINARY))));

            assertThat(indexed.stream(ScanRequest.builder(indexed.schema())
                                    .index("by-b")
                                    .build())
                            .map(item -> string(item, "id")))
                    .containsExactly("a");
        } finally {
            STORE.dropTable("Odd");
        }
    }

    @Test
    void put_ofTheLongestKeys_fits() {
        Attribute one = new Attribute("one", AttributeType.BINARY);
        Attribute number = new Attribute("n", AttributeType.NUMBER);
        TableSchema schema = TableSchema.builder("Longest")
                .partitionKey("p", AttributeType.STRING)
                .sortKey("s", AttributeType.NUMBER)
                .index(index("binary-number", one, number))
                .index(index("number-binary", number, new Attribute("short", AttributeType.BINARY)))
                .build();
        DocumentTable table = STORE.createTable(schema);
        String digits = "-1.2345678901234567890123456789012345678E-130";
        Item longest = Item.builder()
                .set("p", text(512))
                .set("s", Values.number(digits))
                .set("one", binary(2048))
                .set("n", Values.number(digits))
                .set("short", binary(1024))
                .build();
        Item longPartition = longest.with("p", text(1536)).without("one");

        table.put(longest);
        table.put(longPartition);

        assertThat(table.stream(QueryRequest.builder(
                                schema,
                                KeyCondition.partition(
                                        "one", longest.attribute("one").orElseThrow()))
                        .index("binary-number")
                        .build()))
                .containsExactly(longest);
        assertThat(table.stream(QueryRequest.builder(schema, KeyCondition.partition("n", Values.number(digits)))
                        .index("number-binary")
                        .limit(1)
                        .build()))
                .containsExactlyInAnyOrder(longest, longPartition);
    }
}
