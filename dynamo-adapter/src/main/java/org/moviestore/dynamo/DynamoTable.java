// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.StoreException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Condition;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.GetResult;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadRecord;
import org.moviestore.table.LoadReport;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryPlan;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A table of a {@link DynamoStore}. */
final class DynamoTable implements DocumentTable {
    /** What a write consumes that finds no item, for which no report comes. */
    private static final double FAILED_WRITE_UNITS = 1;

    private final DynamoStore store;
    private final Connection connection;
    private final TableSchema schema;
    private final BatchCalls batches;

    DynamoTable(DynamoStore store, Connection connection, TableSchema schema) {
        this.store = store;
        this.connection = connection;
        this.schema = schema;
        this.batches = new BatchCalls(connection, schema);
    }

    @Override
    public DocumentStore store() {
        return store;
    }

    @Override
    public TableSchema schema() {
        return schema;
    }

    @Override
    public GetResult get(GetRequest request) {
        schema.checkMadeFor(Objects.requireNonNull(request, "request").schema());
        GetItemRequest get = Requests.get(request);
        GetItemResponse response =
                connection.call(item(Call.Kind.READ, "GetItem", request.key()), client -> client.getItem(get));
        return new GetResult(
                item(response.hasItem(), response.item()),
                units(request.capacityReport(), response.consumedCapacity()));
    }

    @Override
    public WriteResult put(PutRequest request) {
        schema.checkMadeFor(Objects.requireNonNull(request, "request").schema());
        var put = Requests.put(request.madeFor(schema));
        Call call = item(replacing(request.condition(), request.returning()), "PutItem", request.key());
        PutItemResponse response = connection.call(call, client -> client.putItem(put));
        return new WriteResult(
                item(response.hasAttributes(), response.attributes()),
                units(request.capacityReport(), response.consumedCapacity()));
    }

    @Override
    public WriteResult delete(DeleteRequest request) {
        schema.checkMadeFor(Objects.requireNonNull(request, "request").schema());
        request.checkUnversioned();
        var delete = Requests.delete(request);
        Call call = item(replacing(request.condition(), request.returning()), "DeleteItem", request.key());
        DeleteItemResponse response = connection.call(call, client -> client.deleteItem(delete));
        return new WriteResult(
                item(response.hasAttributes(), response.attributes()),
                units(request.capacityReport(), response.consumedCapacity()));
    }

    private static Call.Kind replacing(Optional<Condition> condition, ReturnItem returning) {
        return condition.isEmpty() && returning == ReturnItem.NONE ? Call.Kind.REPEATABLE_WRITE : Call.Kind.WRITE;
    }

    @Override
    public WriteResult update(UpdateRequest request) {
        schema.checkMadeFor(Objects.requireNonNull(request, "request").schema());
        UpdateRequest update = request.madeFor(schema);
        update.checkUnversioned();
        return UpdateGuard.of(update).map(guard -> sendGuarded(update, guard)).orElseGet(() -> send(update));
    }

    /** Sends an update that needs a guard, and finds out what was wrong if it fails. */
    private WriteResult sendGuarded(UpdateRequest request, Condition guard) {
        Optional<UpdateRequest> guarded = UpdateGuard.guarded(request, guard, OnConditionFailure.RETURN_ITEM);
        if (guarded.isEmpty()) {
            return send(request);
        }
        try {
            return send(guarded.get());
        } catch (ConditionFailedException e) {
            if (changed(request, e.storedItem()).isEmpty()) {
                return new WriteResult(
                        Optional.empty(),
                        request.capacityReport() == CapacityReport.TOTAL
                                ? OptionalDouble.of(FAILED_WRITE_UNITS)
                                : OptionalDouble.empty());
            }
            throw request.onConditionFailure() == OnConditionFailure.RETURN_ITEM
                    ? e
                    : new ConditionFailedException(schema.tableName(), request.key());
        }
    }

    /** Evaluates an update, by the indexes that the table has now if it is rejected by those that are known here. */
    private Optional<Item> changed(UpdateRequest request, Optional<Item> stored) {
        try {
            return request.appliedTo(stored);
        } catch (UpdateRejectedException e) {
            TableSchema now = described(e);
            Optional<Item> changed = request.madeFor(now).appliedTo(stored);
            // The guard was of an index that is not there, so the table has been made anew.
            now.checkMadeFor(request.schema());
            return changed;
        }
    }

    private TableSchema described(UpdateRejectedException known) {
        try {
            return store.describeTable(schema.tableName()).schema();
        } catch (StoreException e) {
            known.addSuppressed(e);
            throw known;
        }
    }

    private WriteResult send(UpdateRequest request) {
        var update = Requests.update(request);
        UpdateItemResponse response = connection.call(
                item(Call.Kind.UPDATE, "UpdateItem", request.key()), client -> client.updateItem(update));
        return new WriteResult(
                returned(request, item(response.hasAttributes(), response.attributes())),
                units(request.capacityReport(), response.consumedCapacity()));
    }

    private static Optional<Item> returned(UpdateRequest request, Optional<Item> whole) {
        ReturnValues returning = request.returning();
        return returning == ReturnValues.NONE ? whole : returning.select(request.update(), whole, whole);
    }

    @Override
    public Page<Item> query(QueryRequest request) {
        schema.checkMadeFor(Objects.requireNonNull(request, "request").schema());
        if (request.startAfter().isPresent() && request.startAfter().equals(RangeEnd.of(request))) {
            return nothingFollows(request);
        }
        var query = Requests.query(request);
        QueryResponse response = connection.call(page("Query"), client -> client.query(query));
        Page<Item> page = FoundPage.of(response).answerTo(request);
        return page.isLast() && page.evaluated().equals(request.limit()) ? endingWithItsRange(page, request) : page;
    }

    /** DynamoDB Local refuses to start at a key that nothing can follow. */
    private Page<Item> nothingFollows(QueryRequest request) {
        connection.checkOpen();
        OptionalDouble units =
                request.capacityReport() == CapacityReport.TOTAL ? OptionalDouble.of(0) : OptionalDouble.empty();
        return new Page<>(List.of(), Optional.empty(), OptionalInt.of(0), units);
    }

    private static Page<Item> endingWithItsRange(Page<Item> page, QueryRequest request) {
        return new Page<>(page.items(), page.count(), RangeEnd.of(request), page.evaluated(), page.consumedCapacity());
    }

    @Override
    public Page<Item> scan(ScanRequest request) {
        schema.checkMadeFor(Objects.requireNonNull(request, "request").schema());
        var scan = Requests.scan(request);
        ScanResponse response = connection.call(page("Scan"), client -> client.scan(scan));
        return FoundPage.of(response).answerTo(request);
    }

    @Override
    public QueryPlan explain(PageRequest request) {
        schema.checkMadeFor(Objects.requireNonNull(request, "request").schema());
        var described = store.tables().look(schema.tableName());
        request.checkFits(TableSchemas.decode(described).schema());
        return QueryPlan.of(request, QueryPlan.FilteredBy.BACKEND)
                .withEstimatedCapacity(CapacityEstimate.of(request, described));
    }

    @Override
    public BatchGetResult batchGet(BatchGetRequest request) {
        schema.checkMadeFor(Objects.requireNonNull(request, "request").schema());
        store.batchLimits().check(request);
        return batches.get(request);
    }

    @Override
    public BatchWriteResult batchWrite(BatchWriteRequest request) {
        schema.checkMadeFor(Objects.requireNonNull(request, "request").schema());
        BatchWriteRequest write = request.madeFor(schema);
        store.batchLimits().check(write);
        return batches.write(write);
    }

    @Override
    public LoadReport load(Iterator<LoadRecord> records, LoadListener listener) {
        connection.checkOpen();
        return DocumentTable.super.load(records, listener);
    }

    private Call item(Call.Kind kind, String operation, Key key) {
        return Call.ofItem(kind, operation, schema.tableName(), key);
    }

    private Call page(String operation) {
        return Call.ofTable(Call.Kind.READ, operation, schema.tableName());
    }

    static Optional<Item> item(boolean present, Map<String, AttributeValue> attributes) {
        return present ? Optional.of(ItemCodec.decode(attributes)) : Optional.empty();
    }

    /** DynamoDB Local reports what a delete consumed without being asked. */
    static OptionalDouble units(CapacityReport report, @Nullable ConsumedCapacity consumed) {
        return report == CapacityReport.NONE || consumed == null || consumed.capacityUnits() == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(consumed.capacityUnits());
    }

    @Override
    public String toString() {
        return "DynamoDB table " + schema.tableName();
    }
}
