// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadRecord;
import org.moviestore.table.LoadReport;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;

class LoadsIT {
    private static final TableSchema SCHEMA = TableSchema.builder("Loaded")
            .partitionKey("name", AttributeType.STRING)
            .sortKey("n", AttributeType.NUMBER)
            .build();
    private static final String DATABASE = TestServer.newDatabase();
    private static final PostgresStore STORE = PostgresStore.connect(TestServer.url(DATABASE));

    private final DocumentTable table = STORE.createTable(SCHEMA);
    private final List<Long> loaded = new ArrayList<>();
    private final LoadListener listener = new LoadListener() {
        @Override
        public void refused(String record, String reason) {
            throw new AssertionError(record + ": " + reason);
        }

        @Override
        public void loaded(long records) {
            loaded.add(records);
        }
    };

    @AfterAll
    static void close() {
        STORE.close();
    }

    @AfterEach
    void drop() {
        STORE.dropTable("Loaded");
    }

    private static Item item(int n, String value) {
        return Item.builder()
                .set("name", List.of("a", "B", "c").get(n % 3))
                .set("n", n)
                .set("v", value)
                .build();
    }

    private static Stream<Item> items(int from, int to, String value) {
        return IntStream.range(from, to).mapToObj(n -> item(n, value));
    }

    private LoadReport load(DocumentTable into, Stream<Item> items) {
        return into.load(LoadRecord.numbered(items.iterator()), listener);
    }

    private static List<String> rows(String columns, String where) {
        return TestServer.rows(DATABASE, "SELECT " + columns + " FROM \"Loaded\" WHERE " + where);
    }

    @Test
    void load_ofNewKeys_writesTheRowsThatPutsWrite() {
        LoadReport report = load(table, items(0, 5000, "\"new\" \\ \u0001 \uD83D\uDE00"));

        assertThat(report).isEqualTo(new LoadReport(5000, OptionalLong.of(0), 0));
        List<String> copied = rows("*", "n = 1234");
        table.delete(SCHEMA.keyOf(item(1234, "")));
        table.put(item(1234, "\"new\" \\ \u0001 \uD83D\uDE00"));
        assertThat(rows("*", "n = 1234")).isEqualTo(copied);
        assertThat(rows("count(*), count(DISTINCT n)", "true")).containsExactly("5000|5000");
    }

    @Test
    void load_whereSomeItemsAreThere_replacesThemAndCountsThem() {
        table.put(item(4321, "old"));
        table.put(item(4400, "old"));

        LoadReport report = load(table, items(0, 9000, "new"));

        assertThat(report).isEqualTo(new LoadReport(9000, OptionalLong.of(2), 0));
        assertThat(rows("count(*), count(DISTINCT n)", "item ->> 'v' = 'new'")).containsExactly("9000|9000");
    }

    @Test
    void store_afterACopyThatMetAnItem_goesOnReplacing() {
        table.put(item(0, "old"));
        LoadWriter writer = new LoadWriter(STORE.connections(), layout(), new BatchSql(layout()));

        int first = writer.store(items(0, 3, "new").map(writer::rowOf).toList());
        int second = writer.store(items(3, 6, "new").map(writer::rowOf).toList());
        int again = writer.store(items(3, 6, "newer").map(writer::rowOf).toList());

        assertThat(List.of(first, second, again)).containsExactly(1, 0, 3);
        assertThat(rows("n, item ->> 'v'", "true ORDER BY n"))
                .containsExactly("0|new", "1|new", "2|new", "3|newer", "4|newer", "5|newer");
    }

    private static TableLayout layout() {
        return TableLayout.create(SCHEMA, "public");
    }

    @Test
    void copy_thatIsClosedBeforeItsEnd_storesNothingAndLeavesTheConnectionFit() throws Exception {
        try (Connection connection = TestServer.connect(DATABASE)) {
            try (CopyRows copy = CopyRows.begin(connection, new BatchSql(layout()).copy())) {
                copy.add(PutRow.of(layout(), item(1, "x".repeat(100_000))));
            }
            try (CopyRows copy = CopyRows.begin(connection, new BatchSql(layout()).copy())) {
                copy.add(PutRow.of(layout(), item(2, "y")));
                copy.store();
            }
        }

        assertThat(rows("n", "true")).containsExactly("2");
    }

    @Test
    void load_ofAnItemThatTheTableRefuses_namesItAndKeepsTheOthersBeforeIt() {
        TestServer.execute(DATABASE, "ALTER TABLE \"Loaded\" ADD CONSTRAINT short CHECK (length(item ->> 'v') < 10)");
        Stream<Item> items =
                IntStream.range(0, 3000).mapToObj(n -> item(n, n == 1234 || n == 1300 ? "x".repeat(10) : "good"));

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> load(table, items))
                .withMessageStartingWith("item 1235: cannot load items into table Loaded: new row for relation")
                .withMessageContaining("violates check constraint \"short\"");

        assertThat(loaded).hasSize(1);
        assertThat(rows("count(*)", "true")).containsExactly(loaded.get(0).toString());
        assertThat(rows("count(*)", "n < 1234")).containsExactly("1234");
    }

    @Test
    void load_byARoleWithoutTheRight_saysWhichAndNamesNoItem() {
        String role = "load_reader";
        TestServer.execute(DATABASE, "CREATE ROLE " + role + " LOGIN PASSWORD '" + role + "'");
        TestServer.execute(DATABASE, "GRANT SELECT ON \"Loaded\" TO " + role);

        try (PostgresStore store = PostgresStore.connect(TestServer.url(DATABASE, role, role))) {
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> load(store.table("Loaded"), items(0, 10, "v")))
                    .withMessageStartingWith("cannot load items into table Loaded: permission denied")
                    .withMessageContaining("the role needs SELECT, INSERT and UPDATE on the table");
        }
        assertThat(loaded).containsExactly(0L);
    }

    /** Such a role may copy, but not replace what is there. */
    @Test
    void load_byARoleThatMayOnlyInsert_namesNoItem() {
        String role = "load_inserter";
        TestServer.execute(DATABASE, "CREATE ROLE " + role + " LOGIN PASSWORD '" + role + "'");
        TestServer.execute(DATABASE, "GRANT INSERT ON \"Loaded\" TO " + role);
        table.put(item(8500, "old"));

        try (PostgresStore store = PostgresStore.connect(TestServer.url(DATABASE, role, role))) {
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> load(store.table("Loaded"), items(0, 9000, "new")))
                    .withMessageStartingWith("cannot load items into table Loaded: permission denied")
                    .withMessageContaining("the role needs SELECT, INSERT and UPDATE on the table");
        }
        assertThat(loaded).startsWith(4000L, 8000L);
        assertThat(rows("count(*)", "item ->> 'v' = 'new'"))
                .containsExactly(loaded.get(loaded.size() - 1).toString());
    }

    @Test
    void load_overConnectionsThatCannotCopy_storesAllTheSame() {
        try (StatementLog log = new StatementLog(DATABASE);
                PostgresStore store = PostgresStore.over(log.dataSource())) {
            DocumentTable same = store.table("Loaded");
            log.take();

            LoadReport report = load(same, Stream.concat(items(0, 3000, "new"), items(10, 11, "newer")));

            assertThat(report).isEqualTo(new LoadReport(3001, OptionalLong.of(1), 0));
            assertThat(log.take()).isNotEmpty().allMatch(statement -> statement.contains("INSERT INTO"));
        }
        assertThat(rows("count(*)", "true")).containsExactly("3000");
    }

    @Test
    void load_overAPoolOfOne_storesAll() {
        try (PostgresStore store = PostgresStore.connect(TestServer.url(DATABASE) + "?poolSize=1")) {
            assertThat(load(store.table("Loaded"), items(0, 9000, "v")).loaded())
                    .isEqualTo(9000);
        }
        assertThat(rows("count(*)", "true")).containsExactly("9000");
    }

    @Test
    void load_ofItemsWithMuchMoreJsonThanBytes_storesThem() {
        load(table, large(16, "v"));
        LoadReport report = load(table, large(16, "w"));

        assertThat(report).isEqualTo(new LoadReport(16, OptionalLong.of(16), 0));
        assertThat(loaded).containsExactly(2L, 4L, 6L, 8L, 10L, 12L, 14L, 16L, 2L, 4L, 6L, 8L, 10L, 12L, 14L, 16L);
        Item any = large(1, "w").findAny().orElseThrow().without("n");
        assertThat(table.stream(ScanRequest.of(SCHEMA)))
                .hasSize(16)
                .allMatch(item -> item.without("n").equals(any));
    }

    /** Returns items of 60 kB or so, and of 2.5 MB as JSON, which writes 1E125 in 126 characters. */
    private static Stream<Item> large(int count, String value) {
        List<String> numbers = Collections.nCopies(20_000, "1E125");
        Item large =
                item(0, value).with("l", numbers.stream().map(Values::number).toList());
        return IntStream.range(0, count).mapToObj(n -> large.with("n", n));
    }

    @Test
    void store_ofMoreJsonThanOneStatementTakes_storesAllOrNone() {
        LoadWriter writer = new LoadWriter(STORE.connections(), layout(), new BatchSql(layout()));
        List<PutRow> rows = large(8, "v").map(writer::rowOf).toList();
        TestServer.execute(DATABASE, "ALTER TABLE \"Loaded\" ADD CONSTRAINT few CHECK (n < 7)");

        assertThatExceptionOfType(RequestRejectedException.class).isThrownBy(() -> writer.store(rows));
        List<String> afterTheFailure = rows("count(*)", "true");
        TestServer.execute(DATABASE, "ALTER TABLE \"Loaded\" DROP CONSTRAINT few");
        int replaced = writer.store(rows);
        int replacedAgain = writer.store(rows);

        assertThat(afterTheFailure).containsExactly("0");
        assertThat(List.of(replaced, replacedAgain)).containsExactly(0, 8);
        assertThat(rows("count(*)", "true")).containsExactly("8");
    }
}
