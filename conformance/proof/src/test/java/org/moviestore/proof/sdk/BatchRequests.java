// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Draws batches. */
final class BatchRequests {
    private static final int MOST_READS = 12;
    private static final int MOST_WRITES = 8;

    private final Scene scene;
    private final Draw draw;
    private final RequestParts parts;

    BatchRequests(Scene scene) {
        this.scene = scene;
        this.draw = scene.draw();
        this.parts = new RequestParts(scene);
    }

    DynamoDbRequest get() {
        Map<String, KeysAndAttributes> asked = new LinkedHashMap<>();
        for (TableForm table : draw.some(scene.tables(), draw.oneIn(3) ? 2 : 1)) {
            asked.put(parts.tableName(table), keys(table));
        }
        if (draw.oneIn(200)) {
            asked.clear();
        }
        return BatchGetItemRequest.builder()
                .requestItems(asked)
                .returnConsumedCapacity(parts.capacity())
                .build();
    }

    private KeysAndAttributes keys(TableForm table) {
        List<Map<String, AttributeValue>> keys = parts.keys(table, MOST_READS);
        Placeholders placeholders = new Placeholders(draw);
        KeysAndAttributes.Builder asked = KeysAndAttributes.builder();
        if (parts.isWrong()) {
            switch (draw.below(4)) {
                case 0 -> keys.add(keys.get(0));
                case 1 -> keys.add(parts.keyOrWrong(table, Map.of()));
                case 2 -> keys.clear();
                default -> tooMany(table, keys, 101);
            }
        }
        Map<String, AttributeValue> item = keys.isEmpty() ? Map.of() : scene.item(table, keys.get(0));
        boolean isProjected = draw.oneIn(3);
        if (isProjected) {
            asked.projectionExpression(parts.projection(item, placeholders));
        }
        if (isProjected ? parts.isWrong() : draw.oneIn(8)) {
            asked.attributesToGet(parts.attributesToGet(item));
        }
        if (draw.oneIn(3)) {
            asked.consistentRead(draw.oneIn(2));
        }
        return asked.keys(keys).expressionAttributeNames(placeholders.names()).build();
    }

    private void tooMany(TableForm table, List<Map<String, AttributeValue>> keys, int count) {
        Map<String, AttributeValue> key = keys.get(0);
        while (keys.size() < count) {
            Map<String, AttributeValue> next = new LinkedHashMap<>(key);
            next.replaceAll((name, value) -> value.s() != null
                    ? AttributeValue.fromS("many" + keys.size())
                    : value.n() != null ? AttributeValue.fromN("" + (1000 + keys.size())) : value);
            keys.add(next);
        }
    }

    DynamoDbRequest write() {
        Map<String, List<WriteRequest>> asked = new LinkedHashMap<>();
        for (TableForm table : draw.some(scene.tables(), draw.oneIn(3) ? 2 : 1)) {
            asked.put(parts.tableName(table), writes(table));
        }
        if (draw.oneIn(200)) {
            asked.clear();
        }
        return BatchWriteItemRequest.builder()
                .requestItems(asked)
                .returnConsumedCapacity(parts.capacity())
                .returnItemCollectionMetrics(parts.metrics())
                .build();
    }

    private List<WriteRequest> writes(TableForm table) {
        List<Map<String, AttributeValue>> keys = parts.keys(table, MOST_WRITES);
        if (parts.isWrong()) {
            if (draw.oneIn(2)) {
                keys.add(keys.get(0));
            } else {
                tooMany(table, keys, 26);
            }
        }
        List<WriteRequest> writes = new ArrayList<>();
        for (Map<String, AttributeValue> key : keys) {
            writes.add(
                    draw.oneIn(3)
                            ? WriteRequest.builder()
                                    .deleteRequest(delete -> delete.key(parts.keyOrWrong(table, key)))
                                    .build()
                            : WriteRequest.builder()
                                    .putRequest(put -> put.item(parts.itemOrWrong(table, key)))
                                    .build());
        }
        if (parts.isWrong()) {
            writes.add(WriteRequest.builder().build());
        }
        return writes;
    }
}
