// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableSchema;

/**
 * The tables of a store, each asked for at most once a second. What others change of a table meanwhile is seen when the
 * second is over, or when the store refuses a request for it. Thread-safe.
 */
final class KnownTables {
    private static final long NANOS_KNOWN = TimeUnit.SECONDS.toNanos(1);

    private final DocumentStore store;
    private final LongSupplier nanoClock;
    private final ConcurrentMap<String, Known> tables = new ConcurrentHashMap<>();

    private record Known(DocumentTable table, long since) {}

    /** @param nanoClock by which a table is not asked for too often */
    KnownTables(DocumentStore store, LongSupplier nanoClock) {
        this.store = Objects.requireNonNull(store, "store");
        this.nanoClock = Objects.requireNonNull(nanoClock, "nanoClock");
    }

    DocumentStore store() {
        return store;
    }

    /**
     * Returns a table.
     *
     * @throws TableNotFoundException if there is none of that name
     */
    DocumentTable table(String name) {
        long now = nanoClock.getAsLong();
        @Nullable Known known = tables.get(name);
        if (known != null && now - known.since() < NANOS_KNOWN) {
            return known.table();
        }
        tables.remove(name);
        return remember(store.table(name));
    }

    /** Remembers a table in place of what was known of it, and returns it. */
    DocumentTable remember(DocumentTable table) {
        tables.put(table.schema().tableName(), new Known(table, nanoClock.getAsLong()));
        return table;
    }

    void forget(String name) {
        tables.remove(name);
    }

    /**
     * Calls a table and, if the store refuses since the table has become another, calls it again as it is now. Such a
     * refusal changes nothing.
     */
    <R> R call(String name, Function<DocumentTable, R> call) {
        DocumentTable table = table(name);
        try {
            return call.apply(table);
        } catch (TableNotFoundException | RequestRejectedException e) {
            forget(name);
            DocumentTable now = table(name);
            if (now.schema().equals(table.schema()) && e instanceof RequestRejectedException) {
                throw e;
            }
            return call.apply(now);
        }
    }

    /**
     * Calls with several tables, by their names and in the order of these, and once more with all of them as they are
     * now if the store refuses since one has become another. Such a refusal changes nothing.
     */
    <R> R callAll(Set<String> names, Function<Map<String, DocumentTable>, R> call) {
        Map<String, DocumentTable> known = all(names);
        try {
            return call.apply(known);
        } catch (TableNotFoundException | RequestRejectedException e) {
            if (e instanceof RequestRejectedException rejected
                    && rejected.code().isPresent()) {
                throw e;
            }
            names.forEach(this::forget);
            Map<String, DocumentTable> now = all(names);
            if (schemas(now).equals(schemas(known)) && e instanceof RequestRejectedException) {
                throw e;
            }
            return call.apply(now);
        }
    }

    private Map<String, DocumentTable> all(Set<String> names) {
        Map<String, DocumentTable> all = new LinkedHashMap<>();
        names.forEach(name -> all.put(name, table(name)));
        return all;
    }

    private static List<TableSchema> schemas(Map<String, DocumentTable> tables) {
        return tables.values().stream().map(DocumentTable::schema).toList();
    }
}
