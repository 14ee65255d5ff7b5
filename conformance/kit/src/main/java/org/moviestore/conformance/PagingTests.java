// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SortOrder;

/** Pages of queries, rules G1 to G4 and G9. */
abstract class PagingTests extends ConformanceTests {
    private static final int COUNT = 7;

    private DocumentTable numbered() {
        return sortedBy(AttributeType.NUMBER);
    }

    private List<Item> storedInOrder(String partition, int count) {
        List<Item> items = IntStream.range(0, count)
                .mapToObj(i -> attributes("p", partition, "s", i, "even", i % 2 == 0))
                .toList();
        items.forEach(numbered()::put);
        return items;
    }

    private QueryRequest.Builder query(String partition) {
        return QueryRequest.builder(numbered().schema(), KeyCondition.partition("p", partition));
    }

    private Position position(String partition, Object sort) {
        return new Position(numbered().schema().key(partition, sort));
    }

    /** Reads page after page to the end and returns all of them. */
    static List<Page<Item>> pages(DocumentTable table, PageRequest first) {
        List<Page<Item>> pages = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(first);
        while (next.isPresent()) {
            PageRequest request = next.get();
            Page<Item> page = request.readFrom(table);
            pages.add(page);
            next = page.last().map(request::withStartAfter);
            assertThat(pages).as("pages of %s", first).hasSizeLessThan(1000);
        }
        return pages;
    }

    /** Returns the position of a page that must have one. */
    static Position positionAfter(Page<Item> page) {
        assertThat(page.last()).as("position after %s", page.items()).isPresent();
        return page.last().orElseThrow();
    }

    static List<Item> items(List<Page<Item>> pages) {
        return pages.stream().flatMap(page -> page.items().stream()).toList();
    }

    @Test
    @Rule("G1")
    void query_withALimit_countsItemsBeforeTheFilter() {
        String partition = newPartition();
        List<Item> items = storedInOrder(partition, COUNT);

        Page<Item> page = numbered()
                .query(query(partition)
                        .filter(attribute("even").equalTo(true))
                        .limit(3)
                        .build());

        assertThat(page.items()).containsExactly(items.get(0), items.get(2));
        assertThat(page.evaluated()).hasValue(3);
        assertThat(page.last()).contains(position(partition, 2));
    }

    @Test
    @Rule({"G1", "G2"})
    void query_whoseFilterDropsAWholePage_returnsAnEmptyPageWithAPosition() {
        String partition = newPartition();
        List<Item> items = storedInOrder(partition, 4);
        QueryRequest request = query(partition)
                .filter(attribute("even").equalTo(false))
                .limit(1)
                .build();

        Page<Item> first = numbered().query(request);
        Page<Item> second = numbered().query(request.withStartAfter(positionAfter(first)));

        assertThat(first.items()).isEmpty();
        assertThat(first.evaluated()).hasValue(1);
        assertThat(first.last()).contains(position(partition, 0));
        assertThat(second.items()).containsExactly(items.get(1));
    }

    @Test
    @Rule("G1")
    void query_withALimitBelowOne_isRefused() {
        assertRefused(ErrorCode.LIMIT_RANGE, () -> query("x").limit(0).build());
        assertRefused(ErrorCode.LIMIT_RANGE, () -> query("x").limit(-1).build());
        assertRefused(
                ErrorCode.LIMIT_RANGE,
                () -> ScanRequest.builder(numbered().schema()).limit(0).build());
    }

    @Test
    @Rule("G2")
    void query_withTheLimitReached_hasAPositionEvenIfNothingFollows() {
        String partition = newPartition();
        List<Item> items = storedInOrder(partition, COUNT);
        QueryRequest exact = query(partition).limit(COUNT).build();

        Page<Item> full = numbered().query(exact);
        Page<Item> rest = numbered().query(exact.withStartAfter(positionAfter(full)));

        assertThat(full.items()).isEqualTo(items);
        assertThat(full.last()).contains(position(partition, COUNT - 1));
        assertThat(rest.items()).isEmpty();
        assertThat(rest.isLast()).isTrue();
    }

    @Test
    @Rule("G2")
    void query_ofATableWithoutSortKeyWithTheLimitReached_hasAPositionToo() {
        Key key = stored(attributes("a", 1));
        Object partition = key.attributes().attribute("p").orElseThrow();
        QueryRequest one = QueryRequest.builder(table().schema(), KeyCondition.partition("p", partition))
                .limit(1)
                .build();
        QueryRequest filtered = QueryRequest.builder(table().schema(), KeyCondition.partition("p", partition))
                .filter(attribute("a").equalTo(2))
                .limit(1)
                .build();

        assertThat(table().query(one).last()).contains(new Position(key));
        assertThat(table().query(filtered).last()).contains(new Position(key));
        assertThat(table().query(one.withStartAfter(new Position(key))).isLast())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(SortOrder.class)
    @Rule({"G2", "G4"})
    void query_whoseLastItemIsTheLastThatItsRangeTakes_hasAPositionFromWhichNothingFollows(SortOrder order) {
        String partition = newPartition();
        storedInOrder(partition, COUNT);
        boolean ascending = order == SortOrder.ASCENDING;
        Position last = position(partition, ascending ? 4 : 2);
        KeyCondition all = KeyCondition.partition("p", partition);
        KeyCondition between = all.andSortBetween("s", 2, 4);
        KeyCondition half = ascending
                ? all.andSort("s", Comparator.LESS_OR_EQUAL, 4)
                : all.andSort("s", Comparator.GREATER_OR_EQUAL, 2);

        for (KeyCondition keys : List.of(between, half)) {
            QueryRequest exact = QueryRequest.builder(numbered().schema(), keys)
                    .order(order)
                    .limit(keys.equals(between) ? 3 : 5)
                    .build();

            assertThat(numbered().query(exact).last()).as("%s", keys).contains(last);
            assertThat(pages(numbered(), exact)).as("%s", keys).hasSize(2);
            assertThat(numbered().stream(exact.withStartAfter(last)))
                    .as("%s", keys)
                    .isEmpty();
        }
    }

    @Test
    @Rule("G2")
    void query_withTheLimitNotReached_hasNoPosition() {
        String partition = newPartition();
        List<Item> items = storedInOrder(partition, COUNT);

        Page<Item> page = numbered().query(query(partition).limit(COUNT + 1).build());

        assertThat(page.items()).isEqualTo(items);
        assertThat(page.evaluated()).hasValue(COUNT);
        assertThat(page.isLast()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(SortOrder.class)
    @Rule({"G2", "G3", "G9"})
    void query_byPagesOfEveryLimit_returnsEachItemOnceInOrder(SortOrder order) {
        String partition = newPartition();
        List<Item> expected = new ArrayList<>(storedInOrder(partition, COUNT));
        if (order == SortOrder.DESCENDING) {
            Collections.reverse(expected);
        }

        for (int limit = 1; limit <= COUNT + 1; limit++) {
            QueryRequest request = query(partition).order(order).limit(limit).build();

            List<Page<Item>> pages = pages(numbered(), request);

            assertThat(items(pages)).as("limit %s", limit).isEqualTo(expected);
            int most = limit;
            assertThat(pages).allSatisfy(page -> assertThat(page.items()).hasSizeLessThanOrEqualTo(most));
            assertThat(numbered().stream(request)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(SortOrder.class)
    @Rule({"G1", "G3", "G9"})
    void query_byFilteredPagesOfEveryLimit_returnsEachItemOnceInOrder(SortOrder order) {
        String partition = newPartition();
        storedInOrder(partition, COUNT);
        List<Item> expected = new ArrayList<>(List.of(
                attributes("p", partition, "s", 2, "even", true), attributes("p", partition, "s", 4, "even", true)));
        if (order == SortOrder.DESCENDING) {
            Collections.reverse(expected);
        }

        for (int limit = 1; limit <= COUNT + 1; limit++) {
            QueryRequest request = QueryRequest.builder(
                            numbered().schema(),
                            KeyCondition.partition("p", partition).andSortBetween("s", 1, 5))
                    .filter(attribute("even").equalTo(true))
                    .order(order)
                    .limit(limit)
                    .build();

            List<Page<Item>> pages = pages(numbered(), request);

            assertThat(items(pages)).as("limit %s", limit).isEqualTo(expected);
            assertThat(pages.stream()
                            .mapToInt(page -> page.evaluated().orElseThrow())
                            .sum())
                    .isEqualTo(5);
        }
    }

    @Test
    @Rule("G3")
    void query_ofMoreThanAMebibyte_returnsEachItemOnce() {
        DocumentTable table = numbered();
        String partition = newPartition();
        List<Object> stored = sortKeysOfLarge(partition, 6);

        List<Object> sortKeys = sortKeys(table.stream(query(partition).build()).toList());
        List<Page<Item>> dropped =
                pages(table, query(partition).filter(attribute("t").notExists()).build());

        assertThat(sortKeys).isEqualTo(stored);
        assertThat(items(dropped)).isEmpty();
    }

    /** The pages may end before their limit, by the size of their items. */
    @ParameterizedTest
    @ValueSource(ints = {6, 20})
    @Rule({"G1", "G2", "G3"})
    void query_ofMoreThanAMebibyteWithALimit_returnsEachItemOnceAndCountsThem(int limit) {
        String partition = newPartition();
        List<Object> stored = sortKeysOfLarge(partition, 6);

        List<Page<Item>> pages = pages(numbered(), query(partition).limit(limit).build());

        assertThat(sortKeys(items(pages))).isEqualTo(stored);
        for (Page<Item> page : pages) {
            assertThat(page.evaluated()).hasValue(page.items().size());
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
        }
    }

    /** Stores items of which four are more than a mebibyte, and returns their sort keys in order. */
    private List<Object> sortKeysOfLarge(String partition, int count) {
        String text = "x".repeat(300_000);
        IntStream.range(0, count).forEach(i -> numbered().put(attributes("p", partition, "s", i, "t", text)));
        return IntStream.range(0, count).<Object>mapToObj(Values::number).toList();
    }

    private static List<Object> sortKeys(List<Item> items) {
        return items.stream()
                .<Object>map(item -> item.attribute("s").orElseThrow())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(SortOrder.class)
    @Rule("G4")
    void query_startingAtADeletedItem_goesOnFromItsPlace(SortOrder order) {
        String partition = newPartition();
        List<Item> items = storedInOrder(partition, 5);
        QueryRequest request = query(partition).order(order).limit(3).build();
        Position middle = positionAfter(numbered().query(request));

        numbered().delete(middle.key());
        Page<Item> rest = numbered().query(request.withStartAfter(middle));

        assertThat(middle).isEqualTo(position(partition, 2));
        assertThat(rest.items())
                .isEqualTo(
                        order == SortOrder.ASCENDING
                                ? List.of(items.get(3), items.get(4))
                                : List.of(items.get(1), items.get(0)));
    }

    @Test
    @Rule("G4")
    void query_whileItemsBeforeThePositionComeAndGo_neitherSkipsNorRepeats() {
        String partition = newPartition();
        List<Item> items = storedInOrder(partition, 6);
        QueryRequest request = query(partition).limit(2).build();
        Page<Item> first = numbered().query(request);

        numbered().delete(numbered().schema().key(partition, 0));
        numbered().put(attributes("p", partition, "s", Values.number("0.5")));
        numbered().put(attributes("p", partition, "s", Values.number("0.6")));
        List<Item> rest = items(pages(numbered(), request.withStartAfter(positionAfter(first))));

        assertThat(first.items()).isEqualTo(items.subList(0, 2));
        assertThat(rest).isEqualTo(items.subList(2, 6));
    }

    @Test
    @Rule("G4")
    void query_startingAtAKeyThatNeverWas_goesOnFromItsPlace() {
        String partition = newPartition();
        List<Item> items = storedInOrder(partition, 4);

        QueryRequest between = query(partition)
                .startAfter(position(partition, Values.number("1.50")))
                .build();
        QueryRequest written = query(partition)
                .startAfter(position(partition, Values.number("1.0")))
                .build();

        assertThat(numbered().stream(between)).isEqualTo(items.subList(2, 4));
        assertThat(numbered().stream(written)).isEqualTo(items.subList(2, 4));
    }

    @Test
    @Rule("G4")
    void query_startingOutsideItsKeyCondition_isRefused() {
        KeyCondition condition = KeyCondition.partition("p", "x").andSort("s", Comparator.LESS, 5);
        QueryRequest request = QueryRequest.of(numbered().schema(), condition);

        assertRefused(ErrorCode.PAGE_TOKEN, () -> request.withStartAfter(position("other", 1)));
        assertRefused(ErrorCode.PAGE_TOKEN, () -> request.withStartAfter(position("x", 5)));
        assertThat(request.withStartAfter(position("x", 4)).startAfter()).contains(position("x", 4));
    }

    @Test
    @Rule("G4")
    void read_startingAtWhatIsNoKeyOfTheTable_isRefused() {
        QueryRequest query = query("x").build();
        ScanRequest scan = ScanRequest.of(numbered().schema());

        for (Key key : List.of(Key.of("p", "x"), Key.of("p", "x", "s", "1"), Key.of("p", "x", "t", 1))) {
            assertRefused(ErrorCode.PAGE_TOKEN, () -> query.withStartAfter(new Position(key)));
            assertRefused(ErrorCode.PAGE_TOKEN, () -> scan.withStartAfter(new Position(key)));
        }
    }
}
