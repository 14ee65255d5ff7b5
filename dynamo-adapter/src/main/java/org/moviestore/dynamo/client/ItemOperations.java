// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import java.util.Optional;
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Projection;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.Key;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.TableSchema;
import org.moviestore.table.WriteResult;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The operations on one item. Thread-safe. */
final class ItemOperations {
    private final KnownTables tables;
    private final ItemUpdates updates;

    ItemOperations(KnownTables tables) {
        this.tables = tables;
        this.updates = new ItemUpdates(tables);
    }

    GetItemResponse get(GetItemRequest request) {
        ParameterConstraints constraints = new ParameterConstraints()
                .tableName(request.tableName())
                .required("key", request.hasKey() ? request.key() : null)
                .returnConsumedCapacity(request.returnConsumedCapacityAsString());
        if (request.hasAttributesToGet()) {
            LegacyParameters.constrainAttributesToGet(constraints, "attributesToGet", request.attributesToGet());
        }
        constraints.check();
        if (request.hasAttributesToGet() && request.projectionExpression() != null) {
            LegacyParameters.refuseBoth(List.of("AttributesToGet"), List.of("ProjectionExpression"));
        }
        Item key = RequestValues.item(request.key());
        Optional<Projection> projection = projection(request);
        return tables.call(request.tableName(), table -> get(table, request, key, projection));
    }

    private static Optional<Projection> projection(GetItemRequest request) {
        Optional<Projection> older = request.hasAttributesToGet()
                ? Optional.of(LegacyParameters.attributesToGet(request.attributesToGet()))
                : Optional.empty();
        if (request.projectionExpression() == null && !request.hasExpressionAttributeNames()) {
            return older;
        }
        RequestExpressions expressions = new RequestExpressions(
                request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null, null);
        Optional<Projection> newer = expressions.projection(request.projectionExpression());
        expressions.requireAllUsed();
        return newer.isPresent() ? newer : older;
    }

    /**
     * What a read consumes is told by the whole item, so the projection is made here if that is asked for, or if no
     * store takes it.
     */
    private static GetItemResponse get(
            DocumentTable table, GetItemRequest request, Item key, Optional<Projection> projection) {
        boolean isConsistent = Boolean.TRUE.equals(request.consistentRead());
        Optional<Projection> sent = LongProjections.sent(table.schema(), projection);
        GetRequest get =
                get(table.schema(), key, sent, isConsistent ? ReadConsistency.CONSISTENT : ReadConsistency.EVENTUAL);
        GetItemResponse.Builder response = GetItemResponse.builder();
        boolean isMetered = CapacityMeter.isWanted(request.returnConsumedCapacity());
        Optional<Item> found = table.get(isMetered ? wholeOf(get) : get).item();
        if (isMetered) {
            CapacityMeter meter = new CapacityMeter(table.schema(), false);
            meter.get(found, isConsistent);
            response.consumedCapacity(meter.consumed(request.returnConsumedCapacity()));
        }
        if (projection.isPresent() && (isMetered || sent.isEmpty())) {
            found = found.map(projection.get()::of);
        }
        if (found.isPresent()) {
            response.item(ItemCodec.encode(found.get()));
        }
        ServiceAnswers.complete(response);
        return response.build();
    }

    private static GetRequest get(
            TableSchema schema, Item key, Optional<Projection> projection, ReadConsistency consistency) {
        try {
            return new GetRequest(schema, new Key(key), projection, consistency, CapacityReport.NONE);
        } catch (InvalidRequestException e) {
            throw KeyErrors.ofKey(schema, key, projection.map(Projection::paths).orElse(List.of()), e);
        }
    }

    private static GetRequest wholeOf(GetRequest get) {
        return new GetRequest(get.schema(), get.key(), Optional.empty(), get.consistency(), CapacityReport.NONE);
    }

    PutItemResponse put(PutItemRequest request) {
        RequestConditions conditions = RequestConditions.of(request);
        RequestedAnswer answer = RequestedAnswer.of(request);
        ParameterConstraints constraints = new ParameterConstraints()
                .tableName(request.tableName())
                .required("item", request.hasItem() ? request.item() : null);
        answer.constrain(constraints);
        conditions.constrain(constraints, request.conditionalOperatorAsString());
        constraints.check();
        conditions.refuseBoth(List.of(), List.of());
        conditions.refuseUselessPlaceholders();
        Item item = RequestValues.item(request.item());
        answer.requireOldOrNone();
        if (item.sizeInBytes() > ItemLimits.MAX_ITEM_BYTES) {
            throw ServiceErrors.validation(ServiceWords.LARGE_ITEM);
        }
        Optional<Condition> condition = conditions.condition();
        return put(
                tables.call(
                        request.tableName(), table -> put(table.schema(), item, condition, answer), DocumentTable::put),
                answer);
    }

    private static PutItemResponse put(
            KnownTables.Answered<DocumentTable, PutRequest, WriteResult> written, RequestedAnswer answer) {
        DocumentTable table = written.tables();
        Item item = written.request().item();
        Optional<Item> before = written.result().item();
        PutItemResponse.Builder response = PutItemResponse.builder();
        if (answer.returnsOld() && before.isPresent()) {
            response.attributes(ItemCodec.encode(before.get()));
        }
        answer.consumed(table.schema(), before, Optional.of(item)).ifPresent(response::consumedCapacity);
        answer.readMetrics(table, item).ifPresent(response::itemCollectionMetrics);
        ServiceAnswers.complete(response);
        return response.build();
    }

    private static PutRequest put(
            TableSchema schema, Item item, Optional<Condition> condition, RequestedAnswer answer) {
        try {
            return new PutRequest(
                    schema, item, condition, answer.returning(), answer.onConditionFailure(), CapacityReport.NONE);
        } catch (InvalidRequestException e) {
            throw KeyErrors.ofItem(schema, item, KeyErrors.paths(condition), e);
        }
    }

    UpdateItemResponse update(UpdateItemRequest request) {
        return updates.update(request);
    }

    DeleteItemResponse delete(DeleteItemRequest request) {
        RequestConditions conditions = RequestConditions.of(request);
        RequestedAnswer answer = RequestedAnswer.of(request);
        ParameterConstraints constraints = new ParameterConstraints()
                .tableName(request.tableName())
                .required("key", request.hasKey() ? request.key() : null);
        answer.constrain(constraints);
        conditions.constrain(constraints, request.conditionalOperatorAsString());
        constraints.check();
        conditions.refuseBoth(List.of(), List.of());
        conditions.refuseUselessPlaceholders();
        Item key = RequestValues.item(request.key());
        answer.requireOldOrNone();
        Optional<Condition> condition = conditions.condition();
        return delete(
                tables.call(
                        request.tableName(),
                        table -> delete(table.schema(), key, condition, answer),
                        DocumentTable::delete),
                answer);
    }

    private static DeleteItemResponse delete(
            KnownTables.Answered<DocumentTable, DeleteRequest, WriteResult> written, RequestedAnswer answer) {
        DocumentTable table = written.tables();
        Optional<Item> before = written.result().item();
        DeleteItemResponse.Builder response = DeleteItemResponse.builder();
        if (answer.returnsOld() && before.isPresent()) {
            response.attributes(ItemCodec.encode(before.get()));
        }
        answer.consumed(table.schema(), before, Optional.empty()).ifPresent(response::consumedCapacity);
        answer.readMetrics(table, written.request().key().attributes()).ifPresent(response::itemCollectionMetrics);
        ServiceAnswers.complete(response);
        return response.build();
    }

    private static DeleteRequest delete(
            TableSchema schema, Item key, Optional<Condition> condition, RequestedAnswer answer) {
        try {
            DeleteRequest.Builder delete = DeleteRequest.builder(schema, new Key(key))
                    .returning(answer.returning())
                    .onConditionFailure(answer.onConditionFailure());
            condition.ifPresent(delete::condition);
            return delete.build();
        } catch (InvalidRequestException e) {
            throw KeyErrors.ofKey(schema, key, KeyErrors.paths(condition), e);
        }
    }
}
