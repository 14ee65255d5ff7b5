// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.attribute;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.ValueOrder;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SortOrder;
import org.moviestore.table.TableSchema;

class PagesIT {
    private static final String DATABASE = TestServer.newDatabase();
    private static final PostgresStore STORE = PostgresStore.connect(TestServer.url(DATABASE) + "?poolSize=1");

    @AfterAll
    static void close() {
        STORE.close();
    }

    @AfterEach
    void dropTables() {
        STORE.listTables().forEach(STORE::dropTable);
    }

    private static DocumentTable table(AttributeType sortType) {
        return STORE.createTable(TableSchema.builder("Paged")
                .partitionKey("p", AttributeType.NUMBER)
                .sortKey("s", sortType)
                .build());
    }

    private static AttributeValue sortValue(AttributeType type, Random random) {
        List<String> letters = List.of("a", "b", "B", "é", "\uD7FF", "\uE000", "\uFFFF", "😀", "\uDBFF\uDFFF");
        return switch (type) {
            case NUMBER -> Values.number(random.nextInt(41) - 20);
            case BINARY -> {
                byte[] bytes = new byte[1 + random.nextInt(3)];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = List.of((byte) 0, (byte) 1, (byte) 0x7F, (byte) 0x80, (byte) 0xFF)
                            .get(random.nextInt(5));
                }
                yield Values.binary(Bytes.of(bytes));
            }
            default -> {
                StringBuilder text = new StringBuilder();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    text.append(letters.get(random.nextInt(letters.size())));
                }
                yield Values.string(text.toString());
            }
        };
    }

    private static KeyCondition range(AttributeType type, Random random) {
        KeyCondition partition = KeyCondition.partition("p", 1);
        AttributeValue one = sortValue(type, random);
        AttributeValue other = sortValue(type, random);
        boolean ascending = ValueOrder.compare(one, other).orElseThrow() <= 0;
        return switch (random.nextInt(8)) {
            case 0 -> partition.andSort("s", Comparator.EQUAL, one);
            case 1 -> partition.andSort("s", Comparator.LESS, one);
            case 2 -> partition.andSort("s", Comparator.LESS_OR_EQUAL, one);
            case 3 -> partition.andSort("s", Comparator.GREATER, one);
            case 4 -> partition.andSort("s", Comparator.GREATER_OR_EQUAL, one);
            case 5 -> partition.andSortBetween("s", ascending ? one : other, ascending ? other : one);
            case 6 -> type == AttributeType.NUMBER ? partition : partition.andSortBeginsWith("s", one);
            default -> partition;
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"STRING", "NUMBER", "BINARY"})
    void query_ofRandomRanges_returnsThemInOrderByPagesOfAnySize(AttributeType type) {
        long seed = 20_240 + type.ordinal();
        Random random = new Random(seed);
        DocumentTable table = table(type);
        List<AttributeValue> stored = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            AttributeValue value = sortValue(type, random);
            if (!stored.contains(value)) {
                stored.add(value);
            }
            table.put(Item.builder().set("p", 1).set("s", value).set("n", i % 3).build());
            table.put(Item.builder().set("p", 2).set("s", value).set("n", 1).build());
        }
        stored.sort((a, b) -> ValueOrder.compare(a, b).orElseThrow());

        for (int i = 0; i < 100; i++) {
            KeyCondition condition = range(type, random);
            SortOrder order = SortOrder.values()[random.nextInt(2)];
            QueryRequest.Builder request =
                    QueryRequest.builder(table.schema(), condition).order(order);
            if (random.nextInt(4) > 0) {
                request.limit(1 + random.nextInt(9));
            }
            List<AttributeValue> expected = new ArrayList<>(stored.stream()
                    .filter(value -> condition.tests().stream().skip(1).allMatch(test -> test.accepts(value)))
                    .toList());
            if (order == SortOrder.DESCENDING) {
                Collections.reverse(expected);
            }

            assertThat(table.stream(request.build())
                            .map(item -> item.attributes().get("s")))
                    .as("seed %d, %s %s", seed, condition, order)
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void read_startingAtTextThatPostgresCannotTake_isRefused() {
        DocumentTable table = table(AttributeType.STRING);
        table.put(Item.of("p", 1).with("s", "a"));

        Map.of("a\0", ErrorCode.TEXT_NUL, "a\uD83D", ErrorCode.TEXT_SURROGATE).forEach((text, code) -> {
            Position position = new Position(Key.of("p", 1, "s", text));
            ScanRequest scan =
                    ScanRequest.builder(table.schema()).startAfter(position).build();
            QueryRequest query = QueryRequest.builder(table.schema(), KeyCondition.partition("p", 1))
                    .startAfter(position)
                    .build();
            for (PageRequest request : List.of(scan, query, query.counting())) {
                assertThatExceptionOfType(InvalidRequestException.class)
                        .isThrownBy(() -> request.readFrom(table))
                        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
            }
        });
        assertThat(table.scan(ScanRequest.of(table.schema())).items()).hasSize(1);
    }

    @Test
    void scan_withLimitAndFilter_countsWhatItReadAndResumesAfterIt() {
        DocumentTable table = table(AttributeType.NUMBER);
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

    private static DocumentTable tableOf(int rows) {
        DocumentTable table = table(AttributeType.NUMBER);
        TestServer.execute(
                DATABASE,
                "INSERT INTO \"Paged\" SELECT 1, i, jsonb_build_object('p', 1, 's', i, 'n', i), 6 FROM generate_series(1, "
                        + rows + ") AS i");
        return table;
    }

    @Test
    void scan_withAFilterThatMatchesLittle_looksUntilItHasAll() {
        DocumentTable table = tableOf(9000);

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
        DocumentTable table = tableOf(9000);
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
        DocumentTable filled = tableOf(3000);
        for (int i = 1; i <= 3000; i += 300) {
            filled.put(Item.builder()
                    .set("p", 1)
                    .set("s", i)
                    .set("n", i)
                    .set("text", "x".repeat(20 * i))
                    .build());
        }
        try (StatementLog log = new StatementLog(DATABASE);
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
        DocumentTable table = table(AttributeType.NUMBER);
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
    void scan_whosePageEndsWithARowWithoutItsKey_isRefusedAndNothingIsWrongWithTheRequest() {
        DocumentTable table = tableOf(3000);
        TestServer.execute(DATABASE, "UPDATE \"Paged\" SET item = '{}' WHERE s IN (1000, 2000)");
        ScanRequest all = ScanRequest.of(table.schema());
        ScanRequest sought = ScanRequest.builder(table.schema())
                .filter(attribute("text").notExists())
                .build();
        ScanRequest copied = all.withStartAfter(
                table.scan(ScanRequest.builder(table.schema()).limit(1).build())
                        .last()
                        .orElseThrow());
        TestServer.execute(DATABASE, "UPDATE \"Paged\" SET item = '{}' WHERE s = 1001");

        for (ScanRequest request : List.of(all, sought, copied)) {
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> table.scan(request))
                    .withMessageContaining("last row of a page");
        }
    }

    @Test
    void scan_afterOneThatLookedTooLong_endsAfterSoManyRowsWithAPosition() {
        tableOf(2400);
        List<String> limited = new ArrayList<>();
        try (HikariDataSource pool = TestServer.pool(DATABASE);
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

    @Test
    void query_withAFilterDescending_endsAfterSoManyRowsWithAPosition() {
        DocumentTable table = tableOf(2500);
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
    void scan_withALimitThatIsLarge_readsNoMoreRowsThanItReturns() {
        DocumentTable table = tableOf(2500);
        ScanRequest large = ScanRequest.builder(table.schema()).limit(1_000_000).build();

        Page<Item> page = table.scan(large);

        assertThat(page.items()).hasSize(1000);
        assertThat(page.evaluated()).hasValue(1000);
        assertThat(page.isLast()).isFalse();
        assertThat(table.stream(large)).hasSize(2500);
    }

    @Test
    void count_ofManyRows_isDoneByPagesOfSoMany() {
        DocumentTable table = tableOf(45_000);
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
        DocumentTable table = table(AttributeType.NUMBER);
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
        DocumentTable table = table(AttributeType.NUMBER);
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

    @Test
    void stream_whileItsItemsAreDeleted_needsOneConnectionAlone() {
        DocumentTable table = table(AttributeType.NUMBER);
        IntStream.range(0, 30)
                .forEach(i ->
                        table.put(Item.builder().set("p", i % 2).set("s", i).build()));

        table.stream(ScanRequest.builder(table.schema()).limit(4).build())
                .forEach(item -> table.delete(table.schema().keyOf(item)));

        assertThat(table.stream(ScanRequest.of(table.schema()))).isEmpty();
    }

    @Test
    void scan_withTheLongestConditions_isPossible() {
        DocumentTable table = table(AttributeType.NUMBER);
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

    @Test
    void stream_overRowsChangedByHand_endsInAnError() {
        DocumentTable table = table(AttributeType.NUMBER);
        IntStream.range(0, 10)
                .forEach(i -> table.put(Item.builder().set("p", 1).set("s", i).build()));
        TestServer.execute(DATABASE, "UPDATE \"Paged\" SET item = '{\"p\": 1, \"s\": 2}' WHERE s > 2");

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> table.stream(
                                ScanRequest.builder(table.schema()).limit(3).build())
                        .count())
                .withMessageContaining("other values in its key columns");
    }
}
