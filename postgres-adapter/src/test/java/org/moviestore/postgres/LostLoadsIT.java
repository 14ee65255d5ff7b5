// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Statement;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadRecord;
import org.moviestore.table.LoadReport;
import org.moviestore.table.TableSchema;

/** Loads whose connection breaks, over a pool that lends it again unless it hears of that. */
@Timeout(120)
class LostLoadsIT {
    private static final String DATABASE = TestServer.newDatabase();
    private static final TableSchema SCHEMA = TableSchema.builder("Loaded")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final TableLayout LAYOUT = TableLayout.create(SCHEMA, "public");

    private final HikariDataSource pool = new HikariDataSource();
    private DocumentTable table;

    @BeforeEach
    void create() {
        try (PostgresStore store = PostgresStore.connect(TestServer.url(DATABASE))) {
            store.createTable(SCHEMA);
        }
    }

    @AfterEach
    void drop() {
        pool.close();
        try (PostgresStore store = PostgresStore.connect(TestServer.url(DATABASE))) {
            store.dropTable("Loaded");
        }
    }

    private PostgresStore open(int connections, int socketTimeout) {
        pool.setJdbcUrl(TestServer.server().jdbcUrl(DATABASE));
        pool.setUsername(TestServer.server().user());
        pool.setPassword(TestServer.server().password());
        pool.setMaximumPoolSize(connections);
        pool.addDataSourceProperty("socketTimeout", Integer.toString(socketTimeout));
        PostgresStore store = PostgresStore.over(pool);
        table = store.table("Loaded");
        return store;
    }

    private static LoadWriter writer(PostgresStore store) {
        return new LoadWriter(store.connections(), LAYOUT, new BatchSql(LAYOUT));
    }

    private static Item item(int id) {
        return Item.of("id", id, "text", "x".repeat(500));
    }

    private static List<PutRow> rows(LoadWriter writer, int count) {
        return IntStream.range(0, count).mapToObj(id -> writer.rowOf(item(id))).toList();
    }

    /** Ends the sessions that copy, or did so last. */
    private static void endSessions() {
        assertThat(TestServer.rows(
                        DATABASE,
                        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND query LIKE 'COPY %'"))
                .isNotEmpty()
                .containsOnly("t");
    }

    @Test
    void store_whoseSessionIsEnded_failsAndItsConnectionIsNotLentAgain() {
        try (PostgresStore store = open(1, 0)) {
            LoadWriter writer = writer(store);
            List<PutRow> rows = rows(writer, 3000);
            List<PutRow> ending = new AbstractList<>() {
                @Override
                public PutRow get(int index) {
                    if (index == 1000) {
                        endSessions();
                    }
                    return rows.get(index);
                }

                @Override
                public int size() {
                    return rows.size();
                }
            };

            assertThatExceptionOfType(OutcomeUnknownException.class)
                    .isThrownBy(() -> writer.store(ending))
                    .withMessageContaining("the items may be loaded again");

            assertThat(table.get(SCHEMA.key(1))).isEmpty();
            assertThat(writer.store(rows)).isZero();
            assertThat(table.get(SCHEMA.key(1))).contains(item(1));
        }
    }

    @Test
    void store_whoseAnswerComesTooLate_failsAndItsConnectionIsNotLentAgain() throws Exception {
        try (PostgresStore store = open(1, 1)) {
            LoadWriter writer = writer(store);
            try (Connection other = TestServer.connect(DATABASE);
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("LOCK TABLE \"Loaded\" IN ACCESS EXCLUSIVE MODE");

                assertThatExceptionOfType(OutcomeUnknownException.class)
                        .isThrownBy(() -> writer.store(rows(writer, 10)));
                other.rollback();
            }

            assertThat(table.get(SCHEMA.key(1))).isEmpty();
        }
    }

    @Test
    void load_whoseSessionsAreEnded_storesAllTheSame() {
        try (PostgresStore store = open(2, 0)) {
            Iterator<Item> items = IntStream.range(0, 16_000)
                    .mapToObj(id -> {
                        if (id == 8400) {
                            endSessions();
                        }
                        return item(id);
                    })
                    .iterator();

            LoadReport report = store.table("Loaded").load(LoadRecord.numbered(items), LoadListener.SILENT);

            assertThat(report.loaded()).isEqualTo(16_000);
            assertThat(report.replaced()).isIn(OptionalLong.empty(), OptionalLong.of(0));
        }
        assertThat(TestServer.rows(DATABASE, "SELECT count(*), count(DISTINCT id) FROM \"Loaded\""))
                .containsExactly("16000|16000");
    }
}
