// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

class TableSchemaTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Things")
            .partitionKey("p", AttributeType.STRING)
            .sortKey("s", AttributeType.BINARY)
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"ab", "has space", "semi;colon", "quote\"", "ümlaut", ""})
    void checkTableName_outsideThePattern_isRefused(String name) {
        assertRefused(
                ErrorCode.TABLE_NAME,
                () -> TableSchema.builder(name)
                        .partitionKey("p", AttributeType.STRING)
                        .build());
    }

    @Test
    void checkTableName_atItsBounds() {
        TableSchema.checkTableName("abc");
        TableSchema.checkTableName("a".repeat(255));
        assertRefused(ErrorCode.TABLE_NAME, () -> TableSchema.checkTableName("a".repeat(256)));
    }

    @Test
    void build_withoutOrWithTooManyKeys_isRefused() {
        assertRefused(ErrorCode.KEY_MISSING, () -> TableSchema.builder("Things").build());
        assertRefused(
                ErrorCode.KEY_EXTRA,
                () -> TableSchema.builder("Things")
                        .partitionKey("p", AttributeType.STRING)
                        .sortKey("p", AttributeType.STRING)
                        .build());
        assertRefused(ErrorCode.KEY_TYPE, () -> TableSchema.builder("Things").partitionKey("p", AttributeType.MAP));
        assertRefused(ErrorCode.NAME_LENGTH, () -> new KeyAttribute("k".repeat(256), AttributeType.STRING));
        assertRefused(ErrorCode.THROUGHPUT_RANGE, () -> Throughput.provisioned(0, 1));
    }

    @Test
    void build_declaredTwiceOrWithASortKeyAlone_isRefused() {
        assertRefused(
                ErrorCode.KEY_MISSING,
                () -> TableSchema.builder("Things")
                        .sortKey("s", AttributeType.STRING)
                        .build());
        assertRefused(
                ErrorCode.KEY_EXTRA,
                () -> TableSchema.builder("Things")
                        .partitionKey("p", AttributeType.STRING)
                        .partitionKey("q", AttributeType.STRING));
        assertRefused(
                ErrorCode.KEY_EXTRA,
                () -> TableSchema.builder("Things")
                        .sortKey("s", AttributeType.STRING)
                        .sortKey("t", AttributeType.STRING));
    }

    @Test
    void build_sortKeyFirst_keepsThePartitionKeyFirst() {
        TableSchema schema = TableSchema.builder("Things")
                .sortKey("s", AttributeType.STRING)
                .partitionKey("p", AttributeType.STRING)
                .build();

        assertThat(schema.partitionKey().name()).isEqualTo("p");
    }

    @Test
    void keyOf_takesTheKeyAttributes() {
        Item item = Item.of("s", Bytes.of(new byte[] {1}), "p", "x").with("other", 1);

        assertThat(SCHEMA.keyOf(item)).isEqualTo(Key.of("p", "x", "s", Bytes.of(new byte[] {1})));
    }

    @Test
    void key_thatDoesNotFit_isRefused() {
        assertRefused(ErrorCode.KEY_MISSING, () -> SCHEMA.key("x"));
        assertRefused(ErrorCode.KEY_EXTRA, () -> SCHEMA.key("x", Bytes.of(new byte[] {1}), "y"));
        assertRefused(ErrorCode.KEY_TYPE, () -> SCHEMA.key("x", "text"));
        assertRefused(ErrorCode.KEY_EMPTY, () -> SCHEMA.key("", Bytes.of(new byte[] {1})));
        assertRefused(ErrorCode.KEY_EMPTY, () -> SCHEMA.key("x", Bytes.EMPTY));
        assertRefused(ErrorCode.TEXT_NUL, () -> SCHEMA.key("\0", Bytes.of(new byte[] {1})));
        assertRefused(
                ErrorCode.KEY_EXTRA, () -> GetRequest.of(SCHEMA, Key.of("p", "x", "t", Bytes.of(new byte[] {1}))));
    }

    @Test
    void key_atTheLimitsOfLength() {
        SCHEMA.key("x".repeat(2048), Bytes.of(new byte[512]));
        SCHEMA.key("x".repeat(1536), Bytes.of(new byte[1024]));

        assertRefused(ErrorCode.KEY_LENGTH, () -> SCHEMA.key("x".repeat(2049), Bytes.of(new byte[1])));
        assertRefused(ErrorCode.KEY_LENGTH, () -> SCHEMA.key("x", Bytes.of(new byte[1025])));
        assertRefused(ErrorCode.KEY_LENGTH, () -> SCHEMA.key("x".repeat(2048), Bytes.of(new byte[513])));
        assertRefused(ErrorCode.KEY_LENGTH, () -> SCHEMA.key("é".repeat(1025), Bytes.of(new byte[1])));
    }

    @Test
    void checkMadeFor_anotherKeyOrName_isRefused() {
        TableSchema provisioned = SCHEMA.withThroughput(Throughput.provisioned(10, 10));
        TableSchema otherKey = TableSchema.builder("Things")
                .partitionKey(
                        SCHEMA.partitionKey().name(), SCHEMA.partitionKey().type())
                .build();

        SCHEMA.checkMadeFor(provisioned);
        assertRefused(ErrorCode.TABLE_MISMATCH, () -> SCHEMA.checkMadeFor(otherKey));
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidRequestException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
