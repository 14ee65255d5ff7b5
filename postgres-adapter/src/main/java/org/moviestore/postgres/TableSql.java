// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements of one table, or the parts of those that hold a condition. The table goes by {@code t} and an old row
 * by {@code o}; the placeholders of keys stand in the order of the key attributes.
 */
final class TableSql {
    /** The column of the items, for conditions. */
    static final String ITEM = "t.item";

    private static final String GET = "SELECT t.item FROM {table} AS t WHERE {key}";
    private static final String LOCK = GET + " FOR UPDATE";

    private static final String INSERT = """
            INSERT INTO {table} AS t ({columns}, item, item_size) VALUES ({values}, CAST(? AS jsonb), ?)
            ON CONFLICT""";
    private static final String INSERT_IF_ABSENT = INSERT + " DO NOTHING";
    private static final String UPSERT =
            INSERT + " ({columns}) DO UPDATE SET item = EXCLUDED.item, item_size = EXCLUDED.item_size";

    /** Only a row that was there has the size that no item has; whoever locks it so must write it or roll back. */
    private static final String INSERT_OR_LOCK = INSERT + """
             ({columns}) DO UPDATE SET item_size = -1
            RETURNING t.item_size < 0, CASE WHEN t.item_size < 0 THEN t.item END""";

    private static final String UPDATE = "UPDATE {table} AS t SET item = CAST(? AS jsonb), item_size = ? WHERE {key}";
    private static final String DELETE = "DELETE FROM {table} AS t WHERE {key}";

    /**
     * The item is locked in its newest version before the condition is tested, and stays locked until it is written.
     */
    private static final String OLD_FROM = "WITH o AS MATERIALIZED (SELECT {t.columns}, t.item, ";

    private static final String OLD_TO = " AS item_ok FROM {table} AS t WHERE {key} FOR UPDATE),\n";

    private static final String UPDATE_OLD = """
            w AS (UPDATE {table} AS t SET item = CAST(? AS jsonb), item_size = ? FROM o WHERE {same} AND o.item_ok)
            """;
    private static final String DELETE_OLD = "w AS (DELETE FROM {table} AS t USING o WHERE {same} AND o.item_ok)\n";

    private final TableLayout layout;
    private final SqlTexts texts = new SqlTexts();
    private final String get;
    private final String lock;
    private final String insertIfAbsent;
    private final String upsert;
    private final String insertOrLock;
    private final String update;
    private final String delete;
    private final String oldFrom;
    private final String oldTo;
    private final String updateOld;
    private final String deleteOld;

    TableSql(TableLayout layout) {
        this.layout = layout;
        this.get = fill(GET);
        this.lock = fill(LOCK);
        this.insertIfAbsent = fill(INSERT_IF_ABSENT);
        this.upsert = fill(UPSERT);
        this.insertOrLock = fill(INSERT_OR_LOCK);
        this.update = fill(UPDATE);
        this.delete = fill(DELETE);
        this.oldFrom = fill(OLD_FROM);
        this.oldTo = fill(OLD_TO);
        this.updateOld = fill(UPDATE_OLD);
        this.deleteOld = fill(DELETE_OLD);
    }

    /** Puts in the table last, since identifiers may hold what looks like a part to fill in. */
    String fill(String template) {
        return SqlTemplate.fill(template, this::part);
    }

    private String part(String name) {
        List<String> columns = layout.quotedKeys("");
        return switch (name) {
            case "table" -> layout.quotedTable();
            case "columns" -> String.join(", ", columns);
            case "t.columns" -> String.join(", ", layout.quotedKeys("t."));
            case "values" -> columns.stream().map(column -> "?").collect(Collectors.joining(", "));
            case "key" -> keyTests("t.%s = ?");
            case "same" -> keyTests("t.%1$s = o.%1$s");
            case "arrays" ->
                eachKey(", ", i -> "CAST(? AS " + layout.keyTypes().get(i).sqlName() + "[])");
            case "k" -> eachKey(", ", i -> "k" + i);
            case "k.keys" -> eachKey(", ", i -> "k.k" + i);
            case "k.same" -> eachKey(" AND ", i -> "t." + columns.get(i) + " = k.k" + i);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private String keyTests(String test) {
        return layout.quotedKeys("").stream().map(test::formatted).collect(Collectors.joining(" AND "));
    }

    private String eachKey(String separator, IntFunction<String> part) {
        return IntStream.range(0, layout.keyColumns().size()).mapToObj(part).collect(Collectors.joining(separator));
    }

    TableLayout layout() {
        return layout;
    }

    /** Starts a statement to which conditions or changes will be added. */
    Sql begin(String text) {
        return Sql.of(text, texts);
    }

    /** Parameters: key. */
    String get() {
        return get;
    }

    /** As {@link #get}, and locks the row against other writers. */
    String lock() {
        return lock;
    }

    /** Parameters: key, item, size. */
    String insertIfAbsent() {
        return insertIfAbsent;
    }

    /** Parameters: key, item, size. The statement may go on with WHERE and a condition on the row that is there. */
    String upsert() {
        return upsert;
    }

    /**
     * Inserts the row or, if it is there, locks it; never loses against another writer. For transactions: a locked row
     * must be written before they commit. Parameters: key, item, size. Result: whether it was there, and its item.
     */
    String insertOrLock() {
        return insertOrLock;
    }

    /** Parameters: item, size, key. The statement may go on with AND and a condition. */
    String update() {
        return update;
    }

    /** Parameters: key. The statement may go on with AND and a condition. */
    String delete() {
        return delete;
    }

    /** Begins a statement on a row and what it held before; a condition must follow. */
    String oldFrom() {
        return oldFrom;
    }

    /** Follows the condition. Parameters: key. */
    String oldTo() {
        return oldTo;
    }

    /** Follows {@link #oldTo} to write the row if the condition holds. Parameters: item, size. */
    String updateOld() {
        return updateOld;
    }

    /** Follows {@link #oldTo} to delete the row if the condition holds. */
    String deleteOld() {
        return deleteOld;
    }
}
