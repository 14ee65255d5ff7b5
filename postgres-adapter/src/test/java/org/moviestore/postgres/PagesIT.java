// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.attribute;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.ValueOrder;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SortOrder;

/** The order of pages, where they start, and rows that they cannot be made of. */
class PagesIT {
    private static final PagedTables TABLES = new PagedTables();

    @AfterAll
    static void close() {
        TABLES.close();
    }

    @AfterEach
    void drop() {
        TABLES.drop();
    }

    private static AttributeValue sortValue(AttributeType type, Random random) {
        List<String> letters = List.of("a", "b", "B", "é", "\uD7FF", "\uE000", "\uFFFF", "😀", "\uDBFF\uDFFF");
        return switch (type) {
            case NUMBER -> Values.number(random.nextInt(41) - 20);
            case BINARY -> {
                byte[] bytes = new byte[1 + random.nextInt(3)];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = List.of((byte) 0, (byte) 1, (byte) 0x7F, (byte) 0x80, (byte) 0xFF)
                            .get(random.nextInt(5));
                }
                yield Values.binary(Bytes.of(bytes));
            }
            default -> {
                StringBuilder text = new StringBuilder();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    text.append(letters.get(random.nextInt(letters.size())));
                }
                yield Values.string(text.toString());
            }
        };
    }

    private static KeyCondition range(AttributeType type, Random random) {
        KeyCondition partition = KeyCondition.partition("p", 1);
        AttributeValue one = sortValue(type, random);
        AttributeValue other = sortValue(type, random);
        boolean ascending = ValueOrder.compare(one, other).orElseThrow() <= 0;
        return switch (random.nextInt(8)) {
            case 0 -> partition.andSort("s", Comparator.EQUAL, one);
            case 1 -> partition.andSort("s", Comparator.LESS, one);
            case 2 -> partition.andSort("s", Comparator.LESS_OR_EQUAL, one);
            case 3 -> partition.andSort("s", Comparator.GREATER, one);
            case 4 -> partition.andSort("s", Comparator.GREATER_OR_EQUAL, one);
            case 5 -> partition.andSortBetween("s", ascending ? one : other, ascending ? other : one);
            case 6 -> type == AttributeType.NUMBER ? partition : partition.andSortBeginsWith("s", one);
            default -> partition;
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"STRING", "NUMBER", "BINARY"})
    void query_ofRandomRanges_returnsThemInOrderByPagesOfAnySize(AttributeType type) {
        long seed = 20_240 + type.ordinal();
        Random random = new Random(seed);
        DocumentTable table = TABLES.create(type);
        List<AttributeValue> stored = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            AttributeValue value = sortValue(type, random);
            if (!stored.contains(value)) {
                stored.add(value);
            }
            table.put(Item.builder().set("p", 1).set("s", value).set("n", i % 3).build());
            table.put(Item.builder().set("p", 2).set("s", value).set("n", 1).build());
        }
        stored.sort((a, b) -> ValueOrder.compare(a, b).orElseThrow());

        for (int i = 0; i < 100; i++) {
            KeyCondition condition = range(type, random);
            SortOrder order = SortOrder.values()[random.nextInt(2)];
            QueryRequest.Builder request =
                    QueryRequest.builder(table.schema(), condition).order(order);
            if (random.nextInt(4) > 0) {
                request.limit(1 + random.nextInt(9));
            }
            List<AttributeValue> expected = new ArrayList<>(stored.stream()
                    .filter(value -> condition.tests().stream().skip(1).allMatch(test -> test.accepts(value)))
                    .toList());
            if (order == SortOrder.DESCENDING) {
                Collections.reverse(expected);
            }

            assertThat(table.stream(request.build())
                            .map(item -> item.attributes().get("s")))
                    .as("seed %d, %s %s", seed, condition, order)
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void read_startingAtTextThatPostgresCannotTake_isRefused() {
        DocumentTable table = TABLES.create(AttributeType.STRING);
        table.put(Item.of("p", 1).with("s", "a"));

        Map.of("a\0", ErrorCode.TEXT_NUL, "a\uD83D", ErrorCode.TEXT_SURROGATE).forEach((text, code) -> {
            Position position = new Position(Key.of("p", 1, "s", text));
            ScanRequest scan =
                    ScanRequest.builder(table.schema()).startAfter(position).build();
            QueryRequest query = QueryRequest.builder(table.schema(), KeyCondition.partition("p", 1))
                    .startAfter(position)
                    .build();
            for (PageRequest request : List.of(scan, query, query.counting())) {
                assertThatExceptionOfType(InvalidRequestException.class)
                        .isThrownBy(() -> request.readFrom(table))
                        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
            }
        });
        assertThat(table.scan(ScanRequest.of(table.schema())).items()).hasSize(1);
    }

    @Test
    void scan_whosePageEndsWithARowWithoutItsKey_isRefusedAndNothingIsWrongWithTheRequest() {
        DocumentTable table = TABLES.ofRows(3000);
        TestServer.execute(TABLES.database(), "UPDATE \"Paged\" SET item = '{}' WHERE s IN (1000, 2000)");
        ScanRequest all = ScanRequest.of(table.schema());
        ScanRequest sought = ScanRequest.builder(table.schema())
                .filter(attribute("text").notExists())
                .build();
        ScanRequest copied = all.withStartAfter(
                table.scan(ScanRequest.builder(table.schema()).limit(1).build())
                        .last()
                        .orElseThrow());
        TestServer.execute(TABLES.database(), "UPDATE \"Paged\" SET item = '{}' WHERE s = 1001");

        for (ScanRequest request : List.of(all, sought, copied)) {
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> table.scan(request))
                    .withMessageContaining("last row of a page");
        }
    }

    @Test
    void stream_whileItsItemsAreDeleted_needsOneConnectionAlone() {
        DocumentTable table = TABLES.create(AttributeType.NUMBER);
        IntStream.range(0, 30)
                .forEach(i ->
                        table.put(Item.builder().set("p", i % 2).set("s", i).build()));

        table.stream(ScanRequest.builder(table.schema()).limit(4).build())
                .forEach(item -> table.delete(table.schema().keyOf(item)));

        assertThat(table.stream(ScanRequest.of(table.schema()))).isEmpty();
    }

    @Test
    void stream_overRowsChangedByHand_endsInAnError() {
        DocumentTable table = TABLES.create(AttributeType.NUMBER);
        IntStream.range(0, 10)
                .forEach(i -> table.put(Item.builder().set("p", 1).set("s", i).build()));
        TestServer.execute(TABLES.database(), "UPDATE \"Paged\" SET item = '{\"p\": 1, \"s\": 2}' WHERE s > 2");

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> table.stream(
                                ScanRequest.builder(table.schema()).limit(3).build())
                        .count())
                .withMessageContaining("other values in its key columns");
    }
}
