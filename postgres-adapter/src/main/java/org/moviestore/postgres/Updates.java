// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** Updates items: reads the item under a lock of its row, lets the update make a new one of it, and writes that. */
final class Updates {
    private final Connections connections;
    private final TableSql sql;

    Updates(Connections connections, TableSql sql) {
        this.connections = connections;
        this.sql = sql;
    }

    WriteResult update(UpdateRequest request) {
        Call call = Operation.UPDATE.on(request.schema().tableName(), request.key());
        return connections.untilWon(
                call, () -> connections.transaction(call, connection -> attempt(connection, request)));
    }

    /** Returns empty if a racing writer created the item after this found none. */
    private Optional<WriteResult> attempt(Connection connection, UpdateRequest request) throws SQLException {
        Optional<Item> before = lock(connection, request.key());
        Optional<Item> after = request.appliedTo(before);
        if (after.isPresent() && !write(connection, request.key(), before.isPresent(), after.get())) {
            return Optional.empty();
        }
        return Optional.of(WriteResult.of(request.returning().select(request.update(), before, after)));
    }

    private Optional<Item> lock(Connection connection, Key key) throws SQLException {
        Sql lock = Sql.of(sql.lock()).with(sql.layout().keyValues(key));
        try (PreparedStatement statement = lock.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(ItemJson.read(row.getBytes(1))) : Optional.empty();
        }
    }

    private boolean write(Connection connection, Key key, boolean there, Item after) throws SQLException {
        String json = ItemJson.write(after);
        int size = after.sizeInBytes();
        Sql write = there
                ? Sql.of(sql.update()).with(json, size).with(sql.layout().keyValues(key))
                : Sql.of(sql.insertIfAbsent()).with(sql.layout().keyValues(key)).with(json, size);
        try (PreparedStatement statement = write.prepare(connection)) {
            return statement.executeUpdate() > 0;
        }
    }
}
