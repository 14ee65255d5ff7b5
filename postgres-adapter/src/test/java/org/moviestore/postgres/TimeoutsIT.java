// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.set;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.moviestore.error.ContentionException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableExport;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import org.postgresql.ds.PGSimpleDataSource;

class TimeoutsIT {
    private static final String DATABASE = TestServer.newDatabase();
    private static final PostgresStore STORE = PostgresStore.builder(TestServer.url(DATABASE))
            .timeout(Duration.ofSeconds(1))
            .connect();
    private static final TableSchema SCHEMA = TableSchema.builder("Locked")
            .partitionKey("id", AttributeType.NUMBER)
            .build();

    private static final SecondaryIndex BY_V = SecondaryIndex.builder("by-v")
            .partitionKey("v", AttributeType.STRING)
            .build();

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    @Timeout(60)
    void writes_ofARowThatAnotherSessionHolds_endInContentionOnce() throws Exception {
        DocumentTable table = STORE.createTable(SCHEMA);
        table.put(Item.of("id", 1, "v", "old"));
        Item item = Item.of("id", 1, "v", "new");
        List<ThrowingCallable> writes = List.of(
                () -> table.put(item),
                () -> table.put(PutRequest.builder(SCHEMA, item)
                        .returning(ReturnItem.OLD)
                        .build()),
                () -> table.update(UpdateRequest.of(SCHEMA, SCHEMA.key(1), set("v", "new"))),
                () -> table.delete(SCHEMA.key(1)),
                () -> STORE.updateTable("Locked", TableChange.addIndex(BY_V)),
                () -> STORE.dropTable("Locked"));

        try (Connection holder = TestServer.connect(DATABASE);
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT * FROM \"Locked\" FOR UPDATE");

            long start = System.nanoTime();
            assertThat(writes)
                    .allSatisfy(write -> assertThatExceptionOfType(ContentionException.class)
                            .isThrownBy(write)
                            .withMessageContaining("nothing has changed"));
            Duration waited = Duration.ofNanos(System.nanoTime() - start);

            assertThat(waited).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(20));
            assertThat(table.get(SCHEMA.key(1))).contains(Item.of("id", 1, "v", "old"));
            assertThat(STORE.describeTable("Locked").schema()).isEqualTo(SCHEMA);
        }
    }

    @Test
    @Timeout(60)
    void addIndex_thatTakesLongerThanAnyTimeout_isDone() throws Exception {
        TableSchema schema = TableSchema.builder("Slow")
                .partitionKey("id", AttributeType.NUMBER)
                .build();
        DocumentTable table = STORE.createTable(schema);
        for (int i = 0; i < 15; i++) {
            table.put(Item.of("id", i, "v", "x"));
        }
        TestServer.execute(DATABASE, """
                CREATE FUNCTION slow(numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE
                  AS 'BEGIN PERFORM pg_sleep(0.1); RETURN $1; END';
                CREATE INDEX ON "Slow" (slow(id))""");

        try (PostgresStore store = PostgresStore.over(hasty())) {
            DocumentTable indexed = store.updateTable("Slow", TableChange.addIndex(BY_V));

            assertThat(indexed.count(
                            ScanRequest.builder(indexed.schema()).index("by-v").build()))
                    .isEqualTo(15);
        }
    }

    /** Returns a source of sessions that end what takes longer than 0.8 s, and do not wait a second for an answer. */
    private static PGSimpleDataSource hasty() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(TestServer.server().jdbcUrl(DATABASE));
        source.setUser(TestServer.server().user());
        source.setPassword(TestServer.server().password());
        int major = Integer.parseInt(TestServer.server().serverVersion().split("\\D", 2)[0]);
        source.setOptions("-c statement_timeout=800" + (major >= 17 ? " -c transaction_timeout=800" : ""));
        source.setSocketTimeout(1);
        return source;
    }

    @Test
    @Timeout(60)
    void export_thatTakesLongerThanAnyTimeout_isDone() {
        TableSchema schema = TableSchema.builder("Silent")
                .partitionKey("id", AttributeType.NUMBER)
                .build();
        DocumentTable table = STORE.createTable(schema);
        for (int i = 0; i < 15; i++) {
            table.put(Item.of("id", i));
        }
        TestServer.execute(DATABASE, """
                CREATE FUNCTION slowly(numeric) RETURNS boolean LANGUAGE plpgsql
                  AS 'BEGIN PERFORM pg_sleep(0.1); RETURN true; END';
                ALTER TABLE "Silent" RENAME TO "Rows";
                CREATE VIEW "Silent" AS SELECT * FROM "Rows" WHERE slowly(id)""");

        try (PostgresStore store = PostgresStore.over(hasty());
                TableExport export = store.table("Silent").export(1)) {
            assertThat(export.segments().get(0)).hasSize(15);
        }
    }
}
