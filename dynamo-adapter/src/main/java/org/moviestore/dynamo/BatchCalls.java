// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.moviestore.expression.Projection;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Batches on one table, one call each; what DynamoDB leaves unprocessed is told as the keys that were asked for. */
final class BatchCalls {
    private final Connection connection;
    private final TableSchema schema;

    BatchCalls(Connection connection, TableSchema schema) {
        this.connection = connection;
        this.schema = schema;
    }

    BatchGetResult get(BatchGetRequest request) {
        Optional<Projection> sent =
                request.projection().flatMap(projection -> BatchRequests.withKey(schema, projection));
        UnaryOperator<Item> kept = request.projection()
                .<UnaryOperator<Item>>map(projection ->
                        sent.isPresent() ? item -> BatchRequests.withoutKey(schema, projection, item) : projection::of)
                .orElse(item -> item);
        var get = BatchRequests.get(request, sent);
        Call call = Call.ofTable(Call.Kind.READ, "BatchGetItem", schema.tableName());
        BatchGetItemResponse response = connection.call(call, client -> client.batchGetItem(get));
        Map<Key, Item> items = new LinkedHashMap<>();
        response.responses().values().stream()
                .flatMap(List::stream)
                .map(ItemCodec::decode)
                .forEach(item -> items.put(schema.storedKeyOf(item), kept.apply(item)));
        List<Key> unprocessed = response.unprocessedKeys().values().stream()
                .flatMap(left -> left.keys().stream())
                .map(key -> new Key(ItemCodec.decode(key)))
                .toList();
        return new BatchGetResult(items, unprocessed, units(request.capacityReport(), response.consumedCapacity()));
    }

    /** Puts and deletes without condition leave the same behind when they are done twice. */
    BatchWriteResult write(BatchWriteRequest request) {
        List<Key> withRoom = BatchRequests.withRoom(request);
        boolean whole = withRoom.size() == request.size();
        List<Key> unsent = whole
                ? List.of()
                : request.keys().stream().filter(key -> !withRoom.contains(key)).toList();
        var write = BatchRequests.write(whole ? request : request.only(withRoom));
        Call call = Call.ofTable(Call.Kind.REPEATABLE_WRITE, "BatchWriteItem", schema.tableName());
        BatchWriteItemResponse response = connection.call(call, client -> client.batchWriteItem(write));
        Stream<Key> unprocessed = response.unprocessedItems().values().stream()
                .flatMap(List::stream)
                .map(this::keyOf);
        return new BatchWriteResult(
                Stream.concat(unprocessed, unsent.stream()).toList(),
                units(request.capacityReport(), response.consumedCapacity()));
    }

    private Key keyOf(WriteRequest left) {
        return left.deleteRequest() != null
                ? new Key(ItemCodec.decode(left.deleteRequest().key()))
                : schema.storedKeyOf(ItemCodec.decode(left.putRequest().item()));
    }

    private static OptionalDouble units(CapacityReport report, Collection<ConsumedCapacity> consumed) {
        if (report == CapacityReport.NONE || consumed.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                consumed.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum());
    }
}
