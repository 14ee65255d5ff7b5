// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.not;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Placeholders;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.SortOrder;
import org.moviestore.table.TableSchema;

/** Queries of one partition, rules G5, G6, G9 and G12. */
abstract class QueryTests extends ConformanceTests {
    private DocumentTable numbered() {
        return sortedBy(AttributeType.NUMBER);
    }

    /** Stores items with sort keys 0 to n - 1 and returns them. */
    private List<Item> storedInOrder(String partition, int count) {
        List<Item> items = IntStream.range(0, count)
                .mapToObj(i -> attributes("p", partition, "s", i, "even", i % 2 == 0, "square", i * i))
                .toList();
        items.forEach(numbered()::put);
        return items;
    }

    private List<Item> found(KeyCondition condition) {
        return numbered().stream(QueryRequest.of(numbered().schema(), condition))
                .toList();
    }

    @Test
    @Rule("G5")
    void query_ofAPartition_returnsItsItemsAndNoOthers() {
        String partition = newPartition();
        storedInOrder(newPartition(), 3);
        List<Item> items = storedInOrder(partition, 4);
        storedInOrder(partition + "0", 2);

        assertThat(found(KeyCondition.partition("p", partition))).isEqualTo(items);
        assertThat(found(KeyCondition.partition("p", newPartition()))).isEmpty();
    }

    @Test
    @Rule("G5")
    void query_withATestOfTheSortKey_returnsThatPart() {
        String partition = newPartition();
        List<Item> items = storedInOrder(partition, 10);
        KeyCondition all = KeyCondition.partition("p", partition);

        assertThat(found(all.andSort("s", Comparator.EQUAL, 4))).isEqualTo(items.subList(4, 5));
        assertThat(found(all.andSort("s", Comparator.LESS, 4))).isEqualTo(items.subList(0, 4));
        assertThat(found(all.andSort("s", Comparator.LESS_OR_EQUAL, 4))).isEqualTo(items.subList(0, 5));
        assertThat(found(all.andSort("s", Comparator.GREATER, 4))).isEqualTo(items.subList(5, 10));
        assertThat(found(all.andSort("s", Comparator.GREATER_OR_EQUAL, 4))).isEqualTo(items.subList(4, 10));
        assertThat(found(all.andSortBetween("s", 2, Values.number("5.0")))).isEqualTo(items.subList(2, 6));
        assertThat(found(all.andSortBetween("s", Values.number("2.5"), Values.number("2.6"))))
                .isEmpty();
        assertThat(found(all.andSort("s", Comparator.EQUAL, 40))).isEmpty();
    }

    @Test
    @Rule("G5")
    void query_ofATableWithoutSortKey_returnsTheOneItem() {
        Item item = withKey(stored(attributes("a", 1)), Item.EMPTY);

        table().put(item.with("a", 1));

        assertThat(table().stream(QueryRequest.of(
                        table().schema(),
                        KeyCondition.partition("p", item.attribute("p").orElseThrow()))))
                .containsExactly(item.with("a", 1));
    }

    @Test
    @Rule("G5")
    void query_byTextWithOperandsInEitherOrder_readsTheSame() {
        String partition = newPartition();
        List<Item> items = storedInOrder(partition, 6);
        Placeholders placeholders = Placeholders.none()
                .name("#s", "s")
                .value(":p", partition)
                .value(":low", 2)
                .value(":high", 4);

        assertThat(found(KeyCondition.parse("p = :p AND #s BETWEEN :low AND :high", placeholders)))
                .isEqualTo(items.subList(2, 5));
        assertThat(found(KeyCondition.parse(":low < #s AND :p = p", placeholders)))
                .isEqualTo(items.subList(3, 6));
        assertThat(found(KeyCondition.parse("(p = :p) AND (s >= :high)", placeholders)))
                .isEqualTo(items.subList(4, 6));
    }

    private void assertKeyConditionRefused(ErrorCode code, KeyCondition condition) {
        assertRefused(code, () -> QueryRequest.of(numbered().schema(), condition));
    }

    @Test
    @Rule("G5")
    void query_withoutEqualityOfThePartition_isRefused() {
        KeyCondition.Test onSort = new KeyCondition.Comparison("s", Comparator.EQUAL, Values.number(1));
        KeyCondition.Test less = new KeyCondition.Comparison("p", Comparator.LESS, Values.string("x"));

        assertKeyConditionRefused(ErrorCode.KEY_CONDITION, new KeyCondition(List.of(onSort)));
        assertKeyConditionRefused(ErrorCode.KEY_CONDITION, new KeyCondition(List.of(less)));
        assertKeyConditionRefused(ErrorCode.KEY_CONDITION, new KeyCondition(List.of(less, onSort)));
        assertKeyConditionRefused(
                ErrorCode.KEY_CONDITION, KeyCondition.partition("p", "x").andSort("a", Comparator.EQUAL, 1));
        assertKeyConditionRefused(ErrorCode.KEY_CONDITION, KeyCondition.partition("a", "x"));
    }

    @Test
    @Rule("G5")
    void keyCondition_ofAnotherForm_isRefused() {
        Placeholders placeholders = Placeholders.none().value(":p", "x").value(":s", 1);
        KeyCondition partition = KeyCondition.partition("p", "x");

        assertRefused(ErrorCode.KEY_CONDITION, () -> partition.andSort("s", Comparator.NOT_EQUAL, 1));
        assertRefused(
                ErrorCode.KEY_CONDITION,
                () -> partition.andSort("s", Comparator.LESS, 5).andSort("s", Comparator.GREATER, 1));
        assertRefused(ErrorCode.KEY_CONDITION, () -> partition.andSort("p", Comparator.EQUAL, "x"));
        for (String text : List.of(
                "p = :p AND s <> :s",
                "p = :p OR s = :s",
                "NOT p = :p",
                "p IN (:p)",
                "p = :p AND s = p",
                "p = :p AND s.x = :s",
                "p = :p AND size(s) = :s",
                "p = :p AND attribute_exists(s)",
                "p = :p AND s > :s AND s < :s")) {
            assertRefused(ErrorCode.KEY_CONDITION, () -> KeyCondition.parse(text, placeholders));
        }
    }

    @Test
    @Rule("G5")
    void query_withAKeyValueOfAnotherType_isRefused() {
        assertKeyConditionRefused(ErrorCode.KEY_TYPE, KeyCondition.partition("p", 1));
        assertKeyConditionRefused(
                ErrorCode.KEY_TYPE, KeyCondition.partition("p", "x").andSort("s", Comparator.EQUAL, "1"));
        assertRefused(ErrorCode.KEY_TYPE, () -> KeyCondition.partition("p", true));
        assertRefused(
                ErrorCode.BETWEEN_BOUNDS, () -> KeyCondition.partition("p", "x").andSortBetween("s", 2, 1));
    }

    @Test
    @Rule("G6")
    void query_withAFilter_returnsWhatItHoldsOn() {
        String partition = newPartition();
        List<Item> items = storedInOrder(partition, 6);
        QueryRequest even = filtered(partition, attribute("even").equalTo(true));
        QueryRequest none = filtered(partition, attribute("missing").exists());

        assertThat(numbered().stream(even)).containsExactly(items.get(0), items.get(2), items.get(4));
        assertThat(numbered().stream(none)).isEmpty();
    }

    private QueryRequest filtered(String partition, Condition filter) {
        return QueryRequest.builder(numbered().schema(), KeyCondition.partition("p", partition))
                .filter(filter)
                .build();
    }

    @Test
    @Rule("G6")
    void query_withAFilterOnAKeyAttribute_isRefused() {
        assertRefused(
                ErrorCode.QUERY_FILTER_KEY, () -> filtered("x", attribute("s").greaterThan(1)));
        assertRefused(
                ErrorCode.QUERY_FILTER_KEY,
                () -> filtered(
                        "x", not(attribute("a").exists().or(attribute("p.x").notExists()))));
        assertRefused(
                ErrorCode.QUERY_FILTER_KEY, () -> filtered("x", attribute("a").equalTo(attribute("p"))));
    }

    @Test
    @Rule("G9")
    void query_descending_returnsTheReverse() {
        String partition = newPartition();
        List<Item> items = storedInOrder(partition, 5);
        QueryRequest request = QueryRequest.builder(
                        numbered().schema(),
                        KeyCondition.partition("p", partition).andSort("s", Comparator.GREATER, 0))
                .descending()
                .build();

        assertThat(numbered().stream(request)).containsExactly(items.get(4), items.get(3), items.get(2), items.get(1));
    }

    @Test
    @Rule("G7")
    void query_withAProjection_returnsThosePathsOfEachItem() {
        String partition = newPartition();
        storedInOrder(partition, 2);
        QueryRequest request = QueryRequest.builder(numbered().schema(), KeyCondition.partition("p", partition))
                .project("square", "s")
                .order(SortOrder.ASCENDING)
                .build();

        assertThat(numbered().stream(request))
                .containsExactly(attributes("s", 0, "square", 0), attributes("s", 1, "square", 1));
    }

    @Test
    @Rule({"G7", "G6"})
    void query_filteringOnWhatTheProjectionLeavesOut_filtersTheStoredItem() {
        String partition = newPartition();
        storedInOrder(partition, 3);
        QueryRequest request = QueryRequest.builder(numbered().schema(), KeyCondition.partition("p", partition))
                .filter(attribute("even").equalTo(false))
                .project("square")
                .build();

        assertThat(numbered().stream(request)).containsExactly(attributes("square", 1));
    }

    @Test
    @Rule("G12")
    void read_byDefault_seesEveryWriteBefore() {
        TableSchema schema = numbered().schema();
        String partition = newPartition();
        QueryRequest query = QueryRequest.of(schema, KeyCondition.partition("p", partition));

        for (int i = 0; i < 20; i++) {
            numbered().put(attributes("p", partition, "s", 1, "a", i));
            assertThat(numbered().get(schema.key(partition, 1))).contains(attributes("p", partition, "s", 1, "a", i));
            assertThat(numbered().stream(query)).containsExactly(attributes("p", partition, "s", 1, "a", i));
        }
        numbered().delete(schema.key(partition, 1));
        assertThat(numbered().stream(query)).isEmpty();
        assertThat(query.consistency()).isEqualTo(ReadConsistency.CONSISTENT);
    }

    @Test
    @Rule("G12")
    void query_eventuallyConsistent_isAllowed() {
        String partition = newPartition();
        QueryRequest request = QueryRequest.builder(numbered().schema(), KeyCondition.partition("p", partition))
                .consistency(ReadConsistency.EVENTUAL)
                .build();

        Page<Item> page = numbered().query(request);

        assertThat(page.items()).isEmpty();
        assertThat(page.isLast()).isTrue();
    }

    @Test
    @Rule("G5")
    void query_ofKeysWithUnusualCharacters_findsThem() {
        DocumentTable table = sortedBy(AttributeType.STRING);
        String prefix = newPartition();

        for (String odd :
                List.of("'", "\"", "\\", "; DROP TABLE movies; --", "%", "\uD83D\uDE00", "$1", "\n", "a\tb")) {
            Item item = attributes("p", prefix + odd, "s", odd, "m", Map.of(odd, odd));
            table.put(item);
            Stream<Item> items = table.stream(QueryRequest.of(
                    table.schema(), KeyCondition.partition("p", prefix + odd).andSort("s", Comparator.EQUAL, odd)));
            assertThat(items).containsExactly(item);
        }
    }
}
