// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;

/** The table of client tokens: whose they are, how long they last, and that they go. */
@Timeout(120)
class ClientTokensIT {
    private static final String DATABASE = TestServer.newDatabase();
    private static final PostgresStore STORE = PostgresStore.connect(TestServer.url(DATABASE));
    private static final TableSchema SCHEMA = TableSchema.builder("Items")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final Key KEY = SCHEMA.key(1);
    private static final TransactWriteRequest INCREMENT =
            TransactWriteRequest.of(UpdateRequest.of(SCHEMA, KEY, add("n", 1)));

    @BeforeAll
    static void createRoles() {
        TestServer.execute(DATABASE, "CREATE ROLE one LOGIN PASSWORD 'one'; CREATE ROLE two LOGIN PASSWORD 'two'");
    }

    @BeforeEach
    void create() {
        STORE.createTable(SCHEMA);
        TestServer.execute(DATABASE, "GRANT SELECT, INSERT, UPDATE, DELETE ON \"Items\" TO one, two");
    }

    @AfterEach
    void drop() {
        STORE.dropTable("Items");
        TestServer.execute(DATABASE, "DELETE FROM moviestore.client_tokens");
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    private static void assertCounted(int times) {
        assertThat(STORE.table("Items").get(KEY)).contains(Item.of("id", 1, "n", times));
    }

    private static void age(String interval) {
        TestServer.execute(
                DATABASE, "UPDATE moviestore.client_tokens SET used_at = used_at - interval '" + interval + "'");
    }

    private static List<String> tokens() {
        return TestServer.rows(DATABASE, "SELECT token FROM moviestore.client_tokens ORDER BY token");
    }

    @Test
    void token_ofOneRole_saysNothingToAnother() {
        try (PostgresStore one = PostgresStore.connect(TestServer.url(DATABASE, "one", "one"));
                PostgresStore two = PostgresStore.connect(TestServer.url(DATABASE, "two", "two"))) {
            one.transactWrite(INCREMENT.withClientToken("t"));
            two.transactWrite(INCREMENT.withClientToken("t"));
            one.transactWrite(INCREMENT.withClientToken("t"));
            two.transactWrite(INCREMENT.withClientToken("t"));
        }

        assertCounted(2);
        assertThat(TestServer.rows(DATABASE, "SELECT role_name FROM moviestore.client_tokens ORDER BY role_name"))
                .containsExactly("one", "two");
    }

    @Test
    void tokens_ofOthers_canNeitherBeReadNorTouchedNorForged() throws Exception {
        try (PostgresStore one = PostgresStore.connect(TestServer.url(DATABASE, "one", "one"))) {
            one.transactWrite(INCREMENT.withClientToken("t"));
        }

        try (Connection two = DriverManager.getConnection(TestServer.server().jdbcUrl(DATABASE), "two", "two");
                Statement statement = two.createStatement()) {
            assertThat(statement.executeUpdate("DELETE FROM moviestore.client_tokens"))
                    .isZero();
            assertThat(statement.executeUpdate("UPDATE moviestore.client_tokens SET fingerprint = ''"))
                    .isZero();
            try (var rows = statement.executeQuery("SELECT * FROM moviestore.client_tokens")) {
                assertThat(rows.next()).isFalse();
            }
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.execute(
                            "INSERT INTO moviestore.client_tokens" + " VALUES ('one', 'public', 'forged', '')"))
                    .withMessageContaining("row-level security");
        }
        assertThat(tokens()).containsExactly("t");
    }

    @Test
    void token_ofOneStore_saysNothingToOneInAnotherSchema() {
        TestServer.execute(DATABASE, "CREATE SCHEMA elsewhere");
        try (PostgresStore other = PostgresStore.connect(TestServer.url(DATABASE) + "?schema=elsewhere")) {
            other.createTable(SCHEMA);
            other.transactWrite(INCREMENT.withClientToken("t"));
            STORE.transactWrite(INCREMENT.withClientToken("t"));

            assertThat(other.table("Items").get(KEY)).contains(Item.of("id", 1, "n", 1));
            other.dropTable("Items");
        }

        assertCounted(1);
    }

    @Test
    void token_withinTenMinutes_isRemembered() {
        STORE.transactWrite(INCREMENT.withClientToken("t"));
        age("9 minutes 50 seconds");

        STORE.transactWrite(INCREMENT.withClientToken("t"));

        assertCounted(1);
        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> STORE.transactWrite(TransactWriteRequest.of(PutRequest.of(SCHEMA, KEY.attributes()))
                        .withClientToken("t")))
                .satisfies(refusal -> assertThat(refusal.code()).contains(ErrorCode.TX_TOKEN_MISMATCH))
                .withMessageContaining("nothing has changed");
    }

    @Test
    void token_afterTenMinutes_isFreeForAnyTransaction() {
        STORE.transactWrite(INCREMENT.withClientToken("t"));
        age("10 minutes");
        STORE.transactWrite(INCREMENT.withClientToken("t"));
        STORE.transactWrite(INCREMENT.withClientToken("t"));
        assertCounted(2);
        age("10 minutes");

        STORE.transactWrite(
                TransactWriteRequest.of(PutRequest.of(SCHEMA, KEY.attributes())).withClientToken("t"));

        assertThat(STORE.table("Items").get(KEY)).contains(KEY.attributes());
        assertThat(tokens()).containsExactly("t");
    }

    @Test
    void token_ofATransactionThatFails_leavesNoRow() {
        TransactWriteRequest failing = TransactWriteRequest.of(PutRequest.builder(SCHEMA, KEY.attributes())
                .condition(attribute("id").exists())
                .build());

        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> STORE.transactWrite(failing.withClientToken("t")));

        assertThat(tokens()).isEmpty();
    }

    @Test
    void oldTokens_goAHundredAtATimeWithEverySixteenthNewOne() {
        TestServer.execute(DATABASE, """
                INSERT INTO moviestore.client_tokens (schema_name, token, fingerprint, used_at)
                SELECT 'public', 'old' || i, '', now() - interval '20 minutes' + i * interval '1 second'
                FROM generate_series(101, 250) i;
                INSERT INTO moviestore.client_tokens VALUES ('one', 'public', 'of another', '', now() - interval '1 hour')""");

        try (PostgresStore store = PostgresStore.connect(TestServer.url(DATABASE))) {
            for (int i = 1; i <= 16; i++) {
                store.transactWrite(INCREMENT.withClientToken("new" + i));
            }
            assertThat(tokens())
                    .hasSize(16 + 50 + 1)
                    .contains("of another", "old201")
                    .doesNotContain("old200");

            store.transactWrite(INCREMENT.withClientToken("new17"));
        }

        assertThat(tokens()).hasSize(17 + 1).noneMatch(token -> token.startsWith("old"));
    }

    @Test
    void oldTokens_thatAnotherHolds_areNotWaitedFor() throws Exception {
        TestServer.execute(DATABASE, """
                INSERT INTO moviestore.client_tokens (schema_name, token, fingerprint, used_at)
                VALUES ('public', 'held', '', now() - interval '1 hour'), ('public', 'old', '', now() - interval '1 hour')""");
        try (PostgresStore store = PostgresStore.connect(TestServer.url(DATABASE));
                Connection other = TestServer.connect(DATABASE);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM moviestore.client_tokens WHERE token = 'held' FOR UPDATE");

            store.transactWrite(INCREMENT.withClientToken("new"));

            other.rollback();
        }
        assertThat(tokens()).containsExactly("held", "new");
    }

    @Test
    void transactions_withOneToken_waitForEachOther() throws Exception {
        Race.run(10, () -> STORE.transactWrite(INCREMENT.withClientToken("t")));

        assertCounted(1);
    }

    @Test
    void catalog_ofTheFirstVersion_isBroughtUpToDate() {
        String database = TestServer.newDatabase();
        PostgresStore.migrate(TestServer.url(database));
        TestServer.execute(
                database,
                "DROP TABLE moviestore.client_tokens, moviestore.indexes, moviestore.filter_indexes;"
                        + " DROP FUNCTION moviestore.size_of, moviestore.size_of_any, moviestore.filter_keys;"
                        + " DELETE FROM moviestore.schema_history WHERE version::integer > 1");

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> PostgresStore.connect(TestServer.url(database) + "?migrate=false"))
                .withMessageContaining("of an older version");
        try (PostgresStore store = PostgresStore.connect(TestServer.url(database))) {
            store.createTable(SCHEMA);
            store.transactWrite(INCREMENT.withClientToken("t"));
            store.transactWrite(INCREMENT.withClientToken("t"));

            assertThat(store.table("Items").get(KEY)).contains(Item.of("id", 1, "n", 1));
        }
    }
}
