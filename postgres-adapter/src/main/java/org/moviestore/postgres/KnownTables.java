// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.moviestore.error.TableNotFoundException;

/**
 * The tables of transactions as the catalog had them when it was last asked, so that it need not be asked each time. A
 * statement that depends on it tests the versions; see {@link CatalogRows#IS_OF_VERSION}.
 */
final class KnownTables {
    /** More tables are forgotten together: whoever makes ever new ones would fill the memory with them. */
    private static final int MOST = 1000;

    private final Catalog catalog;
    private final String sqlSchema;
    private final Map<String, KnownTable> known = new ConcurrentHashMap<>();

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

    KnownTables(Catalog catalog, String sqlSchema) {
        this.catalog = catalog;
        this.sqlSchema = sqlSchema;
    }

    Optional<KnownTable> remembered(String name) {
        return Optional.ofNullable(known.get(name));
    }

    /**
     * Looks tables up.
     *
     * @throws TableNotFoundException if there is none of one of the names
     */
    Found find(Connection connection, Set<String> names) throws SQLException {
        List<String> sorted = names.stream().sorted().toList();
        List<KnownTable> remembered = new ArrayList<>();
        for (String name : sorted) {
            KnownTable table = known.get(name);
            if (table == null) {
                return new Found(read(connection, sorted), false);
            }
            remembered.add(table);
        }
        return new Found(remembered, true);
    }

    private List<KnownTable> read(Connection connection, List<String> names) throws SQLException {
        Map<String, TableLayout> layouts = catalog.find(connection, names);
        List<KnownTable> tables = new ArrayList<>();
        for (String name : names) {
            TableLayout layout = layouts.get(name);
            if (layout == null) {
                throw new TableNotFoundException(name);
            }
            tables.add(KnownTable.of(layout));
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        tables.forEach(table -> known.put(table.name(), table));
        return tables;
    }

    void forget(Collection<KnownTable> tables) {
        tables.forEach(table -> known.remove(table.name(), table));
    }

    /** Returns the statement that counts those of the tables of which the catalog still says the same. */
    Sql countOfVersion(List<KnownTable> tables) {
        return Sql.of(
                CatalogRows.COUNT_OF_VERSION,
                sqlSchema,
                new SqlArray(
                        SqlArray.Type.TEXT,
                        tables.stream().map(KnownTable::name).toList()),
                new SqlArray(
                        SqlArray.Type.TEXT,
                        tables.stream().map(table -> table.layout().version()).toList()));
    }
}
