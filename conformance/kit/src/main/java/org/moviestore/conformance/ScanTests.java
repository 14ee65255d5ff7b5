// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.Position;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.ScanRequest;

/** Scans of a whole table, rules G1 to G4, G6, G10 and G12. */
abstract class ScanTests extends ConformanceTests {
    private static final int PARTITIONS = 4;
    private static final int EACH = 3;

    private DocumentTable filled() {
        DocumentTable table = run().newTable(AttributeType.STRING, AttributeType.NUMBER);
        for (int p = 0; p < PARTITIONS; p++) {
            for (int s = 0; s < EACH; s++) {
                table.put(attributes("p", "p" + p, "s", s, "n", p * EACH + s));
            }
        }
        return table;
    }

    private static List<Item> all(DocumentTable table) {
        return table.stream(ScanRequest.of(table.schema())).toList();
    }

    @Test
    @Rule("G10")
    void scan_ofATable_returnsEachItemOnce() {
        DocumentTable table = filled();

        List<Item> items = all(table);

        assertThat(items).hasSize(PARTITIONS * EACH).doesNotHaveDuplicates();
        assertThat(items.stream().map(item -> item.attribute("n").orElseThrow()))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, PARTITIONS * EACH)
                        .mapToObj(n -> (AttributeValue) Values.number(n))
                        .toList());
    }

    @Test
    @Rule("G10")
    void scan_ofAnEmptyTable_returnsNothing() {
        DocumentTable table = run().newTable(AttributeType.BINARY);

        Page<Item> page = table.scan(ScanRequest.of(table.schema()));

        assertThat(page.items()).isEmpty();
        assertThat(page.isLast()).isTrue();
    }

    @Test
    @Rule("G10")
    void scan_ofATable_keepsPartitionsTogetherAndSorted() {
        List<Item> items = all(filled());

        Set<AttributeValue> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i += EACH) {
            AttributeValue partition = items.get(i).attribute("p").orElseThrow();
            assertThat(seen.add(partition)).isTrue();
            for (int s = 0; s < EACH; s++) {
                assertThat(items.get(i + s).attribute("p")).contains(partition);
                assertThat(items.get(i + s).attribute("s")).contains(Values.number(s));
            }
        }
    }

    @Test
    @Rule({"G10", "G2", "G3"})
    void scan_byPagesOfEveryLimit_returnsEachItemOnceInTheSameOrder() {
        DocumentTable table = filled();
        List<Item> expected = all(table);

        for (int limit = 1; limit <= expected.size() + 1; limit++) {
            ScanRequest request =
                    ScanRequest.builder(table.schema()).limit(limit).build();

            List<Page<Item>> pages = PagingTests.pages(table, request);

            assertThat(PagingTests.items(pages)).as("limit %s", limit).isEqualTo(expected);
            assertThat(pages.stream()
                            .mapToInt(page -> page.evaluated().orElseThrow())
                            .sum())
                    .isEqualTo(expected.size());
        }
    }

    @Test
    @Rule("G1")
    void scan_withALimit_countsItemsBeforeTheFilter() {
        DocumentTable table = filled();
        ScanRequest request = ScanRequest.builder(table.schema())
                .filter(attribute("missing").exists())
                .limit(5)
                .build();

        Page<Item> page = table.scan(request);

        assertThat(page.items()).isEmpty();
        assertThat(page.evaluated()).hasValue(5);
        assertThat(page.last()).isPresent();
    }

    @Test
    @Rule("G2")
    void scan_withTheLimitReached_hasAPositionEvenIfNothingFollows() {
        DocumentTable table = filled();
        ScanRequest exact =
                ScanRequest.builder(table.schema()).limit(PARTITIONS * EACH).build();
        ScanRequest more =
                ScanRequest.builder(table.schema()).limit(PARTITIONS * EACH + 1).build();

        Page<Item> full = table.scan(exact);
        Page<Item> rest = table.scan(exact.withStartAfter(PagingTests.positionAfter(full)));

        assertThat(full.items()).hasSize(PARTITIONS * EACH);
        assertThat(rest.items()).isEmpty();
        assertThat(rest.isLast()).isTrue();
        assertThat(table.scan(more).isLast()).isTrue();
    }

    @Test
    @Rule("G4")
    void scan_startingAtADeletedItem_goesOnFromItsPlace() {
        DocumentTable table = filled();
        List<Item> expected = all(table);
        ScanRequest request = ScanRequest.builder(table.schema()).limit(5).build();
        Position middle = PagingTests.positionAfter(table.scan(request));

        table.delete(middle.key());
        List<Item> rest = PagingTests.items(PagingTests.pages(table, request.withStartAfter(middle)));

        assertThat(middle.key()).isEqualTo(table.schema().keyOf(expected.get(4)));
        assertThat(rest).isEqualTo(expected.subList(5, expected.size()));
    }

    @Test
    @Rule("G10")
    void scan_whileItsItemsAreDeleted_returnsEachOnce() {
        DocumentTable table = filled();
        List<Item> deleted = new ArrayList<>();

        table.stream(ScanRequest.builder(table.schema()).limit(2).build()).forEach(item -> {
            table.delete(table.schema().keyOf(item));
            deleted.add(item);
        });

        assertThat(deleted).hasSize(PARTITIONS * EACH).doesNotHaveDuplicates();
        assertThat(all(table)).isEmpty();
    }

    @Test
    @Rule("G10")
    void scan_whileItsItemsAreUpdated_returnsEachOnce() {
        DocumentTable table = filled();
        List<Object> seen = new ArrayList<>();

        table.stream(ScanRequest.builder(table.schema()).limit(2).build()).forEach(item -> {
            table.put(item.with("grown", "x".repeat(3000)));
            seen.add(item.attribute("n").orElseThrow());
        });

        assertThat(seen).hasSize(PARTITIONS * EACH).doesNotHaveDuplicates();
    }

    @Test
    @Rule("G6")
    void scan_withAFilterOnKeyAttributes_returnsWhatItHoldsOn() {
        DocumentTable table = filled();
        ScanRequest request = ScanRequest.builder(table.schema())
                .filter(attribute("p").equalTo("p2").and(attribute("s").atLeast(1)))
                .build();

        assertThat(table.stream(request))
                .containsExactly(attributes("p", "p2", "s", 1, "n", 7), attributes("p", "p2", "s", 2, "n", 8));
    }

    @Test
    @Rule({"G6", "G7"})
    void scan_withFilterAndProjection_returnsThosePathsOfWhatItHoldsOn() {
        DocumentTable table = run().newTable(AttributeType.NUMBER);
        table.put(attributes("p", 1, "m", Map.of("a", 1, "b", 2), "keep", true));
        table.put(attributes("p", 2, "m", Map.of("a", 3), "keep", false));
        table.put(attributes("p", 3, "keep", true));
        ScanRequest request = ScanRequest.builder(table.schema())
                .filter(attribute("keep").equalTo(true))
                .project("m.a")
                .build();

        assertThat(table.stream(request)).containsExactlyInAnyOrder(attributes("m", Map.of("a", 1)), Item.EMPTY);
    }

    @Test
    @Rule("G12")
    void scan_byDefault_seesEveryWriteBefore() {
        DocumentTable table = run().newTable(AttributeType.STRING);
        ScanRequest eventual = ScanRequest.builder(table.schema())
                .consistency(ReadConsistency.EVENTUAL)
                .build();

        table.put(attributes("p", "x", "a", 1));
        assertThat(all(table)).containsExactly(attributes("p", "x", "a", 1));
        table.put(attributes("p", "x", "a", 2));
        assertThat(all(table)).containsExactly(attributes("p", "x", "a", 2));
        assertThat(table.scan(eventual).items()).hasSizeLessThanOrEqualTo(1);
    }
}
