// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.Item;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.table.BatchLimits;
import org.moviestore.table.BulkLoad;

/**
 * Stores the items of one load: by COPY into the table itself, which is fastest, until the server refuses that, since
 * there is an item with a key already or for any other reason. Nothing is stored of what was refused; it and all that
 * follows goes by statements that replace what is there, and that tell what else is wrong.
 */
final class LoadWriter implements BulkLoad.Writer<PutRow> {
    /** The larger a call is, the less of it is its commit; more rows than these take memory and gain little. */
    private static final int ROWS_AT_ONCE = 4000;

    private final Connections connections;
    private final TableLayout layout;
    private final BatchSql sql;
    private final Call call;
    private volatile boolean copying = true;

    LoadWriter(Connections connections, TableLayout layout, BatchSql sql) {
        this.connections = connections;
        this.layout = layout;
        this.sql = sql;
        this.call = Operation.LOAD.on(layout.schema().tableName());
    }

    /**
     * Two calls at once make use of two processors of the server. A client with one of its own is busy enough with one,
     * and with two calls it would only lose what its cache holds.
     */
    static BatchLimits limits() {
        int calls = Math.min(2, Runtime.getRuntime().availableProcessors());
        return new BatchLimits(ROWS_AT_ONCE, ROWS_AT_ONCE / calls, calls);
    }

    @Override
    public PutRow rowOf(Item item) {
        return PutRow.of(layout, item);
    }

    @Override
    public long bytes(PutRow row, int itemBytes) {
        return row.bytes();
    }

    @Override
    public int compare(PutRow left, PutRow right) {
        return PutRow.ORDER.compare(left, right);
    }

    @Override
    public int store(List<PutRow> rows) {
        if (copying && isCopied(rows)) {
            return 0;
        }
        copying = false;
        return put(rows);
    }

    /** Says whether the rows are stored; none of them is if not. */
    private boolean isCopied(List<PutRow> rows) {
        try {
            return connections.write(call, connection -> copy(connection, rows));
        } catch (RequestRejectedException e) {
            return false;
        }
    }

    private boolean copy(Connection connection, List<PutRow> rows) throws SQLException {
        if (!CopyRows.isPossible(connection)) {
            return false;
        }
        try (CopyRows copy = CopyRows.begin(connection, sql.copy())) {
            for (PutRow row : rows) {
                copy.add(row);
            }
            copy.store();
            return true;
        } catch (SQLException e) {
            // The pool does not see it, as it hears only of what is called on its own objects, and would lend it again.
            if (PostgresExceptions.isOfConnection(e)) {
                connection.abort(Runnable::run);
            }
            throw e;
        }
    }

    /** Stores rows in place of those that are there, and returns how many are. All are stored, or none is. */
    private int put(List<PutRow> rows) {
        List<List<PutRow>> statements = new ArrayList<>();
        Iterator<PutRow> rest = rows.iterator();
        while (rest.hasNext()) {
            statements.add(PutRow.take(rest, BatchCalls.MAX_WRITE_BYTES));
        }
        if (statements.size() == 1) {
            return connections.write(call, connection -> put(connection, statements.get(0)));
        }
        return connections.transaction(call, connection -> {
            int replaced = 0;
            for (List<PutRow> some : statements) {
                replaced += put(connection, some);
            }
            return replaced;
        });
    }

    private int put(Connection connection, List<PutRow> rows) throws SQLException {
        try (PreparedStatement statement = sql.putAndCount(rows).prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
