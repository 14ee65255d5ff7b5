// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.PageToken;
import org.moviestore.table.Position;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.Segment;

/** Scans of segments, of tables and of indexes, rule G11. */
abstract class SegmentTests extends FilledChecks {
    /** Returns what each segment of the scan has. */
    private List<List<Item>> segments(DocumentTable table, Scan scan, int total) {
        return IntStream.range(0, total)
                .mapToObj(number -> foundIn(table, scan.begin().segment(number, total)))
                .toList();
    }

    /** A scan, as far as it is the same for each segment. */
    private interface Scan {
        ScanRequest.Builder begin();
    }

    private static List<Item> joined(List<List<Item>> segments) {
        return segments.stream().flatMap(List::stream).toList();
    }

    /** Checks that each value of the attribute is in one of the segments, and there all items with it are together. */
    private static void assertEachTogether(String attribute, List<List<Item>> segments) {
        Map<AttributeValue, Integer> lastSeen = new HashMap<>();
        int place = 0;
        for (List<Item> segment : segments) {
            for (Item item : segment) {
                AttributeValue value = item.attribute(attribute).orElseThrow();
                Integer before = lastSeen.put(value, place);
                assertThat(before == null || before == place - 1)
                        .as("items with %s stand together", value)
                        .isTrue();
                place++;
            }
            // No item of the next segment stands next to one of this.
            place++;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 40, 1009})
    @Rule("G11")
    void scan_ofEachSegment_returnsEachItemOnceAndSplitsNoPartition(int total) {
        List<List<Item>> segments = segments(filled(), this::scan, total);

        assertThat(joined(segments)).containsExactlyInAnyOrderElementsOf(ITEMS);
        assertEachTogether("p", segments);
        for (List<Item> segment : segments) {
            for (int i = 1; i < segment.size(); i++) {
                if (segment.get(i).attribute("p").equals(segment.get(i - 1).attribute("p"))) {
                    assertThat(number(segment.get(i))).isEqualTo(number(segment.get(i - 1)) + 1);
                }
            }
        }
    }

    private static int number(Item item) {
        return IntStream.range(0, ITEMS.size())
                .filter(n -> item.attribute("number").orElseThrow().equals(Values.of(n)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Rule("G11")
    void scan_ofTheOneSegment_returnsWhatAScanDoes() {
        assertThat(segments(filled(), this::scan, 1)).containsExactly(foundIn(filled(), scan()));
    }

    @Test
    @Rule("G11")
    void scan_ofTheMostSegments_returnsPartsOfTheTable() {
        int total = Segment.MAX_TOTAL;

        for (int number : List.of(0, 1, total / 2, total - 1)) {
            assertThat(ITEMS).containsAll(foundIn(filled(), scan().segment(number, total)));
        }
    }

    @ParameterizedTest
    @CsvSource({"by-text, 2", "by-text, 5", "by-number, 3", "by-number, 20", "by-binary, 4", "local, 3", "local, 20"})
    @Rule("G11")
    void scan_ofEachSegmentOfAnIndex_returnsEachItemOnce(String index, int total) {
        List<List<Item>> segments = segments(filled(), () -> scan().index(index), total);

        assertThat(joined(segments).stream().map(item -> only(item, "p", "s")))
                .containsExactlyInAnyOrderElementsOf(
                        inIndexes().map(item -> only(item, "p", "s")).toList());
    }

    @Test
    @Rule("G11")
    void scan_ofEachSegmentOfALocalIndex_splitsNoPartition() {
        assertEachTogether("p", segments(filled(), () -> scan().index("local"), 3));
    }

    @ParameterizedTest
    @EnumSource(names = {"NUMBER", "BINARY"})
    @Rule("G11")
    void scan_ofEachSegmentOfATableOfOtherKeys_returnsEachItemOnce(AttributeType type) {
        DocumentTable table = run().newTable(type);
        List<Object> keys = type == AttributeType.NUMBER
                ? List.of(0, -1, 1, Values.number("-1E-130"), Values.number("9E125"), Values.number("1.5"), 10, 100)
                : List.of(bytes(0), bytes(0, 0), bytes(0x7F), bytes(0x80), bytes(0xFF), bytes(0xFF, 0xFF), bytes(1));
        keys.forEach(key -> table.put(attributes("p", key)));

        for (int total : List.of(1, 2, 5, 9)) {
            List<List<Item>> segments = segments(table, () -> ScanRequest.builder(table.schema()), total);

            assertThat(joined(segments))
                    .containsExactlyInAnyOrderElementsOf(
                            keys.stream().map(key -> attributes("p", key)).toList());
        }
    }

    @Test
    @Rule("G11")
    void scan_ofASegmentAgain_findsTheSamePartitionsWithWhatWasWritten() {
        DocumentTable table = run().newTable(AttributeType.STRING, AttributeType.NUMBER);
        for (int i = 0; i < 10; i++) {
            table.put(attributes("p", "p" + i, "s", 1));
        }
        Scan scan = () -> ScanRequest.builder(table.schema());
        List<List<Item>> before = segments(table, scan, 3);

        for (int i = 0; i < 10; i++) {
            table.put(attributes("p", "p" + i, "s", 2));
            table.put(attributes("p", "other" + i, "s", 1));
        }
        joined(before).stream()
                .limit(3)
                .forEach(item -> table.delete(table.schema().keyOf(item)));

        List<List<Item>> after = segments(table, scan, 3);
        for (int number = 0; number < 3; number++) {
            assertThat(partitions(after.get(number))).containsAll(partitions(before.get(number)));
        }
        assertThat(joined(after)).hasSize(27).doesNotHaveDuplicates();
        assertEachTogether("p", after);
    }

    private static List<AttributeValue> partitions(List<Item> items) {
        return items.stream().map(IndexChecks::partitionOf).distinct().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "by-text", "by-number", "local"})
    @Rule("G11")
    void scan_ofASegmentInPagesOfEveryLimit_returnsEachItemOnceInTheSameOrder(String index) {
        for (int number = 0; number < 3; number++) {
            List<Item> expected = foundIn(filled(), byIndex(index).segment(number, 3));

            for (int limit = 1; limit <= expected.size() + 1; limit++) {
                List<Page<Item>> pages = PagingTests.pages(
                        filled(), byIndex(index).segment(number, 3).limit(limit).build());

                assertThat(PagingTests.items(pages))
                        .as("segment %s, limit %s", number, limit)
                        .isEqualTo(expected);
            }
        }
    }

    private ScanRequest.Builder byIndex(String name) {
        return name.isEmpty() ? scan() : scan().index(name);
    }

    @Test
    @Rule("G11")
    void scan_ofSegmentsWithAFilterAndALimit_evaluatesEachItemOnce() {
        List<Item> found = new ArrayList<>();
        int evaluated = 0;

        for (int number = 0; number < 4; number++) {
            ScanRequest request = scan().segment(number, 4)
                    .filter(attribute("even").equalTo(true))
                    .project("number")
                    .limit(3)
                    .build();
            for (Page<Item> page : PagingTests.pages(filled(), request)) {
                found.addAll(page.items());
                evaluated += page.evaluated().orElseThrow();
                assertThat(page.evaluated().orElseThrow()).isLessThanOrEqualTo(3);
            }
        }

        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 15)
                        .mapToObj(n -> attributes("number", 2 * n))
                        .toList());
        assertThat(evaluated).isEqualTo(ITEMS.size());
    }

    @Test
    @Rule("G11")
    void scan_ofASegmentStartingAtADeletedItem_goesOnFromItsPlace() {
        DocumentTable table = run().newTable(AttributeType.STRING, AttributeType.NUMBER);
        IntStream.range(0, 16).forEach(i -> table.put(attributes("p", "p" + i / 4, "s", i % 4)));

        for (int number = 0; number < 2; number++) {
            ScanRequest request = ScanRequest.builder(table.schema())
                    .segment(number, 2)
                    .limit(3)
                    .build();
            List<Item> expected = table.stream(request).toList();
            if (expected.size() > 3) {
                Position position = table.scan(request).last().orElseThrow();
                table.delete(position.key());
                assertThat(table.stream(request.withStartAfter(position)))
                        .isEqualTo(expected.subList(3, expected.size()));
            }
        }
    }

    @Test
    @Rule("G11")
    void scan_ofASegmentStartingInAnother_isRejectedOrFindsNothingOfAnother() {
        int total = 3;
        List<List<Item>> segments = segments(filled(), this::scan, total);

        for (int number = 0; number < total; number++) {
            for (Item start : ITEMS) {
                if (!segments.get(number).contains(start)) {
                    assertThat(segments.get(number))
                            .as("segment %s after %s", number, start)
                            .containsAll(foundAfter(start, number, total));
                }
            }
        }
    }

    private List<Item> foundAfter(Item start, int number, int total) {
        Position position = new Position(filledSchema().keyOf(start));
        try {
            return filled().scan(
                            scan().segment(number, total).startAfter(position).build())
                    .items();
        } catch (RequestRejectedException e) {
            return List.of();
        }
    }

    @Test
    @Rule("G11")
    void segment_thatDoesNotExist_isRefused() {
        assertRefused(ErrorCode.SEGMENTS, () -> scan().segment(0, 0));
        assertRefused(ErrorCode.SEGMENTS, () -> scan().segment(0, -1));
        assertRefused(ErrorCode.SEGMENTS, () -> scan().segment(-1, 2));
        assertRefused(ErrorCode.SEGMENTS, () -> scan().segment(2, 2));
        assertRefused(ErrorCode.SEGMENTS, () -> scan().segment(0, Segment.MAX_TOTAL + 1));
    }

    @Test
    @Rule("G11")
    void pageToken_ofASegment_fitsThatSegmentAlone() {
        ScanRequest request = scan().segment(1, 3).build();
        Position position = new Position(filledSchema().key("p1", 1));

        PageToken token = PageToken.of(request, position);

        assertThat(token.positionIn(request)).isEqualTo(position);
        for (ScanRequest other : List.of(
                scan().build(),
                scan().segment(0, 3).build(),
                scan().segment(1, 4).build())) {
            assertRefused(ErrorCode.PAGE_TOKEN, () -> token.positionIn(other));
        }
    }

    @Test
    @Rule("G11")
    void scan_ofAllSegmentsAtOnce_returnsEachItemOnce() throws Exception {
        int total = 4;
        List<List<Item>> found = IntStream.range(0, total)
                .<List<Item>>mapToObj(i -> List.of())
                .collect(ArrayList::new, List::add, List::addAll);

        RaceTests.race(total, number -> {
            List<Item> items = foundIn(filled(), scan().segment(number, total));
            synchronized (found) {
                found.set(number, items);
            }
            return true;
        });

        assertThat(joined(found)).containsExactlyInAnyOrderElementsOf(ITEMS);
    }
}
