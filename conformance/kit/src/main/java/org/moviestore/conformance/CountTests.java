// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.Select;
import org.moviestore.table.SortOrder;

/** Counting what queries and scans find, rule G8. */
abstract class CountTests extends FilledChecks {
    private static final Condition EVEN = attribute("even").equalTo(true);

    /** A partition of four items with the sort keys 0 to 3 and the numbers 6 to 9. */
    private static final KeyCondition FOUR = KeyCondition.partition("p", "p3");

    private QueryRequest.Builder four() {
        return QueryRequest.builder(filledSchema(), FOUR);
    }

    private long count(PageRequest request) {
        return filled().count(request);
    }

    @Test
    @Rule("G8")
    void count_ofAQuery_isThatOfItsItems() {
        assertThat(count(four().build())).isEqualTo(4);
        assertThat(count(four().descending().build())).isEqualTo(4);
        assertThat(count(QueryRequest.of(filledSchema(), FOUR.andSort("s", Comparator.GREATER, 0))))
                .isEqualTo(3);
        assertThat(count(QueryRequest.of(filledSchema(), FOUR.andSortBetween("s", 1, 2))))
                .isEqualTo(2);
        assertThat(count(QueryRequest.of(filledSchema(), KeyCondition.partition("p", "none"))))
                .isZero();
    }

    @Test
    @Rule("G8")
    void count_withAFilter_isThatOfItemsItHoldsOn() {
        assertThat(count(four().filter(EVEN).build())).isEqualTo(2);
        assertThat(count(four().filter(attribute("none").exists()).build())).isZero();
        assertThat(count(scan().filter(EVEN).build())).isEqualTo(15);
        assertThat(count(scan().filter(attribute("p").equalTo("p3").and(EVEN)).build()))
                .isEqualTo(2);
    }

    @Test
    @Rule("G8")
    void count_ofAScan_isThatOfTheTable() {
        assertThat(count(scan().build())).isEqualTo(ITEMS.size());
        assertThat(count(scan().limit(7).build())).isEqualTo(ITEMS.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "by-text", "by-number", "by-binary"})
    @Rule("G8")
    void count_ofAnIndex_isThatOfItsItems(String index) {
        assertThat(count(scan().index(index).build())).isEqualTo(inIndexes().count());
        assertThat(count(scan().index(index).limit(5).build()))
                .isEqualTo(inIndexes().count());
    }

    @Test
    @Rule("G8")
    void count_ofAQueryByAnIndex_isThatOfItsItems() {
        KeyCondition first = KeyCondition.partition("g", "g0");

        assertThat(count(QueryRequest.builder(filledSchema(), first)
                        .index("by-text")
                        .build()))
                .isEqualTo(8);
        assertThat(count(QueryRequest.builder(filledSchema(), first.andSort("t", Comparator.LESS, 2))
                        .index("by-text")
                        .limit(2)
                        .build()))
                .isEqualTo(4);
        assertThat(count(QueryRequest.builder(filledSchema(), first)
                        .index("by-text")
                        .filter(EVEN)
                        .build()))
                .isEqualTo(4);
        assertThat(count(QueryRequest.builder(filledSchema(), FOUR)
                        .index("local")
                        .build()))
                .isEqualTo(3);
    }

    @Test
    @Rule({"G8", "G11"})
    void count_ofEachSegment_sumsUpToThatOfTheTable() {
        for (int total : List.of(1, 2, 5, 20)) {
            long all = 0;
            long even = 0;
            long indexed = 0;
            for (int number = 0; number < total; number++) {
                all += count(scan().segment(number, total).build());
                even += count(scan().segment(number, total).filter(EVEN).build());
                indexed += count(scan().segment(number, total).index("by-text").build());
            }

            assertThat(all).isEqualTo(ITEMS.size());
            assertThat(even).isEqualTo(15);
            assertThat(indexed).isEqualTo(inIndexes().count());
        }
    }

    @Test
    @Rule("G8")
    void count_fromAPosition_isThatOfTheItemsAfterIt() {
        Position second = new Position(filledSchema().key("p3", 1));

        assertThat(count(four().startAfter(second).build())).isEqualTo(2);
        assertThat(count(four().startAfter(second).descending().build())).isEqualTo(1);
    }

    @Test
    @Rule("G8")
    void page_thatCounts_bringsNoItems() {
        Page<Item> query =
                filled().query(four().filter(EVEN).select(Select.COUNT).build());
        Page<Item> scan = filled().scan(scan().select(Select.COUNT).build());
        Page<Item> index =
                filled().scan(scan().index("by-text").select(Select.COUNT).build());

        assertThat(List.of(query, scan, index))
                .allSatisfy(page -> assertThat(page.items()).isEmpty());
        assertThat(query.count()).isEqualTo(2);
        assertThat(scan.count()).isEqualTo(ITEMS.size());
        assertThat(index.count()).isEqualTo(inIndexes().count());
        assertThat(query.isLast()).isTrue();
    }

    @Test
    @Rule("G8")
    void page_ofItems_countsThem() {
        Page<Item> page = filled().query(four().filter(EVEN).build());

        assertThat(page.count()).isEqualTo(2);
        assertThat(page.items()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(SortOrder.class)
    @Rule("G8")
    void count_byPagesOfEveryLimit_sumsUp(SortOrder order) {
        for (int limit = 1; limit <= 5; limit++) {
            List<Page<Item>> pages = PagingTests.pages(
                    filled(),
                    four().order(order).limit(limit).select(Select.COUNT).build());

            int most = limit;
            assertThat(pages).allSatisfy(page -> {
                assertThat(page.items()).isEmpty();
                assertThat(page.count()).isLessThanOrEqualTo(most);
                assertThat(page.evaluated()).hasValue((int) page.count());
            });
            assertThat(pages.stream().mapToLong(Page::count).sum()).isEqualTo(4);
        }
    }

    @Test
    @Rule("G8")
    void count_byFilteredPagesOfEveryLimit_countsItemsBeforeTheFilterAgainstTheLimit() {
        for (int limit = 1; limit <= ITEMS.size() + 1; limit++) {
            List<Page<Item>> pages = PagingTests.pages(
                    filled(),
                    scan().filter(EVEN).limit(limit).select(Select.COUNT).build());

            int most = limit;
            assertThat(pages)
                    .allSatisfy(
                            page -> assertThat(page.evaluated().orElseThrow()).isLessThanOrEqualTo(most));
            assertThat(pages.stream().mapToLong(Page::count).sum()).isEqualTo(15);
            assertThat(pages.stream()
                            .mapToInt(page -> page.evaluated().orElseThrow())
                            .sum())
                    .isEqualTo(ITEMS.size());
        }
    }

    @Test
    @Rule("G8")
    void page_thatCountsUpToALimit_hasThePositionOfItsLastItem() {
        QueryRequest request = four().filter(attribute("number").equalTo(8))
                .limit(2)
                .select(Select.COUNT)
                .build();

        Page<Item> first = filled().query(request);
        Page<Item> second = filled().query(request.withStartAfter(first.last().orElseThrow()));

        assertThat(first.count()).isZero();
        assertThat(first.last()).contains(new Position(filledSchema().key("p3", 1)));
        assertThat(second.count()).isEqualTo(1);
        assertThat(second.last()).contains(new Position(filledSchema().key("p3", 3)));
    }

    @Test
    @Rule("G8")
    void count_ofMoreThanAMebibyte_isThatOfAllItems() {
        DocumentTable table = sortedBy(AttributeType.NUMBER);
        String partition = newPartition();
        String text = "x".repeat(300_000);
        IntStream.range(0, 6).forEach(i -> table.put(attributes("p", partition, "s", i, "t", text)));

        assertThat(table.count(QueryRequest.of(table.schema(), KeyCondition.partition("p", partition))))
                .isEqualTo(6);
    }

    @Test
    @Rule("G8")
    void count_byDefault_seesEveryWriteBefore() {
        DocumentTable table = sortedBy(AttributeType.NUMBER);
        String partition = newPartition();
        QueryRequest request = QueryRequest.of(table.schema(), KeyCondition.partition("p", partition));

        for (int i = 1; i <= 10; i++) {
            table.put(attributes("p", partition, "s", i));
            assertThat(table.count(request)).isEqualTo(i);
        }
        table.delete(table.schema().key(partition, 3));
        assertThat(table.count(request)).isEqualTo(9);
    }

    @Test
    @Rule("G8")
    void count_withAProjection_isRefusedAsAPageAndWithoutItOtherwise() {
        assertRefused(
                ErrorCode.SELECT_COUNT,
                () -> four().select(Select.COUNT).project("s").build());
        assertRefused(
                ErrorCode.SELECT_COUNT,
                () -> scan().project("s").select(Select.COUNT).build());
        assertThat(count(four().project("s").build())).isEqualTo(4);
    }

    @Test
    @Rule("G8")
    void stream_ofARequestThatOnlyCounts_isRefused() {
        QueryRequest counting = four().select(Select.COUNT).build();

        assertRefused(ErrorCode.SELECT_COUNT, () -> filled().stream(counting));
    }
}
