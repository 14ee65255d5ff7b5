// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.Optional;
import org.moviestore.expression.Condition;
import org.moviestore.item.ItemLimits;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.PageRequest;

/**
 * The statement for one page of items.
 *
 * <p>A limit counts the items that are read, so with one the filter is a column of the result, and of an item that does
 * not match only the keys are sent. Without one the filter is part of WHERE, and the page is as long as is good for
 * both sides. A page ends early once its items are of {@link #MAX_BYTES} together, so that no page needs much memory.
 */
final class PageSql {
    /** Columns of the result; SIZE is there if the page is bounded, MATCHES if it is tested. */
    static final int ITEM = 1;

    static final int SIZE = 2;
    static final int MATCHES = 3;

    /** How many bytes of items end a page. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final int DEFAULT_ROWS = 1000;
    /** A page of so few rows is small enough however large they are. */
    private static final int FEW_ROWS = 4 * MAX_BYTES / ItemLimits.MAX_ITEM_BYTES;

    private final String table;
    private final KeyRange range;
    private final Optional<Condition> filter;
    private final boolean limited;
    private final int rows;

    PageSql(TableLayout layout, PageRequest request, KeyRange range) {
        this.table = layout.quotedTable();
        this.range = range;
        this.filter = request.filter();
        this.limited = request.limit().isPresent();
        this.rows = request.limit().orElse(DEFAULT_ROWS);
    }

    /** Returns after how many rows the page ends. */
    int rows() {
        return rows;
    }

    /** Says whether the page ends at {@link #MAX_BYTES} too. */
    boolean isBounded() {
        return rows > FEW_ROWS;
    }

    /** Says whether the result has items that do not match. */
    boolean isTested() {
        return limited && filter.isPresent();
    }

    /** Says whether the result lacks the items that do not match. */
    boolean isFiltered() {
        return !limited && filter.isPresent();
    }

    Sql statement() {
        if (!isBounded() && !isTested()) {
            return rowsFrom(Sql.of("SELECT t.item"));
        }
        Sql out = new Sql();
        if (isTested()) {
            out.add("SELECT CASE WHEN p.item_ok THEN p.item ELSE ");
            writeKeysOnly(out);
            out.add(" END, p.item_size, p.item_ok FROM (SELECT ");
        } else {
            out.add("SELECT p.item, p.item_size FROM (SELECT ");
        }
        out.add(range.order().list("t.", "") + ", t.item, t.item_size");
        if (isTested()) {
            SqlCondition.write(out.add(", "), filter.orElseThrow(), TableSql.ITEM)
                    .add(" AS item_ok");
        }
        if (isBounded()) {
            out.add(", sum(t.item_size) OVER (ORDER BY " + range.forward("t.")
                    + " ROWS UNBOUNDED PRECEDING) - t.item_size AS item_before");
        }
        rowsFrom(out).add(") p");
        if (isBounded()) {
            out.add(" WHERE p.item_before < " + MAX_BYTES);
        }
        return out.add(" ORDER BY " + range.forward("p."));
    }

    private Sql rowsFrom(Sql out) {
        out.add(" FROM " + table + " AS t");
        range.writeTo(out.add(" WHERE "));
        if (isFiltered()) {
            SqlCondition.write(out.add(" AND "), filter.orElseThrow(), TableSql.ITEM);
        }
        return out.add(" ORDER BY " + range.forward("t.") + " LIMIT ?", rows);
    }

    /** The last item read may be one that does not match, and the next page begins after its keys. */
    private void writeKeysOnly(Sql out) {
        out.add("jsonb_build_object(");
        String separator = "";
        for (KeyAttribute attribute : range.key().attributes()) {
            String name = ItemJson.escape(attribute.name());
            out.add(separator + "CAST(? AS text), p.item -> ?", name, name);
            separator = ", ";
        }
        out.add(")");
    }
}
