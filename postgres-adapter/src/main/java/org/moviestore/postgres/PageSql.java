// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.Optional;
import org.moviestore.expression.Condition;
import org.moviestore.item.ItemLimits;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Select;

/**
 * The statements for one page of items. They never return more than so many rows, and a page ends early once these are
 * of so many bytes together, so that none needs much memory, whatever was asked for. Nor do they look at more rows, so
 * that none takes long, save where rows that do not match are left out: by an index, or while looking for those that
 * do.
 *
 * <p>The filter is a column of the result, and is computed for the rows of the page alone. Of those that do not match
 * only the last comes back, by its keys, since the next page begins after it. Without a limit {@link SweepSql} does
 * with less. Of a page that counts, those that match come back by their keys too.
 */
final class PageSql {
    /** Columns of the result; BYTES is there unless the rows are few, MATCHES and NUMBER if there is a filter. */
    static final int ITEM = 1;

    static final int BYTES = 2;
    static final int MATCHES = 3;
    static final int NUMBER = 4;

    /** For more rows the planner may sort an index instead of reading it in its order. */
    static final int MAX_ROWS = 1000;

    /** The largest of the small items: a page full of them takes no more memory than a filtered one. */
    static final int SMALL_BYTES = 4096;

    /** Each page of what a filter index finds is sorted out of all that it finds. */
    private static final int MAX_SELECTED_ROWS = 4000;

    private static final int MAX_BYTES = 1024 * 1024;
    /** Few of the items that are filtered come back as a rule. */
    static final int MAX_FILTERED_BYTES = 4 * MAX_BYTES;
    /** A page of so few rows is small enough however large they are. */
    private static final int FEW_ROWS = 4 * MAX_BYTES / ItemLimits.MAX_ITEM_BYTES;

    private final String table;
    private final KeyRange range;
    private final Optional<SqlExpression> selection;
    private final Optional<Condition> filter;
    private final int rows;
    private final int maxBytes;
    private final boolean isCounting;
    private final boolean isSeeking;

    /** @param selection the test, instead of the filter, for rows that an index finds; see {@link Prefilter} */
    PageSql(TableLayout layout, PageRequest request, KeyRange range, Optional<SqlExpression> selection) {
        this(
                layout,
                request,
                range,
                selection,
                selection.isPresent()
                        ? MAX_SELECTED_ROWS
                        : Math.min(request.limit().orElse(MAX_ROWS), MAX_ROWS),
                false);
    }

    private PageSql(
            TableLayout layout,
            PageRequest request,
            KeyRange range,
            Optional<SqlExpression> selection,
            int rows,
            boolean isSeeking) {
        this.table = layout.quotedTable();
        this.range = range;
        this.selection = selection;
        this.filter = selection.isPresent() ? Optional.empty() : request.filter();
        this.rows = rows;
        this.maxBytes = isFiltered() || selection.isPresent() ? MAX_FILTERED_BYTES : MAX_BYTES;
        this.isCounting = request.select() == Select.COUNT;
        this.isSeeking = isSeeking;
    }

    /** Returns a page that looks at all rows of a range until so many match the filter of the request. */
    static PageSql seeking(TableLayout layout, PageRequest request, KeyRange range, int rows) {
        Optional<SqlExpression> test =
                request.filter().map(filter -> out -> SqlCondition.write(out, filter, TableSql.ITEM));
        return new PageSql(layout, request, range, test, rows, true);
    }

    /** Returns after how many rows the page ends. */
    int rows() {
        return rows;
    }

    /** Says whether the result may lack rows that were read. */
    boolean isFiltered() {
        return filter.isPresent();
    }

    /** Says whether the rows are those that match alone, however many others were looked at. */
    boolean isSelected() {
        return selection.isPresent();
    }

    boolean isSeeking() {
        return isSeeking;
    }

    /** Returns how many rows the next page should look for, since it looks for all of them, however large they are. */
    int rowsAfter(int read, long bytes) {
        return bytes >= maxBytes ? Math.max(read, FEW_ROWS) : Math.min(2 * rows, MAX_ROWS);
    }

    /** Says whether the result tells how many bytes were read. */
    boolean isMeasured() {
        return isFiltered() || rows > FEW_ROWS;
    }

    /** Says whether the page needs its sizes only if it has large items; see {@link #ofSmallItems}. */
    boolean mayBeOfSmallItems() {
        return isMeasured() && !isFiltered() && !isSelected();
    }

    /** Says whether a page ends, though more may follow, by the rows and bytes that were read. */
    boolean endsAt(int read, long bytes) {
        return read == rows || isMeasured() && bytes >= maxBytes;
    }

    /**
     * Returns the statement for a page that needs no measure because all its items are small, in whose result the other
     * items are NULL. The sum of sizes costs an eighth of a page.
     */
    Sql ofSmallItems() {
        return rowsFrom(Sql.of("SELECT CASE WHEN t.item_size <= " + SMALL_BYTES + " THEN t.item END"));
    }

    /** Returns the statement for a page of items of any size. */
    Sql statement() {
        if (isFiltered()) {
            return filtered(filter.orElseThrow());
        }
        if (!isMeasured()) {
            return rowsFrom(Sql.of("SELECT t.item"));
        }
        Sql out = Sql.of("SELECT p.item, p.item_before + p.item_size FROM (SELECT " + columns("t.")
                + ", t.item_size, sum(t.item_size) OVER w - t.item_size AS item_before FROM " + table + " AS t");
        return writeRange(out, window()).add(") AS p WHERE p.item_before < " + maxBytes + inOrder("p."));
    }

    /**
     * Tests are computed outside of the window, for the rows that it leaves alone, and only once: OFFSET keeps the
     * planner from writing them out wherever they are used.
     */
    private Sql filtered(Condition condition) {
        Sql out = new Sql();
        String isWhole = isCounting ? "false" : "p.item_ok";
        range.key().writeKeysOnly(out.add("SELECT CASE WHEN " + isWhole + " THEN p.item ELSE "), "p.item");
        out.add(" END, p.item_before + p.item_size, p.item_ok, p.item_number FROM (SELECT " + columns("r.")
                + ", r.item_size, r.item_before, r.item_number, r.item_last, ");
        SqlCondition.write(out, condition, "r.item");
        out.add(" AS item_ok FROM (SELECT " + columns("t.") + ", t.item_size"
                + ", sum(t.item_size) OVER w - t.item_size AS item_before, row_number() OVER w AS item_number"
                + ", sum(t.item_size) OVER w >= " + maxBytes + " OR lead(false, 1, true) OVER w AS item_last");
        rowsFrom(out.add(" FROM (SELECT " + columns("t.") + ", t.item_size"));
        return out.add(") AS t" + window() + ") AS r WHERE r.item_before < " + maxBytes + inOrder("r.")
                + " OFFSET 0) AS p WHERE p.item_ok OR p.item_last" + inOrder("p."));
    }

    private String columns(String prefix) {
        return range.order().list(prefix, "") + ", " + prefix + "item";
    }

    private String window() {
        return " WINDOW w AS (ORDER BY " + range.forward("t.") + " ROWS UNBOUNDED PRECEDING)";
    }

    private String inOrder(String prefix) {
        return " ORDER BY " + range.forward(prefix);
    }

    private Sql rowsFrom(Sql out) {
        return writeRange(out.add(" FROM " + table + " AS t"), "");
    }

    private Sql writeRange(Sql out, String window) {
        range.writeTo(out.add(" WHERE "));
        selection.ifPresent(test -> test.writeTo(out.add(" AND ")));
        return out.add(window + inOrder("t.") + " LIMIT ?", rows);
    }
}
