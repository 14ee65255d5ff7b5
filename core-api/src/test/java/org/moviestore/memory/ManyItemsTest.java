// SPDX-License-Identifier: Apache-2.0
package org.moviestore.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadRecord;
import org.moviestore.table.PageRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;

/** A table of many items. */
class ManyItemsTest {
    private static final int ITEMS = 250_000;
    private static final int PARTITIONS = 4;
    private static final TableSchema SCHEMA = TableSchema.builder("Many")
            .partitionKey("p", AttributeType.NUMBER)
            .sortKey("s", AttributeType.NUMBER)
            .build();

    private static MemoryStore store;
    private static DocumentTable table;

    @BeforeAll
    static void load() {
        store = new MemoryStore();
        table = store.createTable(SCHEMA);
        Stream<Item> items = IntStream.range(0, ITEMS).mapToObj(ManyItemsTest::item);
        assertThat(table.load(LoadRecord.numbered(items.iterator()), LoadListener.SILENT)
                        .loaded())
                .isEqualTo(ITEMS);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static Item item(int number) {
        return Item.of("p", number % PARTITIONS, "s", number);
    }

    private static BitSet numbers(PageRequest request) {
        BitSet numbers = new BitSet();
        table.stream(request).forEach(item -> {
            int number =
                    ((NumberValue) item.attribute("s").orElseThrow()).value().intValueExact();
            assertThat(numbers.get(number)).isFalse();
            numbers.set(number);
        });
        return numbers;
    }

    @Test
    void scan_ofAll_returnsEachItemOnce() {
        assertThat(numbers(ScanRequest.of(SCHEMA)).cardinality()).isEqualTo(ITEMS);
    }

    @Test
    void scan_ofSegments_returnsEachItemInOne() {
        BitSet all = new BitSet();
        int count = 0;
        for (int segment = 0; segment < 8; segment++) {
            BitSet numbers =
                    numbers(ScanRequest.builder(SCHEMA).segment(segment, 8).build());
            all.or(numbers);
            count += numbers.cardinality();
        }

        assertThat(all.cardinality()).isEqualTo(ITEMS);
        assertThat(count).isEqualTo(ITEMS);
    }

    /** Each of them in a partition of many items, whose beginning none of them reads. */
    @Test
    void queries_ofSingleItems_findThem() {
        for (int number = ITEMS - 1; number > ITEMS / 2; number -= 101) {
            KeyCondition condition =
                    KeyCondition.partition("p", number % PARTITIONS).andSortBetween("s", number, number + 3);

            assertThat(table.query(QueryRequest.of(SCHEMA, condition)).items())
                    .first()
                    .isEqualTo(item(number));
        }
    }
}
