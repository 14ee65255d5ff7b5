// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.Select;
import org.moviestore.table.TableSchema;

/** Scans of one segment, and counts. */
class SegmentsIT {
    private static final String DATABASE = TestServer.newDatabase();
    private static final PostgresStore STORE = PostgresStore.connect(TestServer.url(DATABASE) + "?poolSize=1");
    private static final int PARTITIONS = 200;

    @AfterAll
    static void close() {
        STORE.close();
    }

    @AfterEach
    void dropTables() {
        STORE.listTables().forEach(STORE::dropTable);
    }

    private static DocumentTable table(AttributeType type) {
        return STORE.createTable(TableSchema.builder("Parts")
                .partitionKey("p", type)
                .sortKey("s", AttributeType.NUMBER)
                .index(SecondaryIndex.builder("by-group")
                        .partitionKey("group", type)
                        .build())
                .build());
    }

    private static AttributeValue value(AttributeType type, int i) {
        return switch (type) {
            case NUMBER -> Values.of(i * 0.5);
            case BINARY -> Values.binary(Bytes.of(new byte[] {(byte) i, (byte) (i >> 8)}));
            default -> Values.string("p" + i);
        };
    }

    private static void fill(DocumentTable table, AttributeType type) {
        for (int i = 0; i < PARTITIONS * 2; i++) {
            Item item = Item.of("p", value(type, i % PARTITIONS), "s", i).with("n", i % 7);
            table.put(i % 3 == 0 ? item : item.with("group", value(type, i % 50)));
        }
    }

    private static List<Item> all(DocumentTable table, ScanRequest.Builder request) {
        return table.stream(request.build()).toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"STRING", "NUMBER", "BINARY"})
    void segments_shareTheWholePartitionsOfATable(AttributeType type) {
        DocumentTable table = table(type);
        fill(table, type);
        List<Item> all = all(table, ScanRequest.builder(table.schema()));

        for (int total : List.of(1, 2, 3, 8, 1000)) {
            List<Item> union = new ArrayList<>();
            Map<AttributeValue, Integer> segments = new HashMap<>();
            for (int number = 0; number < total; number++) {
                List<Item> items =
                        all(table, ScanRequest.builder(table.schema()).segment(number, total));
                for (Item item : items) {
                    assertThat(segments.putIfAbsent(item.attribute("p").orElseThrow(), number))
                            .isIn(null, number);
                }
                int share = PARTITIONS * 2 / total;
                if (total <= 8) {
                    assertThat(items).hasSizeBetween(share / 2, share * 2);
                }
                union.addAll(items);
            }

            assertThat(union).hasSameSizeAs(all).containsAll(all);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STRING", "NUMBER", "BINARY"})
    void segments_shareTheWholePartitionsOfAnIndex(AttributeType type) {
        DocumentTable table = table(type);
        fill(table, type);
        List<Item> all = all(
                table,
                ScanRequest.builder(table.schema())
                        .index("by-group")
                        .filter(attribute("n").lessThan(5)));

        List<Item> union = new ArrayList<>();
        Map<AttributeValue, Integer> segments = new HashMap<>();
        for (int number = 0; number < 3; number++) {
            ScanRequest segment = ScanRequest.builder(table.schema())
                    .index("by-group")
                    .filter(attribute("n").lessThan(5))
                    .segment(number, 3)
                    .limit(7)
                    .build();
            List<Item> items = table.stream(segment).toList();
            for (Item item : items) {
                assertThat(segments.putIfAbsent(item.attribute("group").orElseThrow(), number))
                        .isIn(null, number);
            }
            assertThat(table.count(segment)).isEqualTo(items.size()).isPositive();
            union.addAll(items);
        }

        assertThat(union).hasSameSizeAs(all).containsAll(all);
    }

    @Test
    void segments_whoseTableChangesMeanwhile_haveEachItemThatStaysOnce() {
        DocumentTable table = table(AttributeType.NUMBER);
        IntStream.range(0, 90).forEach(i -> table.put(Item.of("p", i, "s", 1).with("stays", i % 3 > 0)));
        Set<Item> found = new HashSet<>();
        int read = 0;
        int next = 1000;

        for (int number = 0; number < 3; number++) {
            Optional<ScanRequest> request = Optional.of(ScanRequest.builder(table.schema())
                    .segment(number, 3)
                    .limit(4)
                    .build());
            while (request.isPresent()) {
                ScanRequest current = request.get();
                Page<Item> page = table.scan(current);
                for (Item item : page.items()) {
                    if (item.attribute("stays").equals(Optional.of(Values.bool(true)))) {
                        found.add(item);
                        read++;
                    }
                }
                table.put(Item.of("p", next++, "s", 1));
                table.put(Item.of("p", -next, "s", 1));
                table.delete(table.schema().key(next % 30 * 3, 1));
                request = page.last().map(current::withStartAfter);
            }
        }

        assertThat(found).hasSize(60);
        assertThat(read).isEqualTo(60);
    }

    @Test
    void segments_ofOneNumberInTwoNotations_areTheSame() {
        DocumentTable table = table(AttributeType.NUMBER);
        table.put(Item.of("p", 1, "s", 1));
        TestServer.execute(
                DATABASE,
                "INSERT INTO \"Parts\" VALUES (1.000, 2, '{\"p\": 1, \"s\": 2}', 4), (1e0, 3, '{\"p\": 1, \"s\": 3}', 4)");

        List<Integer> sizes = IntStream.range(0, 1000)
                .mapToObj(
                        number -> all(table, ScanRequest.builder(table.schema()).segment(number, 1000))
                                .size())
                .filter(size -> size > 0)
                .toList();

        assertThat(sizes).containsExactly(3);
    }

    @Test
    void count_ofLargeItems_isOnePage() {
        DocumentTable table = table(AttributeType.NUMBER);
        String text = "x".repeat(400_000);
        IntStream.range(0, 12).forEach(i -> table.put(Item.of("p", 1, "s", i).with("text", text)));
        ScanRequest.Builder request = ScanRequest.builder(table.schema()).select(Select.COUNT);

        Page<Item> all = table.scan(request.build());
        Page<Item> limited = table.scan(request.limit(10).build());
        Page<Item> rest =
                table.scan(request.startAfter(limited.last().orElseThrow()).build());

        assertThat(all.count()).isEqualTo(12);
        assertThat(all.evaluated()).hasValue(12);
        assertThat(all.items()).isEmpty();
        assertThat(all.last()).isEmpty();
        assertThat(limited.count()).isEqualTo(10);
        assertThat(limited.last().orElseThrow().key()).isEqualTo(table.schema().key(1, 9));
        assertThat(rest.count()).isEqualTo(2);
        assertThat(rest.last()).isEmpty();
    }
}
