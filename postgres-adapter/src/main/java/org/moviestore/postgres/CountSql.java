// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.moviestore.expression.Condition;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Position;

/**
 * The statement that counts the items of one page, of no more than so many rows. Its only row tells how many were read
 * and how many of them match; the key columns of the last follow, which are NULL unless the page is full. With a filter
 * it may have any number of bytes to look at, for which {@link PageSql} has a bound.
 */
final class CountSql {
    /** Columns of the result. */
    private static final int EVALUATED = 1;

    private static final int MATCHED = 2;
    private static final int LAST_KEY = 3;

    /** How many rows at most are counted by one statement. */
    private static final int MAX_ROWS = 20_000;

    private final String table;
    private final PageRequest request;
    private final KeyRange range;
    private final Optional<SqlExpression> selection;
    private final Optional<Condition> filter;
    private final int rows;

    /** @param selection the test, instead of the filter, for rows that an index finds; see {@link Prefilter} */
    CountSql(TableLayout layout, PageRequest request, KeyRange range, Optional<SqlExpression> selection) {
        this.table = layout.quotedTable();
        this.request = request;
        this.range = range;
        this.selection = selection;
        this.filter = selection.isPresent() ? Optional.empty() : request.filter();
        this.rows = Math.min(request.limit().orElse(MAX_ROWS), MAX_ROWS);
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

    /** Makes the page of the statement's result. What an index leaves out nobody counts. */
    <T> Page<T> page(ResultSet row) throws SQLException {
        row.next();
        int evaluated = row.getInt(EVALUATED);
        Optional<Position> last = evaluated == rows ? Optional.of(position(row)) : Optional.empty();
        OptionalInt known = selection.isPresent() ? OptionalInt.empty() : OptionalInt.of(evaluated);
        return new Page<>(List.of(), row.getInt(MATCHED), last, known, OptionalDouble.empty());
    }

    private Position position(ResultSet row) throws SQLException {
        try {
            return request.positionAfter(range.key().read(row, LAST_KEY));
        } catch (InvalidRequestException e) {
            throw PostgresExceptions.unreadableKey(
                    e, Pages.call(request), range.key().quoted(""));
        }
    }
}
