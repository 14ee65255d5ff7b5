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
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.ReturnItem;

/**
 * What a write found on a row that was there.
 *
 * @param conditionHeld whether the condition held on it, and the write so happened
 * @param item the item as it was, if the write asked for it in this case
 */
record OldItem(boolean conditionHeld, Optional<Item> item) {

    /** Begins a statement that tests the condition on a row and locks it; what it writes must follow. */
    static Sql test(TableSql sql, Optional<Condition> condition, Key key) {
        Sql statement = sql.begin(sql.oldFrom());
        condition.ifPresentOrElse(
                tested -> SqlCondition.write(statement, tested, TableSql.ITEM), () -> statement.add("true"));
        return statement.add(sql.oldTo()).with(sql.layout().keyValues(key));
    }

    /** Ends that statement: the item is sent only where it is asked for. */
    static Sql select(Sql statement, ReturnItem returning, OnConditionFailure onFailure) {
        boolean ifHeld = returning == ReturnItem.OLD;
        boolean ifFailed = onFailure == OnConditionFailure.RETURN_ITEM;
        return statement
                .add("SELECT o.item_ok, CASE WHEN o.item_ok THEN ")
                .add(ifHeld ? "o.item" : "NULL")
                .add(" ELSE ")
                .add(ifFailed ? "o.item" : "NULL")
                .add(" END FROM o");
    }

    /** Runs the statement; empty if there was no row. */
    static Optional<OldItem> read(Sql statement, Connection connection) throws SQLException {
        try (PreparedStatement prepared = statement.prepare(connection);
                ResultSet row = prepared.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            byte[] item = row.getBytes(2);
            return Optional.of(
                    new OldItem(row.getBoolean(1), item == null ? Optional.empty() : Optional.of(ItemJson.read(item))));
        }
    }

    /** Returns the item as it was, if the write happened. */
    Optional<Item> orFail(String table, Key key) {
        if (conditionHeld) {
            return item;
        }
        throw item.map(stored -> new ConditionFailedException(table, key, stored))
                .orElseGet(() -> new ConditionFailedException(table, key));
    }
}
