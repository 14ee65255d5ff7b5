// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.moviestore.MovieStore;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;

/**
 * The tables of a store, each asked for once and remembered. Others may change them at any time: whoever meets that
 * forgets the table, so that the next request asks anew. Thread-safe.
 */
final class ServedTables {
    private final DocumentStore store;
    private final ConcurrentMap<String, DocumentTable> tables = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, MovieStore> movies = new ConcurrentHashMap<>();

    ServedTables(DocumentStore store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    DocumentStore store() {
        return store;
    }

    /** Says whether a table is remembered. */
    boolean remembers(String name) {
        return tables.containsKey(name);
    }

    /**
     * Returns a table.
     *
     * @throws TableNotFoundException if there is none of that name
     */
    DocumentTable table(String name) {
        @Nullable DocumentTable known = tables.get(name);
        return known == null ? remember(store.table(name)) : known;
    }

    /**
     * Returns the movies in a table.
     *
     * @throws TableNotFoundException if there is none of that name
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#TABLE_MISMATCH} if it is no table of
     *     movies
     */
    MovieStore movies(String name) {
        @Nullable MovieStore known = movies.get(name);
        if (known != null) {
            return known;
        }
        MovieStore opened = MovieStore.over(store, name);
        // Asks for the table, so that names of none are not remembered.
        opened.table();
        movies.put(name, opened);
        return opened;
    }

    /** Remembers a table in place of what was known of it, and returns it. */
    DocumentTable remember(DocumentTable table) {
        String name = table.schema().tableName();
        movies.remove(name);
        tables.put(name, table);
        return table;
    }

    /** Forgets a table, which has gone or become another. */
    void forget(String name) {
        movies.remove(name);
        tables.remove(name);
    }
}
