// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.add;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;

/** Transactions whose connection breaks before their end, or at it. */
@Timeout(120)
class LostTransactionsIT {
    private static final String DATABASE = TestServer.newDatabase();
    private static final PostgresStore STORE = PostgresStore.connect(TestServer.url(DATABASE));
    private static final TableSchema SCHEMA = TableSchema.builder("Items")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final TableSchema LATER = TableSchema.builder("Later")
            .partitionKey("id", AttributeType.NUMBER)
            .build();

    private DocumentTable table;

    @BeforeEach
    void create() {
        table = STORE.createTable(SCHEMA);
        STORE.createTable(LATER);
    }

    @AfterEach
    void drop() {
        STORE.listTables().forEach(STORE::dropTable);
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    private static Item item(int id) {
        return Item.of("id", id);
    }

    private static List<String> rows(String sql) {
        return TestServer.rows(DATABASE, sql);
    }

    /** Cuts the session of a transaction that waits for the given lock, and returns how the transaction fails. */
    private static Throwable cutWhileWaitingFor(String lock, TransactWriteRequest request) throws Exception {
        try (Connection other = TestServer.connect(DATABASE);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(lock);
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> STORE.transactWrite(request));
            while (rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                    .isEmpty()) {
                assertThat(running).isNotDone();
            }
            try {
                running.join();
            } catch (CompletionException e) {
                return e.getCause();
            } finally {
                other.rollback();
            }
        }
        throw new AssertionError("the transaction succeeded");
    }

    @Test
    void transaction_whoseConnectionIsCutBeforeItsCommit_didNotHappen() throws Exception {
        Throwable failure = cutWhileWaitingFor(
                "LOCK TABLE \"Later\" IN ACCESS EXCLUSIVE MODE",
                TransactWriteRequest.of(PutRequest.of(SCHEMA, item(1)), PutRequest.of(LATER, item(1)))
                        .withClientToken("cut"));

        assertThat(failure).isInstanceOf(StoreUnavailableException.class);
        assertThat(table.get(SCHEMA.key(1))).isEmpty();
        assertThat(rows("SELECT token FROM moviestore.client_tokens WHERE token = 'cut'"))
                .isEmpty();
    }

    /** It commits itself, so the server may have carried it out before the connection broke. */
    @Test
    void transactionOfPuts_whoseConnectionIsCut_mayHaveHappened() throws Exception {
        Throwable failure = cutWhileWaitingFor(
                "LOCK TABLE \"Items\" IN ACCESS EXCLUSIVE MODE",
                TransactWriteRequest.of(PutRequest.of(SCHEMA, item(1)), PutRequest.of(SCHEMA, item(2))));

        assertThat(failure)
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("without one, read its items before trying again");
    }

    /** A check that is deferred to the commit lets the commit wait, and be cut there. */
    @Test
    void transaction_whoseCommitIsNotAnswered_maySendItsTokenAgain() throws Exception {
        TestServer.execute(DATABASE, """
                CREATE TABLE gate (id integer);
                CREATE FUNCTION wait_at_the_gate() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN LOCK TABLE gate IN ACCESS EXCLUSIVE MODE; RETURN NULL; END';
                CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT OR UPDATE ON "Items"
                  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_at_the_gate()""");
        TransactWriteRequest request = TransactWriteRequest.of(UpdateRequest.of(SCHEMA, SCHEMA.key(1), add("n", 1)))
                .withClientToken("gate");

        Throwable failure = cutWhileWaitingFor("LOCK TABLE gate", request);
        STORE.transactWrite(request);
        STORE.transactWrite(request);

        assertThat(failure)
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("with its client token it may be sent again");
        assertThat(table.get(SCHEMA.key(1))).contains(Item.of("id", 1, "n", 1));
        TestServer.execute(DATABASE, "DROP FUNCTION wait_at_the_gate() CASCADE; DROP TABLE gate");
    }
}
