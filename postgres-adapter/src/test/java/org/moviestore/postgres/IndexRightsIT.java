// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;

/** What a role needs to use indexes, and to change them. */
class IndexRightsIT {
    private static final SecondaryIndex BY_GENRE = SecondaryIndex.builder("by-genre")
            .partitionKey("genre", AttributeType.STRING)
            .build();
    private static final TableSchema PLAIN = TableSchema.builder("Films")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final TableSchema INDEXED = PLAIN.withIndex(BY_GENRE);

    private final String database = TestServer.newDatabase();

    private PostgresStore as(String role) {
        return PostgresStore.connect(TestServer.url(database, role, role));
    }

    private void createRole(String role, String... grants) {
        PostgresStore.migrate(TestServer.url(database));
        TestServer.execute(database, "CREATE ROLE " + role + " LOGIN PASSWORD '" + role + "'");
        for (String grant : grants) {
            TestServer.execute(database, "GRANT " + grant + " TO " + role);
        }
    }

    @Test
    void use_byRoleWithRightsOnATableAlone_includesItsIndexes() {
        try (PostgresStore owner = PostgresStore.connect(TestServer.url(database))) {
            owner.createTable(INDEXED);
        }
        createRole("index_clerk", "SELECT, INSERT, UPDATE, DELETE ON \"Films\"");

        try (PostgresStore store = as("index_clerk")) {
            DocumentTable table = store.table("Films");
            table.put(Item.of("id", 1, "genre", "Drama"));

            assertThat(table.stream(QueryRequest.builder(INDEXED, KeyCondition.partition("genre", "Drama"))
                            .index("by-genre")
                            .build()))
                    .containsExactly(Item.of("id", 1, "genre", "Drama"));
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> store.updateTable("Films", TableChange.dropIndex("by-genre")))
                    .withMessageContaining("the role needs to own the table, CREATE on the schema, UPDATE on"
                            + " moviestore.tables, and INSERT and DELETE on moviestore.indexes");
        }
    }

    @Test
    void changes_byRoleWithTheRightsThatAreNamed_work() {
        createRole(
                "index_keeper",
                "CREATE ON SCHEMA public",
                "INSERT, UPDATE, DELETE ON moviestore.tables",
                "INSERT, DELETE ON moviestore.indexes");

        try (PostgresStore store = as("index_keeper")) {
            store.createTable(INDEXED);
            store.updateTable("Films", TableChange.dropIndex("by-genre"));
            store.updateTable("Films", TableChange.addIndex(BY_GENRE));
            store.updateTable("Films", TableChange.setThroughput(Throughput.provisioned(1, 2)));

            assertThat(store.describeTable("Films").schema())
                    .isEqualTo(INDEXED.withThroughput(Throughput.provisioned(1, 2)));
            assertThatCode(() -> store.dropTable("Films")).doesNotThrowAnyException();
        }
    }

    @Test
    void changes_byRoleThatMayNotTouchTheIndexesOfTheCatalog_areTableChangesAlone() {
        createRole("table_keeper", "CREATE ON SCHEMA public", "INSERT, UPDATE, DELETE ON moviestore.tables");

        try (PostgresStore store = as("table_keeper")) {
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> store.createTable(INDEXED))
                    .withMessageContaining("INSERT on moviestore.tables and moviestore.indexes");
            store.createTable(PLAIN);
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> store.updateTable("Films", TableChange.addIndex(BY_GENRE)))
                    .withMessageContaining("moviestore.indexes");
            store.updateTable("Films", TableChange.setThroughput(Throughput.provisioned(1, 2)));

            assertThat(store.describeTable("Films").schema())
                    .isEqualTo(PLAIN.withThroughput(Throughput.provisioned(1, 2)));
            assertThatCode(() -> store.dropTable("Films")).doesNotThrowAnyException();
        }
    }
}
