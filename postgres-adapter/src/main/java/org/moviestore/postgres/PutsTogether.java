// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.moviestore.error.ContentionException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.item.Item;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.WriteAction;

/**
 * Transactions that do nothing but store items of one table, whatever is there: one statement is enough. What the
 * catalog says of the table is remembered, and the statement asks whether it still does. Whatever is not as it should
 * be is left to the steps of {@link Transactions}, which tell what is wrong.
 */
final class PutsTogether {
    /** More tables are forgotten together: whoever makes ever new ones would fill the memory with them. */
    private static final int MOST_KNOWN = 1000;

    private final Connections connections;
    private final Catalog catalog;
    private final Map<String, BatchSql> known = new ConcurrentHashMap<>();

    PutsTogether(Connections connections, Catalog catalog) {
        this.connections = connections;
        this.catalog = catalog;
    }

    /**
     * Carries the transaction out, if it is one of those; false if it has done nothing.
     *
     * @throws ContentionException if other writers came first
     */
    boolean write(Call call, TransactWriteRequest request) {
        String name = request.actions().get(0).schema().tableName();
        if (request.clientToken().isPresent() || !request.actions().stream().allMatch(action -> isPut(action, name))) {
            return false;
        }
        Optional<BatchSql> table = table(call, name);
        Optional<Sql> put = table.flatMap(sql -> rows(sql.layout(), request).map(sql::putIntoKnown));
        boolean done = put.isPresent() && connections.write(call, connection -> execute(put.get(), connection));
        if (!done) {
            table.ifPresent(sql -> known.remove(name, sql));
        }
        return done;
    }

    private static boolean isPut(WriteAction action, String table) {
        return action instanceof PutRequest
                && action.condition().isEmpty()
                && action.schema().tableName().equals(table);
    }

    private Optional<BatchSql> table(Call call, String name) {
        BatchSql remembered = known.get(name);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        Map<String, TableLayout> found = connections.read(call, connection -> catalog.find(connection, Set.of(name)));
        Optional<BatchSql> table = Optional.ofNullable(found.get(name)).map(BatchSql::new);
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        table.ifPresent(sql -> known.put(name, sql));
        return table;
    }

    /** Returns the rows to be stored; none if any cannot be in this table. */
    private static Optional<List<PutRow>> rows(TableLayout layout, TransactWriteRequest request) {
        int actions = request.actions().size();
        List<TableSchema> schemas = Collections.nCopies(actions, layout.schema());
        try {
            List<PutRow> rows = new ArrayList<>();
            for (Optional<Item> item : request.appliedTo(schemas, Collections.nCopies(actions, Optional.empty()))) {
                rows.add(PutRow.of(layout, item.orElseThrow()));
            }
            return Optional.of(rows);
        } catch (TransactionCanceledException e) {
            return Optional.empty();
        }
    }

    private static boolean execute(Sql put, Connection connection) throws SQLException {
        try (PreparedStatement statement = put.prepare(connection)) {
            return statement.executeUpdate() > 0;
        } catch (SQLException e) {
            if (PostgresExceptions.isOfStatement(e)) {
                // The table is gone or another, or may not be written.
                return false;
            }
            throw e;
        }
    }
}
