// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PageRequest;
import org.moviestore.table.QueryPlan;
import org.moviestore.table.QueryPlan.Access;
import org.moviestore.table.QueryPlan.FilteredBy;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.Select;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableSchema;

/** What a table explains: the plan of the very statement that a page runs. */
class ExplainIT {
    private static final String DATABASE = TestServer.newDatabase();
    private static final StatementLog LOG = new StatementLog(DATABASE);
    private static final PostgresStore STORE = PostgresStore.over(LOG.dataSource());

    private static DocumentTable films;
    private static TableSchema schema;

    @BeforeAll
    static void fill() {
        STORE.createTable(TableSchema.builder("Films")
                .partitionKey("year", AttributeType.NUMBER)
                .sortKey("title", AttributeType.STRING)
                .build());
        TestServer.execute(DATABASE, """
                INSERT INTO "Films"
                SELECT i % 100, 't' || i, jsonb_build_object('year', i % 100, 'title', 't' || i, 'director', 'd' || i % 50,
                    'plot', repeat('x', 400)), 500
                FROM generate_series(1, 10000) i""");
        films = STORE.updateTable(
                "Films",
                TableChange.addIndex(SecondaryIndex.builder("by-director")
                        .partitionKey("director", AttributeType.STRING)
                        .build()));
        schema = films.schema();
        TestServer.execute(DATABASE, "VACUUM ANALYZE \"Films\"");
    }

    @AfterAll
    static void close() {
        STORE.close();
        LOG.close();
    }

    private static QueryRequest.Builder ofYear(int year) {
        return QueryRequest.builder(schema, KeyCondition.partition("year", year));
    }

    private static QueryRequest.Builder byDirector(String director) {
        return QueryRequest.builder(schema, KeyCondition.partition("director", director))
                .index("by-director");
    }

    private static String backendPlan(PageRequest request) {
        return films.explain(request).backendPlan().orElseThrow();
    }

    @Test
    void explain_ofAQuery_namesTheKeyThatItUses() {
        QueryPlan plan = films.explain(
                ofYear(7).filter(attribute("plot").exists()).limit(10).build());

        assertThat(plan.access()).isEqualTo(Access.PARTITION);
        assertThat(plan.filteredBy()).contains(FilteredBy.BACKEND);
        assertThat(plan.estimatedCapacity()).isEmpty();
        assertThat(plan.backendPlan().orElseThrow())
                .contains("using \"Films:key\" on \"Films\"", "Index Cond")
                .doesNotContain("actual time");
    }

    @Test
    void explain_ofAQueryByAnIndex_namesTheIndexThatItUses() {
        QueryPlan plan = films.explain(byDirector("d7").limit(10).build());

        assertThat(plan.access()).isEqualTo(Access.INDEX_PARTITION);
        assertThat(plan.index()).contains("by-director");
        assertThat(plan.backendPlan().orElseThrow())
                .contains("using \"Films::by-director\" on \"Films\"")
                .doesNotContain("Films:key");
    }

    @Test
    void explain_ofManyValues_plansForEachOfThem() {
        for (int year = 0; year < 20; year++) {
            assertThat(backendPlan(ofYear(year).limit(3).build())).contains("year = '" + year + "'::numeric");
        }
    }

    @Test
    void explain_ofAnyPage_isOfTheStatementThatThePageRuns() {
        for (PageRequest request : List.of(
                ofYear(7).build(),
                ofYear(7).descending().limit(3).build(),
                ofYear(7).filter(attribute("plot").exists()).build(),
                ofYear(7).select(Select.COUNT).build(),
                byDirector("d7").limit(50).build(),
                byDirector("d7").select(Select.COUNT).limit(5).build(),
                ScanRequest.of(schema),
                ScanRequest.builder(schema).segment(1, 4).limit(100).build(),
                ScanRequest.builder(schema).index("by-director").build(),
                ScanRequest.builder(schema)
                        .limit(100)
                        .build()
                        .withStartAfter(
                                films.scan(ScanRequest.of(schema)).last().orElseThrow()))) {
            assertExplainsWhatRuns(films, request);
        }
    }

    @Test
    void explain_whereItemsAreLarge_isOfTheStatementThatThePageRunsThen() {
        DocumentTable large = STORE.createTable(TableSchema.builder("Large")
                .partitionKey("id", AttributeType.NUMBER)
                .build());
        large.put(Item.of("id", 1, "text", "x".repeat(10_000)));
        ScanRequest scan = ScanRequest.of(large.schema());
        String before = assertExplainsWhatRuns(large, scan);

        String after = assertExplainsWhatRuns(large, scan);

        assertThat(after).isNotEqualTo(before);
    }

    /** Explains a page, reads it, and returns the statement of both. */
    private static String assertExplainsWhatRuns(DocumentTable table, PageRequest request) {
        LOG.take();
        Optional<String> plan = table.explain(request).backendPlan();
        List<String> explained = LOG.take();
        request.readFrom(table);
        String run = LOG.take().get(0);

        assertThat(plan.orElseThrow()).isNotBlank();
        assertThat(explained).containsExactly("EXPLAIN " + run);
        return run;
    }
}
