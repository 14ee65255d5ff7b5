// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableExport;
import org.moviestore.table.TableSchema;

/** Exports as transactions on one snapshot: what they hold, and what they meet. */
class ExportsIT {
    private static final String DATABASE = TestServer.newDatabase();
    private static final TableSchema SCHEMA = TableSchema.builder("Films")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final int ITEMS = 3000;

    private final HikariDataSource pool = new HikariDataSource();
    private PostgresStore store = open(2);

    private PostgresStore open(int connections) {
        pool.setJdbcUrl(TestServer.server().jdbcUrl(DATABASE));
        pool.setUsername(TestServer.server().user());
        pool.setPassword(TestServer.server().password());
        pool.setMaximumPoolSize(connections);
        pool.setConnectionTimeout(1000);
        return PostgresStore.over(pool);
    }

    @AfterEach
    void drop() {
        assertNothingHeld();
        store.listTables().forEach(store::dropTable);
        store.close();
        pool.close();
    }

    private void assertNothingHeld() {
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        assertThat(TestServer.rows(
                        DATABASE,
                        "SELECT state, query FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND state <> 'idle' AND pid <> pg_backend_pid()"))
                .isEmpty();
    }

    private DocumentTable filled() {
        DocumentTable table = store.createTable(SCHEMA);
        TestServer.execute(
                DATABASE,
                "INSERT INTO \"Films\" SELECT i, jsonb_build_object('id', i, 'text', repeat('x', i % 900)), 10 + i % 900"
                        + " FROM generate_series(1, " + ITEMS + ") AS i");
        return table;
    }

    @Test
    void export_inTwoSegments_readsAboutHalfOfTheBlocksInEach() {
        try (TableExport export = filled().export(2)) {
            List<Integer> counts = export.segments().stream()
                    .map(segment -> Math.toIntExact(segment.count()))
                    .toList();

            assertThat(counts.stream().mapToInt(count -> count).sum()).isEqualTo(ITEMS);
            assertThat(counts).allSatisfy(count -> assertThat(count).isBetween(ITEMS / 3, ITEMS * 2 / 3));
        }
    }

    @Test
    void export_readToItsEnd_givesItsConnectionBackBeforeItIsClosed() {
        try (TableExport export = filled().export(1)) {
            assertThat(export.segments().get(0)).hasSize(ITEMS);

            assertNothingHeld();
        }
    }

    @Test
    void export_closedInTheMiddle_endsTheCopyAndLeavesTheConnectionUsable() {
        DocumentTable table = filled();
        for (int i = 0; i < 5; i++) {
            try (TableExport export = table.export(2)) {
                Iterator<Item> items = export.segments().get(0).iterator();
                items.next();
                items.next();
            }
            assertNothingHeld();
        }

        assertThat(table.get(SCHEMA.key(1))).isPresent();
    }

    @Test
    void export_ofMoreSegmentsThanConnections_isUnavailableAndHoldsNothing() {
        DocumentTable table = filled();

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> table.export(3));

        assertNothingHeld();
    }

    @Test
    void export_whileTheTableIsToBeEmptied_makesThatWait() {
        DocumentTable table = filled();
        try (TableExport export = table.export(2)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> TestServer.execute(DATABASE, "SET lock_timeout = 50; TRUNCATE \"Films\""))
                    .withMessageContaining("TRUNCATE");

            assertThat(export.segments().stream().mapToLong(Stream::count).sum())
                    .isEqualTo(ITEMS);
        }
    }

    @Test
    void export_ofATableThatIsGone_findsNoTable() {
        DocumentTable table = filled();
        store.dropTable("Films");

        assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> table.export(2));
    }

    @Test
    void export_ofAClosedStore_isRefused() {
        DocumentTable table = filled();
        PostgresStore closed = PostgresStore.over(pool);
        DocumentTable unusable = closed.table("Films");
        closed.close();

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> unusable.export(1));
        assertThat(table.get(SCHEMA.key(1))).isPresent();
    }

    @Test
    void export_ofARowThatNobodyCanRead_saysWhichAfterThoseBefore() {
        DocumentTable table = filled();
        TestServer.execute(DATABASE, "INSERT INTO \"Films\" VALUES (0, '{\"id\": 0, \"$wrong\": 1}', 10)");
        List<Item> read = new ArrayList<>();

        try (TableExport export = table.export(1)) {
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> export.segments().get(0).forEach(read::add))
                    .withMessageContaining(
                            "column item of the row that lies behind item {\"id\":{\"N\":\"" + ITEMS + "\"}}");
        }

        assertThat(read).hasSize(ITEMS);
    }

    @Test
    void export_overConnectionsOfAnotherKind_saysWhatItNeeds() {
        filled();
        PostgresStore hidden = PostgresStore.over(Proxies.hiding(pool));

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> hidden.table("Films").export(1))
                .withMessageContaining("PGConnection");

        hidden.close();
    }

    @Test
    void export_whoseConnectionIsCutBefore_isUnavailableAndHoldsNothing() {
        DocumentTable table = filled();
        try (TableExport export = table.export(1)) {
            TestServer.execute(
                    DATABASE,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND state LIKE 'idle in transaction%'");

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> export.segments().get(0).toList());
        }
    }

    @Test
    void export_whoseConnectionIsCutInTheMiddle_isUnavailableAndLeavesOthersTheirAnswers() {
        DocumentTable table = filled();
        TestServer.execute(
                DATABASE,
                "INSERT INTO \"Films\" SELECT i, jsonb_build_object('id', i, 'text', repeat('x', 1500)), 1510"
                        + " FROM generate_series(" + (ITEMS + 1) + ", 60000) AS i");
        try (TableExport export = table.export(1)) {
            Iterator<Item> items = export.segments().get(0).iterator();
            items.next();
            TestServer.execute(
                    DATABASE,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND query LIKE 'COPY%'");

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> items.forEachRemaining(item -> {}));
        }

        for (int id = 1; id < 10; id++) {
            assertThat(table.get(SCHEMA.key(id)).orElseThrow().attributes().get("id"))
                    .isEqualTo(Values.number(id));
        }
    }

    @Test
    void segment_readAfterItsExportWasClosed_saysSo() {
        Iterator<Item> items;
        try (TableExport export = filled().export(1)) {
            items = export.segments().get(0).iterator();
            items.next();
        }

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> items.forEachRemaining(item -> {}))
                .withMessageContaining("closed before");
    }
}
