// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;

/** How much there is in a page, by the number and the size of items. */
class PageSizesIT {
    private static final PagedTables TABLES = new PagedTables();

    @AfterAll
    static void close() {
        TABLES.close();
    }

    @AfterEach
    void drop() {
        TABLES.drop();
    }

    @Test
    void scan_withALimitThatIsLarge_readsNoMoreRowsThanItReturns() {
        DocumentTable table = TABLES.ofRows(2500);
        ScanRequest large = ScanRequest.builder(table.schema()).limit(1_000_000).build();

        Page<Item> page = table.scan(large);

        assertThat(page.items()).hasSize(1000);
        assertThat(page.evaluated()).hasValue(1000);
        assertThat(page.isLast()).isFalse();
        assertThat(table.stream(large)).hasSize(2500);
    }

    @Test
    void count_ofManyRows_isDoneByPagesOfSoMany() {
        DocumentTable table = TABLES.ofRows(45_000);
        ScanRequest high = ScanRequest.builder(table.schema())
                .filter(attribute("n").greaterThan(30_000))
                .build();

        Page<Item> first = table.scan(high.counting());

        assertThat(first.count()).isZero();
        assertThat(first.evaluated()).hasValue(20_000);
        assertThat(first.last().orElseThrow().key()).isEqualTo(table.schema().key(1, 20_000));
        assertThat(table.count(high)).isEqualTo(15_000);
        assertThat(table.count(ScanRequest.of(table.schema()))).isEqualTo(45_000);
    }

    @Test
    void scan_ofLargeItems_returnsPagesOfBoundedSize() {
        DocumentTable table = TABLES.create(AttributeType.NUMBER);
        String text = "x".repeat(400_000);
        IntStream.range(0, 25)
                .forEach(i -> table.put(
                        Item.builder().set("p", 1).set("s", i).set("text", text).build()));

        Page<Item> chosen = table.scan(ScanRequest.of(table.schema()));
        Page<Item> limited =
                table.scan(ScanRequest.builder(table.schema()).limit(1000).build());
        Page<Item> filtered = table.scan(ScanRequest.builder(table.schema())
                .filter(attribute("text").exists())
                .build());

        assertThat(filtered.items()).hasSize(11);
        assertThat(filtered.isLast()).isFalse();
        assertThat(chosen.items()).hasSizeBetween(1, 5);
        assertThat(chosen.isLast()).isFalse();
        assertThat(limited.items()).hasSizeBetween(1, 5);
        assertThat(limited.isLast()).isFalse();
        assertThat(table.stream(ScanRequest.of(table.schema()))
                        .map(item -> item.attributes().get("s")))
                .containsExactlyElementsOf(IntStream.range(0, 25)
                        .<AttributeValue>mapToObj(Values::number)
                        .toList());
    }

    @Test
    void pages_ofSmallAndLargeItemsInTurn_returnEachOnceInBothDirections() {
        DocumentTable table = TABLES.create(AttributeType.NUMBER);
        int small = PageSql.SMALL_BYTES - 100;
        int large = PageSql.SMALL_BYTES + 100;
        List<Integer> sizes = List.of(small, small, large, small, large, large, 300_000, small, 1, large, 1, 1);
        for (int i = 0; i < 60; i++) {
            String text = "x".repeat(sizes.get(i % sizes.size()));
            table.put(Item.builder().set("p", 1).set("s", i).set("text", text).build());
        }
        List<AttributeValue> ascending =
                IntStream.range(0, 60).<AttributeValue>mapToObj(Values::number).toList();
        List<AttributeValue> descending = new ArrayList<>(ascending);
        Collections.reverse(descending);

        assertThat(table.scan(ScanRequest.of(table.schema())).isLast()).isFalse();
        assertThat(table.scan(ScanRequest.builder(table.schema()).limit(11).build())
                        .evaluated())
                .hasValue(11);
        for (int limit : List.of(1, 10, 11, 25, 1000)) {
            QueryRequest.Builder query = QueryRequest.builder(table.schema(), KeyCondition.partition("p", 1))
                    .limit(limit);
            assertThat(sortKeys(table, query.build())).containsExactlyElementsOf(ascending);
            assertThat(sortKeys(table, query.descending().build())).containsExactlyElementsOf(descending);
        }
    }

    private static List<AttributeValue> sortKeys(DocumentTable table, QueryRequest request) {
        return table.stream(request).map(item -> item.attributes().get("s")).toList();
    }
}
