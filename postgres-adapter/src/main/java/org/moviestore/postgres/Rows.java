// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/** The steps of a transaction on one row, which stays locked from the first to the end of the transaction. */
final class Rows {
    private final TableSql sql;

    Rows(TableSql sql) {
        this.sql = sql;
    }

    /** Locks the row of a key, if there is one, and returns its item. */
    Optional<Item> lock(Connection connection, Key key) throws SQLException {
        Sql lock = Sql.of(sql.lock()).with(sql.layout().keyValues(key));
        try (PreparedStatement statement = lock.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(ItemJson.read(row.getBytes(1))) : Optional.empty();
        }
    }

    /**
     * Stores a new item; if there is one already, leaves and locks it and returns it. {@link #replace} must then follow
     * in the same transaction, or its end by a rollback.
     */
    Optional<Item> insertOrLock(Connection connection, Key key, Item item) throws SQLException {
        Sql insert = Sql.of(sql.insertOrLock())
                .with(sql.layout().keyValues(key))
                .with(ItemJson.write(item), item.sizeInBytes());
        try (PreparedStatement statement = insert.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1) ? Optional.of(ItemJson.read(row.getBytes(2))) : Optional.empty();
        }
    }

    /** Stores an item in place of the one in a locked row. */
    void replace(Connection connection, Key key, Item item) throws SQLException {
        Sql update = Sql.of(sql.update())
                .with(ItemJson.write(item), item.sizeInBytes())
                .with(sql.layout().keyValues(key));
        try (PreparedStatement statement = update.prepare(connection)) {
            statement.executeUpdate();
        }
    }
}
