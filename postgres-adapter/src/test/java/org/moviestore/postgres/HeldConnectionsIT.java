// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableSchema;

/** The conformance suite's look at what is held finds each kind of leak. */
class HeldConnectionsIT {
    private final String database = TestServer.newDatabase();
    private final HeldConnections watched = new HeldConnections(TestServer.server(), database);
    private final PostgresStore store = watched.watch(PostgresStore.connect(TestServer.url(database)));

    @AfterEach
    void close() {
        store.close();
        watched.close();
    }

    private Connection taken() throws Exception {
        return store.connections().dataSource().getConnection();
    }

    @Test
    void held_afterCalls_isNothing() {
        assertThat(watched.held()).isEmpty();

        DocumentTable table = store.createTable(TableSchema.builder("Items")
                .partitionKey("id", AttributeType.NUMBER)
                .build());
        table.put(Item.of("id", 1));

        assertThat(watched.held()).isEmpty();
        store.close();
        assertThat(watched.held()).isEmpty();
    }

    @Test
    void held_withAConnectionThatIsNotGivenBack_namesIt() throws Exception {
        try (Connection connection = taken()) {
            assertThat(connection.isValid(1)).isTrue();

            assertThat(watched.held()).containsExactly("1 connections that are not back in the pool");
        }

        assertThat(watched.held()).isEmpty();
    }

    @Test
    void held_withAnOpenTransaction_namesIt() throws Exception {
        try (Connection connection = taken();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT 1");

            assertThat(watched.held()).contains("a session idle in transaction after SELECT 1");
        }

        assertThat(watched.held()).isEmpty();
    }

    @Test
    void held_withALockOfASession_namesIt() throws Exception {
        try (Connection connection = taken();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(1)");
        }

        assertThat(watched.held()).containsExactly("a session idle after SELECT pg_advisory_lock(1)");
    }
}
