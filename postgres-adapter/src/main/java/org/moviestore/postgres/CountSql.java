// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.Optional;
import org.moviestore.expression.Condition;
import org.moviestore.table.PageRequest;

/**
 * The statement that counts the items of one page, of no more than so many rows. Its only row tells how many were read
 * and how many of them match; the key columns of the last follow, which are NULL unless the page is full.
 */
final class CountSql {
    /** Columns of the result. */
    static final int EVALUATED = 1;

    static final int MATCHED = 2;
    static final int LAST_KEY = 3;

    /** How many rows at most are counted by one statement. */
    static final int MAX_ROWS = 20_000;

    private final String table;
    private final KeyRange range;
    private final Optional<SqlExpression> selection;
    private final Optional<Condition> filter;
    private final int rows;

    /** @param selection the test, instead of the filter, for rows that an index finds; see {@link Prefilter} */
    CountSql(TableLayout layout, PageRequest request, KeyRange range, Optional<SqlExpression> selection) {
        this.table = layout.quotedTable();
        this.range = range;
        this.selection = selection;
        this.filter = selection.isPresent() ? Optional.empty() : request.filter();
        this.rows = Math.min(request.limit().orElse(MAX_ROWS), MAX_ROWS);
    }

    /** Returns after how many rows the page ends. */
    int rows() {
        return rows;
    }

    /** Says whether an index found the rows, and left others out. */
    boolean isSelected() {
        return selection.isPresent();
    }

    /** The last key is looked up in the index if there is a next page, which costs less than to carry it along. */
    Sql statement() {
        Sql out = Sql.of("SELECT p.item_number, p.item_ok, " + range.key().list("l.", "")
                + " FROM (SELECT count(*) AS item_number, count(*) FILTER (WHERE r.item_ok) AS item_ok FROM (SELECT ");
        writeRows(writeTest(out).add(" AS item_ok"), "");
        out.add(" LIMIT ?) AS r) AS p LEFT JOIN LATERAL (SELECT " + range.key().list("t.", ""), rows);
        writeRows(out, " AND p.item_number = ?").with(rows);
        return out.add(" OFFSET ? LIMIT 1) AS l ON true", rows - 1);
    }

    private Sql writeTest(Sql out) {
        return filter.isPresent() ? SqlCondition.write(out, filter.get(), TableSql.ITEM) : out.add("true");
    }

    private Sql writeRows(Sql out, String more) {
        range.writeTo(out.add(" FROM " + table + " AS t WHERE "));
        selection.ifPresent(test -> test.writeTo(out.add(" AND ")));
        return out.add(more + " ORDER BY " + range.forward("t."));
    }
}
