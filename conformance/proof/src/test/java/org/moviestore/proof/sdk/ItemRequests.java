// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Draws requests for one item. */
final class ItemRequests {
    private static final int CONDITION_PERCENT = 40;
    private static final int EXPECTED_PERCENT = 12;

    private final Scene scene;
    private final Draw draw;
    private final RequestParts parts;
    private final LegacyDraw legacy;

    ItemRequests(Scene scene) {
        this.scene = scene;
        this.draw = scene.draw();
        this.parts = new RequestParts(scene);
        this.legacy = new LegacyDraw(scene);
    }

    DynamoDbRequest get() {
        TableForm table = scene.table();
        Map<String, AttributeValue> key = scene.key(table);
        Map<String, AttributeValue> stored = scene.stored(table, key);
        Placeholders placeholders = new Placeholders(draw);
        GetItemRequest.Builder request = GetItemRequest.builder()
                .tableName(parts.tableName(table))
                .key(parts.keyOrWrong(table, key))
                .returnConsumedCapacity(parts.capacity());
        if (draw.oneIn(3)) {
            request.consistentRead(draw.oneIn(2));
        }
        boolean isProjected = draw.percent(40);
        if (isProjected) {
            request.projectionExpression(parts.projection(stored, placeholders));
        }
        if (isProjected ? parts.isWrong() : draw.oneIn(8)) {
            request.attributesToGet(parts.attributesToGet(stored));
        }
        return request.expressionAttributeNames(placeholders.names()).build();
    }

    DynamoDbRequest put() {
        TableForm table = scene.table();
        Map<String, AttributeValue> key = scene.key(table);
        Map<String, AttributeValue> stored = scene.stored(table, key);
        Placeholders placeholders = new Placeholders(draw);
        PutItemRequest.Builder request = PutItemRequest.builder()
                .tableName(parts.tableName(table))
                .item(parts.itemOrWrong(table, key))
                .returnValues(returnValues(List.of(ReturnValue.NONE, ReturnValue.ALL_OLD)))
                .returnValuesOnConditionCheckFailure(parts.onFailure())
                .returnConsumedCapacity(parts.capacity())
                .returnItemCollectionMetrics(parts.metrics());
        condition(stored, placeholders, request::conditionExpression, () -> {
            request.expected(legacy.expected(stored));
            request.conditionalOperator(operator());
        });
        return request.expressionAttributeNames(placeholders.names())
                .expressionAttributeValues(placeholders.values())
                .build();
    }

    DynamoDbRequest delete() {
        TableForm table = scene.table();
        Map<String, AttributeValue> key = scene.key(table);
        Map<String, AttributeValue> stored = scene.stored(table, key);
        Placeholders placeholders = new Placeholders(draw);
        DeleteItemRequest.Builder request = DeleteItemRequest.builder()
                .tableName(parts.tableName(table))
                .key(parts.keyOrWrong(table, key))
                .returnValues(returnValues(List.of(ReturnValue.NONE, ReturnValue.ALL_OLD)))
                .returnValuesOnConditionCheckFailure(parts.onFailure())
                .returnConsumedCapacity(parts.capacity())
                .returnItemCollectionMetrics(parts.metrics());
        condition(stored, placeholders, request::conditionExpression, () -> {
            request.expected(legacy.expected(stored));
            request.conditionalOperator(operator());
        });
        return request.expressionAttributeNames(placeholders.names())
                .expressionAttributeValues(placeholders.values())
                .build();
    }

    DynamoDbRequest update() {
        TableForm table = scene.table();
        Map<String, AttributeValue> key = scene.key(table);
        Map<String, AttributeValue> stored = scene.stored(table, key);
        Placeholders placeholders = new Placeholders(draw);
        UpdateItemRequest.Builder request = UpdateItemRequest.builder()
                .tableName(parts.tableName(table))
                .key(parts.keyOrWrong(table, key))
                .returnValues(returnValues(List.copyOf(ReturnValue.knownValues())))
                .returnValuesOnConditionCheckFailure(parts.onFailure())
                .returnConsumedCapacity(parts.capacity())
                .returnItemCollectionMetrics(parts.metrics());
        boolean isLegacy = draw.oneIn(5);
        if (isLegacy) {
            request.attributeUpdates(legacy.updates(table, stored));
        }
        if (isLegacy ? parts.isWrong() : !draw.oneIn(15)) {
            request.updateExpression(parts.update(table, stored, placeholders));
        }
        Runnable expected = () -> {
            request.expected(legacy.expected(stored));
            request.conditionalOperator(operator());
        };
        if (isLegacy && !parts.isWrong()) {
            if (draw.percent(CONDITION_PERCENT)) {
                expected.run();
            }
        } else if (draw.percent(CONDITION_PERCENT)) {
            request.conditionExpression(parts.condition(stored, placeholders));
        } else if (parts.isWrong()) {
            expected.run();
        }
        return request.expressionAttributeNames(placeholders.names())
                .expressionAttributeValues(placeholders.values())
                .build();
    }

    private void condition(
            Map<String, AttributeValue> stored,
            Placeholders placeholders,
            Consumer<String> expression,
            Runnable expected) {
        boolean isExpression = draw.percent(CONDITION_PERCENT);
        if (isExpression) {
            expression.accept(parts.condition(stored, placeholders));
        }
        if (isExpression ? parts.isWrong() : draw.percent(EXPECTED_PERCENT)) {
            expected.run();
        }
    }

    private @Nullable String operator() {
        return draw.oneIn(3)
                ? draw.oneOf(ConditionalOperator.AND, ConditionalOperator.OR).toString()
                : null;
    }

    private @Nullable String returnValues(List<ReturnValue> allowed) {
        if (draw.oneIn(3)) {
            return null;
        }
        return parts.isWrong()
                ? draw.oneOf("ALL", "ALL_NEW", "UPDATED_OLD")
                : draw.oneOf(allowed).toString();
    }
}
