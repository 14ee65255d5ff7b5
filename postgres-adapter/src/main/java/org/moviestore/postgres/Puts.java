// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.PreparedStatement;
import java.util.List;
import java.util.Optional;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.expression.Condition;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.WriteResult;

/** Stores whole items, each in one statement unless a racing writer asks for a second. */
final class Puts {
    private static final WriteResult NOTHING = WriteResult.of(Optional.empty());

    private final Connections connections;
    private final TableSql sql;
    private final Rows rows;

    Puts(Connections connections, TableSql sql, Rows rows) {
        this.connections = connections;
        this.sql = sql;
        this.rows = rows;
    }

    WriteResult put(PutRequest request) {
        Key key = request.key();
        Call call = Operation.PUT.on(request.schema().tableName(), key);
        if (request.returning() == ReturnItem.OLD
                || request.condition().isPresent() && request.onConditionFailure() == OnConditionFailure.RETURN_ITEM) {
            return connections.retrying(call, () -> exchange(call, request, key));
        }
        Sql statement = request.condition()
                .map(condition -> conditional(request, key, condition))
                .orElseGet(() -> insert(sql.upsert(), request, key));
        boolean stored = execute(call, statement);
        if (!stored) {
            throw new ConditionFailedException(request.schema().tableName(), key);
        }
        return NOTHING;
    }

    /** An old item that cannot be read must stay, so what returns one commits after it was read. */
    private Optional<OldItem> read(Call call, PutRequest request, Sql statement) {
        return request.returning() == ReturnItem.OLD
                ? connections.transaction(call, connection -> OldItem.read(statement, connection))
                : connections.write(call, connection -> OldItem.read(statement, connection));
    }

    private boolean execute(Call call, Sql statement) {
        return connections.write(call, connection -> {
            try (PreparedStatement prepared = statement.prepare(connection)) {
                return prepared.executeUpdate() > 0;
            }
        });
    }

    private Sql insert(String insert, PutRequest request, Key key) {
        return sql.begin(insert)
                .with(sql.layout().keyValues(key))
                .with(ItemJson.write(request.item()), request.item().sizeInBytes());
    }

    private Sql update(String update, PutRequest request) {
        return sql.begin(update)
                .with(ItemJson.write(request.item()), request.item().sizeInBytes());
    }

    /** Returns the statement that stores the item if the condition holds, and else changes no row. */
    private Sql conditional(PutRequest request, Key key, Condition condition) {
        if (!condition.holdsOn(Item.EMPTY)) {
            Sql statement = update(sql.update(), request)
                    .with(sql.layout().keyValues(key))
                    .add(" AND ");
            return SqlCondition.write(statement, condition, TableSql.ITEM);
        }
        if (needsAbsence(request, condition)) {
            return insert(sql.insertIfAbsent(), request, key);
        }
        Sql statement = insert(sql.upsert(), request, key).add(" WHERE ");
        return SqlCondition.write(statement, condition, TableSql.ITEM);
    }

    /** Says whether no stored item can satisfy the condition, since each has its key attributes. */
    private static boolean needsAbsence(PutRequest request, Condition condition) {
        List<Condition> all = condition instanceof Condition.And and ? and.conditions() : List.of(condition);
        return all.stream()
                .anyMatch(each -> each instanceof Condition.AttributeNotExists absent
                        && absent.path().isTopLevel()
                        && request.schema().isKeyAttribute(absent.path().attribute()));
    }

    /** Stores the item in place of the old one or, if there is none, as a new one. */
    private WriteResult exchange(Call call, PutRequest request, Key key) {
        if (request.condition().isEmpty()) {
            // Where items are loaded most are new, and one statement is then enough.
            return insertNew(call, request, key)
                    .or(() -> replace(call, request, key))
                    .orElseGet(() -> lockAndPut(call, request, key));
        }
        Optional<WriteResult> replaced = replace(call, request, key);
        if (replaced.isEmpty() && !request.condition().get().holdsOn(Item.EMPTY)) {
            throw new ConditionFailedException(request.schema().tableName(), key);
        }
        return replaced.or(() -> insertNew(call, request, key)).orElseGet(() -> lockAndPut(call, request, key));
    }

    /** Does in more steps what no racing writer can prevent: others came between the two that would do without. */
    private WriteResult lockAndPut(Call call, PutRequest request, Key key) {
        return connections.transaction(call, connection -> {
            Optional<Item> old = rows.insertOrLock(connection, key, request.item());
            if (old.isPresent()) {
                request.checkCondition(old);
                rows.replace(connection, key, request.item());
            }
            return WriteResult.of(request.returning() == ReturnItem.OLD ? old : Optional.empty());
        });
    }

    private Optional<WriteResult> insertNew(Call call, PutRequest request, Key key) {
        return execute(call, insert(sql.insertIfAbsent(), request, key)) ? Optional.of(NOTHING) : Optional.empty();
    }

    private Optional<WriteResult> replace(Call call, PutRequest request, Key key) {
        Sql replace = OldItem.test(sql, request.condition(), key)
                .add(sql.updateOld())
                .with(ItemJson.write(request.item()), request.item().sizeInBytes());
        OldItem.select(replace, request.returning(), request.onConditionFailure());
        Optional<OldItem> old = read(call, request, replace);
        return old.map(found -> WriteResult.of(found.orFail(request.schema().tableName(), key)));
    }
}
