// SPDX-License-Identifier: Apache-2.0
package org.moviestore.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.ValueOrder;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.SortOrder;
import org.moviestore.table.TableSchema;

/** Whether a query reads exactly the items that its key condition accepts, of a table and of an index. */
class QueryRangeTest {
    private final MemoryStore store = new MemoryStore();

    @AfterEach
    void close() {
        store.close();
    }

    private static List<AttributeValue> values(AttributeType type) {
        Stream<Object> values = switch (type) {
            case NUMBER -> Stream.of(-3, -1, 0, 1, 2, 10, 11, 1000);
            case BINARY ->
                Stream.of(bytes(0), bytes(0, 0), bytes(1), bytes(1, 0xFF), bytes(1, 0xFF, 0xFF), bytes(2), bytes(0xFF));
            default ->
                Stream.of("a", "aa", "ab", "ab\uFFFF", "ab\uD83D\uDE00", "ac", "b", "B", "\uD83D\uDE00", "\uFFFF");
        };
        return values.map(Values::of).toList();
    }

    private static Bytes bytes(int... values) {
        byte[] content = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            content[i] = (byte) values[i];
        }
        return Bytes.of(content);
    }

    private static List<KeyCondition> conditions(String partitionKey, String sortKey, AttributeType type) {
        KeyCondition all = KeyCondition.partition(partitionKey, "in");
        List<KeyCondition> conditions = new ArrayList<>(List.of(all, KeyCondition.partition(partitionKey, "none")));
        for (AttributeValue value : values(type)) {
            Arrays.stream(Comparator.values())
                    .filter(comparator -> comparator != Comparator.NOT_EQUAL)
                    .forEach(comparator -> conditions.add(all.andSort(sortKey, comparator, value)));
            if (type != AttributeType.NUMBER) {
                conditions.add(all.andSortBeginsWith(sortKey, value));
            }
            values(type).stream()
                    .filter(upper -> ValueOrder.compare(value, upper).orElseThrow() <= 0)
                    .forEach(upper -> conditions.add(all.andSortBetween(sortKey, value, upper)));
        }
        return conditions;
    }

    private static void assertExact(DocumentTable table, QueryRequest.Builder builder, List<Item> items) {
        for (SortOrder order : SortOrder.values()) {
            QueryRequest request = builder.order(order).build();

            assertThat(table.query(request).items())
                    .as("%s", request)
                    .isEqualTo(request.pageOf(items).items());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AttributeType.class,
            names = {"STRING", "NUMBER", "BINARY"})
    void query_byEachTest_readsWhatItAccepts(AttributeType type) {
        SecondaryIndex index = SecondaryIndex.builder("by-x")
                .partitionKey("x", AttributeType.STRING)
                .sortKey("y", type)
                .build();
        TableSchema schema = TableSchema.builder("Ranges")
                .partitionKey("p", AttributeType.STRING)
                .sortKey("s", type)
                .index(index)
                .build();
        DocumentTable table = store.createTable(schema);
        List<Item> items = new ArrayList<>();
        for (String partition : List.of("before", "in", "out")) {
            for (AttributeValue value : values(type)) {
                items.add(Item.of("p", partition, "s", value).with("x", "in").with("y", value));
            }
        }
        items.forEach(table::put);

        for (KeyCondition condition : conditions("p", "s", type)) {
            assertExact(table, QueryRequest.builder(schema, condition), items);
        }
        for (KeyCondition condition : conditions("x", "y", type)) {
            assertExact(table, QueryRequest.builder(schema, condition).index("by-x"), items);
        }
    }
}
