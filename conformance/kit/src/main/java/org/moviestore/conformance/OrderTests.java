// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.QueryRequest;

/** The order of keys and of values, and prefixes of sort keys, rules B1 to B3 and B9. */
abstract class OrderTests extends ConditionChecks {
    static final List<Object> TEXTS = List.of(
            "\u0001",
            " ",
            "!",
            "0",
            "10",
            "2",
            "A",
            "AB",
            "B",
            "Z",
            "_",
            "a",
            "ab",
            "b",
            "\u00C4",
            "\u00E9",
            "\u4E2D",
            "\uE000",
            "\uFFFD",
            "\uFFFF",
            "\uD800\uDC00",
            "\uD83D\uDE00",
            "\uD83D\uDE00a",
            "\uDBFF\uDFFF");
    static final List<Object> NUMBERS = List.of(
            Values.number("-9.9999999999999999999999999999999999999E125"),
            Values.number("-1E10"),
            -100,
            Values.number("-10.5"),
            -10,
            -9,
            -1,
            Values.number("-0.5"),
            Values.number("-1E-130"),
            0,
            Values.number("1E-130"),
            Values.number("0.0000000001"),
            Values.number("0.5"),
            1,
            Values.number("1." + "0".repeat(36) + "1"),
            2,
            10,
            Values.number("9007199254740992"),
            Values.number("9007199254740993"),
            Values.number("12345678901234567890123456789012345677"),
            Values.number("12345678901234567890123456789012345678"),
            Values.number("1E125"));
    static final List<Object> BINARIES = List.of(
            bytes(0),
            bytes(0, 0),
            bytes(0, 0xFF),
            bytes(1),
            bytes(0x7F),
            bytes(0x80),
            bytes(0x80, 1),
            bytes(0xFE),
            bytes(0xFF),
            bytes(0xFF, 0),
            bytes(0xFF, 0xFF));

    /** Stores items with the sort keys in disorder and returns their partition. */
    private String partitionOf(DocumentTable table, List<Object> sortKeys) {
        String partition = newPartition();
        List<Object> shuffled = new ArrayList<>(sortKeys);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.forEach(sort -> table.put(attributes("p", partition, "s", sort)));
        return partition;
    }

    private static List<AttributeValue> sortKeys(DocumentTable table, KeyCondition condition) {
        return table.stream(QueryRequest.of(table.schema(), condition))
                .map(item -> item.attribute("s").orElseThrow())
                .toList();
    }

    private static List<AttributeValue> values(List<Object> objects) {
        return objects.stream().map(Values::of).toList();
    }

    /** Checks the whole order of the sort keys, and each comparison with each of them. */
    private void assertOrder(AttributeType type, List<Object> ordered) {
        DocumentTable table = sortedBy(type);
        String partition = partitionOf(table, ordered);
        KeyCondition all = KeyCondition.partition("p", partition);
        List<AttributeValue> expected = values(ordered);

        assertThat(sortKeys(table, all)).isEqualTo(expected);
        for (int i = 0; i < ordered.size(); i++) {
            Object bound = ordered.get(i);
            assertThat(sortKeys(table, all.andSort("s", Comparator.LESS, bound)))
                    .isEqualTo(expected.subList(0, i));
            assertThat(sortKeys(table, all.andSort("s", Comparator.LESS_OR_EQUAL, bound)))
                    .isEqualTo(expected.subList(0, i + 1));
            assertThat(sortKeys(table, all.andSort("s", Comparator.EQUAL, bound)))
                    .isEqualTo(expected.subList(i, i + 1));
            assertThat(sortKeys(table, all.andSort("s", Comparator.GREATER_OR_EQUAL, bound)))
                    .isEqualTo(expected.subList(i, ordered.size()));
            assertThat(sortKeys(table, all.andSort("s", Comparator.GREATER, bound)))
                    .isEqualTo(expected.subList(i + 1, ordered.size()));
        }
    }

    /** Checks that conditions put each value before the next. */
    private void assertOrderInConditions(List<Object> ordered) {
        for (int i = 1; i < ordered.size(); i++) {
            Item item = attributes("low", ordered.get(i - 1), "high", ordered.get(i));

            assertHolds(item, attribute("low").lessThan(ordered.get(i)));
            assertDoesNotHold(item, attribute("high").atMost(ordered.get(i - 1)));
            assertHolds(item, attribute("high").greaterThan(attribute("low")));
        }
    }

    @Test
    @Rule("B1")
    void query_byText_ordersByUtf8Bytes() {
        assertOrder(AttributeType.STRING, TEXTS);
    }

    @Test
    @Rule({"B1", "C4"})
    void condition_onText_ordersByUtf8Bytes() {
        assertOrderInConditions(TEXTS);
    }

    @Test
    @Rule("B2")
    void query_byBinary_ordersByUnsignedBytes() {
        assertOrder(AttributeType.BINARY, BINARIES);
    }

    @Test
    @Rule({"B2", "C4"})
    void condition_onBinary_ordersByUnsignedBytes() {
        assertOrderInConditions(BINARIES);
    }

    @Test
    @Rule("B3")
    void query_byNumber_ordersByValueToTheLastDigit() {
        assertOrder(AttributeType.NUMBER, NUMBERS);
    }

    @Test
    @Rule({"B3", "C4"})
    void condition_onNumbers_ordersByValueToTheLastDigit() {
        assertOrderInConditions(NUMBERS);
    }

    private void assertPrefix(AttributeType type, List<Object> sortKeys, Object prefix, List<Object> expected) {
        DocumentTable table = sortedBy(type);
        String partition = partitionOf(table, sortKeys);

        assertThat(sortKeys(table, KeyCondition.partition("p", partition).andSortBeginsWith("s", prefix)))
                .isEqualTo(values(expected));
    }

    @Test
    @Rule("B9")
    void query_byAPrefixOfText_findsExactlyWhatBeginsWithIt() {
        List<Object> texts = List.of("%", "%a", "A", "_", "_a", "a", "a%", "ab", "abc", "ac", "b", "\\", "\\a", "'");

        assertPrefix(AttributeType.STRING, texts, "a", List.of("a", "a%", "ab", "abc", "ac"));
        assertPrefix(AttributeType.STRING, texts, "ab", List.of("ab", "abc"));
        assertPrefix(AttributeType.STRING, texts, "%", List.of("%", "%a"));
        assertPrefix(AttributeType.STRING, texts, "_", List.of("_", "_a"));
        assertPrefix(AttributeType.STRING, texts, "\\", List.of("\\", "\\a"));
        assertPrefix(AttributeType.STRING, texts, "'", List.of("'"));
        assertPrefix(AttributeType.STRING, texts, "abcd", List.of());
    }

    @Test
    @Rule("B9")
    void query_byAPrefixWithoutASuccessor_findsExactlyWhatBeginsWithIt() {
        String last = "\uDBFF\uDFFF";
        List<Object> texts =
                List.of("a", "\uFFFF", "\uFFFFa", "\uD7FF", "\uD7FFa", "\uE000", last, last + "a", last + last);
        List<Object> binaries = List.of(bytes(1), bytes(0xFF), bytes(0xFF, 0), bytes(0xFF, 0xFF), bytes(0xFF, 0xFF, 1));

        assertPrefix(AttributeType.STRING, texts, last, List.of(last, last + "a", last + last));
        assertPrefix(AttributeType.STRING, texts, "\uFFFF", List.of("\uFFFF", "\uFFFFa"));
        assertPrefix(AttributeType.STRING, texts, "\uD7FF", List.of("\uD7FF", "\uD7FFa"));
        assertPrefix(
                AttributeType.BINARY, binaries, bytes(0xFF, 0xFF), List.of(bytes(0xFF, 0xFF), bytes(0xFF, 0xFF, 1)));
        assertPrefix(AttributeType.BINARY, binaries, bytes(0xFF), binaries.subList(1, 5));
    }

    @Test
    @Rule("B9")
    void query_byAPrefixOfANumber_isRefused() {
        assertRefused(
                ErrorCode.OPERAND_TYPE, () -> KeyCondition.partition("p", "x").andSortBeginsWith("s", 1));
        assertRefused(
                ErrorCode.KEY_TYPE,
                () -> QueryRequest.of(
                        sortedBy(AttributeType.STRING).schema(),
                        KeyCondition.partition("p", "x").andSortBeginsWith("s", Bytes.of(new byte[] {1}))));
    }
}
