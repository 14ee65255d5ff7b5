// SPDX-License-Identifier: Apache-2.0
package org.moviestore.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.Select;
import org.moviestore.table.TableSchema;

class LargePagesTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Large")
            .partitionKey("p", AttributeType.STRING)
            .sortKey("s", AttributeType.NUMBER)
            .build();

    @Test
    void scan_ofLargeItems_endsItsPageAfterAMebibyteWhateverItsLimit() {
        try (MemoryStore store = new MemoryStore()) {
            DocumentTable table = store.createTable(SCHEMA);
            List<Item> items = IntStream.range(0, 5)
                    .mapToObj(i -> Item.of("p", "x", "s", i).with("text", "x".repeat(400_000)))
                    .toList();
            items.forEach(table::put);

            Page<Item> page = table.scan(ScanRequest.of(SCHEMA));
            Page<Item> limited = table.scan(ScanRequest.builder(SCHEMA).limit(4).build());
            Page<Item> rest =
                    table.scan(ScanRequest.of(SCHEMA).withStartAfter(page.last().orElseThrow()));

            assertThat(page.items()).isEqualTo(items.subList(0, 3));
            assertThat(limited.items()).isEqualTo(items.subList(0, 3));
            assertThat(limited.evaluated()).hasValue(3);
            assertThat(rest.items()).isEqualTo(items.subList(3, 5));
            assertThat(rest.last()).isEmpty();
        }
    }

    @Test
    void page_whoseItemsTheFilterDropsOrThatCounts_endsWhenAsMuchWasEvaluated() {
        try (MemoryStore store = new MemoryStore()) {
            DocumentTable table = store.createTable(SCHEMA);
            IntStream.range(0, 5)
                    .mapToObj(i -> Item.of("p", "x", "s", i).with("text", "x".repeat(400_000)))
                    .forEach(table::put);

            Page<Item> dropped = table.scan(ScanRequest.builder(SCHEMA)
                    .limit(5)
                    .filter(attribute("text").equalTo("y"))
                    .build());
            Page<Item> counted = table.scan(
                    ScanRequest.builder(SCHEMA).limit(5).select(Select.COUNT).build());

            assertThat(dropped.evaluated()).hasValue(3);
            assertThat(dropped.last()).isPresent();
            assertThat(counted.count()).isEqualTo(3);
            assertThat(counted.last()).isPresent();
        }
    }

    @Test
    void pages_ofASegmentAmongManyOthers_lookAtNoMoreThanTenThousandItemsEach() {
        try (MemoryStore store = new MemoryStore()) {
            DocumentTable table = store.createTable(TableSchema.builder("Many")
                    .partitionKey("p", AttributeType.NUMBER)
                    .build());
            IntStream.range(0, 25_000).forEach(i -> table.put(Item.of("p", i)));
            ScanRequest first =
                    ScanRequest.builder(table.schema()).segment(0, 1_000_000).build();
            List<Page<Item>> pages = new ArrayList<>();

            Page<Item> page = table.scan(first);
            pages.add(page);
            while (page.last().isPresent()) {
                page = table.scan(first.withStartAfter(page.last().get()));
                pages.add(page);
            }

            assertThat(pages).hasSize(3);
            assertThat(pages.stream().mapToLong(Page::count).sum()).isEqualTo(table.count(first));
        }
    }
}
