// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.moviestore.MovieStore;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;

/**
 * The tables of a store, each asked for once and remembered. Others may change them at any time: whoever doubts what is
 * remembered has the store asked anew, for each table at most once a second and by one request at a time, so that many
 * wrong requests cost little. Thread-safe.
 */
final class ServedTables {
    private static final long NANOS_BETWEEN_DOUBTS = TimeUnit.SECONDS.toNanos(1);

    private final DocumentStore store;
    private final LongSupplier nanoClock;
    private final ConcurrentMap<String, DocumentTable> tables = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, MovieStore> movies = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Doubts> doubts = new ConcurrentHashMap<>();

    /** When a table was last doubted. Thread-safe. */
    private static final class Doubts {
        private boolean isOpen;
        private boolean hadAny;
        private long last;

        /** Settles a doubt, unless another is being settled or was less than a second ago. */
        private void settle(LongSupplier nanoClock, Runnable settling) {
            if (!begin(nanoClock.getAsLong())) {
                return;
            }
            try {
                settling.run();
            } finally {
                end(nanoClock.getAsLong());
            }
        }

        private synchronized boolean mayBegin(long now) {
            return !isOpen && (!hadAny || now - last >= NANOS_BETWEEN_DOUBTS);
        }

        private synchronized boolean begin(long now) {
            if (!mayBegin(now)) {
                return false;
            }
            isOpen = true;
            return true;
        }

        private synchronized void end(long now) {
            isOpen = false;
            hadAny = true;
            last = now;
        }
    }

    /** @param nanoClock by which a table is not asked for too often */
    ServedTables(DocumentStore store, LongSupplier nanoClock) {
        this.store = Objects.requireNonNull(store, "store");
        this.nanoClock = Objects.requireNonNull(nanoClock, "nanoClock");
    }

    DocumentStore store() {
        return store;
    }

    /** Returns a table, if it is remembered. */
    Optional<DocumentTable> remembered(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /**
     * Asks the store for a table and remembers it, unless it is remembered.
     *
     * @throws TableNotFoundException if there is none of that name
     */
    void lookUp(String name) {
        if (!tables.containsKey(name)) {
            remember(store.table(name));
        }
    }

    /**
     * Returns the movies in a table. May ask the store.
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

    /** Forgets a table, which has gone. */
    void forget(String name) {
        movies.remove(name);
        tables.remove(name);
        doubts.remove(name);
    }

    /** Forgets a table that may have become another, unless it was doubted just now. */
    void doubt(String name) {
        if (tables.containsKey(name) || movies.containsKey(name)) {
            doubtsOf(name).settle(nanoClock, () -> {
                movies.remove(name);
                tables.remove(name);
            });
        }
    }

    /** Says whether {@link #isOutdated} would ask the store, or say that it is so without. */
    boolean mayBeOutdated(DocumentTable used) {
        String name = used.schema().tableName();
        return tables.get(name) != used || doubtsOf(name).mayBegin(nanoClock.getAsLong());
    }

    /**
     * Says whether a table is by now another than the remembered one that a request was made for. Asks the store,
     * unless it was asked just now or another request is waiting for its answer.
     */
    boolean isOutdated(DocumentTable used) {
        String name = used.schema().tableName();
        if (tables.get(name) == used) {
            doubtsOf(name).settle(nanoClock, () -> renew(used));
        }
        return tables.get(name) != used;
    }

    private void renew(DocumentTable used) {
        String name = used.schema().tableName();
        try {
            DocumentTable now = store.table(name);
            if (!now.schema().equals(used.schema()) && tables.replace(name, used, now)) {
                movies.remove(name);
            }
        } catch (TableNotFoundException e) {
            forget(name);
        }
    }

    private Doubts doubtsOf(String name) {
        return doubts.computeIfAbsent(name, each -> new Doubts());
    }
}
