// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.moviestore.item.AttributeType;
import org.moviestore.table.KeyAttribute;

/** The statements that make tables and their indexes, and change them. */
final class TableDdl {
    private TableDdl() {}

    static String columnType(AttributeType type) {
        return switch (type) {
            case NUMBER -> "numeric";
            case BINARY -> "bytea";
            default -> "text COLLATE \"C\"";
        };
    }

    /** Returns the statements that create a table with its indexes. */
    static List<String> create(TableLayout table) {
        List<String> parts = new ArrayList<>();
        List<KeyAttribute> keys = table.schema().keyAttributes();
        for (int i = 0; i < keys.size(); i++) {
            parts.add(table.quotedKeys("").get(i) + " " + columnType(keys.get(i).type()) + " NOT NULL");
        }
        parts.add("item jsonb NOT NULL");
        parts.add("item_size integer NOT NULL");
        table.indexes().forEach(index -> parts.addAll(new IndexSql(table, index).columnDefinitions()));
        parts.add("CONSTRAINT " + Identifiers.quote(Identifiers.primaryKey(table.sqlName())) + " PRIMARY KEY ("
                + String.join(", ", table.quotedKeys("")) + ")");

        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE " + table.quotedTable() + " (\n  " + String.join(",\n  ", parts) + ")");
        table.indexes().forEach(index -> statements.add(createIndex(table, index)));
        return statements;
    }

    private static String createIndex(TableLayout table, IndexLayout index) {
        KeyOrder order = table.order(index);
        return "CREATE INDEX " + Identifiers.quote(index.sqlName()) + " ON " + table.quotedTable() + " ("
                + order.list("", "") + ") WHERE " + new IndexSql(table, index).isEntry("");
    }

    /**
     * Returns the statements that add an index to a table. They end with fresh statistics, without which the planner
     * would know nothing of the new columns.
     */
    static List<String> addIndex(TableLayout table, IndexLayout index) {
        String columns = new IndexSql(table, index)
                .columnDefinitions().stream()
                        .map(definition -> "ADD COLUMN " + definition)
                        .collect(Collectors.joining(",\n"));
        return List.of(
                "ALTER TABLE " + table.quotedTable() + "\n" + columns,
                createIndex(table, index),
                "ANALYZE " + table.quotedTable() + " (" + quoted(index.ownColumns(table)) + ")");
    }

    /** Returns the statements that add a filter index to a table, and let the planner know what is in it. */
    static List<String> addFilterIndex(TableLayout table, FilterIndex index) {
        return List.of(
                "CREATE INDEX IF NOT EXISTS " + Identifiers.quote(index.sqlName(table)) + " ON " + table.quotedTable()
                        + " USING gin (" + index.keys("item") + ")",
                "ANALYZE " + table.quotedTable());
    }

    /** Returns the statement that drops an index of a table: it goes with its columns. */
    static String dropIndex(TableLayout table, IndexLayout index) {
        return index.ownColumns(table).stream()
                .map(column -> "DROP COLUMN " + Identifiers.quote(column))
                .collect(Collectors.joining(", ", "ALTER TABLE " + table.quotedTable() + " ", ""));
    }

    private static String quoted(List<String> columns) {
        return columns.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
    }
}
