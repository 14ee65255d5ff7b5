// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.error.StoreException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The update of one item. Thread-safe. */
final class ItemUpdates {
    private final KnownTables tables;

    ItemUpdates(KnownTables tables) {
        this.tables = tables;
    }

    /**
     * One update that was asked for.
     *
     * @param key the attributes that should be the item's key
     * @param update what changes, which may be nothing
     * @param isLegacy whether the request gives it in the older way
     * @param condition what must hold of the stored item
     * @param answer what to return
     */
    private record Wanted(
            Item key, Update update, boolean isLegacy, Optional<Condition> condition, RequestedAnswer answer) {}

    UpdateItemResponse update(UpdateItemRequest request) {
        RequestConditions conditions = RequestConditions.of(request);
        RequestedAnswer answer = RequestedAnswer.of(request);
        ParameterConstraints constraints = new ParameterConstraints()
                .tableName(request.tableName())
                .required("key", request.hasKey() ? request.key() : null);
        Map<String, AttributeValueUpdate> updates = RequestValues.members(request.attributeUpdates());
        LegacyParameters.constrainUpdates(constraints, updates);
        answer.constrain(constraints);
        conditions.constrain(constraints, request.conditionalOperatorAsString());
        constraints.check();
        boolean isLegacy = !updates.isEmpty();
        conditions.refuseBoth(
                isLegacy ? List.of("AttributeUpdates") : List.of(),
                request.updateExpression() != null ? List.of("UpdateExpression") : List.of());
        if (request.updateExpression() == null && conditions.text() == null && conditions.hasPlaceholders()) {
            refusePlaceholders(conditions.expressions());
        }
        Item key = RequestValues.item(request.key());
        Update older = LegacyParameters.attributeUpdates(updates);
        RequestExpressions expressions = conditions.expressions();
        Update update = expressions.update(request.updateExpression()).orElse(older);
        Optional<Condition> condition = conditions.condition(expressions);
        expressions.requireAllUsed();
        Wanted wanted = new Wanted(key, update, isLegacy, condition, answer);
        KnownTables.Answered<DocumentTable, UpdateRequest, WriteResult> written = write(request.tableName(), wanted);
        return response(written.tables(), wanted, written.result().item());
    }

    private static void refusePlaceholders(RequestExpressions none) {
        none.update(null);
        none.condition(RequestExpressions.Parameter.CONDITION, null);
        none.requireAllUsed();
    }

    private KnownTables.Answered<DocumentTable, UpdateRequest, WriteResult> write(String table, Wanted wanted) {
        try {
            return tables.call(table, found -> updateRequest(found.schema(), wanted), DocumentTable::update);
        } catch (UpdateRejectedException e) {
            throw wanted.isLegacy() ? LegacyParameters.rejected(e) : e;
        }
    }

    private static UpdateItemResponse response(DocumentTable table, Wanted wanted, Optional<Item> result) {
        UpdateItemResponse.Builder response = UpdateItemResponse.builder();
        Optional<Item> returned =
                wanted.answer().isMetered() ? meter(response, table.schema(), wanted, result) : result;
        if (returned.isPresent()) {
            response.attributes(ItemCodec.encode(returned.get()));
        }
        wanted.answer().readMetrics(table, wanted.key()).ifPresent(response::itemCollectionMetrics);
        ServiceAnswers.complete(response);
        return response.build();
    }

    /**
     * What a write consumes is told by the item on both sides, so what it returns is selected here. The store has made
     * the update: if it cannot be made here, capacity and new attributes are left out.
     */
    private static Optional<Item> meter(
            UpdateItemResponse.Builder response, TableSchema schema, Wanted wanted, Optional<Item> before) {
        ReturnValues values = wanted.answer().returnValues();
        try {
            Optional<Item> after = after(wanted, before);
            wanted.answer().consumed(schema, before, after).ifPresent(response::consumedCapacity);
            return values.select(wanted.update(), before, after);
        } catch (StoreException | InvalidRequestException e) {
            return values.select(wanted.update(), before, Optional.empty());
        }
    }

    /** Returns what the update makes of an item, whatever the indexes of the table have become meanwhile. */
    private static Optional<Item> after(Wanted wanted, Optional<Item> before) {
        if (before.isEmpty() && !wanted.update().createsItem()) {
            return Optional.empty();
        }
        return Optional.of(wanted.update().applyTo(before.orElse(wanted.key())));
    }

    private static UpdateRequest updateRequest(TableSchema schema, Wanted wanted) {
        RequestedAnswer answer = wanted.answer();
        try {
            UpdateRequest.Builder update = UpdateRequest.builder(schema, new Key(wanted.key()), wanted.update())
                    .returning(answer.isMetered() ? ReturnValues.ALL_OLD : answer.returnValues())
                    .onConditionFailure(answer.onConditionFailure());
            wanted.condition().ifPresent(update::condition);
            return update.build();
        } catch (InvalidRequestException e) {
            throw KeyErrors.ofUpdate(
                    schema,
                    new KeyErrors.Change(wanted.key(), wanted.update(), wanted.condition(), wanted.isLegacy()),
                    e);
        }
    }
}
