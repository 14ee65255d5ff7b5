// SPDX-License-Identifier: Apache-2.0
package org.moviestore.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.ScanRequest;
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
}
