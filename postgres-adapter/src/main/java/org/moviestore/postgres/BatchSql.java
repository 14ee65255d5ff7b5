// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.moviestore.item.Key;

/**
 * The statements of one table for many keys, which come as an array for each key column. The keys go by {@code k}, the
 * table by {@code t}. Rows are locked in the order of their keys, so that statements that cross do not wait for each
 * other.
 */
final class BatchSql {
    /** The bytes of the items before one are counted, so that the answer can end before it is too much. */
    private static final String GET = """
            SELECT r.n, CASE WHEN r.item_before < ? THEN r.item END
            FROM (SELECT k.n, t.item,
                         sum(t.item_size) OVER (ORDER BY k.n ROWS UNBOUNDED PRECEDING) - t.item_size AS item_before
                  FROM unnest({arrays}) WITH ORDINALITY AS k ({given}, n)
                  JOIN {table} AS t ON {t = k}) AS r""";

    private static final String PUT_FROM = """
            INSERT INTO {table} AS t ({columns}, item, item_size)
            SELECT {given}, CAST(k.item AS jsonb), k.item_size
            FROM unnest({arrays}, CAST(? AS text[]), CAST(? AS integer[])) AS k ({given}, item, item_size)
            """;
    private static final String ON_CONFLICT =
            "ON CONFLICT ({columns}) DO UPDATE SET item = EXCLUDED.item, item_size = EXCLUDED.item_size";
    private static final String PUT_TO = "ORDER BY {order}\n" + ON_CONFLICT;
    private static final String PUT = PUT_FROM + PUT_TO;
    private static final String IF_KNOWN = "WHERE " + CatalogRows.IS_OF_VERSION + "\n";
    private static final String PUT_INTO_KNOWN = PUT_FROM + IF_KNOWN + PUT_TO;

    /** So many rows come as values of their own, which is cheaper than arrays; each number of them is another text. */
    private static final int FEW = 4;

    private static final String PUT_FEW_FROM = """
            INSERT INTO {table} AS t ({columns}, item, item_size)
            SELECT {given}, k.item, k.item_size
            FROM (VALUES""";
    private static final String ROW = " ({row}, CAST(? AS jsonb), CAST(? AS integer))";
    private static final String PUT_FEW_TO = ") AS k ({given}, item, item_size)\n" + IF_KNOWN + ON_CONFLICT;

    /** A row that was there has been locked before it was replaced, which the new one shows. */
    private static final String PUT_AND_COUNT = "WITH p AS (" + PUT + """

            RETURNING t.xmax <> 0 AS replaced)
            SELECT count(*) FILTER (WHERE p.replaced) FROM p""";

    private static final String COPY = "COPY {table} ({columns}, item, item_size) FROM STDIN (FORMAT binary)";

    /**
     * Leaves the server nothing but to look up one key after the other, in their order: an element of an array joins by
     * no hash and no merge, and the table is not to be read as it lies. What triggers and foreign keys ask is planned
     * so too: where there is no index the cost of it would seem immense, and each such question worth being compiled.
     */
    private static final String DELETE = """
            SET LOCAL enable_seqscan = off; SET LOCAL jit = off;
            DELETE FROM {table} AS t
            USING (SELECT {given} FROM unnest({arrays}) AS k ({given}) ORDER BY {order}) AS k WHERE {t in k}""";

    private final TableLayout layout;
    private final String get;
    private final String put;
    private final String putIntoKnown;
    private final List<String> putFewIntoKnown;
    private final String putAndCount;
    private final String copy;
    private final String delete;

    BatchSql(TableLayout layout) {
        this.layout = layout;
        this.get = SqlTemplate.fill(GET, this::part);
        this.put = SqlTemplate.fill(PUT, this::part);
        this.putIntoKnown = SqlTemplate.fill(PUT_INTO_KNOWN, this::part);
        this.putFewIntoKnown = IntStream.rangeClosed(1, FEW)
                .mapToObj(rows -> PUT_FEW_FROM + String.join(",", Collections.nCopies(rows, ROW)) + PUT_FEW_TO)
                .map(text -> SqlTemplate.fill(text, this::part))
                .toList();
        this.putAndCount = SqlTemplate.fill(PUT_AND_COUNT, this::part);
        this.copy = SqlTemplate.fill(COPY, this::part);
        this.delete = SqlTemplate.fill(DELETE, this::part);
    }

    private String part(String name) {
        List<String> columns = layout.quotedKeys("");
        return switch (name) {
            case "table" -> layout.quotedTable();
            case "columns" -> String.join(", ", columns);
            case "arrays" -> each(i -> "CAST(? AS " + typeOf(i).sqlName() + "[])", ", ");
            case "row" -> each(i -> "CAST(? AS " + typeOf(i).sqlName() + ")", ", ");
            case "given" -> each(i -> "c" + i, ", ");
            case "order" -> each(i -> "c" + i + (typeOf(i) == SqlArray.Type.TEXT ? " COLLATE \"C\"" : ""), ", ");
            case "t = k" -> each(i -> "t." + columns.get(i) + " = k.c" + i, " AND ");
            case "t in k" -> each(i -> "t." + columns.get(i) + " = ANY (ARRAY[k.c" + i + "])", " AND ");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private String each(IntFunction<String> keyColumn, String separator) {
        return IntStream.range(0, layout.keyColumns().size())
                .mapToObj(keyColumn)
                .collect(Collectors.joining(separator));
    }

    private SqlArray.Type typeOf(int keyColumn) {
        return layout.keyTypes().get(keyColumn);
    }

    /**
     * Returns the statement that reads the rows of the keys, until so many bytes of items. Result: the place of the key
     * among the given ones, from 1, and the item, or none if there were enough before it; absent rows are not there.
     */
    Sql get(List<Key> keys, int maxBytes) {
        return Sql.of(get, maxBytes).with(arrays(values(keys)));
    }

    /** Returns the statement that stores rows in place of those that are there. */
    Sql put(List<PutRow> rows) {
        return put(put, rows);
    }

    /** As {@link #put}, but stores nothing if the catalog says anything else of the table than what is known of it. */
    Sql putIntoKnown(List<PutRow> rows) {
        Sql put = rows.size() > FEW ? put(putIntoKnown, rows) : putFew(rows);
        return put.with(layout.versionValues());
    }

    /** The order in which values are given is that in which they are stored. */
    private Sql putFew(List<PutRow> rows) {
        List<PutRow> sorted = new ArrayList<>(rows);
        sorted.sort(PutRow.ORDER);
        Sql put = Sql.of(putFewIntoKnown.get(rows.size() - 1));
        for (PutRow row : sorted) {
            put.with(row.key()).with(row.item(), row.itemSize());
        }
        return put;
    }

    /** As {@link #put}. Result: how many are there. */
    Sql putAndCount(List<PutRow> rows) {
        return put(putAndCount, rows);
    }

    private Sql put(String text, List<PutRow> rows) {
        return Sql.of(text)
                .with(arrays(rows.stream().map(PutRow::key).toList()))
                .with(
                        new SqlArray(
                                SqlArray.Type.TEXT,
                                rows.stream().map(PutRow::item).toList()),
                        new SqlArray(
                                SqlArray.Type.INTEGER,
                                rows.stream().map(PutRow::itemSize).toList()));
    }

    /** Returns the statement that stores new rows, which come in binary form: key columns, item and size. */
    String copy() {
        return copy;
    }

    /** Returns the statements that delete the rows of the keys, for a transaction that ends then. */
    Sql delete(List<Key> keys) {
        return Sql.of(delete).with(arrays(values(keys)));
    }

    private List<List<Object>> values(List<Key> keys) {
        return keys.stream().map(layout::keyValues).toList();
    }

    /** Returns an array for each key column. */
    private List<Object> arrays(List<List<Object>> keys) {
        List<Object> arrays = new ArrayList<>();
        for (int i = 0; i < layout.keyColumns().size(); i++) {
            int column = i;
            arrays.add(new SqlArray(
                    typeOf(i), keys.stream().map(key -> key.get(column)).toList()));
        }
        return arrays;
    }
}
