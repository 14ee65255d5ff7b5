// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.attribute;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.ValueOrder;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadRecord;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

/** Large pages that follow others. */
class PageCopyIT {
    private static final int ITEMS = 3500;
    /** Names of columns with what SQL and drivers read as something else. */
    private static final String PARTITION = "p?'\"";

    private static final String SORT = "s??$1";
    private static final String DATABASE = TestServer.newDatabase();

    private final List<String> copies = Collections.synchronizedList(new ArrayList<>());
    private final HikariDataSource pool = TestServer.pool(DATABASE);
    private final PostgresStore store = open(pool);

    private PostgresStore open(DataSource source) {
        PostgresStore.migrate(TestServer.url(DATABASE));
        pool.setMaximumPoolSize(1);
        return PostgresStore.over(Proxies.intercepting(source, statement -> {
            if (statement.contains("set_config('moviestore.value")) {
                copies.add(statement);
            }
        }));
    }

    @AfterEach
    void close() {
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        assertThat(TestServer.rows(
                        DATABASE,
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND state LIKE 'idle in transaction%'"))
                .containsExactly("0");
        store.listTables().forEach(store::dropTable);
        store.close();
        pool.close();
    }

    private static AttributeValue value(AttributeType type, int i) {
        return switch (type) {
            case NUMBER -> Values.number((i - 1000) + "." + i % 7);
            case BINARY -> Values.binary(Bytes.of(("\\x" + i).getBytes(StandardCharsets.UTF_8)));
            default -> Values.string("é'\\\"%?$1 " + i);
        };
    }

    private static TableSchema.Builder schema(AttributeType type) {
        return TableSchema.builder("Copied").partitionKey(PARTITION, type).sortKey(SORT, type);
    }

    private DocumentTable table(TableSchema schema, Stream<Item> items) {
        DocumentTable table = store.createTable(schema);
        table.load(LoadRecord.numbered(items.iterator()), LoadListener.SILENT);
        return table;
    }

    private static Item item(AttributeType type, int partitions, int i) {
        return Item.builder()
                .set(PARTITION, value(type, i % partitions))
                .set(SORT, value(type, i))
                .set("n", i)
                .build();
    }

    private static Stream<Item> items(AttributeType type, int partitions) {
        return IntStream.range(0, ITEMS).mapToObj(i -> item(type, partitions, i));
    }

    private static int compare(AttributeValue left, AttributeValue right) {
        return ValueOrder.compare(left, right).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(names = {"STRING", "NUMBER", "BINARY"})
    void query_ofALargePartition_returnsEachItemOnceInOrder(AttributeType type) {
        DocumentTable table = table(schema(type).build(), items(type, 1));
        Map<AttributeValue, Item> expected = new TreeMap<>(PageCopyIT::compare);
        items(type, 1).forEach(item -> expected.put(item.attribute(SORT).orElseThrow(), item));
        List<Item> descending = new ArrayList<>(expected.values());
        Collections.reverse(descending);
        KeyCondition partition = KeyCondition.partition(PARTITION, value(type, 0));
        AttributeValue middle = value(type, 500);

        assertThat(table.stream(QueryRequest.builder(table.schema(), partition).build()))
                .containsExactlyElementsOf(expected.values());
        assertThat(copies).as("after the first page").hasSize(3);
        assertThat(copies.stream().distinct()).as("whatever the keys are").hasSize(1);
        assertThat(table.stream(QueryRequest.builder(table.schema(), partition)
                        .descending()
                        .build()))
                .containsExactlyElementsOf(descending);
        assertThat(table.stream(QueryRequest.builder(
                                table.schema(), partition.andSort(SORT, Comparator.GREATER_OR_EQUAL, middle))
                        .limit(600)
                        .build()))
                .containsExactlyElementsOf(expected.values().stream()
                        .filter(item -> compare(item.attribute(SORT).orElseThrow(), middle) >= 0)
                        .toList());
    }

    @Test
    void scan_ofATableAnIndexAndASegment_returnsEachItemOnce() {
        TableSchema schema = schema(AttributeType.STRING)
                .index(SecondaryIndex.builder("by-n")
                        .partitionKey("n", AttributeType.NUMBER)
                        .build())
                .build();
        List<Item> all = items(AttributeType.STRING, 70).toList();
        DocumentTable table = table(schema, all.stream());
        List<Item> bySegments = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            table.stream(ScanRequest.builder(schema).segment(i, 2).build()).forEach(bySegments::add);
        }
        copies.clear();

        assertThat(table.stream(ScanRequest.of(schema))).containsExactlyInAnyOrderElementsOf(all);
        assertThat(table.stream(ScanRequest.builder(schema).index("by-n").build()))
                .containsExactlyElementsOf(all);
        assertThat(table.stream(ScanRequest.builder(schema).project("n").build()))
                .containsExactlyInAnyOrderElementsOf(all.stream()
                        .map(item -> Item.of("n", item.attribute("n").orElseThrow()))
                        .toList());
        assertThat(copies).hasSize(9);
        assertThat(bySegments).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void scan_withAFilterALimitOrFromTheBegin_doesNotCopy() {
        DocumentTable table = table(schema(AttributeType.NUMBER).build(), items(AttributeType.NUMBER, 1));

        table.scan(ScanRequest.of(table.schema()));
        table.stream(ScanRequest.builder(table.schema()).limit(100).build()).forEach(item -> {});
        table.stream(ScanRequest.builder(table.schema())
                        .filter(attribute("n").greaterThan(1))
                        .build())
                .forEach(item -> {});

        assertThat(table.count(ScanRequest.of(table.schema()))).isEqualTo(ITEMS);
        assertThat(copies).isEmpty();
    }

    @Test
    void page_withALargeItem_isReadInAnotherWay() {
        DocumentTable table = table(schema(AttributeType.NUMBER).build(), items(AttributeType.NUMBER, 1));
        Item large = item(AttributeType.NUMBER, 1, 1700).with("text", "x".repeat(300_000));
        table.put(large);

        List<Item> found = table.stream(ScanRequest.of(table.schema())).toList();

        assertThat(found).hasSize(ITEMS).contains(large);
        assertThat(copies).isNotEmpty();
        copies.clear();
        assertThat(table.stream(ScanRequest.of(table.schema()))).hasSize(ITEMS);
        assertThat(copies).as("the first page has small items alone").isNotEmpty();
    }

    @Test
    void page_withARowThatCannotBeRead_namesItAndLeavesTheConnectionFit() {
        DocumentTable table = table(schema(AttributeType.NUMBER).build(), items(AttributeType.NUMBER, 1));
        TestServer.execute(
                DATABASE, "UPDATE \"Copied\" SET item = item || '{\"$odd\": 1}' WHERE item ->> 'n' = '1700'");
        PageRequest first = ScanRequest.of(table.schema());
        Page<Item> page = table.scan((ScanRequest) first);
        ScanRequest second =
                ScanRequest.of(table.schema()).withStartAfter(page.last().orElseThrow());

        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> table.scan(second))
                    .withMessageContaining("the row that follows item")
                    .withMessageContaining("699.5");
            assertThat(table.get(table.schema().keyOf(item(AttributeType.NUMBER, 1, 3))))
                    .isPresent();
        }
        assertThat(copies).hasSize(3);
    }

    @Test
    void stream_overConnectionsThatCannotCopy_returnsAll() {
        List<Item> all = items(AttributeType.STRING, 3).toList();
        table(schema(AttributeType.STRING).build(), all.stream());

        try (PostgresStore hidden = PostgresStore.over(Proxies.hiding(pool))) {
            DocumentTable table = hidden.table("Copied");

            assertThat(table.stream(ScanRequest.of(table.schema()))).containsExactlyInAnyOrderElementsOf(all);
        }
    }
}
