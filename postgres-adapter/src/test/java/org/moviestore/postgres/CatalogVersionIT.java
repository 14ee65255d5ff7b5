// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableChange;

class CatalogVersionIT {
    /** Makes the catalog, and a table in it, as the first version of this adapter did. */
    private static String firstVersion() {
        String database = TestServer.newDatabase();
        Flyway.configure()
                .dataSource(
                        TestServer.server().jdbcUrl(database),
                        TestServer.server().user(),
                        TestServer.server().password())
                .schemas(CatalogVersion.SCHEMA)
                .defaultSchema(CatalogVersion.SCHEMA)
                .table(CatalogVersion.HISTORY_TABLE)
                .locations("classpath:" + CatalogVersion.MIGRATIONS)
                .target("1")
                .load()
                .migrate();
        TestServer.execute(database, """
                CREATE TABLE "Old" (
                  id numeric NOT NULL, item jsonb NOT NULL, item_size integer NOT NULL,
                  CONSTRAINT "Old:key" PRIMARY KEY (id));
                INSERT INTO "Old" VALUES (1, '{"id": 1, "v": "x"}', 6);
                INSERT INTO moviestore.tables (schema_name, table_name, sql_name, partition_name, partition_type,
                  partition_column, encoding)
                VALUES ('public', 'Old', 'Old', 'id', 'N', 'id', 1)""");
        return TestServer.url(database);
    }

    @Test
    void connect_toAnOldCatalog_bringsItUpToDateWithItsTables() {
        try (PostgresStore store = PostgresStore.connect(firstVersion())) {
            DocumentTable table = store.table("Old");
            assertThat(table.get(table.schema().key(1))).contains(Item.of("id", 1, "v", "x"));

            DocumentTable indexed = store.updateTable(
                    "Old",
                    TableChange.addIndex(SecondaryIndex.builder("by-v")
                            .partitionKey("v", AttributeType.STRING)
                            .build()));

            assertThat(indexed.stream(
                            ScanRequest.builder(indexed.schema()).index("by-v").build()))
                    .containsExactly(Item.of("id", 1, "v", "x"));
        }
    }

    @Test
    void connect_toAnOldCatalogWithoutMigration_saysHowToMigrate() {
        String url = firstVersion();

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> PostgresStore.connect(url + "?migrate=false"))
                .withMessageContaining("of an older version")
                .withMessageContaining("run `./moviestore migrate`");
    }
}
