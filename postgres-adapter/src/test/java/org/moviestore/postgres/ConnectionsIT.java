// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

class ConnectionsIT {
    private static final String DATABASE = TestServer.newDatabase();
    private static final TableSchema SCHEMA = TableSchema.builder("Items")
            .partitionKey("id", AttributeType.NUMBER)
            .build();

    private final HikariDataSource pool = new HikariDataSource();

    @AfterEach
    void closePool() {
        pool.close();
    }

    private DocumentTable open(boolean autocommit) {
        PostgresStore.migrate(TestServer.url(DATABASE));
        pool.setJdbcUrl(TestServer.server().jdbcUrl(DATABASE));
        pool.setUsername(TestServer.server().user());
        pool.setPassword(TestServer.server().password());
        pool.setMaximumPoolSize(1);
        pool.setConnectionTimeout(Duration.ofSeconds(2).toMillis());
        pool.setAutoCommit(autocommit);
        PostgresStore store = PostgresStore.over(pool);
        if (store.listTables().contains("Items")) {
            store.dropTable("Items");
        }
        return store.createTable(SCHEMA);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failures_giveTheOnlyConnectionBackAsItWas(boolean autocommit) throws Exception {
        DocumentTable table = open(autocommit);
        table.put(Item.of("id", 1, "v", "x"));

        assertThatExceptionOfType(ConditionFailedException.class)
                .isThrownBy(() -> table.put(PutRequest.builder(SCHEMA, Item.of("id", 1))
                        .condition(attribute("v").equalTo("y"))
                        .build()));
        assertThatExceptionOfType(ConditionFailedException.class)
                .isThrownBy(() -> table.delete(DeleteRequest.builder(SCHEMA, SCHEMA.key(1))
                        .condition(attribute("v").equalTo("y"))
                        .build()));
        assertThatExceptionOfType(ConditionFailedException.class)
                .isThrownBy(() -> table.update(UpdateRequest.builder(SCHEMA, SCHEMA.key(1), set("v", "z"))
                        .condition(attribute("v").equalTo("y"))
                        .build()));
        assertThatExceptionOfType(UpdateRejectedException.class)
                .isThrownBy(() -> table.update(UpdateRequest.of(SCHEMA, SCHEMA.key(1), set("m.x", 1))));
        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> table.store().dropTable("Nothing"));
        TestServer.execute(DATABASE, "ALTER TABLE \"Items\" RENAME TO \"Gone\"");
        assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> table.put(Item.of("id", 2)));
        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> table.update(UpdateRequest.of(SCHEMA, SCHEMA.key(1), set("v", 1))));
        assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> table.scan(ScanRequest.of(SCHEMA)));
        TestServer.execute(DATABASE, "ALTER TABLE \"Gone\" RENAME TO \"Items\"");

        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getAutoCommit()).isEqualTo(autocommit);
        }
        assertThat(TestServer.rows(
                        DATABASE,
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND state LIKE 'idle in transaction%'"))
                .containsExactly("0");
        assertThat(TestServer.rows(DATABASE, "SELECT id FROM \"Items\"")).containsExactly("1");
    }

    private static String limitAfter(Connection connection, String seconds) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT current_setting('statement_timeout') FROM pg_sleep(" + seconds + ")")) {
            row.next();
            return row.getString(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 250ms", "250ms, 250ms", "1s, 250ms", "200ms, 200ms", "2h, 250ms"})
    void read_whileSeeking_endsAStatementThatTakesLongerUnlessTheSessionDoes(String ofSession, String expected)
            throws Exception {
        open(true);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = '" + ofSession + "'");
        }
        Connections connections = new Connections(pool, () -> {});
        Call call = Operation.SCAN.on("Items");
        Sql limit = Pages.seeking(Duration.ofMillis(250));

        String within = connections.read(call, limit, connection -> limitAfter(connection, "0"));
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> connections.read(call, limit, connection -> limitAfter(connection, "30")))
                .satisfies(e ->
                        assertThat(PostgresExceptions.isStatementTimeout(e)).isTrue());
        String after = connections.read(call, connection -> limitAfter(connection, "0"));

        assertThat(within).isEqualTo(expected);
        assertThat(after).isEqualTo(ofSession);
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void transactionsWithoutTimeLimits_giveTheConnectionBackAsItWas() throws Exception {
        Call call = Operation.SCAN.on("Items");
        int lent = 60_000;
        try (Connection connection = TestServer.connect(DATABASE)) {
            connection.setNetworkTimeout(Runnable::run, lent);
            Connections connections = new Connections(Proxies.lending(connection, method -> {}), () -> {});

            assertThat(connections.<Integer>longTransaction(call, Connection::getNetworkTimeout))
                    .isZero();
            assertThat(connection.getNetworkTimeout()).isEqualTo(lent);
            try (ReadTransaction transaction = connections.begin(call)) {
                transaction.liftTimeLimits();
                assertThat(transaction.<Integer>run(Connection::getNetworkTimeout))
                        .isZero();
            }
            assertThat(connection.getNetworkTimeout()).isEqualTo(lent);
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @Test
    void read_thatFailsWithSomethingSuppressed_keepsItsConnection() throws Exception {
        IllegalStateException failure = new IllegalStateException("nothing of the connection");
        failure.addSuppressed(new IllegalStateException("nor this"));
        List<String> calls = new ArrayList<>();
        try (Connection connection = TestServer.connect(DATABASE)) {
            Connections connections = new Connections(Proxies.lending(connection, calls::add), () -> {});

            assertThatException()
                    .isThrownBy(() -> connections.read(Operation.SCAN.on("Items"), Sql.of("SELECT 1"), lent -> {
                        throw failure;
                    }))
                    .isSameAs(failure);

            assertThat(connection.isValid(10)).isTrue();
            assertThat(calls).contains("rollback").doesNotContain("abort");
        }
    }

    @Test
    void copy_thatCannotBeEnded_cutsItsConnection() throws Exception {
        IllegalStateException failure = new IllegalStateException("before the end");
        List<String> calls = new ArrayList<>();
        try (Connection connection = TestServer.connect(DATABASE)) {
            Connections connections = new Connections(Proxies.lending(connection, calls::add), () -> {});

            assertThatException()
                    .isThrownBy(() -> connections.read(Operation.SCAN.on("Items"), Sql.of("SELECT 1"), lent -> {
                        try (CopiedItems rows = CopiedItems.begin(
                                lent,
                                "COPY (SELECT to_jsonb(i) FROM generate_series(1, 9000000) AS i) TO STDOUT (FORMAT binary)")) {
                            assertThat(rows.next()).isTrue();
                            TestServer.execute(
                                    DATABASE,
                                    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                                            + " WHERE datname = current_database() AND query LIKE 'COPY %'");
                            throw failure;
                        }
                    }))
                    .isSameAs(failure);

            assertThat(calls).contains("abort");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void close_ofAStoreOverAGivenPool_leavesThePoolOpen() {
        DocumentTable table = open(true);

        table.store().close();

        assertThat(pool.isClosed()).isFalse();
    }

    @Test
    void put_withoutAFreeConnection_isUnavailable() throws Exception {
        DocumentTable table = open(true);
        try (Connection taken = pool.getConnection()) {
            assertThat(taken.isValid(1)).isTrue();

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> table.put(Item.of("id", 1)))
                    .withMessageContaining("nothing has changed");
        }
        table.put(Item.of("id", 1));
    }

    @Test
    void put_whoseConnectionIsCut_hasAnUnknownOutcome() throws Exception {
        DocumentTable table = open(true);

        Throwable failure = cutWhileWaiting(() -> table.put(Item.of("id", 1)));

        assertThat(failure).isInstanceOf(OutcomeUnknownException.class).hasMessageContaining("may have happened");
        table.put(Item.of("id", 1));
    }

    @Test
    void update_ofOneStatementWhoseConnectionIsCut_hasAnUnknownOutcome() throws Exception {
        DocumentTable table = open(true);

        Throwable failure = cutWhileWaiting(() -> table.update(UpdateRequest.of(SCHEMA, SCHEMA.key(1), set("v", 1))));

        assertThat(failure).isInstanceOf(OutcomeUnknownException.class).hasMessageContaining("may have happened");
    }

    @Test
    void update_whoseConnectionIsCutBeforeItsCommit_didNotHappen() throws Exception {
        DocumentTable table = open(true);

        Throwable failure = cutWhileWaiting(() -> table.update(UpdateRequest.builder(SCHEMA, SCHEMA.key(1), set("v", 1))
                .returning(ReturnValues.ALL_OLD)
                .build()));

        assertThat(failure).isInstanceOf(StoreUnavailableException.class);
        assertThat(table.get(SCHEMA.key(1))).isEmpty();
    }

    @Test
    void get_whoseConnectionIsCut_isUnavailable() throws Exception {
        DocumentTable table = open(true);

        Throwable failure = cutWhileWaiting(() -> table.get(SCHEMA.key(1)));

        assertThat(failure).isInstanceOf(StoreUnavailableException.class);
        assertThat(table.get(SCHEMA.key(1))).isEmpty();
    }

    /** Makes the server end the session of a call that waits for the table, and returns how the call fails. */
    private static Throwable cutWhileWaiting(Runnable call) throws Exception {
        try (Connection connection = TestServer.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE \"Items\" IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<Void> running = CompletableFuture.runAsync(call);
            String cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND wait_event_type = 'Lock'";
            while (TestServer.rows(DATABASE, cut).isEmpty()) {
                assertThat(running).isNotDone();
            }
            try {
                running.join();
            } catch (CompletionException e) {
                return e.getCause();
            } finally {
                connection.rollback();
            }
        }
        throw new AssertionError("the call succeeded");
    }
}
