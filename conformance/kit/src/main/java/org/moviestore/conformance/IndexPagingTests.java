// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.SortOrder;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/** Pages of queries by secondary indexes, in which several items have the same key, rule I4. */
abstract class IndexPagingTests extends IndexChecks {
    private static final int COUNT = 10;

    /** Stores items whose index sort keys are 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, in one partition of table and indexes. */
    private List<Item> storedWithTies(String partition) {
        List<Item> items = IntStream.range(0, COUNT)
                .mapToObj(i -> attributes(
                        "p", partition, "s", "s" + i * 7 % COUNT, "gs", partition, "sn", i / 4, "even", i % 2 == 0))
                .toList();
        items.forEach(indexed()::put);
        eventually(
                () -> assertThat(found(query("global-S-N", partition).build())).hasSize(COUNT));
        return items;
    }

    /** Checks that pages of every limit bring what one read of a query brings, in its order, and returns that. */
    private static List<Item> assertSameInPages(
            DocumentTable table, Supplier<QueryRequest.Builder> query, int evaluated) {
        List<Item> expected = table.stream(query.get().build()).toList();
        for (int limit = 1; limit <= evaluated + 1; limit++) {
            List<Page<Item>> pages =
                    PagingTests.pages(table, query.get().limit(limit).build());

            assertThat(PagingTests.items(pages)).as("limit %s", limit).isEqualTo(expected);
            int most = limit;
            assertThat(pages).allSatisfy(page -> assertThat(page.items()).hasSizeLessThanOrEqualTo(most));
            assertThat(pages.stream()
                            .mapToInt(page -> page.evaluated().orElseThrow())
                            .sum())
                    .as("evaluated with limit %s", limit)
                    .isEqualTo(evaluated);
        }
        return expected;
    }

    @ParameterizedTest
    @CsvSource({
        "global-S-N, ASCENDING",
        "global-S-N, DESCENDING",
        "local-N, ASCENDING",
        "local-N, DESCENDING",
        "global-S, ASCENDING",
        "global-S, DESCENDING"
    })
    @Rule("I4")
    void query_byAnIndexInPagesOfEveryLimit_returnsEachItemOnceInOneOrder(String index, SortOrder order) {
        String partition = newPartition();
        List<Item> items = storedWithTies(partition);

        List<Item> found =
                assertSameInPages(indexed(), () -> query(index, partition).order(order), COUNT);

        assertThat(found).containsExactlyInAnyOrderElementsOf(items);
    }

    @ParameterizedTest
    @CsvSource({"global-S-N, ASCENDING", "global-S-N, DESCENDING", "local-N, ASCENDING", "local-N, DESCENDING"})
    @Rule("I4")
    void query_byAnIndexInFilteredPages_returnsEachItemOnceInOneOrder(String index, SortOrder order) {
        String partition = newPartition();
        List<Item> items = storedWithTies(partition);
        String partitionName = schema().index(index).partitionKey().name();
        KeyCondition condition =
                KeyCondition.partition(partitionName, partition).andSortBetween("sn", 0, 1);

        List<Item> found = assertSameInPages(
                indexed(),
                () -> QueryRequest.builder(schema(), condition)
                        .index(index)
                        .filter(attribute("even").equalTo(true))
                        .order(order),
                8);

        assertThat(found).containsExactlyInAnyOrder(items.get(0), items.get(2), items.get(4), items.get(6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"global-S-N", "local-N"})
    @Rule("I4")
    void query_byAnIndexWithTies_keepsTheOrderOfTheSortKey(String index) {
        String partition = newPartition();
        storedWithTies(partition);

        List<Item> ascending = found(query(index, partition).build());
        List<Item> descending = found(query(index, partition).descending().build());

        assertThat(numbers(ascending)).isEqualTo(numbers(0, 0, 0, 0, 1, 1, 1, 1, 2, 2));
        assertThat(numbers(descending)).isEqualTo(numbers(2, 2, 1, 1, 1, 1, 0, 0, 0, 0));
    }

    private static List<AttributeValue> numbers(List<Item> items) {
        return items.stream().map(item -> item.attribute("sn").orElseThrow()).toList();
    }

    private static List<AttributeValue> numbers(int... numbers) {
        return IntStream.of(numbers).mapToObj(Values::of).toList();
    }

    @ParameterizedTest
    @EnumSource(SortOrder.class)
    @Rule("I4")
    void query_byAnIndexOfATableWithoutSortKey_pagesThroughTies(SortOrder order) {
        TableSchema.Builder schema = TableSchema.builder(run().newTableName()).partitionKey("p", AttributeType.NUMBER);

        assertPagesThroughTies(schema, order);
    }

    @ParameterizedTest
    @EnumSource(SortOrder.class)
    @Rule("I4")
    void query_byAnIndexOfATableOfBinaryAndNumberKeys_pagesThroughTies(SortOrder order) {
        TableSchema.Builder schema = TableSchema.builder(run().newTableName())
                .partitionKey("p", AttributeType.BINARY)
                .sortKey("s", AttributeType.NUMBER);

        assertPagesThroughTies(schema, order);
    }

    /** Checks the pages of an index of the table, of items of many partitions, three with each index key. */
    private void assertPagesThroughTies(TableSchema.Builder schemaOfTable, SortOrder order) {
        SecondaryIndex byText = SecondaryIndex.builder("by-text")
                .partitionKey("g", AttributeType.STRING)
                .sortKey("t", AttributeType.STRING)
                .build();
        DocumentTable table = store().createTable(schemaOfTable.index(byText).build());
        List<Object> partitions = table.schema().partitionKey().type() == AttributeType.BINARY
                ? List.of(bytes(0x80), bytes(1), bytes(0xFF, 0), bytes(0))
                : List.of(-1, 10, 0, 9, Values.number("-1.5"), Values.number("1E-130"));
        List<Object> sorts = List.of(2, -3, 10);
        List<Item> items = new ArrayList<>();
        for (Object partition : partitions) {
            for (Object sort : table.schema().hasSortKey() ? sorts : List.of("none")) {
                items.add(attributes("p", partition, "s", sort, "g", "x", "t", "t" + items.size() / 3));
            }
        }
        items.forEach(table::put);
        Supplier<QueryRequest.Builder> query =
                () -> QueryRequest.builder(table.schema(), KeyCondition.partition("g", "x"))
                        .index("by-text")
                        .order(order);

        eventually(() -> assertThat(table.stream(query.get().build())).containsExactlyInAnyOrderElementsOf(items));
        assertSameInPages(table, query, items.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"global-S-N", "local-N"})
    @Rule("I4")
    void query_byAnIndexWithTheLimitReached_hasAPositionEvenIfNothingFollows(String index) {
        String partition = newPartition();
        storedWithTies(partition);
        QueryRequest exact = query(index, partition).limit(COUNT).build();

        Page<Item> full = indexed().query(exact);
        Page<Item> rest = indexed().query(exact.withStartAfter(full.last().orElseThrow()));
        Page<Item> more =
                indexed().query(query(index, partition).limit(COUNT + 1).build());

        assertThat(full.items()).hasSize(COUNT);
        assertThat(rest.items()).isEmpty();
        assertThat(rest.isLast()).isTrue();
        assertThat(more.items()).isEqualTo(full.items());
        assertThat(more.isLast()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"global-S-N, ASCENDING", "global-S-N, DESCENDING", "local-N, ASCENDING", "local-N, DESCENDING"})
    @Rule("I4")
    void query_byAnIndexStartingAtADeletedItem_goesOnFromItsPlace(String index, SortOrder order) {
        String partition = newPartition();
        storedWithTies(partition);
        List<Item> expected = found(query(index, partition).order(order).build());

        for (int limit = 1; limit < COUNT; limit++) {
            QueryRequest request =
                    query(index, partition).order(order).limit(limit).build();
            Position position = indexed().query(request).last().orElseThrow();
            indexed().delete(position.key());

            List<Page<Item>> rest = PagingTests.pages(indexed(), request.withStartAfter(position));

            assertThat(PagingTests.items(rest)).as("limit %s", limit).isEqualTo(expected.subList(limit, COUNT));
            restore(index, expected.get(limit - 1), partition, order);
        }
    }

    /** Puts an item again and waits until the index shows all of them. */
    private void restore(String index, Item item, String partition, SortOrder order) {
        indexed().put(item);
        eventually(() ->
                assertThat(found(query(index, partition).order(order).build())).hasSize(COUNT));
    }

    @ParameterizedTest
    @CsvSource({"global-S-N, ASCENDING", "global-S-N, DESCENDING", "local-N, ASCENDING", "local-N, DESCENDING"})
    @Rule("I4")
    void query_byAnIndexStartingAtAnItemThatMovedOrLeft_goesOnFromItsPlace(String index, SortOrder order) {
        String partition = newPartition();
        storedWithTies(partition);
        List<Item> expected = found(query(index, partition).order(order).build());
        QueryRequest request = query(index, partition).order(order).limit(3).build();
        Page<Item> first = indexed().query(request);
        Page<Item> second = indexed().query(request.withStartAfter(first.last().orElseThrow()));

        indexed().update(UpdateRequest.of(schema(), first.last().orElseThrow().key(), remove("sn")));
        indexed()
                .update(UpdateRequest.of(
                        schema(), second.last().orElseThrow().key(), set("sn", order == SortOrder.ASCENDING ? -1 : 3)));
        List<Item> afterFirst = found(request.withStartAfter(first.last().orElseThrow()));
        List<Item> afterSecond = found(request.withStartAfter(second.last().orElseThrow()));

        assertThat(afterSecond).isEqualTo(expected.subList(6, COUNT));
        assertThat(afterFirst).containsAll(expected.subList(3, 5)).endsWith(afterSecond.toArray(Item[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"global-S-N", "local-N"})
    @Rule("I4")
    void query_byAnIndexWhileOthersMove_neitherSkipsNorRepeatsWhatStays(String index) {
        String partition = newPartition();
        List<Item> items = storedWithTies(partition);
        List<Item> staying = items.stream().filter(item -> isEven(item)).toList();
        Random random = new Random(11);
        List<Item> seen = new ArrayList<>();

        Optional<QueryRequest> next =
                Optional.of(query(index, partition).limit(2).build());
        while (next.isPresent()) {
            QueryRequest request = next.get();
            Page<Item> page = indexed().query(request);
            page.items().stream().filter(IndexPagingTests::isEven).forEach(seen::add);
            items.stream().filter(item -> !isEven(item)).forEach(item -> moveWithin(item, random.nextInt(3)));
            next = page.last().map(request::withStartAfter);
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(staying);
    }

    private static boolean isEven(Item item) {
        return item.attribute("even").orElseThrow().equals(Values.bool(true));
    }

    private void moveWithin(Item item, int sort) {
        indexed().update(UpdateRequest.of(schema(), schema().keyOf(item), set("sn", sort)));
    }

    @Test
    @Rule("I4")
    void query_byAnIndexStartingAtAKeyThatNeverWas_goesOnFromItsPlace() {
        String partition = newPartition();
        storedWithTies(partition);
        Item half = attributes("gs", partition, "sn", Values.number("0.50"));
        Position inGlobal = new Position(schema().key(newPartition(), "x"), half);
        Position inLocal =
                new Position(schema().key(partition, "x"), attributes("p", partition, "sn", Values.number("0.5")));

        List<Item> global =
                found(query("global-S-N", partition).startAfter(inGlobal).build());
        List<Item> local = found(query("local-N", partition).startAfter(inLocal).build());
        List<Item> descending = found(
                query("global-S-N", partition).startAfter(inGlobal).descending().build());

        assertThat(numbers(global)).isEqualTo(numbers(1, 1, 1, 1, 2, 2));
        assertThat(numbers(local)).isEqualTo(numbers(1, 1, 1, 1, 2, 2));
        assertThat(numbers(descending)).isEqualTo(numbers(0, 0, 0, 0));
    }

    @Test
    @Rule("I4")
    void query_byAnIndexOfMoreThanAMebibyte_returnsEachItemOnce() {
        String partition = newPartition();
        String text = "x".repeat(100_000);
        List<Item> items = IntStream.range(0, 14)
                .mapToObj(i -> attributes("p", partition, "s", "s" + i, "gs", partition, "sn", 1, "t", text))
                .toList();

        items.forEach(indexed()::put);

        eventually(() ->
                assertThat(found(query("global-S-N", partition).build())).containsExactlyInAnyOrderElementsOf(items));
        assertThat(found(query("local-N", partition).build())).containsExactlyInAnyOrderElementsOf(items);
        assertThat(found(query("local-N", partition)
                        .filter(attribute("t").notExists())
                        .build()))
                .isEmpty();
    }
}
