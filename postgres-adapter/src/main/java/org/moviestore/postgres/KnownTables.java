// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.moviestore.error.ContentionException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.postgres.Operation.Call;

/**
 * The tables of transactions as the catalog had them when it was last asked, so that it need not be asked each time.
 * Statements that depend on it test the version of the table; see {@link CatalogRows#IS_OF_VERSION}.
 */
final class KnownTables {
    /** More tables are forgotten together: whoever makes ever new ones would fill the memory with them. */
    private static final int MOST = 1000;

    private final Catalog catalog;
    private final Map<String, KnownTable> known = new ConcurrentHashMap<>();

    KnownTables(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * A table as it is known.
     *
     * @param layout how it lies in PostgreSQL
     * @param batches its statements for many rows
     * @param transactions its statements for transactions of several steps
     */
    record KnownTable(TableLayout layout, BatchSql batches, TransactionSql transactions) {
        private static KnownTable of(TableLayout layout) {
            return new KnownTable(layout, new BatchSql(layout), new TransactionSql(new TableSql(layout)));
        }

        String name() {
            return layout.schema().tableName();
        }
    }

    /**
     * Tables that were looked up.
     *
     * @param tables the tables, in the order of their names
     * @param areRemembered whether the catalog was not asked
     */
    record Found(List<KnownTable> tables, boolean areRemembered) {}

    /** Begins to look up the tables of a call, which may be tried several times. */
    Lookup lookup(Call call) {
        return new Lookup(call);
    }

    /** Looks up the tables of one call: in the memory, and in the catalog once that has proved to be old. */
    final class Lookup {
        private final Call call;
        private boolean isMemoryOld;

        private Lookup(Call call) {
            this.call = call;
        }

        /**
         * Looks up tables.
         *
         * @throws TableNotFoundException if there is none of one of the names
         */
        Found find(Connection connection, Collection<String> names) throws SQLException {
            List<String> sorted = names.stream().sorted().toList();
            List<KnownTable> remembered = new ArrayList<>();
            for (String name : sorted) {
                remembered(name).ifPresent(remembered::add);
            }
            return isMemoryOld || remembered.size() < sorted.size()
                    ? new Found(read(connection, sorted), false)
                    : new Found(remembered, true);
        }

        /** Returns the exception by which the call is tried again, on what the catalog then says. */
        ContentionException changed(Found old) {
            forgetAll(old);
            return new ContentionException(message());
        }

        /** As {@link #changed(Found)}, where a statement did not fit a table. */
        ContentionException changed(Found old, SQLException cause) {
            forgetAll(old);
            return new ContentionException(message(), cause);
        }

        private void forgetAll(Found old) {
            forget(old.tables());
            isMemoryOld = true;
        }

        private String message() {
            return "cannot " + call + ": a table was changed meanwhile; no item has changed, try again after a pause";
        }
    }

    Optional<KnownTable> remembered(String name) {
        return Optional.ofNullable(known.get(name));
    }

    /**
     * Reads tables from the catalog, and does not remember them yet.
     *
     * @throws TableNotFoundException if there is none of one of the names
     */
    List<KnownTable> read(Connection connection, List<String> names) throws SQLException {
        Map<String, TableLayout> layouts = catalog.find(connection, names);
        List<KnownTable> tables = new ArrayList<>();
        for (String name : names) {
            TableLayout layout =
                    Optional.ofNullable(layouts.get(name)).orElseThrow(() -> new TableNotFoundException(name));
            tables.add(KnownTable.of(layout));
        }
        return tables;
    }

    /** As {@link #remember(Collection)}, unless they are. */
    void remember(Found found) {
        if (!found.areRemembered()) {
            remember(found.tables());
        }
    }

    /** Remembers tables, once they proved to be as the catalog says. */
    void remember(Collection<KnownTable> tables) {
        if (known.size() >= MOST
                && !known.keySet()
                        .containsAll(tables.stream().map(KnownTable::name).toList())) {
            known.clear();
        }
        tables.forEach(table -> known.put(table.name(), table));
    }

    void forget(Collection<KnownTable> tables) {
        tables.forEach(table -> known.remove(table.name(), table));
    }
}
