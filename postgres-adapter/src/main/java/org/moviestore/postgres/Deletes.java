// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.expression.Condition;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.WriteResult;

/** Removes items, each in one statement. */
final class Deletes {
    private final Connections connections;
    private final TableSql sql;

    Deletes(Connections connections, TableSql sql) {
        this.connections = connections;
        this.sql = sql;
    }

    WriteResult delete(DeleteRequest request) {
        Key key = request.key();
        Call call = Operation.DELETE.on(request.schema().tableName(), key);
        boolean absenceSucceeds = request.condition()
                .map(condition -> condition.holdsOn(Item.EMPTY))
                .orElse(true);
        boolean plain = request.condition().isEmpty()
                || !absenceSucceeds && request.onConditionFailure() == OnConditionFailure.OMIT_ITEM;
        Connections.Work<Optional<OldItem>> work =
                connection -> plain ? plain(connection, request) : tested(connection, request);
        // An old item that cannot be read must stay, so what returns one commits after it was read.
        Optional<OldItem> old = request.returning() == ReturnItem.OLD
                ? connections.transaction(call, work)
                : connections.write(call, work);
        if (old.isEmpty() && !absenceSucceeds) {
            throw new ConditionFailedException(request.schema().tableName(), key);
        }
        return WriteResult.of(old.flatMap(found -> found.orFail(request.schema().tableName(), key)));
    }

    /**
     * Deletes the row that is there and on which the condition holds, if there is one; which of both failed is open.
     */
    private Optional<OldItem> plain(Connection connection, DeleteRequest request) throws SQLException {
        Sql statement = sql.begin(sql.delete()).with(sql.layout().keyValues(request.key()));
        request.condition().ifPresent(condition -> and(statement, condition));
        if (request.returning() == ReturnItem.NONE) {
            try (PreparedStatement prepared = statement.prepare(connection)) {
                return prepared.executeUpdate() == 0
                        ? Optional.empty()
                        : Optional.of(new OldItem(true, Optional.empty()));
            }
        }
        try (PreparedStatement prepared = statement.add(" RETURNING t.item").prepare(connection);
                ResultSet row = prepared.executeQuery()) {
            return row.next()
                    ? Optional.of(new OldItem(true, Optional.of(ItemJson.read(row.getBytes(1)))))
                    : Optional.empty();
        }
    }

    private static void and(Sql statement, Condition condition) {
        SqlCondition.write(statement.add(" AND "), condition, TableSql.ITEM);
    }

    private Optional<OldItem> tested(Connection connection, DeleteRequest request) throws SQLException {
        Sql statement = OldItem.test(sql, request.condition(), request.key()).add(sql.deleteOld());
        return OldItem.read(OldItem.select(statement, request.returning(), request.onConditionFailure()), connection);
    }
}
