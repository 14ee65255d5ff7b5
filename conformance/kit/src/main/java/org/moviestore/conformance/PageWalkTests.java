// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.conformance.PagingTests.items;
import static org.moviestore.conformance.PagingTests.pages;
import static org.moviestore.expression.Expressions.attribute;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SortOrder;

/** Walks through all pages, of every limit, from every place and in both directions; rules G2 to G4 and G9. */
abstract class PageWalkTests extends ConformanceTests {
    private static final String DIGITS_37 = "1234567890123456789012345678901234567";

    /**
     * Returns nine sort keys of a type in their order, among them the first, the last and some that are hard to step
     * past.
     */
    private static List<Object> sortKeys(AttributeType type) {
        return switch (type) {
            case STRING -> List.of("\u0001", "A", "a", "a ", "ab", "\u00E9", "\uFFFF", "\uD83D\uDE00", "\uDBFF\uDFFF");
            case NUMBER ->
                Stream.of(
                                "-9.9E125",
                                "-10",
                                "-9",
                                "-1E-130",
                                "0",
                                "1E-130",
                                DIGITS_37 + "7",
                                DIGITS_37 + "8",
                                "9.9E125")
                        .<Object>map(Values::number)
                        .toList();
            default ->
                List.of(
                        bytes(0),
                        bytes(0, 0),
                        bytes(1),
                        bytes(0x7F),
                        bytes(0x80),
                        bytes(0x80, 0),
                        bytes(0xFE, 0xFF),
                        bytes(0xFF),
                        bytes(0xFF, 0xFF));
        };
    }

    private List<Item> storedInOrder(AttributeType type, String partition) {
        List<Item> items = sortKeys(type).stream()
                .map(sort -> attributes("p", partition, "s", sort))
                .toList();
        items.forEach(sortedBy(type)::put);
        return items;
    }

    private static List<Item> inOrder(List<Item> ascending, SortOrder order) {
        List<Item> items = new ArrayList<>(ascending);
        if (order == SortOrder.DESCENDING) {
            Collections.reverse(items);
        }
        return items;
    }

    /** Checks that the pages of every limit are the expected items, and that each but the last is full. */
    private static void assertWalked(
            DocumentTable table, KeyCondition condition, SortOrder order, List<Item> ascending) {
        List<Item> expected = inOrder(ascending, order);
        for (int limit = 1; limit <= expected.size() + 1; limit++) {
            QueryRequest request = QueryRequest.builder(table.schema(), condition)
                    .order(order)
                    .limit(limit)
                    .build();

            List<Page<Item>> pages = pages(table, request);

            assertThat(items(pages)).as("%s", request).isEqualTo(expected);
            assertThat(pages).as("%s", request).hasSize(expected.size() / limit + 1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AttributeType.class,
            names = {"STRING", "NUMBER", "BINARY"})
    @Rule({"G2", "G3", "G9"})
    void query_ofEachKeyTypeByPagesOfEveryLimit_returnsEachItemOnceInBothDirections(AttributeType type) {
        String partition = newPartition();
        List<Item> items = storedInOrder(type, partition);

        for (SortOrder order : SortOrder.values()) {
            assertWalked(sortedBy(type), KeyCondition.partition("p", partition), order, items);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AttributeType.class,
            names = {"STRING", "NUMBER", "BINARY"})
    @Rule({"G2", "G3", "G5", "G9"})
    void query_ofEachRangeByPagesOfEveryLimit_returnsEachItemOnceInBothDirections(AttributeType type) {
        String partition = newPartition();
        List<Item> items = storedInOrder(type, partition);
        KeyCondition all = KeyCondition.partition("p", partition);
        List<Object> keys = sortKeys(type);

        for (SortOrder order : SortOrder.values()) {
            assertWalked(sortedBy(type), all.andSort("s", Comparator.LESS, keys.get(6)), order, items.subList(0, 6));
            assertWalked(
                    sortedBy(type),
                    all.andSort("s", Comparator.LESS_OR_EQUAL, keys.get(6)),
                    order,
                    items.subList(0, 7));
            assertWalked(sortedBy(type), all.andSort("s", Comparator.GREATER, keys.get(2)), order, items.subList(3, 9));
            assertWalked(
                    sortedBy(type),
                    all.andSort("s", Comparator.GREATER_OR_EQUAL, keys.get(2)),
                    order,
                    items.subList(2, 9));
            assertWalked(sortedBy(type), all.andSortBetween("s", keys.get(2), keys.get(6)), order, items.subList(2, 7));
            assertWalked(sortedBy(type), all.andSort("s", Comparator.EQUAL, keys.get(4)), order, items.subList(4, 5));
        }
    }

    @Test
    @Rule({"G2", "G3", "G9"})
    void query_ofATableWithoutSortKeyByPagesOfEveryLimit_returnsItsItemOnceInBothDirections() {
        Item item = withKey(newKey(), attributes("a", 1));
        table().put(item);
        KeyCondition condition = KeyCondition.partition("p", item.attribute("p").orElseThrow());

        for (SortOrder order : SortOrder.values()) {
            assertWalked(table(), condition, order, List.of(item));
        }
    }

    @Test
    @Rule({"G3", "B9", "G9"})
    void query_byAPrefixAndPagesOfEveryLimit_returnsEachItemOnceInBothDirections() {
        String partition = newPartition();
        List<Item> texts = storedInOrder(AttributeType.STRING, partition);
        List<Item> binaries = storedInOrder(AttributeType.BINARY, partition);
        KeyCondition all = KeyCondition.partition("p", partition);

        for (SortOrder order : SortOrder.values()) {
            assertWalked(sortedBy(AttributeType.STRING), all.andSortBeginsWith("s", "a"), order, texts.subList(2, 5));
            assertWalked(
                    sortedBy(AttributeType.BINARY),
                    all.andSortBeginsWith("s", bytes(0xFF)),
                    order,
                    binaries.subList(7, 9));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AttributeType.class,
            names = {"STRING", "NUMBER", "BINARY"})
    @Rule({"G4", "G9"})
    void query_startingAfterEachItem_returnsWhatFollowsInBothDirections(AttributeType type) {
        DocumentTable table = sortedBy(type);
        String partition = newPartition();
        List<Item> items = storedInOrder(type, partition);

        for (SortOrder order : SortOrder.values()) {
            List<Item> expected = inOrder(items, order);
            for (int i = 0; i < expected.size(); i++) {
                QueryRequest request = QueryRequest.builder(table.schema(), KeyCondition.partition("p", partition))
                        .order(order)
                        .startAfter(new Position(table.schema().keyOf(expected.get(i))))
                        .build();

                assertThat(table.stream(request)).as("%s", request).isEqualTo(expected.subList(i + 1, items.size()));
            }
        }
    }

    @Test
    @Rule({"G1", "G2", "G3"})
    void scan_byFilteredPagesOfEveryLimit_returnsEachItemOnceInTheSameOrder() {
        DocumentTable table = run().newTable(AttributeType.NUMBER, AttributeType.NUMBER);
        IntStream.range(0, 10).forEach(i -> table.put(attributes("p", i / 3, "s", i % 3, "third", i % 3 == 0)));
        ScanRequest third = ScanRequest.builder(table.schema())
                .filter(attribute("third").equalTo(true))
                .build();
        List<Item> expected = table.stream(third).toList();

        assertThat(expected.stream().map(PageWalkTests::partition)).containsExactlyInAnyOrder(0, 1, 2, 3);
        for (int limit = 1; limit <= 11; limit++) {
            ScanRequest request = ScanRequest.builder(table.schema())
                    .filter(attribute("third").equalTo(true))
                    .limit(limit)
                    .build();

            List<Page<Item>> pages = pages(table, request);

            assertThat(items(pages)).as("limit %s", limit).isEqualTo(expected);
            assertThat(pages.stream()
                            .mapToInt(page -> page.evaluated().orElseThrow())
                            .sum())
                    .isEqualTo(10);
        }
    }

    private static int partition(Item item) {
        AttributeValue partition = item.attribute("p").orElseThrow();
        return ((AttributeValue.NumberValue) partition).value().intValueExact();
    }
}
