// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import org.moviestore.item.AttributeType;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableSchema;

/** A database with one connection to it, and the table there whose pages are read. */
final class PagedTables implements AutoCloseable {
    private final String database = TestServer.newDatabase();
    private final PostgresStore store = PostgresStore.connect(TestServer.url(database) + "?poolSize=1");

    String database() {
        return database;
    }

    DocumentTable create(AttributeType sortType) {
        return store.createTable(TableSchema.builder("Paged")
                .partitionKey("p", AttributeType.NUMBER)
                .sortKey("s", sortType)
                .build());
    }

    /** Creates the table with so many small items in one partition, numbered from 1. */
    DocumentTable ofRows(int rows) {
        DocumentTable table = create(AttributeType.NUMBER);
        TestServer.execute(
                database,
                "INSERT INTO \"Paged\" SELECT 1, i, jsonb_build_object('p', 1, 's', i, 'n', i), 6 FROM generate_series(1, "
                        + rows + ") AS i");
        return table;
    }

    void drop() {
        store.listTables().forEach(store::dropTable);
    }

    @Override
    public void close() {
        store.close();
    }
}
