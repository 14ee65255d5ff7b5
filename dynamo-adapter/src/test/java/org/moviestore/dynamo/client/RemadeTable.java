// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.moviestore.item.AttributeType;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableSchema;

/**
 * The table of movies in memory, instead of which another may be made, and the time of those who know it. Not
 * thread-safe.
 */
final class RemadeTable {
    static final TableSchema BY_TEXT = TableSchema.builder("Movies")
            .partitionKey("p", AttributeType.STRING)
            .build();
    static final TableSchema BY_NUMBER = TableSchema.builder("Movies")
            .partitionKey("p", AttributeType.NUMBER)
            .build();

    private final AtomicLong nanos = new AtomicLong();
    private final MemoryStore store = new MemoryStore();

    MemoryStore store() {
        return store;
    }

    /** Returns the known tables of a store, by this time. */
    KnownTables known(DocumentStore asked) {
        return new KnownTables(asked, nanos::get);
    }

    /** Returns the table as it is known for a call. */
    static DocumentTable table(KnownTables known) {
        return known.call("Movies", table -> table);
    }

    void makeAnew(TableSchema schema) {
        store.dropTable("Movies");
        store.createTable(schema);
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
