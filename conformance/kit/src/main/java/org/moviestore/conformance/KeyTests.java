// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.ifNotExists;
import static org.moviestore.expression.Expressions.set;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.expression.Condition;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Projection;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** What keys are, and reading and removing by them, rules A7, B4 to B8 and B10. */
abstract class KeyTests extends ConformanceTests {
    private final Random random = new Random(1);

    private DocumentTable sorted() {
        return sortedBy(AttributeType.STRING);
    }

    @Test
    @Rule("A7")
    void everyOperation_withAnEmptyKeyValue_isRefused() {
        DocumentTable table = sorted();
        TableSchema schema = table.schema();

        assertRefused(ErrorCode.KEY_EMPTY, () -> table.put(attributes("p", "", "s", "x")));
        assertRefused(ErrorCode.KEY_EMPTY, () -> table.put(attributes("p", "x", "s", "")));
        assertRefused(ErrorCode.KEY_EMPTY, () -> table.get(schema.key("x", "")));
        assertRefused(ErrorCode.KEY_EMPTY, () -> table.get(Key.of("p", "", "s", "x")));
        assertRefused(ErrorCode.KEY_EMPTY, () -> table.delete(schema.key("", "x")));
        assertRefused(ErrorCode.KEY_EMPTY, () -> UpdateRequest.of(schema, Key.of("p", "x", "s", ""), Update.none()));
    }

    @Test
    @Rule("B10")
    void path_intoAKeyAttribute_isRefused() {
        TableSchema schema = sorted().schema();
        Key key = schema.key("x", "y");
        Condition into = attribute("p.x").notExists();
        Condition onlyThere = attribute("a").equalTo(attribute("s[0]"));
        Projection kept = Projection.of("a", "s.x");

        assertRefused(
                ErrorCode.KEY_PATH,
                () -> GetRequest.builder(schema, key).projection(kept).build());
        assertRefused(
                ErrorCode.KEY_PATH,
                () -> PutRequest.builder(schema, key.attributes())
                        .condition(into)
                        .build());
        assertRefused(
                ErrorCode.KEY_PATH,
                () -> DeleteRequest.builder(schema, key).condition(onlyThere).build());
        assertRefused(
                ErrorCode.KEY_PATH,
                () -> UpdateRequest.builder(schema, key, set("a", 1))
                        .condition(into)
                        .build());
        assertRefused(ErrorCode.KEY_PATH, () -> UpdateRequest.of(schema, key, set("a", ifNotExists("s.x", 1))));
        assertRefused(
                ErrorCode.KEY_PATH,
                () -> ScanRequest.builder(schema).filter(into).build());
        assertRefused(
                ErrorCode.KEY_PATH,
                () -> QueryRequest.builder(schema, KeyCondition.partition("p", "x"))
                        .projection(kept)
                        .build());
    }

    @Test
    @Rule("A7")
    void query_withAnEmptyKeyValue_isRefused() {
        TableSchema schema = sorted().schema();
        TableSchema binary = sortedBy(AttributeType.BINARY).schema();

        assertRefused(ErrorCode.KEY_EMPTY, () -> QueryRequest.of(schema, KeyCondition.partition("p", "")));
        assertRefused(
                ErrorCode.KEY_EMPTY,
                () -> QueryRequest.of(schema, KeyCondition.partition("p", "x").andSortBeginsWith("s", "")));
        assertRefused(
                ErrorCode.KEY_EMPTY,
                () -> QueryRequest.of(schema, KeyCondition.partition("p", "x").andSortBetween("s", "", "a")));
        assertRefused(
                ErrorCode.KEY_EMPTY,
                () -> QueryRequest.of(binary, KeyCondition.partition("p", "x").andSortBeginsWith("s", Bytes.EMPTY)));
    }

    /** Random text, since what a backend compresses may fit where other text of the same length does not. */
    private String text(int length) {
        return random.ints(length, 'A', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Bytes binary(int length) {
        byte[] content = new byte[length];
        random.nextBytes(content);
        return Bytes.of(content);
    }

    private static void assertKept(DocumentTable table, Object partition, Object sort) {
        Item item = attributes("p", partition, "s", sort, "a", 1);

        table.put(item);

        assertThat(table.get(table.schema().key(partition, sort))).contains(item);
        assertThat(table.stream(QueryRequest.of(table.schema(), KeyCondition.partition("p", partition))))
                .containsExactly(item);
    }

    @Test
    @Rule("B4")
    void put_ofTheLongestKeys_keepsThem() {
        DocumentTable table = sorted();
        DocumentTable binaries = run().shared(AttributeType.BINARY, AttributeType.BINARY);

        assertKept(table, text(2048), text(512));
        assertKept(table, text(1536), text(1024));
        assertKept(table, "\u00E9".repeat(1024), "\uD83D\uDE00".repeat(128));
        assertKept(binaries, binary(2048), binary(512));
        assertKept(binaries, binary(1536), binary(1024));
    }

    @Test
    @Rule("B4")
    void put_ofTooLongKeys_isRefused() {
        DocumentTable table = sorted();
        DocumentTable binaries = run().shared(AttributeType.BINARY, AttributeType.BINARY);

        assertRefused(ErrorCode.KEY_LENGTH, () -> table.put(attributes("p", text(2049), "s", "x")));
        assertRefused(ErrorCode.KEY_LENGTH, () -> table.put(attributes("p", "x", "s", text(1025))));
        assertRefused(ErrorCode.KEY_LENGTH, () -> table.put(attributes("p", text(2048), "s", text(513))));
        assertRefused(ErrorCode.KEY_LENGTH, () -> table.get(table.schema().key("x", "\u00E9".repeat(513))));
        assertRefused(ErrorCode.KEY_LENGTH, () -> binaries.put(attributes("p", binary(2049), "s", bytes(1))));
        assertRefused(ErrorCode.KEY_LENGTH, () -> binaries.put(attributes("p", bytes(1), "s", binary(1025))));
    }

    @Test
    @Rule("B5")
    void everyOperation_withoutAKeyAttribute_isRefused() {
        TableSchema schema = sorted().schema();

        assertRefused(ErrorCode.KEY_MISSING, () -> sorted().put(attributes("p", "x")));
        assertRefused(ErrorCode.KEY_MISSING, () -> sorted().put(attributes("s", "x")));
        assertRefused(ErrorCode.KEY_MISSING, () -> sorted().get(Key.of("p", "x")));
        assertRefused(ErrorCode.KEY_MISSING, () -> sorted().delete(Key.of("s", "x")));
        assertRefused(ErrorCode.KEY_MISSING, () -> UpdateRequest.of(schema, Key.of("p", "x"), Update.none()));
    }

    @Test
    @Rule("B5")
    void everyOperation_withAKeyAttributeOfAnotherType_isRefused() {
        TableSchema schema = sorted().schema();

        assertRefused(ErrorCode.KEY_TYPE, () -> sorted().put(attributes("p", 1, "s", "x")));
        assertRefused(ErrorCode.KEY_TYPE, () -> sorted().put(attributes("p", "x", "s", bytes(1))));
        assertRefused(ErrorCode.KEY_TYPE, () -> sorted().get(schema.key("x", 1)));
        assertRefused(ErrorCode.KEY_TYPE, () -> sorted().delete(schema.key(1, "x")));
        assertRefused(ErrorCode.KEY_TYPE, () -> UpdateRequest.of(schema, Key.of("p", "x", "s", 1), set("a", 1)));
        assertRefused(ErrorCode.KEY_TYPE, () -> QueryRequest.of(schema, KeyCondition.partition("p", 1)));
    }

    @Test
    @Rule("B5")
    void everyOperation_withAnotherAttributeInTheKey_isRefused() {
        TableSchema schema = table().schema();

        assertRefused(ErrorCode.KEY_EXTRA, () -> table().get(Key.of("p", "x", "s", "y")));
        assertRefused(ErrorCode.KEY_EXTRA, () -> table().delete(Key.of("p", "x", "q", "y")));
        assertRefused(ErrorCode.KEY_EXTRA, () -> UpdateRequest.of(schema, Key.of("p", "x", "a", 1), set("b", 1)));
        assertRefused(ErrorCode.KEY_EXTRA, () -> schema.key("x", "y"));
    }

    @ParameterizedTest
    @EnumSource(
            value = AttributeType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"STRING", "NUMBER", "BINARY"})
    @Rule("B6")
    void keyAttribute_ofATypeWithoutOrder_isRefused(AttributeType type) {
        assertRefused(ErrorCode.KEY_TYPE, () -> new KeyAttribute("p", type));
        assertRefused(ErrorCode.KEY_TYPE, () -> sorted().put(attributes("p", "x", "s", Values.nullValue())));
        assertRefused(ErrorCode.KEY_TYPE, () -> Key.of("p", Map.of()));
    }

    @Test
    @Rule("B6")
    void everyOperation_withKeysOfEachType_findsTheItem() {
        int number = run().next();
        Map<AttributeType, Object> values = Map.of(
                AttributeType.STRING,
                newPartition(),
                AttributeType.NUMBER,
                Values.number("-" + number + ".25"),
                AttributeType.BINARY,
                Bytes.of(ByteBuffer.allocate(4).putInt(0, number)));

        values.forEach((partitionType, partition) -> values.forEach((sortType, sort) -> {
            DocumentTable table = run().shared(partitionType, sortType);
            Key key = table.schema().key(partition, sort);
            Item item = attributes("p", partition, "s", sort, "a", 1);

            table.put(item);
            assertThat(table.get(key)).contains(item);
            table.update(UpdateRequest.of(table.schema(), key, set("a", 2)));

            assertThat(table.get(key)).contains(item.with("a", 2));
            table.delete(key);
            assertThat(table.get(key)).isEmpty();
        }));
    }

    @Test
    @Rule("B7")
    void get_ofAnAbsentItem_findsNothing() {
        assertThat(table().get(newKey())).isEmpty();
    }

    @Test
    @Rule("B7")
    void delete_ofAnAbsentItem_succeeds() {
        Key key = newKey();

        WriteResult result = table().delete(DeleteRequest.builder(table().schema(), key)
                .returning(ReturnItem.OLD)
                .build());

        assertThat(result.item()).isEmpty();
        assertThat(table().get(key)).isEmpty();
    }

    @Test
    @Rule("B7")
    void delete_ofAnItem_removesThatItemAlone() {
        DocumentTable table = sorted();
        String partition = newPartition();
        Item kept = attributes("p", partition, "s", "b");
        table.put(attributes("p", partition, "s", "a"));
        table.put(kept);

        table.delete(table.schema().key(partition, "a"));

        assertThat(table.stream(QueryRequest.of(table.schema(), KeyCondition.partition("p", partition))))
                .containsExactly(kept);
    }

    @Test
    @Rule("B8")
    void get_ofWhichTheProjectionKeepsNothing_isEmptyNotAbsent() {
        Key key = stored(attributes("a", 1));
        Key absent = newKey();

        assertThat(table().get(missingAttributeOf(key)).item()).contains(Item.EMPTY);
        assertThat(table().get(missingAttributeOf(absent)).item()).isEmpty();
    }

    private GetRequest missingAttributeOf(Key key) {
        return GetRequest.builder(table().schema(), key).project("missing").build();
    }
}
