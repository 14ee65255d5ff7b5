// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.Optional;
import org.moviestore.expression.Condition;
import org.moviestore.table.PageRequest;

/**
 * The statement that counts the items of one page. Its only row tells how many were read and how many of them match;
 * with a limit, the key columns of the last follow, and there is no row if none was read.
 */
final class CountSql {
    /** Columns of the result; LAST_KEY and the following are there if there is a limit. */
    static final int EVALUATED = 1;

    static final int MATCHED = 2;
    static final int LAST_KEY = 3;

    private final String table;
    private final KeyRange range;
    private final PageRequest request;

    CountSql(TableLayout layout, PageRequest request, KeyRange range) {
        this.table = layout.quotedTable();
        this.range = range;
        this.request = request;
    }

    Sql statement() {
        return request.limit().isPresent() ? upTo(request.limit().getAsInt()) : all();
    }

    private Sql all() {
        Sql out = Sql.of("SELECT count(*), count(*) FILTER (WHERE ");
        return writeRows(writeTest(out).add(")"));
    }

    private Sql upTo(int limit) {
        Sql out = Sql.of("SELECT count(*) OVER (), count(*) FILTER (WHERE p.item_ok) OVER (), "
                + range.key().list("p.", "") + " FROM (SELECT " + range.key().list("t.", "") + ", ");
        writeRows(writeTest(out).add(" AS item_ok"));
        return out.add(
                " ORDER BY " + range.forward("t.") + " LIMIT ?) p ORDER BY " + range.backward("p.") + " LIMIT 1",
                limit);
    }

    private Sql writeTest(Sql out) {
        Optional<Condition> filter = request.filter();
        return filter.isPresent() ? SqlCondition.write(out, filter.get(), TableSql.ITEM) : out.add("true");
    }

    private Sql writeRows(Sql out) {
        range.writeTo(out.add(" FROM " + table + " AS t WHERE "));
        return out;
    }
}
