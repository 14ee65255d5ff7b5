// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.List;
import java.util.Set;

/**
 * The statements of a transaction on one table. Keys are given as an array for each key attribute, all in one order,
 * and for reading each has a number.
 */
final class TransactionSql {
    /**
     * Locks the row of each key, in the order given. A key without a row gets a placeholder, which nobody else sees but
     * whoever wants to write that key waits for; it must be written or deleted before the commit. The row that is there
     * stays as it is: a condition that is false keeps it from being written, and not from being locked.
     */
    private static final String LOCK = """
            INSERT INTO {table} AS t ({columns}, item, item_size)
            SELECT {k.keys}, jsonb_build_object(), -1 FROM unnest({arrays}) WITH ORDINALITY AS k ({k}, place)
            ORDER BY k.place
            ON CONFLICT ({columns}) DO UPDATE SET item_size = t.item_size WHERE false;
            """;

    private static final String READ = """
            SELECT k.number, t.item, t.item_size FROM unnest({arrays}, CAST(? AS integer[])) AS k ({k}, number)
            JOIN {table} AS t ON {k.same}""";
    private static final String BUT_PLACEHOLDERS = " WHERE t.item_size >= 0";

    /** Comes last: once a row is locked, key and indexes of the table cannot change. */
    private static final String IS_OF_VERSION = ";\nSELECT " + CatalogRows.IS_OF_VERSION;

    private static final String UP_TO = """
            SELECT r.number, CASE WHEN r.item_before < ? THEN r.item END
            FROM (SELECT u.number, u.item,
                         sum(u.item_size) OVER (ORDER BY u.number ROWS UNBOUNDED PRECEDING) - u.item_size AS item_before
                  FROM (""";

    /** As {@link #UP_TO}, of which some are not counted. */
    private static final String UP_TO_OF_SOME = """
            SELECT r.number, CASE WHEN r.item_before < ? THEN r.item END
            FROM (SELECT u.number, u.item,
                         coalesce(sum(u.item_size) FILTER (WHERE u.number <> ALL (CAST(? AS integer[])))
                                  OVER (ORDER BY u.number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
                           AS item_before
                  FROM (""";

    private static final String UPDATE = """
            UPDATE {table} AS t SET item = CAST(k.item AS jsonb), item_size = k.item_size
            FROM unnest({arrays}, CAST(? AS text[]), CAST(? AS integer[])) AS k ({k}, item, item_size)
            WHERE {k.same}""";
    private static final String DELETE = "DELETE FROM {table} AS t USING unnest({arrays}) AS k ({k}) WHERE {k.same}";

    private final String lockAndRead;
    private final String read;
    private final String update;
    private final String delete;

    TransactionSql(TableSql sql) {
        this.lockAndRead = sql.fill(LOCK + READ + BUT_PLACEHOLDERS + IS_OF_VERSION);
        this.read = sql.fill(READ);
        this.update = sql.fill(UPDATE);
        this.delete = sql.fill(DELETE);
    }

    /**
     * Three statements, of which the second reads and the third says whether the table is still as it is known.
     * Parameters: keys, then again, their numbers, and {@link TableLayout#versionValues}.
     */
    String lockAndRead() {
        return lockAndRead;
    }

    /**
     * Returns the statement that reads as another does, but no item once those before it have so many bytes, without
     * those of some numbers.
     */
    static Sql upTo(int maxBytes, Set<Integer> uncounted, Sql read) {
        Sql out = uncounted.isEmpty()
                ? Sql.of(UP_TO, maxBytes)
                : Sql.of(UP_TO_OF_SOME, maxBytes, new SqlArray(SqlArray.Type.INTEGER, List.copyOf(uncounted)));
        return out.add(read.text()).with(read.parameters()).add(") AS u) AS r");
    }

    /** Parameters: keys, their numbers. Result: the number, the item and its size of each key that has one. */
    String read() {
        return read;
    }

    /** Parameters: keys, items, sizes. */
    String update() {
        return update;
    }

    /** Parameters: keys. */
    String delete() {
        return delete;
    }
}
