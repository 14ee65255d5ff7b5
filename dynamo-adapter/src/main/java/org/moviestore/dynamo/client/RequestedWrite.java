// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import java.util.Optional;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/**
 * One action of a transaction, which nobody has compared with its table. Immutable.
 *
 * @param kind what it does
 * @param table the table's name
 * @param attributes the item of a put, the key of everything else
 * @param update the changes of an update
 * @param condition what must hold of the stored item
 * @param returnsItem whether a failed condition brings that item back
 */
record RequestedWrite(
        WriteParameters.Kind kind,
        String table,
        Item attributes,
        Optional<Update> update,
        Optional<Condition> condition,
        boolean returnsItem) {
    /** Returns the action on a table, after it was compared with its keys. */
    WriteAction on(TableSchema schema) {
        try {
            return switch (kind) {
                case PUT -> put(schema);
                case UPDATE -> update(schema);
                case DELETE -> delete(schema);
                case CHECK ->
                    new ConditionCheck(schema, new Key(attributes), condition.orElseThrow(), onConditionFailure());
            };
        } catch (InvalidRequestException e) {
            throw answer(schema, e);
        }
    }

    private RuntimeException answer(TableSchema schema, InvalidRequestException refusal) {
        return switch (kind) {
            case PUT -> KeyErrors.ofItem(schema, attributes, KeyErrors.paths(condition), refusal);
            case UPDATE ->
                KeyErrors.ofUpdate(schema, new KeyErrors.Change(attributes, changes(), condition, false), refusal);
            case DELETE, CHECK -> KeyErrors.ofKey(schema, attributes, KeyErrors.paths(condition), refusal);
        };
    }

    private PutRequest put(TableSchema schema) {
        PutRequest.Builder put = PutRequest.builder(schema, attributes).onConditionFailure(onConditionFailure());
        condition.ifPresent(put::condition);
        return put.build();
    }

    private UpdateRequest update(TableSchema schema) {
        UpdateRequest.Builder changed =
                UpdateRequest.builder(schema, new Key(attributes), changes()).onConditionFailure(onConditionFailure());
        condition.ifPresent(changed::condition);
        return changed.build();
    }

    private DeleteRequest delete(TableSchema schema) {
        DeleteRequest.Builder removed =
                DeleteRequest.builder(schema, new Key(attributes)).onConditionFailure(onConditionFailure());
        condition.ifPresent(removed::condition);
        return removed.build();
    }

    private Update changes() {
        return update.orElseGet(() -> new Update(List.of()));
    }

    private OnConditionFailure onConditionFailure() {
        return returnsItem ? OnConditionFailure.RETURN_ITEM : OnConditionFailure.OMIT_ITEM;
    }

    /** Says whether the action leaves the item as it is. */
    boolean onlyChecks() {
        return kind == WriteParameters.Kind.CHECK;
    }
}
