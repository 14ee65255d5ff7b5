// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.moviestore.error.ContentionException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.postgres.KnownTables.KnownTable;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.table.PutRequest;
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
        if (request.clientToken().isPresent() || !arePuts(request, name)) {
            return false;
        }
        Optional<KnownTable> remembered = known.remembered(name);
        KnownTable table = remembered.orElseGet(() -> connections.read(
                call, connection -> known.read(connection, List.of(name)).get(0)));
        Optional<Sql> put = rows(table.layout(), request).map(table.batches()::putIntoKnown);
        if (put.isEmpty()) {
            return false;
        }
        boolean done = connections.write(call, connection -> execute(put.get(), connection));
        if (!done) {
            known.forget(List.of(table));
        } else if (remembered.isEmpty()) {
            known.remember(List.of(table));
        }
        return done;
    }

    private static boolean arePuts(TransactWriteRequest request, String table) {
        for (WriteAction action : request.actions()) {
            if (!(action instanceof PutRequest)
                    || action.condition().isPresent()
                    || !action.schema().tableName().equals(table)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the rows to be stored; none if any cannot be in this table. */
    private static Optional<List<PutRow>> rows(TableLayout layout, TransactWriteRequest request) {
        List<PutRow> rows = new ArrayList<>(request.actions().size());
        try {
            for (WriteAction action : request.actions()) {
                PutRequest put = ((PutRequest) action).madeFor(layout.schema());
                rows.add(PutRow.of(layout, put.item()));
            }
            return Optional.of(rows);
        } catch (InvalidRequestException e) {
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
