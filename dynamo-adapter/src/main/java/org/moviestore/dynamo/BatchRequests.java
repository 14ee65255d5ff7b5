// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.expression.ExpressionPrinter;
import org.moviestore.expression.Projection;
import org.moviestore.item.AttributePath;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Utf8;
import org.moviestore.json.JsonForm;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Our batches as DynamoDB's. */
final class BatchRequests {
    /** What one request may hold, 16 MB by the documentation, with room for what surrounds the items. */
    private static final int MAX_REQUEST_BYTES = 16_000_000;

    private static final int BYTES_AROUND_AN_ITEM = 100;

    /**
     * How many times its size an item may be as JSON: a set of the smallest numbers such as 1E-130, of two bytes each,
     * comes to 68, and a list of them to 47.
     */
    private static final int LARGEST_GROWTH = 70;

    private BatchRequests() {}

    /** Returns the request that reads so much of each item. */
    static BatchGetItemRequest get(BatchGetRequest request, Optional<Projection> projection) {
        ExpressionPrinter printer = new ExpressionPrinter();
        KeysAndAttributes.Builder keys = KeysAndAttributes.builder()
                .keys(request.keys().stream()
                        .map(key -> ItemCodec.encode(key.attributes()))
                        .toList())
                .consistentRead(request.consistency() == ReadConsistency.CONSISTENT);
        projection.ifPresent(kept -> keys.projectionExpression(printer.print(kept)));
        Requests.setNames(printer, keys::expressionAttributeNames);
        BatchGetItemRequest.Builder get = BatchGetItemRequest.builder()
                .requestItems(Map.of(request.schema().tableName(), keys.build()));
        Requests.reportCapacity(request.capacityReport(), get::returnConsumedCapacity);
        return get.build();
    }

    /**
     * Returns the projection that keeps the key attributes as well, since items come back in any order; or nothing, and
     * so the whole item, if that would be too long to be sent.
     */
    static Optional<Projection> withKey(TableSchema schema, Projection projection) {
        Stream<AttributePath> key =
                schema.keyAttributes().stream().map(KeyAttribute::name).map(AttributePath::of);
        Stream<AttributePath> others =
                projection.paths().stream().filter(path -> !schema.isKeyAttribute(path.attribute()));
        Projection longer = new Projection(Stream.concat(key, others).toList());
        try {
            ExpressionLimits.check(longer);
            return Optional.of(longer);
        } catch (InvalidRequestException e) {
            return Optional.empty();
        }
    }

    /** Returns an item that was read by {@link #withKey} as the projection would have kept it. */
    static Item withoutKey(TableSchema schema, Projection projection, Item item) {
        Item kept = item;
        for (KeyAttribute attribute : schema.keyAttributes()) {
            if (!projection.paths().contains(AttributePath.of(attribute.name()))) {
                kept = kept.without(attribute.name());
            }
        }
        return kept;
    }

    /** Returns the keys of as much of a batch as one request has room for: of all of it, but for unusual items. */
    static List<Key> withRoom(BatchWriteRequest request) {
        long most = request.puts().stream().mapToLong(Item::sizeInBytes).sum() * LARGEST_GROWTH;
        if (most < MAX_REQUEST_BYTES) {
            return request.keys();
        }
        List<Key> keys = new ArrayList<>(request.deletes());
        long bytes = keys.stream().mapToLong(key -> jsonBytes(key.attributes())).sum();
        for (Item item : request.puts()) {
            bytes += jsonBytes(item);
            if (keys.isEmpty() || bytes <= MAX_REQUEST_BYTES) {
                keys.add(request.schema().storedKeyOf(item));
            }
        }
        return keys;
    }

    private static int jsonBytes(Item item) {
        return Utf8.length(JsonForm.DYNAMODB.write(item)) + BYTES_AROUND_AN_ITEM;
    }

    static BatchWriteItemRequest write(BatchWriteRequest request) {
        List<WriteRequest> writes = new ArrayList<>(request.size());
        for (Item item : request.puts()) {
            PutRequest put = PutRequest.builder().item(ItemCodec.encode(item)).build();
            writes.add(WriteRequest.builder().putRequest(put).build());
        }
        for (Key key : request.deletes()) {
            DeleteRequest delete = DeleteRequest.builder()
                    .key(ItemCodec.encode(key.attributes()))
                    .build();
            writes.add(WriteRequest.builder().deleteRequest(delete).build());
        }
        BatchWriteItemRequest.Builder write = BatchWriteItemRequest.builder()
                .requestItems(Map.of(request.schema().tableName(), writes));
        Requests.reportCapacity(request.capacityReport(), write::returnConsumedCapacity);
        return write.build();
    }
}
