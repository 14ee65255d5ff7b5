// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.moviestore.error.ContentionException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.item.Item;
import org.moviestore.postgres.KnownTables.KnownTable;
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
    private final Connections connections;
    private final KnownTables known;

    PutsTogether(Connections connections, KnownTables known) {
        this.connections = connections;
        this.known = known;
    }

    /**
     * Carries the transaction out, if it is one of those; false if it has done nothing.
     *
     * @throws ContentionException if other writers came first
     * @throws TableNotFoundException if there is no such table
     */
    boolean write(Call call, TransactWriteRequest request) {
        String name = request.actions().get(0).schema().tableName();
        if (request.clientToken().isPresent() || !request.actions().stream().allMatch(action -> isPut(action, name))) {
            return false;
        }
        KnownTable table = known.remembered(name)
                .orElseGet(() -> connections.read(
                        call,
                        connection -> known.read(connection, List.of(name)).get(0)));
        Optional<Sql> put = rows(table.layout(), request).map(table.batches()::putIntoKnown);
        if (put.isEmpty()) {
            return false;
        }
        boolean done = connections.write(call, connection -> execute(put.get(), connection));
        if (done) {
            known.remember(List.of(table));
        } else {
            known.forget(List.of(table));
        }
        return done;
    }

    private static boolean isPut(WriteAction action, String table) {
        return action instanceof PutRequest
                && action.condition().isEmpty()
                && action.schema().tableName().equals(table);
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
            if (PostgresExceptions.isOfTable(e)) {
                // The table is gone or another.
                return false;
            }
            throw e;
        }
    }
}
