// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.ArrayList;
import java.util.List;
import org.moviestore.item.Key;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.TableSchema;

/**
 * How a table lies in PostgreSQL.
 *
 * @param schema the table as its users know it
 * @param sqlSchema the PostgreSQL schema that holds it
 * @param sqlName its name there
 * @param keyColumns the columns of the key attributes, in their order
 */
record TableLayout(TableSchema schema, String sqlSchema, String sqlName, List<String> keyColumns) {
    TableLayout {
        keyColumns = List.copyOf(keyColumns);
    }

    /** Returns the layout of a table that is to be created. */
    static TableLayout create(TableSchema schema, String sqlSchema) {
        List<String> names =
                schema.keyAttributes().stream().map(KeyAttribute::name).toList();
        return new TableLayout(schema, sqlSchema, Identifiers.table(schema.tableName()), Identifiers.columns(names));
    }

    /** Returns the table's name as SQL takes it. */
    String quotedTable() {
        return Identifiers.quote(sqlSchema) + "." + Identifiers.quote(sqlName);
    }

    /** Returns the key columns as SQL takes them, each after a prefix such as {@code t.}. */
    List<String> quotedKeys(String prefix) {
        return keyColumns.stream()
                .map(column -> prefix + Identifiers.quote(column))
                .toList();
    }

    /** Returns the types of the key columns. */
    List<String> keyTypes() {
        return schema.keyAttributes().stream()
                .map(attribute -> switch (attribute.type()) {
                    case NUMBER -> "numeric";
                    case BINARY -> "bytea";
                    default -> "text";
                })
                .toList();
    }

    /** Returns the parameters for the key columns. */
    List<Object> keyValues(Key key) {
        List<Object> values = new ArrayList<>();
        for (KeyAttribute attribute : schema.keyAttributes()) {
            values.add(
                    NativeValue.of(key.attributes().attribute(attribute.name()).orElseThrow()));
        }
        return values;
    }
}
