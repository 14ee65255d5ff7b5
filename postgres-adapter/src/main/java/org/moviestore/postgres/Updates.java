// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.moviestore.item.Item;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** Updates items: reads the item under a lock of its row, lets the update make a new one of it, and writes that. */
final class Updates {
    private final Connections connections;
    private final Rows rows;

    Updates(Connections connections, Rows rows) {
        this.connections = connections;
        this.rows = rows;
    }

    WriteResult update(UpdateRequest request) {
        Call call = Operation.UPDATE.on(request.schema().tableName(), request.key());
        return connections.retrying(
                call, () -> connections.transaction(call, connection -> change(connection, request)));
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
