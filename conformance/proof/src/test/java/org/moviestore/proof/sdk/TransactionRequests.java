// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Draws transactions, some of which are sent again with their token. */
final class TransactionRequests {
    private final Scene scene;
    private final Draw draw;
    private final RequestParts parts;
    private final String tokens;
    private final List<TransactWriteItemsRequest> sent = new ArrayList<>();
    private int count;

    /** @param tokens what tokens begin with, which no other history has */
    TransactionRequests(Scene scene, String tokens) {
        this.scene = scene;
        this.draw = scene.draw();
        this.parts = new RequestParts(scene);
        this.tokens = tokens;
    }

    DynamoDbRequest get() {
        List<TransactGetItem> gets = new ArrayList<>();
        for (TableForm table : draw.some(scene.tables(), draw.oneIn(3) ? 2 : 1)) {
            for (Map<String, AttributeValue> key : parts.keys(table, 4)) {
                gets.add(TransactGetItem.builder().get(get(table, key)).build());
            }
        }
        if (parts.isWrong()) {
            switch (draw.below(3)) {
                case 0 -> gets.add(gets.get(0));
                case 1 -> gets.clear();
                default -> gets.add(TransactGetItem.builder().build());
            }
        }
        return TransactGetItemsRequest.builder()
                .transactItems(gets)
                .returnConsumedCapacity(parts.capacity())
                .build();
    }

    private Get get(TableForm table, Map<String, AttributeValue> key) {
        Placeholders placeholders = new Placeholders(draw);
        Get.Builder get = Get.builder().tableName(parts.tableName(table)).key(parts.keyOrWrong(table, key));
        if (draw.oneIn(3)) {
            get.projectionExpression(parts.projection(scene.stored(table, key), placeholders));
        }
        return get.expressionAttributeNames(placeholders.names()).build();
    }

    DynamoDbRequest write() {
        if (!sent.isEmpty() && draw.oneIn(10)) {
            TransactWriteItemsRequest before = draw.oneOf(sent);
            return draw.oneIn(4) ? before.toBuilder().transactItems(actions()).build() : before;
        }
        TransactWriteItemsRequest.Builder request = TransactWriteItemsRequest.builder()
                .transactItems(actions())
                .returnConsumedCapacity(parts.capacity())
                .returnItemCollectionMetrics(parts.metrics());
        if (draw.oneIn(3)) {
            request.clientRequestToken(parts.isWrong() ? "t".repeat(37) : tokens + ++count);
            sent.add(request.build());
        }
        return request.build();
    }

    /** Sends a transaction no more, as it is not sure to be remembered alike. */
    void forget(DynamoDbRequest request) {
        sent.removeIf(each -> request instanceof TransactWriteItemsRequest transaction
                && each.clientRequestToken().equals(transaction.clientRequestToken()));
    }

    private List<TransactWriteItem> actions() {
        List<TransactWriteItem> actions = new ArrayList<>();
        for (TableForm table : draw.some(scene.tables(), draw.oneIn(3) ? 2 : 1)) {
            for (Map<String, AttributeValue> key : parts.keys(table, 4)) {
                actions.add(action(table, key));
            }
        }
        if (parts.isWrong()) {
            switch (draw.below(3)) {
                case 0 -> actions.add(actions.get(0));
                case 1 -> actions.clear();
                default -> actions.add(TransactWriteItem.builder().build());
            }
        }
        Collections.rotate(actions, draw.below(actions.size() + 1));
        return actions;
    }

    private TransactWriteItem action(TableForm table, Map<String, AttributeValue> key) {
        return switch (draw.below(6)) {
            case 0, 1 -> put(table, key);
            case 2 -> delete(table, key);
            case 3 -> check(table, key);
            default -> update(table, key);
        };
    }

    private TransactWriteItem put(TableForm table, Map<String, AttributeValue> key) {
        Placeholders placeholders = new Placeholders(draw);
        return TransactWriteItem.builder()
                .put(put -> {
                    put.tableName(parts.tableName(table)).item(parts.itemOrWrong(table, key));
                    if (draw.oneIn(3)) {
                        put.conditionExpression(parts.condition(scene.stored(table, key), placeholders))
                                .returnValuesOnConditionCheckFailure(parts.onFailure());
                    }
                    put.expressionAttributeNames(placeholders.names()).expressionAttributeValues(placeholders.values());
                })
                .build();
    }

    private TransactWriteItem delete(TableForm table, Map<String, AttributeValue> key) {
        Placeholders placeholders = new Placeholders(draw);
        return TransactWriteItem.builder()
                .delete(delete -> {
                    delete.tableName(parts.tableName(table)).key(parts.keyOrWrong(table, key));
                    if (draw.oneIn(3)) {
                        delete.conditionExpression(parts.condition(scene.stored(table, key), placeholders))
                                .returnValuesOnConditionCheckFailure(parts.onFailure());
                    }
                    delete.expressionAttributeNames(placeholders.names())
                            .expressionAttributeValues(placeholders.values());
                })
                .build();
    }

    private TransactWriteItem check(TableForm table, Map<String, AttributeValue> key) {
        Placeholders placeholders = new Placeholders(draw);
        return TransactWriteItem.builder()
                .conditionCheck(check -> {
                    check.tableName(parts.tableName(table)).key(parts.keyOrWrong(table, key));
                    if (!parts.isWrong()) {
                        check.conditionExpression(parts.condition(scene.stored(table, key), placeholders));
                    }
                    check.returnValuesOnConditionCheckFailure(parts.onFailure())
                            .expressionAttributeNames(placeholders.names())
                            .expressionAttributeValues(placeholders.values());
                })
                .build();
    }

    private TransactWriteItem update(TableForm table, Map<String, AttributeValue> key) {
        Placeholders placeholders = new Placeholders(draw);
        Map<String, AttributeValue> stored = scene.stored(table, key);
        return TransactWriteItem.builder()
                .update(update -> {
                    update.tableName(parts.tableName(table)).key(parts.keyOrWrong(table, key));
                    if (!parts.isWrong()) {
                        update.updateExpression(parts.update(table, stored, placeholders));
                    }
                    if (draw.oneIn(4)) {
                        update.conditionExpression(parts.condition(stored, placeholders))
                                .returnValuesOnConditionCheckFailure(parts.onFailure());
                    }
                    update.expressionAttributeNames(placeholders.names())
                            .expressionAttributeValues(placeholders.values());
                })
                .build();
    }
}
