// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.not;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;

/** Which items are in a secondary index, and queries by it, rules I1 and I9. */
abstract class IndexTests extends IndexChecks {
    @Test
    @Rule("I1")
    void index_ofItemsThatLackAKeyAttribute_leavesThemOut() {
        String text = newPartition();

        List<Item> items = storedTogether(
                attributes("gs", text, "sn", 1),
                attributes("gs", text),
                attributes("sn", 2),
                attributes("gs", text, "ss", "2"),
                attributes("a", 1));

        assertIndexed("global-S-N", text, items.get(0));
        assertIndexed("global-S-S", text, items.get(3));
        assertIndexed("local-N", partitionOf(items.get(0)), items.get(0), items.get(2));
        assertIndexed("local-B", partitionOf(items.get(0)));
        items.forEach(item -> assertThat(indexed().get(schema().keyOf(item))).contains(item));
    }

    @Test
    @Rule("I1")
    void index_ofItemsWithItsKeyInsideOtherAttributes_leavesThemOut() {
        String text = newPartition();

        List<Item> items = storedTogether(
                attributes("gs", text, "m", Map.of("sn", 1), "l", List.of(Map.of("sn", 1))),
                attributes("m", Map.of("gs", text, "sn", 1), "m.gs", text, "sn", 1),
                attributes("gs", text, "sn", 1));

        assertIndexed("global-S-N", text, items.get(2));
        assertIndexed("local-N", partitionOf(items.get(0)), items.get(1), items.get(2));
    }

    @Test
    @Rule("I1")
    void index_withoutSortKey_holdsEachItemOfItsPartition() {
        String text = newPartition();
        Item other = attributes("gs", text + "0");

        List<Item> items =
                storedTogether(attributes("gs", text, "n", 1), other, attributes("gs", text, "n", 1), Item.EMPTY);

        eventually(() -> assertThat(found(query("global-S", text).build()))
                .containsExactlyInAnyOrder(items.get(0), items.get(2)));
        assertIndexed("global-S", newPartition());
    }

    static Stream<Arguments> keyTypes() {
        List<AttributeType> types = List.of(AttributeType.STRING, AttributeType.NUMBER, AttributeType.BINARY);
        return types.stream().flatMap(partition -> types.stream().map(sort -> Arguments.arguments(partition, sort)));
    }

    @ParameterizedTest
    @MethodSource("keyTypes")
    @Rule("I9")
    void query_byAGlobalIndexOfEachKeyType_findsItsItems(AttributeType partitionType, AttributeType sortType) {
        String index = global(partitionType, sortType);
        String partitionName = schema().index(index).partitionKey().name();
        String sortName = schema().index(index).sortKey().orElseThrow().name();
        Object partition = newValue(partitionType);
        Object other = newValue(partitionType);

        List<Item> items = storedTogether(
                attributes(partitionName, partition, sortName, SampleValues.other(sortType)),
                attributes(partitionName, partition, sortName, SampleValues.of(sortType)),
                attributes(partitionName, other, sortName, SampleValues.of(sortType)));

        assertIndexed(index, partition, items.get(1), items.get(0));
        assertIndexed(index, other, items.get(2));
        eventually(() -> assertThat(
                        found(query(global(partitionType), partition).build()))
                .containsExactlyInAnyOrder(items.get(0), items.get(1)));
        eventually(() -> assertThat(found(QueryRequest.builder(
                                schema(),
                                KeyCondition.partition(partitionName, partition)
                                        .andSort(sortName, Comparator.EQUAL, SampleValues.of(sortType)))
                        .index(index)
                        .build()))
                .containsExactly(items.get(1)));
    }

    @ParameterizedTest
    @EnumSource(names = {"STRING", "NUMBER", "BINARY"})
    @Rule("I9")
    void query_byALocalIndexOfEachKeyType_findsItsItems(AttributeType sortType) {
        String sortName =
                schema().index(local(sortType)).sortKey().orElseThrow().name();

        List<Item> items = storedTogether(
                attributes(sortName, SampleValues.other(sortType)), attributes(sortName, SampleValues.of(sortType)));
        storedTogether(attributes(sortName, SampleValues.of(sortType)));

        assertIndexed(local(sortType), partitionOf(items.get(0)), items.get(1), items.get(0));
    }

    @Test
    @Rule("I9")
    void query_byANumberInAnotherNotation_findsTheItem() {
        int number = run().next();

        List<Item> items = storedTogether(attributes("gn", Values.number(number + ".0"), "sn", Values.number("1e1")));

        assertIndexed("global-N-N", Values.number(number + "00e-2"), items.get(0));
        assertIndexed("local-N", partitionOf(items.get(0)), items.get(0));
    }

    @Test
    @Rule("I9")
    void query_byAnIndexOfTheTablesOwnKey_findsItsItems() {
        String sort = newPartition();
        String text = newPartition();
        List<Item> items = Stream.of("z", "a")
                .map(end -> attributes("p", newPartition() + end, "s", sort, "gs", text))
                .toList();
        items.forEach(indexed()::put);
        indexed().put(attributes("p", newPartition(), "s", newPartition()));

        assertIndexed("inverted", sort, items.get(0), items.get(1));
        assertIndexed("by-text-and-partition", text, items.get(0), items.get(1));
        eventually(() -> assertThat(found(query("by-sort", sort).build())).containsExactlyInAnyOrderElementsOf(items));
        eventually(() ->
                assertThat(found(query("by-text-and-sort", text).build())).containsExactlyInAnyOrderElementsOf(items));
        assertThat(found(QueryRequest.builder(
                                schema(),
                                KeyCondition.partition("s", sort)
                                        .andSort("p", Comparator.EQUAL, partitionOf(items.get(1))))
                        .index("inverted")
                        .build()))
                .containsExactly(items.get(1));
    }

    @Test
    @Rule("I9")
    void query_byAnIndexWithoutItsPartitionKey_isRefused() {
        assertRefused(
                ErrorCode.KEY_CONDITION,
                () -> QueryRequest.builder(schema(), KeyCondition.partition("p", "x"))
                        .index("global-S")
                        .build());
        assertRefused(
                ErrorCode.KEY_CONDITION, () -> query("global-S-N", "x", "s").build());
        assertRefused(ErrorCode.KEY_CONDITION, () -> query("local-N", "x", "s").build());
        assertRefused(
                ErrorCode.KEY_CONDITION, () -> query("global-S", "x", "sn").build());
        assertRefused(ErrorCode.KEY_TYPE, () -> query("global-S", 1).build());
        assertRefused(ErrorCode.KEY_TYPE, () -> query("local-N", "x", "sn").build());
        assertRefused(ErrorCode.KEY_EMPTY, () -> query("global-S", "").build());
    }

    /** A query that tests the attribute for the text 1 too. */
    private QueryRequest.Builder query(String index, Object partition, String tested) {
        return QueryRequest.builder(
                        schema(),
                        KeyCondition.partition(
                                        schema().index(index).partitionKey().name(), partition)
                                .andSort(tested, Comparator.EQUAL, "1"))
                .index(index);
    }

    @Test
    @Rule("I9")
    void read_byAnIndexThatIsNotDeclared_isRefused() {
        KeyCondition condition = KeyCondition.partition("p", "x");

        assertRefused(
                ErrorCode.INDEX_UNKNOWN,
                () -> QueryRequest.builder(schema(), condition).index("none"));
        assertRefused(
                ErrorCode.INDEX_UNKNOWN,
                () -> ScanRequest.builder(schema()).index("LOCAL-N").build());
        assertRefused(
                ErrorCode.INDEX_UNKNOWN,
                () -> QueryRequest.builder(table().schema(), condition).index("local-N"));
    }

    @Test
    @Rule("I9")
    void query_byAnIndexWithAFilterOnTheTablesKey_returnsWhatItHoldsOn() {
        String text = newPartition();
        List<Item> items = storedTogether(
                attributes("gs", text, "sn", 1), attributes("gs", text, "sn", 2), attributes("gs", text, "sn", 3));

        eventually(() -> assertThat(found(query("global-S-N", text)
                        .filter(attribute("s").greaterThan("a"))
                        .build()))
                .containsExactly(items.get(1), items.get(2)));
        eventually(() -> assertThat(found(query("global-keys", text)
                        .filter(not(attribute("s").equalTo("b"))
                                .and(attribute("p").equalTo(partitionOf(items.get(0)))))
                        .project("s")
                        .build()))
                .containsExactly(attributes("s", "a"), attributes("s", "c")));
        assertThat(found(query("local-N", partitionOf(items.get(0)))
                        .filter(attribute("s").lessThan("c"))
                        .descending()
                        .build()))
                .containsExactly(items.get(1), items.get(0));
    }

    @Test
    @Rule("I9")
    void query_byAnIndexWithAFilterOnItsOwnKey_isRefused() {
        assertRefused(
                ErrorCode.QUERY_FILTER_KEY,
                () -> query("global-S-N", "x")
                        .filter(attribute("sn").greaterThan(1))
                        .build());
        assertRefused(
                ErrorCode.QUERY_FILTER_KEY,
                () -> query("local-N", "x").filter(attribute("p").equalTo("x")).build());
        assertRefused(
                ErrorCode.QUERY_FILTER_KEY,
                () -> query("inverted", "x").filter(attribute("p").equalTo("x")).build());
    }
}
