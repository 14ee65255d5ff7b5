// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.SecondaryIndex;

/** The order of the sort keys of secondary indexes, and conditions on them, rules I4 and I9. */
abstract class IndexOrderTests extends IndexChecks {
    /** Stores items that are in a global and a local index with the sort keys, in disorder. */
    private IndexedPartition partitionOf(AttributeType type, List<Object> sortKeys) {
        String partition = newPartition();
        String sortName = schema().index(local(type)).sortKey().orElseThrow().name();
        List<Object> shuffled = new ArrayList<>(sortKeys);
        Collections.shuffle(shuffled, new Random(7));
        for (int i = 0; i < shuffled.size(); i++) {
            indexed().put(attributes("p", partition, "s", "s" + i, "gs", partition, sortName, shuffled.get(i)));
        }
        return new IndexedPartition(partition, sortName);
    }

    /**
     * Items that are one partition of the table and of a global index.
     *
     * @param value the value of the partition key of both
     * @param sortName the sort key of the indexes
     */
    private record IndexedPartition(String value, String sortName) {
        KeyCondition in(SecondaryIndex index) {
            return KeyCondition.partition(index.partitionKey().name(), value);
        }
    }

    private List<AttributeValue> sortKeys(SecondaryIndex index, KeyCondition condition) {
        return found(QueryRequest.builder(schema(), condition)
                        .index(index.name())
                        .build())
                .stream()
                .map(item ->
                        item.attribute(index.sortKey().orElseThrow().name()).orElseThrow())
                .toList();
    }

    private List<SecondaryIndex> indexesBy(AttributeType type) {
        return List.of(schema().index(global(AttributeType.STRING, type)), schema().index(local(type)));
    }

    private static List<AttributeValue> values(List<Object> objects) {
        return objects.stream().map(Values::of).toList();
    }

    /** Checks the order in both directions, and each comparison with each of the sort keys. */
    private void assertOrder(AttributeType type, List<Object> ordered) {
        IndexedPartition partition = partitionOf(type, ordered);
        List<AttributeValue> expected = values(ordered);
        List<AttributeValue> reversed = new ArrayList<>(expected);
        Collections.reverse(reversed);

        for (SecondaryIndex index : indexesBy(type)) {
            KeyCondition all = partition.in(index);
            eventually(() -> assertThat(sortKeys(index, all)).isEqualTo(expected));
            List<Item> descending =
                    found(query(index.name(), partition.value).descending().build());
            assertThat(descending.stream()
                            .map(item -> item.attribute(partition.sortName).orElseThrow()))
                    .isEqualTo(reversed);
            for (int i = 0; i < ordered.size(); i++) {
                Map<Comparator, List<AttributeValue>> parts = Map.of(
                        Comparator.LESS, expected.subList(0, i),
                        Comparator.LESS_OR_EQUAL, expected.subList(0, i + 1),
                        Comparator.EQUAL, expected.subList(i, i + 1),
                        Comparator.GREATER_OR_EQUAL, expected.subList(i, expected.size()),
                        Comparator.GREATER, expected.subList(i + 1, expected.size()));
                Object bound = ordered.get(i);
                parts.forEach((comparator, part) -> assertThat(
                                sortKeys(index, all.andSort(partition.sortName, comparator, bound)))
                        .as("%s %s %s", index.name(), comparator, bound)
                        .isEqualTo(part));
            }
        }
    }

    @Test
    @Rule({"I4", "I9"})
    void query_byAnIndexOfText_ordersByUtf8Bytes() {
        assertOrder(AttributeType.STRING, OrderTests.TEXTS);
    }

    @Test
    @Rule({"I4", "I9"})
    void query_byAnIndexOfBinary_ordersByUnsignedBytes() {
        assertOrder(AttributeType.BINARY, OrderTests.BINARIES);
    }

    @Test
    @Rule({"I4", "I9"})
    void query_byAnIndexOfNumbers_ordersByValueToTheLastDigit() {
        assertOrder(AttributeType.NUMBER, OrderTests.NUMBERS);
    }

    private void assertPart(AttributeType type, List<Object> sortKeys, Range range, List<Object> expected) {
        IndexedPartition partition = partitionOf(type, sortKeys);

        for (SecondaryIndex index : indexesBy(type)) {
            eventually(() -> assertThat(sortKeys(index, range.of(partition.in(index), partition.sortName)))
                    .as("%s", index.name())
                    .isEqualTo(values(expected)));
        }
    }

    /** Adds the test of a sort key to a key condition. */
    private interface Range {
        KeyCondition of(KeyCondition partition, String sortName);
    }

    private static Range between(Object lower, Object upper) {
        return (partition, sortName) -> partition.andSortBetween(sortName, lower, upper);
    }

    private static Range beginningWith(Object prefix) {
        return (partition, sortName) -> partition.andSortBeginsWith(sortName, prefix);
    }

    @Test
    @Rule("I9")
    void query_byAnIndexBetweenBounds_includesBoth() {
        List<Object> texts = List.of("a", "ab", "b", "ba", "c");
        List<Object> numbers = List.of(-2, -1, 0, Values.number("0.5"), 3);
        List<Object> binaries = List.of(bytes(1), bytes(0x7F), bytes(0x80), bytes(0xFF));

        assertPart(AttributeType.STRING, texts, between("ab", "ba"), List.of("ab", "b", "ba"));
        assertPart(AttributeType.NUMBER, numbers, between(-1, Values.number("0.50")), numbers.subList(1, 4));
        assertPart(AttributeType.BINARY, binaries, between(bytes(0x7F), bytes(0x80)), binaries.subList(1, 3));
        assertPart(AttributeType.NUMBER, numbers, between(1, 2), List.of());
    }

    @Test
    @Rule("I9")
    void query_byAnIndexAndAPrefix_findsExactlyWhatBeginsWithIt() {
        String last = "\uDBFF\uDFFF";
        List<Object> texts = List.of("%", "%a", "_a", "a", "a%", "ab", "b", "\\a", last, last + "a");
        List<Object> binaries = List.of(bytes(1), bytes(0xFF), bytes(0xFF, 0), bytes(0xFF, 0xFF));

        assertPart(AttributeType.STRING, texts, beginningWith("a"), List.of("a", "a%", "ab"));
        assertPart(AttributeType.STRING, texts, beginningWith("%"), List.of("%", "%a"));
        assertPart(AttributeType.STRING, texts, beginningWith(last), List.of(last, last + "a"));
        assertPart(AttributeType.BINARY, binaries, beginningWith(bytes(0xFF)), binaries.subList(1, 4));
    }

    @Test
    @Rule("I9")
    void query_byAnIndexOfUnusualText_findsIt() {
        String prefix = newPartition();

        for (String odd :
                List.of("'", "\"", "\\", "; DROP TABLE movies; --", "%", "\uD83D\uDE00", "$1", "\n", "a\tb")) {
            Item item = attributes("p", prefix, "s", odd, "gs", prefix + odd, "ss", odd);
            indexed().put(item);
            assertIndexed("global-S-S", prefix + odd, item);
            eventually(() -> assertThat(sortKeys(
                            schema().index("local-S"),
                            KeyCondition.partition("p", prefix).andSort("ss", Comparator.EQUAL, odd)))
                    .containsExactly(Values.of(odd)));
        }
    }
}
