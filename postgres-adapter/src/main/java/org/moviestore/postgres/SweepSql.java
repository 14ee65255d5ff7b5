// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.Optional;
import org.moviestore.expression.Condition;
import org.moviestore.table.PageRequest;

/**
 * The statement for a page of what a filter holds on, where no limit asks how many items were looked at. It looks at so
 * many rows and no more, and sends those that match until they are of so many bytes together. If it has looked at all
 * that it may, a row follows that has only the keys of the last one, since the next page begins after it.
 */
final class SweepSql {
    /** Columns of the result. */
    static final int ITEM = 1;

    static final int BYTES = 2;
    static final int MATCHES = 3;

    private final String table;
    private final KeyRange range;
    private final Condition filter;

    private SweepSql(String table, KeyRange range, Condition filter) {
        this.table = table;
        this.range = range;
        this.filter = filter;
    }

    /** Returns the statement for a request, or none if the request has a limit or no filter. */
    static Optional<SweepSql> of(TableLayout layout, PageRequest request, KeyRange range) {
        return request.filter()
                .filter(filter -> request.limit().isEmpty())
                .map(filter -> new SweepSql(layout.quotedTable(), range, filter));
    }

    /** Says whether a page ends before what it was to look at, by the bytes that it has. */
    boolean endsAt(long bytes) {
        return bytes >= PageSql.MAX_FILTERED_BYTES;
    }

    /**
     * The sizes are summed of rows that match alone, and the last key is looked up rather than carried along. How many
     * rows it looks at is a parameter, so that the planner expects few and does not sort.
     */
    Sql statement() {
        Sql out = Sql.of("SELECT p.item, p.item_before, p.item_ok FROM ((SELECT " + keys("m.")
                + ", m.item, m.item_before + m.item_size AS item_before, true AS item_ok FROM (SELECT " + keys("r.")
                + ", r.item, r.item_size, sum(r.item_size) OVER w - r.item_size AS item_before FROM (SELECT "
                + keys("t.") + ", t.item, t.item_size");
        writeRange(out).add(" LIMIT ?) AS r WHERE ", PageSql.MAX_ROWS);
        SqlCondition.write(out, filter, "r.item");
        out.add(" WINDOW w AS (ORDER BY " + range.forward("r.")
                + " ROWS UNBOUNDED PRECEDING)) AS m WHERE m.item_before < " + PageSql.MAX_FILTERED_BYTES
                + ") UNION ALL (SELECT "
                + keys("l.") + ", ");
        range.key().writeKeysOnly(out, "l.item");
        // What is selected beside the rows that OFFSET skips would be computed for each of them.
        writeRange(out.add(", 0, false FROM (SELECT " + keys("t.") + ", t.item"));
        return out.add(
                " OFFSET ? LIMIT 1) AS l)) AS p ORDER BY " + range.forward("p.") + ", p.item_ok DESC",
                PageSql.MAX_ROWS - 1);
    }

    private String keys(String prefix) {
        return range.order().list(prefix, "");
    }

    private Sql writeRange(Sql out) {
        range.writeTo(out.add(" FROM " + table + " AS t WHERE "));
        return out.add(" ORDER BY " + range.forward("t."));
    }
}
