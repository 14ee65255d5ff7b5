// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.ValueOrder;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

/** Scans by secondary indexes, rules I1, I4, I5 and I9. */
abstract class IndexScanTests extends FilledChecks {
    /** Returns what the index holds of its items. */
    private static List<Item> heldBy(String index) {
        return inIndexes()
                .map(item -> switch (index) {
                    case "local" -> only(item, "p", "s", "t");
                    case "by-number" -> only(item, "p", "s", "n");
                    case "by-binary" -> only(item, "p", "s", "b", "t", "x");
                    default -> item;
                })
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "by-text", "by-number", "by-binary"})
    @Rule({"I1", "I5", "I9"})
    void scan_byAnIndex_returnsWhatItHoldsOfEachItemOnce(String index) {
        List<Item> items = foundIn(filled(), scan().index(index));

        assertThat(items).containsExactlyInAnyOrderElementsOf(heldBy(index));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "by-text", "by-number", "by-binary"})
    @Rule({"I4", "I9"})
    void scan_byAnIndex_keepsPartitionsTogetherAndSorted(String name) {
        SecondaryIndex index = filledSchema().index(name);

        List<Item> items = foundIn(filled(), scan().index(name));

        assertThat(items).isNotEmpty();
        assertPartitionsTogetherAndSorted(index, items);
    }

    private static void assertPartitionsTogetherAndSorted(SecondaryIndex index, List<Item> items) {
        Set<AttributeValue> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            AttributeValue partition = valueOf(index.partitionKey().name(), items.get(i));
            if (seen.add(partition)) {
                continue;
            }
            Item before = items.get(i - 1);
            assertThat(valueOf(index.partitionKey().name(), before)).isEqualTo(partition);
            if (index.sortKey().isPresent()) {
                String sort = index.sortKey().get().name();
                assertThat(ValueOrder.compare(valueOf(sort, before), valueOf(sort, items.get(i)))
                                .orElseThrow())
                        .isNotPositive();
            }
        }
    }

    private static AttributeValue valueOf(String attribute, Item item) {
        return item.attribute(attribute).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "by-text", "by-number", "by-binary"})
    @Rule({"I4", "I9"})
    void scan_byAnIndexInPagesOfEveryLimit_returnsEachItemOnceInTheSameOrder(String index) {
        List<Item> expected = foundIn(filled(), scan().index(index));

        for (int limit = 1; limit <= expected.size() + 1; limit++) {
            List<Page<Item>> pages =
                    PagingTests.pages(filled(), scan().index(index).limit(limit).build());

            assertThat(PagingTests.items(pages)).as("limit %s", limit).isEqualTo(expected);
            assertThat(pages.stream()
                            .mapToInt(page -> page.evaluated().orElseThrow())
                            .sum())
                    .isEqualTo(expected.size());
        }
    }

    @Test
    @Rule("I9")
    void scan_byAnIndexWithAFilterOnKeys_returnsWhatItHoldsOn() {
        List<Item> found = foundIn(
                filled(),
                scan().index("by-number")
                        .filter(attribute("n").lessThan(-7).and(attribute("s").equalTo(0)))
                        .project("p"));

        assertThat(found)
                .containsExactlyInAnyOrder(attributes("p", "p9"), attributes("p", "p10"), attributes("p", "p11"));
    }

    @Test
    @Rule({"I5", "I9"})
    void scan_byALocalIndexForWhatItDoesNotHold_fetchesIt() {
        List<Item> found = foundIn(filled(), scan().index("local").project("number", "n"));

        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        inIndexes().map(item -> only(item, "number", "n")).toList());
    }

    @Test
    @Rule("I6")
    void scan_byALocalIndex_isConsistentUnlessAskedOtherwise() {
        assertThat(scan().index("local").build().consistency()).isEqualTo(ReadConsistency.CONSISTENT);
        assertThat(foundIn(filled(), scan().index("local").consistency(ReadConsistency.EVENTUAL)))
                .hasSizeLessThanOrEqualTo(ITEMS.size());
    }

    private DocumentTable byText() {
        DocumentTable table = store().createTable(TableSchema.builder(run().newTableName())
                .partitionKey("p", AttributeType.STRING)
                .index(SecondaryIndex.builder("by-text")
                        .partitionKey("g", AttributeType.STRING)
                        .sortKey("t", AttributeType.NUMBER)
                        .build())
                .build());
        IntStream.range(0, 12)
                .mapToObj(i -> attributes("p", "p" + i, "g", "g" + i % 3, "t", 0, "i", i))
                .forEach(table::put);
        return table;
    }

    @Test
    @Rule({"I4", "I9"})
    void scan_byAnIndexWhileItsItemsAreDeletedOrUpdated_returnsEachOnce() {
        DocumentTable table = byText();
        TableSchema schema = table.schema();
        eventually(() -> assertThat(foundIn(table, scanByText(schema))).hasSize(12));
        List<AttributeValue> seen = new ArrayList<>();

        table.stream(scanByText(schema).limit(2).build()).forEach(item -> {
            if (seen.size() % 2 == 0) {
                table.delete(schema.keyOf(item));
            } else {
                table.put(item.with("grown", "x".repeat(3000)));
            }
            seen.add(valueOf("i", item));
        });

        assertThat(seen).hasSize(12).doesNotHaveDuplicates();
        eventually(() -> assertThat(foundIn(table, scanByText(schema))).hasSize(6));
    }

    private static ScanRequest.Builder scanByText(TableSchema schema) {
        return ScanRequest.builder(schema).index("by-text");
    }
}
