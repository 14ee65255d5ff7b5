// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import java.util.Optional;
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributePath;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
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
        LegacyParameters.constrainUpdates(constraints, request.attributeUpdates());
        answer.constrain(constraints);
        conditions.constrain(constraints, request.conditionalOperatorAsString());
        constraints.check();
        boolean isLegacy = !request.attributeUpdates().isEmpty();
        conditions.refuseBoth(
                isLegacy ? List.of("AttributeUpdates") : List.of(),
                request.updateExpression() != null ? List.of("UpdateExpression") : List.of());
        if (request.updateExpression() == null && conditions.text() == null && conditions.hasPlaceholders()) {
            refusePlaceholders(conditions.expressions());
        }
        Item key = RequestValues.item(request.key());
        Update older = LegacyParameters.attributeUpdates(request.attributeUpdates());
        RequestExpressions expressions = conditions.expressions();
        Update update = expressions.update(request.updateExpression()).orElse(older);
        Optional<Condition> condition = conditions.condition(expressions);
        expressions.requireAllUsed();
        Wanted wanted = new Wanted(key, update, isLegacy, condition, answer);
        return tables.call(request.tableName(), table -> update(table, wanted));
    }

    private static void refusePlaceholders(RequestExpressions none) {
        none.update(null);
        none.condition(RequestExpressions.Parameter.CONDITION, null);
        none.requireAllUsed();
    }

    /** What a write consumes is told by the item on both sides, so what it returns is selected here then. */
    private static UpdateItemResponse update(DocumentTable table, Wanted wanted) {
        RequestedAnswer answer = wanted.answer();
        UpdateRequest update = updateRequest(table.schema(), wanted);
        Optional<Item> returned = apply(table, update, wanted.isLegacy());
        UpdateItemResponse.Builder response = UpdateItemResponse.builder();
        if (answer.isMetered()) {
            Optional<Item> before = returned;
            Optional<Item> after = update.appliedTo(before);
            answer.consumed(table.schema(), before, after).ifPresent(response::consumedCapacity);
            returned = answer.returnValues().select(wanted.update(), before, after);
        }
        if (returned.isPresent()) {
            response.attributes(ItemCodec.encode(returned.get()));
        }
        answer.metrics(table, wanted.key()).ifPresent(response::itemCollectionMetrics);
        ServiceAnswers.complete(response);
        return response.build();
    }

    private static Optional<Item> apply(DocumentTable table, UpdateRequest update, boolean isLegacy) {
        try {
            return table.update(update).item();
        } catch (UpdateRejectedException e) {
            throw isLegacy ? LegacyParameters.rejected(e) : e;
        }
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
            throw KeyErrors.ofUpdate(schema, wanted.key(), wanted.update(), wanted.isLegacy(), paths(wanted), e);
        }
    }

    private static List<AttributePath> paths(Wanted wanted) {
        return KeyErrors.paths(wanted.update(), wanted.condition());
    }
}
