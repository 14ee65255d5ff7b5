// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.Condition;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SortOrder;

/** Pages with a filter: how far they look, and where they end. */
class FilteredPagesIT {
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
    void scan_withLimitAndFilter_countsWhatItReadAndResumesAfterIt() {
        DocumentTable table = TABLES.create(AttributeType.NUMBER);
        IntStream.range(0, 20)
                .forEach(i -> table.put(
                        Item.builder().set("p", i / 5).set("s", i).set("n", i).build()));
        Condition high = attribute("n").greaterThan(15);

        Page<Item> page = table.scan(
                ScanRequest.builder(table.schema()).filter(high).limit(7).build());
        Page<Item> all = table.scan(
                ScanRequest.builder(table.schema()).filter(high).limit(20).build());
        Page<Item> more = table.scan(
                ScanRequest.builder(table.schema()).filter(high).limit(21).build());

        assertThat(page.items()).isEmpty();
        assertThat(page.evaluated()).hasValue(7);
        assertThat(page.last().orElseThrow().key()).isEqualTo(table.schema().key(1, 6));
        assertThat(all.items()).hasSize(4);
        assertThat(all.last()).isPresent();
        assertThat(more.evaluated()).hasValue(20);
        assertThat(more.last()).isEmpty();
    }

    @Test
    void scan_withAFilterThatMatchesLittle_looksUntilItHasAll() {
        DocumentTable table = TABLES.ofRows(9000);

        Page<Item> page = table.scan(ScanRequest.builder(table.schema())
                .filter(attribute("n").in(1, 8999))
                .build());

        assertThat(page.items())
                .extracting(item -> item.attributes().get("s"))
                .containsExactly(Values.number(1), Values.number(8999));
        assertThat(page.isLast()).isTrue();
        assertThat(page.evaluated()).isEmpty();
    }

    @Test
    void scan_withAFilterThatMatchesMuch_endsAfterSoManyItems() {
        DocumentTable table = TABLES.ofRows(9000);
        ScanRequest most = ScanRequest.builder(table.schema())
                .filter(attribute("n").lessThan(8500))
                .build();

        Page<Item> page = table.scan(most);

        assertThat(page.items()).hasSize(1000);
        assertThat(page.last().orElseThrow().key()).isEqualTo(table.schema().key(1, 1000));
        assertThat(table.stream(most)).hasSize(8499);
    }

    @Test
    void scan_withAFilter_readsEachPageOnceHoweverLargeItsItemsAre() {
        DocumentTable filled = TABLES.ofRows(3000);
        for (int i = 1; i <= 3000; i += 300) {
            filled.put(Item.builder()
                    .set("p", 1)
                    .set("s", i)
                    .set("n", i)
                    .set("text", "x".repeat(20 * i))
                    .build());
        }
        try (StatementLog log = new StatementLog(TABLES.database());
                PostgresStore logged = PostgresStore.over(log.dataSource())) {
            DocumentTable table = logged.table("Paged");
            log.take();

            assertThat(table.stream(ScanRequest.builder(table.schema())
                            .filter(attribute("n").greaterThan(0))
                            .build()))
                    .hasSize(3000);

            assertThat(log.take().stream().filter(statement -> statement.contains("\"Paged\"")))
                    .as("three full pages, and one that ends the table")
                    .hasSize(4);
        }
    }

    @Test
    void scan_withAFilterOfLargeItems_returnsEachOnceAndLooksForFewerNextTime() {
        DocumentTable table = TABLES.create(AttributeType.NUMBER);
        String text = "x".repeat(300_000);
        for (int i = 0; i < 60; i++) {
            table.put(Item.builder().set("p", 1).set("s", i).set("text", text).build());
        }
        ScanRequest all = ScanRequest.builder(table.schema())
                .filter(attribute("text").exists())
                .build();

        assertThat(table.stream(all).map(item -> item.attributes().get("s")))
                .containsExactlyElementsOf(IntStream.range(0, 60)
                        .<AttributeValue>mapToObj(Values::number)
                        .toList());
        assertThat(table.scan(all).items()).hasSizeBetween(10, 40);
    }

    @Test
    void scan_afterOneThatLookedTooLong_endsAfterSoManyRowsWithAPosition() {
        TABLES.ofRows(2400);
        List<String> limited = new ArrayList<>();
        try (HikariDataSource pool = TestServer.pool(TABLES.database());
                PostgresStore impatient = PostgresStore.over(Proxies.intercepting(pool, statement -> {
                    if (!limited.isEmpty() && limited.size() < 2) {
                        limited.add(statement);
                        throw new SQLException("canceling statement due to statement timeout", "57014");
                    } else if (statement.contains("statement_timeout")) {
                        limited.add(statement);
                    }
                }))) {
            DocumentTable table = impatient.table("Paged");
            ScanRequest rare = ScanRequest.builder(table.schema())
                    .filter(attribute("n").equalTo(2399))
                    .build();

            Page<Item> first = table.scan(rare);
            Page<Item> second = table.scan(rare.withStartAfter(first.last().orElseThrow()));
            Page<Item> third = table.scan(rare.withStartAfter(second.last().orElseThrow()));

            assertThat(first.items()).isEmpty();
            assertThat(first.last().orElseThrow().key())
                    .isEqualTo(table.schema().key(1, 1000));
            assertThat(second.items()).isEmpty();
            assertThat(second.last().orElseThrow().key())
                    .isEqualTo(table.schema().key(1, 2000));
            assertThat(third.items()).hasSize(1);
            assertThat(third.isLast()).isTrue();
            assertThat(table.stream(rare)).hasSize(1);
            assertThat(limited).as("only the first page was tried").hasSize(2);
        }
    }

    /** Opens a store for which each count takes too long. */
    private static PostgresStore withoutTimeForCounts(HikariDataSource pool, AtomicInteger counts) {
        return PostgresStore.over(Proxies.intercepting(pool, statement -> {
            if (statement.contains("count(*) FILTER")) {
                counts.incrementAndGet();
                throw new SQLException("canceling statement due to statement timeout", "57014");
            }
        }));
    }

    @Test
    void count_afterOneThatLookedTooLong_goesByFewerRowsAndLeavesScansAsTheyAre() {
        TABLES.ofRows(2400);
        AtomicInteger counts = new AtomicInteger();
        try (HikariDataSource pool = TestServer.pool(TABLES.database());
                PostgresStore impatient = withoutTimeForCounts(pool, counts)) {
            DocumentTable table = impatient.table("Paged");
            ScanRequest rare = ScanRequest.builder(table.schema())
                    .filter(attribute("n").equalTo(2399))
                    .build();

            assertThat(table.count(rare)).isEqualTo(1);
            assertThat(table.count(rare)).isEqualTo(1);

            assertThat(counts).as("only the first was tried").hasValue(1);
            assertThat(table.scan(rare.counting()).last().orElseThrow().key())
                    .isEqualTo(table.schema().key(1, 1000));
            assertThat(table.scan(rare).isLast()).as("a scan looks on").isTrue();
        }
    }

    @Test
    void count_ofLargeItemsThatLookedTooLong_endsAfterSoManyBytes() {
        DocumentTable filled = TABLES.create(AttributeType.NUMBER);
        String text = "x".repeat(300_000);
        for (int i = 0; i < 40; i++) {
            filled.put(Item.builder().set("p", 1).set("s", i).set("text", text).build());
        }
        try (HikariDataSource pool = TestServer.pool(TABLES.database());
                PostgresStore impatient = withoutTimeForCounts(pool, new AtomicInteger())) {
            DocumentTable table = impatient.table("Paged");
            ScanRequest all = ScanRequest.builder(table.schema())
                    .filter(attribute("text").exists())
                    .build();

            Page<Item> page = table.scan(all.counting());

            assertThat(page.items()).isEmpty();
            assertThat(page.count()).isBetween(10L, 20L);
            assertThat(page.evaluated()).hasValue((int) page.count());
            assertThat(page.isLast()).isFalse();
            assertThat(table.count(all)).isEqualTo(40);
        }
    }

    @Test
    void query_withAFilterDescending_endsAfterSoManyRowsWithAPosition() {
        DocumentTable table = TABLES.ofRows(2500);
        QueryRequest few = QueryRequest.builder(table.schema(), KeyCondition.partition("p", 1))
                .order(SortOrder.DESCENDING)
                .filter(attribute("n").in(2000, 1501, 1500, 3))
                .build();

        Page<Item> page = table.query(few);

        assertThat(page.items())
                .extracting(item -> item.attributes().get("s"))
                .containsExactly(Values.number(2000), Values.number(1501));
        assertThat(page.last().orElseThrow().key()).isEqualTo(table.schema().key(1, 1501));
        assertThat(table.stream(few))
                .extracting(item -> item.attributes().get("s"))
                .containsExactly(Values.number(2000), Values.number(1501), Values.number(1500), Values.number(3));
    }

    @Test
    void scan_withTheLongestConditions_isPossible() {
        DocumentTable table = TABLES.create(AttributeType.NUMBER);
        Item item = Item.builder().set("p", 1).set("s", 1).set("n", 7).build();
        table.put(item);
        Condition many = attribute("n").equalTo(7);
        for (int i = 0; i < 149; i++) {
            many = many.or(attribute("n").lessThan(attribute("m")));
        }
        Condition nots = attribute("n").equalTo(7);
        for (int i = 0; i < 298; i++) {
            nots = new Condition.Not(nots);
        }
        Object[] candidates = IntStream.rangeClosed(1, 100).boxed().toArray();
        AttributePath deep = AttributePath.of("n");
        for (int i = 1; i < AttributePath.MAX_STEPS; i++) {
            deep = i % 2 == 0 ? deep.name("m") : deep.index(i);
        }

        for (Condition condition :
                List.of(many, nots, attribute("n").in(candidates), new Condition.AttributeNotExists(deep))) {
            assertThat(table.stream(ScanRequest.builder(table.schema())
                            .filter(condition)
                            .build()))
                    .containsExactly(item);
        }
    }
}
