// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.ArrayList;
import java.util.List;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

/**
 * How a secondary index lies in PostgreSQL: as an index over columns that PostgreSQL itself computes of each item, so
 * that no write can leave it stale.
 *
 * @param index the index as its users know it
 * @param sqlName its name in the PostgreSQL schema of the table
 * @param columns the columns of its key attributes: the partition key's is always its own, so that no read can miss
 *     that the index is gone; the sort key's is too, unless it is one of the table's key columns
 */
record IndexLayout(SecondaryIndex index, String sqlName, List<String> columns) {
    IndexLayout {
        columns = List.copyOf(columns);
    }

    /** Returns the layout of an index that is to be created. */
    static IndexLayout create(TableSchema schema, String sqlTable, List<String> keyColumns, SecondaryIndex index) {
        List<String> columns = new ArrayList<>();
        for (KeyAttribute attribute : index.keyAttributes()) {
            int inKey = schema.keyAttributes().indexOf(attribute);
            columns.add(
                    !columns.isEmpty() && inKey >= 0
                            ? keyColumns.get(inKey)
                            : Identifiers.indexColumn(index.name(), attribute.name(), keyColumns));
        }
        return new IndexLayout(index, Identifiers.index(sqlTable, index.name()), columns);
    }

    /** Returns those of the columns that the index has for itself. */
    List<String> ownColumns(TableLayout table) {
        return columns.stream()
                .filter(column -> !table.keyColumns().contains(column))
                .toList();
    }
}
