// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A DynamoDB with one table, whose key is {@code id}, that carries out batches as far as a fault lets it, and says so
 * as DynamoDB does: in any order, and with numbers in another notation.
 */
final class FaultyClient implements DynamoDbClient {
    private final Fault fault;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Key, Item> items = new HashMap<>();

    interface Fault {
        /** Returns the keys that a call leaves unprocessed, given its number from 1, or throws what it fails by. */
        List<Key> on(int call, List<Key> keys);
    }

    FaultyClient(Fault fault) {
        this.fault = fault;
    }

    int calls() {
        return calls.get();
    }

    synchronized void store(Item item) {
        items.put(keyOf(ItemCodec.encode(item)), item);
    }

    synchronized Map<Key, Item> items() {
        return Map.copyOf(items);
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        KeysAndAttributes asked = request.requestItems().get("Movies");
        List<Key> keys = asked.keys().stream().map(FaultyClient::keyOf).toList();
        List<Key> left = fault.on(calls.incrementAndGet(), keys);
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        synchronized (this) {
            keys.stream()
                    .filter(key -> !left.contains(key) && items.containsKey(key))
                    .forEach(key -> found.add(otherNotation(items.get(key))));
        }
        Collections.reverse(found);
        BatchGetItemResponse.Builder response = BatchGetItemResponse.builder().responses(Map.of("Movies", found));
        if (!left.isEmpty()) {
            List<Map<String, AttributeValue>> unprocessed =
                    left.stream().map(key -> otherNotation(key.attributes())).toList();
            response.unprocessedKeys(
                    Map.of("Movies", asked.toBuilder().keys(unprocessed).build()));
        }
        return response.build();
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        List<WriteRequest> writes = request.requestItems().get("Movies");
        List<Key> left = fault.on(
                calls.incrementAndGet(),
                writes.stream().map(FaultyClient::keyOf).toList());
        synchronized (this) {
            writes.stream().filter(write -> !left.contains(keyOf(write))).forEach(this::carryOut);
        }
        BatchWriteItemResponse.Builder response = BatchWriteItemResponse.builder();
        if (!left.isEmpty()) {
            List<WriteRequest> unprocessed = new ArrayList<>(
                    writes.stream().filter(write -> left.contains(keyOf(write))).toList());
            Collections.reverse(unprocessed);
            response.unprocessedItems(Map.of("Movies", unprocessed));
        }
        return response.build();
    }

    private void carryOut(WriteRequest write) {
        if (write.putRequest() != null) {
            items.put(keyOf(write), ItemCodec.decode(write.putRequest().item()));
        } else {
            items.remove(keyOf(write));
        }
    }

    private static Key keyOf(WriteRequest write) {
        return keyOf(
                write.putRequest() != null
                        ? write.putRequest().item()
                        : write.deleteRequest().key());
    }

    private static Key keyOf(Map<String, AttributeValue> attributes) {
        return new Key(
                Item.of("id", ItemCodec.decode(attributes).attribute("id").orElseThrow()));
    }

    private static Map<String, AttributeValue> otherNotation(Item item) {
        Map<String, AttributeValue> attributes = ItemCodec.encode(item);
        attributes.computeIfPresent("id", (name, id) -> AttributeValue.fromN(id.n() + ".0"));
        return attributes;
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
