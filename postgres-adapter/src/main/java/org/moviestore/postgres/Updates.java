// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/**
 * Updates items: by one statement where SQL does it exactly. Else, and where that statement changed nothing for
 * whatever reason, it reads the item under a lock of its row, lets the update make a new one of it, and writes that.
 */
final class Updates {
    private final Connections connections;
    private final Rows rows;
    private final Optional<UpdateSql> single;

    /** Makes updates; without {@code single} all of them lock the row. */
    Updates(Connections connections, Rows rows, Optional<UpdateSql> single) {
        this.connections = connections;
        this.rows = rows;
        this.single = single;
    }

    WriteResult update(UpdateRequest request) {
        Call call = Operation.UPDATE.on(request.schema().tableName(), request.key());
        Optional<Sql> statement = single.flatMap(sql -> sql.write(request));
        return connections.retrying(
                call,
                () -> statement
                        .flatMap(once -> changeAtOnce(call, request, once))
                        .orElseGet(() -> connections.transaction(call, connection -> change(connection, request))));
    }

    /** Returns what the update returns, unless the statement changed nothing. */
    private Optional<WriteResult> changeAtOnce(Call call, UpdateRequest request, Sql statement) {
        if (request.returning() == ReturnValues.NONE) {
            return connections.write(call, connection -> execute(connection, statement))
                    ? Optional.of(WriteResult.of(Optional.empty()))
                    : Optional.empty();
        }
        Optional<byte[]> changed = connections.write(call, connection -> returned(connection, statement));
        return changed.map(json -> WriteResult.of(
                request.returning().select(request.update(), Optional.empty(), Optional.of(read(call, json)))));
    }

    private static boolean execute(Connection connection, Sql statement) throws SQLException {
        try (PreparedStatement prepared = statement.prepare(connection)) {
            return prepared.executeUpdate() > 0;
        }
    }

    private static Optional<byte[]> returned(Connection connection, Sql statement) throws SQLException {
        try (PreparedStatement prepared = statement.prepare(connection);
                ResultSet row = prepared.executeQuery()) {
            return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
        }
    }

    /** Reads the item that was made; others may have written some of it, which was not looked at before. */
    private static Item read(Call call, byte[] json) {
        try {
            return ItemJson.read(json);
        } catch (InvalidRequestException e) {
            throw PostgresExceptions.changedUnreadable(e, call);
        }
    }

    private WriteResult change(Connection connection, UpdateRequest request) throws SQLException {
        Optional<Item> before = rows.lock(connection, request.key());
        Optional<Item> after = request.appliedTo(before);
        if (before.isEmpty() && after.isPresent()) {
            // A racing writer may have created the item meanwhile; then it is that one that changes.
            before = rows.insertOrLock(connection, request.key(), after.get());
            if (before.isEmpty()) {
                return WriteResult.of(request.returning().select(request.update(), before, after));
            }
            after = request.appliedTo(before);
        }
        if (after.isPresent()) {
            rows.replace(connection, request.key(), after.get());
        }
        return WriteResult.of(request.returning().select(request.update(), before, after));
    }
}
