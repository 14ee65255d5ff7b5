// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.Page;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SortOrder;
import org.moviestore.table.UpdateRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads by index and segment beyond the shared suite: what DynamoDB Local could get wrong. */
class DynamoIndexReadIT extends IndexedTables {
    @ParameterizedTest
    @ValueSource(strings = {"global", "local"})
    void pagesOfTies_ofEveryLimitInBothDirections_returnEachItemOnce(String index) {
        DocumentTable table = table("Ties-" + index, AttributeType.NUMBER);
        for (int i = 0; i < 20; i++) {
            int sort = (i * 7) % 20;
            String partition = index.equals("local") ? "P" : "P" + sort % 3;
            table.put(item("p", partition, "s", "s" + sort, "g", "G", "h", sort % 3 == 0 ? 1 : 2));
        }
        List<Item> ascending = all(table, query(table, index).build());
        List<Item> descending = all(table, query(table, index).descending().build());

        assertThat(ascending).hasSize(20).doesNotHaveDuplicates();
        assertThat(descending).hasSize(20).containsExactlyElementsOf(reversed(ascending));
        for (int limit = 1; limit <= 21; limit++) {
            assertThat(all(table, query(table, index).limit(limit).build())).isEqualTo(ascending);
            assertThat(all(table, query(table, index).descending().limit(limit).build()))
                    .isEqualTo(descending);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"global", "local"})
    void pagesOfTies_atTheBoundOfAKeyCondition_returnEachItemOnce(String index) {
        DocumentTable table = table("Bounds-" + index, AttributeType.NUMBER);
        IntStream.range(0, 15).forEach(i -> table.put(item("p", "P", "s", "s" + i, "g", "G", "h", i % 5)));
        KeyCondition partition = query(table, index).build().keyCondition();

        for (KeyCondition condition : List.of(
                partition.andSort("h", Comparator.LESS_OR_EQUAL, 2),
                partition.andSort("h", Comparator.GREATER_OR_EQUAL, 2),
                partition.andSort("h", Comparator.EQUAL, 2),
                partition.andSortBetween("h", 1, 2))) {
            for (SortOrder order : SortOrder.values()) {
                List<Item> items = all(table, pages(table, index, condition, order, 100));
                for (int limit = 1; limit <= items.size(); limit++) {
                    QueryRequest request = pages(table, index, condition, order, limit);

                    assertThat(all(table, request)).as("%s", request).isEqualTo(items);
                }
                QueryRequest full = pages(table, index, condition, order, items.size());
                assertThat(table.query(full).last()).contains(full.positionAfter(items.get(items.size() - 1)));
            }
        }
    }

    private static QueryRequest pages(
            DocumentTable table, String index, KeyCondition condition, SortOrder order, int limit) {
        return QueryRequest.builder(table.schema(), condition)
                .index(index)
                .order(order)
                .limit(limit)
                .build();
    }

    private static List<Item> reversed(List<Item> items) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> items.get(items.size() - 1 - i))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(SortOrder.class)
    void position_ofAnItemThatWentOrMoved_isGoneOnFrom(SortOrder order) {
        DocumentTable table = table("Gone-" + order, AttributeType.NUMBER);
        for (String index : List.of("global", "local")) {
            IntStream.range(0, 12).forEach(i -> table.put(item("p", "P", "s", "s" + i, "g", "G", "h", i % 2)));
            List<Item> items = all(table, query(table, index).order(order).build());
            for (int i = 0; i < items.size(); i++) {
                Item item = items.get(i);
                Position position = query(table, index).build().positionAfter(item);
                List<Item> rest = items.subList(i + 1, items.size());
                QueryRequest after =
                        query(table, index).order(order).startAfter(position).build();

                table.delete(table.schema().keyOf(item));
                assertThat(all(table, after)).isEqualTo(rest);
                table.put(item.without("h"));
                assertThat(all(table, after)).isEqualTo(rest);
                table.put(item.with("h", order == SortOrder.ASCENDING ? -1 : 9));
                assertThat(all(table, after)).isEqualTo(rest);
                table.put(item);
            }
        }
    }

    @Test
    void numbersOfUpdates_inIndexKeys_areOrderedAndFoundByValue() {
        DocumentTable table = table("Numbers", AttributeType.NUMBER);
        for (int i = 0; i < 6; i++) {
            table.put(item("p", "P", "s", "s" + i, "g", "G", "h", 5 - i));
            table.update(UpdateRequest.of(
                    table.schema(),
                    key(table, "s" + i),
                    Update.none().set("h", attribute("h").plus(new BigDecimal("4.50")))));
        }

        for (String index : List.of("global", "local")) {
            List<Item> pages = new ArrayList<>();
            Optional<QueryRequest> next =
                    Optional.of(query(table, index).limit(1).build());
            while (next.isPresent()) {
                QueryRequest request = next.get();
                Page<Item> page = table.query(request);
                pages.addAll(page.items());
                next = page.last().map(request::withStartAfter);
            }

            assertThat(pages)
                    .extracting(item -> item.attribute("h").orElseThrow())
                    .containsExactly(
                            Values.of(4.5),
                            Values.of(5.5),
                            Values.of(6.5),
                            Values.of(7.5),
                            Values.of(8.5),
                            Values.of(9.5));
        }
        assertThat(all(
                        table,
                        QueryRequest.builder(
                                        table.schema(),
                                        KeyCondition.partition("g", "G").andSort("h", Comparator.EQUAL, 7.5))
                                .index("global")
                                .build()))
                .hasSize(1);
    }

    @Test
    void localIndex_thatHoldsKeysAlone_fetchesWhatAProjectionNames() {
        DocumentTable table = store.createTable(schema("Fetched")
                .index(local(AttributeType.NUMBER)
                        .projection(IndexProjection.keysOnly())
                        .build())
                .build());
        table.put(item("p", "P", "s", "1", "h", 1, "info", Map.of("genres", List.of("a", "b", "c"))));

        assertThat(all(table, query(table, "local").build())).containsExactly(item("p", "P", "s", "1", "h", 1));
        assertThat(all(table, query(table, "local").project("info.genres[2]").build()))
                .containsExactly(item("info", Map.of("genres", List.of("c"))));
    }

    @Test
    void segments_ofTableAndIndex_divideTheItems() {
        DocumentTable table = table("Segments", AttributeType.NUMBER);
        IntStream.range(0, 40).forEach(i -> table.put(item("p", "P" + i % 8, "s", "s" + i, "g", "G" + i % 6, "h", i)));

        for (int total : List.of(1, 2, 5)) {
            List<Item> ofTable = new ArrayList<>();
            List<Item> ofIndex = new ArrayList<>();
            for (int number = 0; number < total; number++) {
                ofTable.addAll(all(
                        table,
                        ScanRequest.builder(table.schema())
                                .segment(number, total)
                                .limit(3)
                                .build()));
                ofIndex.addAll(all(
                        table,
                        ScanRequest.builder(table.schema())
                                .index("global")
                                .segment(number, total)
                                .limit(3)
                                .build()));
            }

            assertThat(ofTable).hasSize(40).doesNotHaveDuplicates();
            assertThat(ofIndex).hasSize(40).doesNotHaveDuplicates();
        }
    }

    @Test
    void segment_startedAtAPositionOfAnother_isRefusedWithAdvice() {
        DocumentTable table = table("Foreign-Segment", AttributeType.NUMBER);
        Position position = new Position(table.schema().key("P", "s"));

        List<Integer> refused = IntStream.range(0, 4)
                .filter(number -> isRefused(table, number, position))
                .boxed()
                .toList();

        assertThat(refused).hasSize(3);
    }

    private static boolean isRefused(DocumentTable table, int number, Position position) {
        try {
            table.scan(ScanRequest.builder(table.schema())
                    .segment(number, 4)
                    .startAfter(position)
                    .build());
            return false;
        } catch (RequestRejectedException e) {
            assertThat(e).hasMessageContaining("in the segment that it came from");
            return true;
        }
    }

    @Test
    void itemsOfOthers_inAnIndex_areReadByValue() {
        DocumentTable table = table("ByOthers", AttributeType.NUMBER);
        client.updateItem(update -> update.tableName("ByOthers")
                .key(Map.of("p", AttributeValue.fromS("P"), "s", AttributeValue.fromS("1")))
                .updateExpression("SET g = :g, h = :h")
                .expressionAttributeValues(
                        Map.of(":g", AttributeValue.fromS("G"), ":h", AttributeValue.fromN("1.0e1"))));

        Page<Item> page = table.query(query(table, "global").limit(1).build());

        assertThat(page.items()).containsExactly(item("p", "P", "s", "1", "g", "G", "h", 10));
        assertThat(page.last()).contains(new Position(key(table, "1"), item("g", "G", "h", 10)));
    }
}
