// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.attribute;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Position;
import org.moviestore.table.QueryPlan;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableOptions;
import org.moviestore.table.TableSchema;

/** Filters that an index answers: the same items as without it, and an index that is read. */
class FilterIndexesIT {
    private static final TableSchema FILMS = TableSchema.builder("Films")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final TableOptions BY_ACTORS = TableOptions.none().withFilterIndex("info.actors");
    private static final int RANDOM_ITEMS = 80;
    private static final int CONDITIONS = 250;

    private final String database = TestServer.newDatabase();
    private final PostgresStore store = PostgresStore.connect(TestServer.url(database));

    @AfterEach
    void close() {
        store.close();
    }

    /** Makes a table of films of which every hundredth has its own actor in a list, and some their actors otherwise. */
    private DocumentTable films(int count) {
        store.createTable(FILMS);
        TestServer.execute(database, """
                INSERT INTO "Films" SELECT i, jsonb_build_object('id', i, 'plot', repeat('x', 300), 'info',
                  jsonb_build_object('rating', i %% 100, 'actors', CASE i %% 1000
                    WHEN 1 THEN '{"$SS": ["actor 7", "somebody"]}'::jsonb
                    WHEN 2 THEN '"the famous actor 7"'::jsonb
                    WHEN 3 THEN '{"actor 7": "actor 7"}'::jsonb
                    WHEN 4 THEN '[["actor 7"]]'::jsonb
                    ELSE jsonb_build_array('actor ' || i %% 100, 'somebody') END)), 400
                FROM generate_series(1, %d) i""".formatted(count));
        return store.table("Films", BY_ACTORS);
    }

    private static ScanRequest scan(DocumentTable table, Condition filter) {
        return ScanRequest.builder(table.schema()).filter(filter).build();
    }

    private TableLayout layout() {
        return new TableLayout(
                FILMS,
                "public",
                "Films",
                List.of("id"),
                List.of(),
                Set.of(new FilterIndex(AttributePath.parse("info.actors"))),
                "");
    }

    private Sql statement(ScanRequest request) {
        TableLayout layout = layout();
        return new PageSql(layout, request, KeyRange.of(layout, request), Prefilter.selecting(layout, request))
                .statement();
    }

    @Test
    void scan_forWhatAnIndexFinds_readsItUnderEveryPlan() throws SQLException {
        DocumentTable films = films(20_000);
        for (Condition filter : List.of(
                attribute("info.actors").contains("actor 7"),
                attribute("info.actors").equalTo(List.of("actor 7", "somebody")),
                attribute("info.actors").in("actor 7", "actor 8"),
                attribute("info.actors")
                        .contains("actor 7")
                        .and(attribute("info.rating").greaterThan(3)))) {
            Sql statement = statement(scan(films, filter));

            assertThat(Plans.plan(database, statement))
                    .contains("Bitmap Index Scan on \""
                            + new FilterIndex(AttributePath.parse("info.actors"))
                                    .sqlName(layout())
                                    .replace("\"", "\"\"")
                            + "\"")
                    .doesNotContain("Seq Scan");
            assertThat(Plans.genericPlan(database, statement))
                    .contains("Bitmap Index Scan")
                    .doesNotContain("Seq Scan");
        }
    }

    @Test
    void scan_forAnActor_findsTheActorInListsSetsAndText() {
        DocumentTable films = films(2_000);
        Condition filter = attribute("info.actors").contains("actor 7");

        List<Item> found = films.stream(scan(films, filter)).toList();

        assertThat(found.stream().map(item -> item.attribute("id").orElseThrow()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 2_000)
                        .filter(i -> i % 100 == 7 || i % 1000 == 1 || i % 1000 == 2)
                        .mapToObj(Values::number)
                        .toList());
        assertThat(films.count(scan(films, filter))).isEqualTo(found.size());
    }

    @Test
    void scan_forMoreThanAPageHolds_goesOnWhereThePageEnded() {
        DocumentTable films = films(25_000);
        Condition filter = attribute("info.actors").contains("somebody");

        assertThat(films.scan(scan(films, filter)).last()).isPresent();
        assertThat(films.stream(scan(films, filter))
                        .map(item -> item.attribute("id").orElseThrow()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 25_000)
                        .filter(i -> i % 1000 < 1 || i % 1000 > 4 || i % 1000 == 1)
                        .mapToObj(Values::number)
                        .toList());
        assertThat(films.count(scan(films, filter))).isEqualTo(25_000 - 25 * 3);
    }

    @Test
    void explain_ofWhatAnIndexFinds_namesIt() {
        DocumentTable films = films(5_000);
        ScanRequest found = scan(films, attribute("info.actors").contains("actor 7"));
        ScanRequest other = scan(films, attribute("info.rating").equalTo(7));

        assertThat(films.explain(found).access()).isEqualTo(QueryPlan.Access.FILTER_INDEX);
        assertThat(films.explain(found).backendPlan().orElseThrow()).contains("Films::filter");
        assertThat(films.explain(other).access()).isEqualTo(QueryPlan.Access.TABLE_SCAN);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> films.withoutFullScans().scan(found))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FULL_SCAN));
    }

    @Test
    void scan_withALimit_countsWhatItLooksAt() {
        DocumentTable films = films(200);
        ScanRequest request = ScanRequest.builder(FILMS)
                .filter(attribute("info.actors").contains("actor 7"))
                .limit(50)
                .build();

        assertThat(films.scan(request).evaluated()).hasValue(50);
        assertThat(films.stream(request)).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 20_261, 77})
    void scan_withRandomFilters_findsWhatTheyHoldOn(long seed) {
        TestServer.execute(database, "ALTER DATABASE " + database + " SET enable_seqscan = off");
        TestServer.execute(database, "ALTER DATABASE " + database + " SET enable_indexscan = off");
        RandomItems random = new RandomItems(seed);
        TableOptions options = TableOptions.none()
                .withFilterIndex(AttributePath.of("a"))
                .withFilterIndex(AttributePath.of("b"))
                .withFilterIndex(AttributePath.of("$SS"))
                .withFilterIndex(AttributePath.of("q?\""))
                .withFilterIndex(AttributePath.of("a").name("it's"))
                .withFilterIndex(AttributePath.of("b").name("x.y"));
        try (PostgresStore indexed = PostgresStore.connect(TestServer.url(database))) {
            indexed.createTable(FILMS);
            DocumentTable table = indexed.table("Films", options);
            List<Item> items =
                    IntStream.range(0, RANDOM_ITEMS).mapToObj(random::item).toList();
            items.forEach(table::put);
            int narrowed = 0;
            for (int i = 0; i < CONDITIONS; i++) {
                Condition filter = i % 2 == 0 ? allowed(random) : random.sought(options.filterIndexes());
                ScanRequest request = scan(table, filter);
                narrowed += table.explain(request).access() == QueryPlan.Access.FILTER_INDEX ? 1 : 0;

                assertThat(table.stream(request))
                        .as("seed %d, %s", seed, filter)
                        .containsExactlyElementsOf(
                                items.stream().filter(filter::holdsOn).toList());
            }

            assertThat(narrowed).isGreaterThan(CONDITIONS / 2);
        }
    }

    /** Returns a condition that does not look into the key. */
    private static Condition allowed(RandomItems random) {
        while (true) {
            Condition condition = random.condition(2);
            if (ExpressionLimits.paths(condition).stream()
                    .noneMatch(path -> path.attribute().equals("id"))) {
                return condition;
            }
        }
    }

    @Test
    void table_withAFilterIndexThatIsThere_leavesIt() {
        films(10);
        store.table("Films", BY_ACTORS);
        List<String> indexes = new ArrayList<>(indexes());

        store.table("Films", BY_ACTORS.withFilterIndex("info.rating"));

        assertThat(indexes).hasSize(2);
        assertThat(indexes()).hasSize(3).containsAll(indexes);
    }

    private List<String> indexes() {
        return TestServer.rows(database, "SELECT indexname FROM pg_indexes WHERE tablename = 'Films'");
    }

    @Test
    void table_whoseFilterIndexWasDroppedByHand_getsItAgain() {
        DocumentTable films = films(200);
        List<String> before = indexes();
        for (String index : before) {
            if (index.contains("filter")) {
                TestServer.execute(database, "DROP INDEX " + Identifiers.quote(index));
            }
        }
        Condition filter = attribute("info.actors").contains("actor 7");
        long found = films.count(scan(films, filter));

        store.table("Films", BY_ACTORS);

        assertThat(indexes()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(films.count(scan(films, filter))).isEqualTo(found).isPositive();
    }

    @Test
    void stream_whoseIndexFindsTooMuchForAStatement_goesOnWithoutIt() {
        films(9_000);
        HikariDataSource pool = TestServer.pool(database);
        AtomicInteger selections = new AtomicInteger();
        DataSource impatient = Proxies.intercepting(pool, statement -> {
            if (statement.contains("filter_keys") && selections.incrementAndGet() == 2) {
                throw new SQLException("canceling statement due to statement timeout", "57014");
            }
        });
        try (pool;
                PostgresStore impatientStore = PostgresStore.over(impatient)) {
            DocumentTable films = impatientStore.table("Films");
            ScanRequest scan = scan(films, attribute("info.actors").contains("somebody"));

            List<AttributeValue> found = films.stream(scan)
                    .map(item -> item.attribute("id").orElseThrow())
                    .toList();

            assertThat(found)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 9_000)
                            .filter(i -> i % 1000 < 1 || i % 1000 > 4 || i % 1000 == 1)
                            .mapToObj(Values::number)
                            .toList());
            assertThat(selections).hasValue(2);
            assertThat(films.explain(scan).access()).isEqualTo(QueryPlan.Access.TABLE_SCAN);
        }
    }

    @Test
    void count_thatTakesTooLongForAStatement_leavesTheIndexToOthers() {
        films(3_000);
        HikariDataSource pool = TestServer.pool(database);
        AtomicInteger counts = new AtomicInteger();
        DataSource impatient = Proxies.intercepting(pool, statement -> {
            if (statement.startsWith("SELECT p.item_number") && counts.incrementAndGet() <= 2) {
                throw new SQLException("canceling statement due to statement timeout", "57014");
            }
        });
        try (pool;
                PostgresStore impatientStore = PostgresStore.over(impatient)) {
            DocumentTable films = impatientStore.table("Films");
            ScanRequest found = scan(films, attribute("info.actors").contains("actor 7"));

            assertThat(films.count(scan(films, attribute("info.rating").equalTo(7))))
                    .isEqualTo(30);
            assertThat(films.explain(found.counting()).access()).isEqualTo(QueryPlan.Access.FILTER_INDEX);

            assertThat(films.count(found)).isEqualTo(films.stream(found).count());
            assertThat(films.explain(found.counting()).access()).isEqualTo(QueryPlan.Access.TABLE_SCAN);
            assertThat(films.explain(found).access()).isEqualTo(QueryPlan.Access.FILTER_INDEX);
        }
    }

    @Test
    void scan_ofSegmentsOrFromAPosition_findsWhatIsThere() {
        DocumentTable films = films(2_000);
        Condition filter = attribute("info.actors").contains("actor 7");
        List<Item> all = films.stream(scan(films, filter)).toList();
        List<Item> bySegments = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            films.stream(ScanRequest.builder(FILMS).filter(filter).segment(i, 3).build())
                    .forEach(bySegments::add);
        }
        ScanRequest later = scan(films, filter).withStartAfter(new Position(FILMS.key(1007), Item.EMPTY));

        assertThat(bySegments).containsExactlyInAnyOrderElementsOf(all);
        assertThat(films.stream(later))
                .containsExactlyElementsOf(all.stream()
                        .filter(item -> ((NumberValue) item.attribute("id").orElseThrow())
                                        .value()
                                        .intValueExact()
                                > 1007)
                        .toList());
    }

    @Test
    void table_askedForAnew_usesTheFilterIndexesThatItHas() {
        films(200);
        try (PostgresStore other = PostgresStore.connect(TestServer.url(database))) {
            DocumentTable films = other.table("Films");

            assertThat(films.explain(scan(films, attribute("info.rating").equalTo(7)))
                            .access())
                    .isEqualTo(QueryPlan.Access.TABLE_SCAN);
            assertThat(films.explain(scan(films, attribute("info.actors").contains("actor 7")))
                            .access())
                    .isEqualTo(QueryPlan.Access.FILTER_INDEX);
        }
    }

    @Test
    void table_withAFilterIndexForARoleThatMayNotMakeIt_isRejectedAndAsBefore() {
        films(10);
        TestServer.execute(database, "CREATE ROLE reader LOGIN PASSWORD 'secret'");
        TestServer.execute(database, "GRANT SELECT ON \"Films\" TO reader; GRANT USAGE ON SCHEMA moviestore TO reader");
        try (PostgresStore reading = PostgresStore.connect(TestServer.url(database, "reader", "secret"))) {
            assertThat(reading.table("Films", BY_ACTORS).count(ScanRequest.of(FILMS)))
                    .isEqualTo(10);
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> reading.table("Films", TableOptions.none().withFilterIndex("info.rating")))
                    .withMessageContaining("to own the table");
        } finally {
            TestServer.execute(database, "DROP OWNED BY reader; DROP ROLE reader");
        }
        assertThat(indexes()).hasSize(2);
    }

    @Test
    void dropTable_withFilterIndexes_leavesNothingOfThem() {
        films(10);
        store.dropTable("Films");

        assertThat(TestServer.rows(database, "SELECT path FROM moviestore.filter_indexes"))
                .isEmpty();
        assertThat(films(5).count(ScanRequest.of(FILMS))).isEqualTo(5);
    }

    @Test
    void put_ofWhatOthersWriteOtherwise_doesNotFailTheirs() {
        films(0);

        TestServer.execute(database, """
                INSERT INTO "Films" SELECT i, jsonb_build_object('id', i, 'info', jsonb_build_object('actors', v)), 9
                FROM unnest(ARRAY['{"$BS": "x"}', '{"$SS": 1}', '{"$NS": {}}', '{"$B": []}', '{"$BS": []}', 'null'
                  ]::jsonb[]) WITH ORDINALITY AS t(v, i)""");

        assertThat(TestServer.rows(database, "SELECT count(*) FROM \"Films\"")).containsExactly("6");
    }
}
