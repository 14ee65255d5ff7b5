// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.Select;
import org.moviestore.table.SortOrder;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableSchema;

/** How PostgreSQL reads pages: from an index, in its order, and never more of it than a page needs. */
class PlansIT {
    private static final String DATABASE = TestServer.newDatabase();
    private static final PostgresStore STORE = PostgresStore.connect(TestServer.url(DATABASE));
    private static final String INDEX = "Films::by-director";
    private static final int VACUUMS = 300;
    private static final String KEY = "Films:key";

    private static TableSchema schema;
    private static TableLayout layout;

    /** One director has half of the films, and the index comes last, so that only its own statistics tell of it. */
    @BeforeAll
    static void fill() {
        STORE.createTable(TableSchema.builder("Films")
                .partitionKey("year", AttributeType.NUMBER)
                .sortKey("title", AttributeType.STRING)
                .build());
        TestServer.execute(DATABASE, """
                INSERT INTO "Films"
                SELECT i % 100, 't' || i, jsonb_build_object('year', i % 100, 'title', 't' || i, 'rank', i % 50, 'director',
                    CASE WHEN i % 2 = 0 THEN 'many' ELSE 'd' || i % 1000 END, 'plot', repeat('x', 400)), 500
                FROM generate_series(1, 20000) i""");
        TestServer.execute(DATABASE, "VACUUM ANALYZE \"Films\"");
        schema = STORE.updateTable(
                        "Films",
                        TableChange.addIndex(SecondaryIndex.builder("by-director")
                                .partitionKey("director", AttributeType.STRING)
                                .sortKey("rank", AttributeType.NUMBER)
                                .build()))
                .schema();
        layout = TableLayout.create(schema, "public");
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    private static QueryRequest.Builder query(String director) {
        return QueryRequest.builder(schema, KeyCondition.partition("director", director))
                .index("by-director");
    }

    private static Sql statement(PageRequest request) {
        return request.select() == Select.COUNT
                ? new CountSql(layout, request, KeyRange.of(layout, request), Optional.empty()).statement()
                : page(request).statement();
    }

    private static PageSql page(PageRequest request) {
        return new PageSql(layout, request, KeyRange.of(layout, request), Optional.empty());
    }

    private static String plan(Sql statement) throws SQLException {
        return Plans.plan(DATABASE, statement);
    }

    private static void assertPageInOrderOf(String index, PageRequest request) throws SQLException {
        assertInOrderOf(index, statement(request));
        if (request.filter().isEmpty()) {
            assertInOrderOf(index, page(request).ofSmallItems());
        }
    }

    private static void assertInOrderOf(String index, Sql statement) throws SQLException {
        assertInOrderOf(index, plan(statement));
        assertInOrderOf(index, Plans.genericPlan(DATABASE, statement));
    }

    private static void assertInOrderOf(String index, String plan) {
        assertThat(plan)
                .containsPattern("Index (Only )?Scan (Backward )?using \"" + index + "\"")
                .contains("Index Cond")
                .doesNotContain("Sort Key")
                .doesNotContain("Bitmap")
                .doesNotContain("Seq Scan");
    }

    @ParameterizedTest
    @EnumSource
    void query_ofAnIndex_readsItInItsOrderFromWhereAPageBegins(SortOrder order) throws SQLException {
        for (int limit : List.of(3, 50)) {
            QueryRequest first = query("many").order(order).limit(limit).build();
            QueryRequest later = first.withStartAfter(
                    STORE.table("Films").query(first).last().orElseThrow());
            QueryRequest filtered = query("many")
                    .order(order)
                    .limit(limit)
                    .filter(attribute("plot").exists())
                    .build();

            assertPageInOrderOf(INDEX, first);
            assertPageInOrderOf(INDEX, later);
            assertPageInOrderOf(INDEX, filtered);
            assertThat(plan(statement(later)))
                    .containsPattern(
                            "Index Cond: .*by-director:director.* AND \\(ROW\\(\"by-director:rank\", year, title\\)");
        }
    }

    @ParameterizedTest
    @EnumSource
    void query_ofAnIndexWithoutLimit_readsItInItsOrder(SortOrder order) throws SQLException {
        QueryRequest all = query("many").order(order).build();
        QueryRequest range = QueryRequest.builder(
                        schema, KeyCondition.partition("director", "many").andSort("rank", Comparator.GREATER, 10))
                .index("by-director")
                .order(order)
                .build();
        QueryRequest filtered =
                query("many").order(order).filter(attribute("plot").exists()).build();
        Page<Item> page = STORE.table("Films").query(all);

        assertPageInOrderOf(INDEX, filtered);
        assertPageInOrderOf(INDEX, all);
        assertPageInOrderOf(INDEX, range);
        assertPageInOrderOf(INDEX, all.withStartAfter(page.last().orElseThrow()));
    }

    @ParameterizedTest
    @EnumSource
    void query_ofTheTable_readsThePrimaryKeyInItsOrder(SortOrder order) throws SQLException {
        KeyCondition begins = KeyCondition.partition("year", 1).andSortBeginsWith("title", "t1");
        QueryRequest first =
                QueryRequest.builder(schema, begins).order(order).limit(20).build();
        QueryRequest later =
                first.withStartAfter(STORE.table("Films").query(first).last().orElseThrow());

        assertPageInOrderOf(KEY, first);
        assertPageInOrderOf(KEY, later);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 1000})
    void scan_ofASegment_readsOnInTheOrderOfTheKey(int total) throws SQLException {
        ScanRequest ofTable =
                ScanRequest.builder(schema).segment(0, total).limit(100).build();
        ScanRequest ofIndex = ScanRequest.builder(schema)
                .segment(0, total)
                .index("by-director")
                .filter(attribute("plot").exists())
                .limit(100)
                .build();
        Page<Item> tablePage =
                STORE.table("Films").scan(ScanRequest.builder(schema).limit(100).build());
        Page<Item> indexPage = STORE.table("Films")
                .scan(ScanRequest.builder(schema)
                        .index("by-director")
                        .limit(100)
                        .build());

        assertPageInOrderOf(KEY, ofTable.withStartAfter(tablePage.last().orElseThrow()));
        assertPageInOrderOf(INDEX, ofIndex.withStartAfter(indexPage.last().orElseThrow()));
        assertThat(plan(statement(ofIndex))).contains("using \"" + INDEX + "\"").doesNotContain("Sort Key");
    }

    @Test
    void scan_ofTheTable_readsOnInTheOrderOfTheKeyWithAndWithoutFilter() throws SQLException {
        ScanRequest first = ScanRequest.of(schema);
        ScanRequest filtered = ScanRequest.builder(schema)
                .filter(attribute("rank").greaterThan(100))
                .build();
        Page<Item> page = STORE.table("Films").scan(first);

        assertPageInOrderOf(KEY, first.withStartAfter(page.last().orElseThrow()));
        assertPageInOrderOf(KEY, filtered.withStartAfter(page.last().orElseThrow()));
    }

    @Test
    void scan_thatLooksForWhatMatches_readsOnInTheOrderOfTheKeyHoweverManyThatSeem() throws SQLException {
        DocumentTable table = STORE.table("Films");
        Page<Item> page = table.scan(ScanRequest.of(schema));
        for (Condition filter : List.of(
                attribute("plot").exists(),
                attribute("plot").notExists(),
                attribute("director").equalTo("many").and(attribute("rank").equalTo(7)))) {
            PageRequest request = ScanRequest.builder(schema)
                    .filter(filter)
                    .build()
                    .withStartAfter(page.last().orElseThrow());
            Sql settings = Pages.seeking(Duration.ofSeconds(1));
            Sql sought = PageSql.seeking(layout, request, KeyRange.of(layout, request), 1000)
                    .statement();

            assertInOrderOf(KEY, table.explain(request).backendPlan().orElseThrow());
            assertInOrderOf(KEY, Plans.genericPlan(DATABASE, settings, sought));
        }
    }

    @Test
    void page_thatIsCopied_readsOnInTheOrderOfTheKey() throws SQLException {
        QueryRequest ofIndex = query("many").build();
        for (PageRequest first : List.of(ScanRequest.of(schema), ofIndex)) {
            PageRequest later = first.withStartAfter(
                    first.readFrom(STORE.table("Films")).last().orElseThrow());
            CopySql copy = CopySql.of(page(later).ofSmallItems());
            Sql query = Sql.of(copy.text().replaceFirst("^COPY \\((.*)\\) TO STDOUT.*$", "$1"));

            assertInOrderOf(first.equals(ofIndex) ? INDEX : KEY, Plans.plan(DATABASE, copy.settings(), query));
        }
    }

    /** A row that some transaction may not see yet has to be read, be it that of a worker of the server's own. */
    private static void vacuum() throws SQLException, InterruptedException {
        for (int i = 0; i < VACUUMS; i++) {
            TestServer.execute(DATABASE, "VACUUM \"Films\"");
            try (Connection connection = TestServer.connect(DATABASE);
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT relallvisible >= relpages FROM pg_class WHERE relname = 'Films'")) {
                row.next();
                if (row.getBoolean(1)) {
                    return;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("not all rows of the table became visible to all");
    }

    @Test
    void count_ofAnIndex_readsNoRows() throws Exception {
        vacuum();

        for (QueryRequest request : List.of(
                query("many").select(Select.COUNT).build(),
                query("many").select(Select.COUNT).limit(100).build())) {
            assertThat(List.of(plan(statement(request)), Plans.genericPlan(DATABASE, statement(request))))
                    .allSatisfy(plan -> assertThat(plan).contains("Index Only Scan using \"" + INDEX + "\""));
        }
    }

    @ParameterizedTest
    @CsvSource({"d5, 20", "many, 10000", "nobody, 0"})
    void count_ofAnIndexPartition_isRight(String director, int expected) {
        assertThat(STORE.table("Films").count(query(director).build())).isEqualTo(expected);
    }

    @Test
    void query_withAFilterAndNoLimit_looksAtTheIndexInItsOrder() throws SQLException {
        QueryRequest request = query("many").filter(attribute("plot").exists()).build();
        Sql sweep = SweepSql.of(layout, request, KeyRange.of(layout, request))
                .orElseThrow()
                .statement();

        for (String plan : List.of(plan(sweep), Plans.genericPlan(DATABASE, sweep))) {
            assertThat(plan)
                    .containsPattern("Index Scan using \"" + INDEX + "\"")
                    .contains("Index Cond")
                    .doesNotContain("Seq Scan");
        }
    }
}
