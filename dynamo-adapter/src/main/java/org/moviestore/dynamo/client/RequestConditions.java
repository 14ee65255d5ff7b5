// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.expression.Condition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * What a write of one item asks of the stored one, in either of the two ways to say it.
 *
 * @param text the condition expression; null is none
 * @param expected the older way, empty where it is not used
 * @param operator how the older conditions are joined; null is not set
 * @param names the placeholders of names; null is not set
 * @param values the placeholders of values; null is not set
 */
record RequestConditions(
        @Nullable String text,
        Map<String, ExpectedAttributeValue> expected,
        @Nullable ConditionalOperator operator,
        @Nullable Map<String, String> names,
        @Nullable Map<String, AttributeValue> values) {
    static RequestConditions of(PutItemRequest request) {
        return new RequestConditions(
                request.conditionExpression(),
                RequestValues.members(request.expected()),
                request.conditionalOperator(),
                request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
                request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null);
    }

    static RequestConditions of(UpdateItemRequest request) {
        return new RequestConditions(
                request.conditionExpression(),
                RequestValues.members(request.expected()),
                request.conditionalOperator(),
                request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
                request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null);
    }

    static RequestConditions of(DeleteItemRequest request) {
        return new RequestConditions(
                request.conditionExpression(),
                RequestValues.members(request.expected()),
                request.conditionalOperator(),
                request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
                request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null);
    }

    /** Adds the constraints of the older way. */
    void constrain(ParameterConstraints constraints, @Nullable String operatorText) {
        constraints.conditionalOperator(operatorText);
        LegacyParameters.constrainExpected(constraints, expected);
    }

    /** Refuses both ways at once, with the other parameters of the request that belong to one of them. */
    void refuseBoth(List<String> otherLegacy, List<String> otherExpressions) {
        if (expected.isEmpty() && operator == null && otherLegacy.isEmpty()) {
            return;
        }
        List<String> legacy = new ArrayList<>(otherLegacy);
        List<String> expressions = new ArrayList<>(otherExpressions);
        if (!expected.isEmpty()) {
            legacy.add("Expected");
        }
        if (operator != null) {
            legacy.add("ConditionalOperator");
        }
        if (text != null) {
            expressions.add("ConditionExpression");
        }
        LegacyParameters.refuseBoth(legacy, expressions);
        LegacyParameters.checkOperator(operator, expected);
    }

    RequestExpressions expressions() {
        return new RequestExpressions(names, values);
    }

    boolean hasPlaceholders() {
        return names != null || values != null;
    }

    /** Refuses placeholders if this is the only expression that there could be, and there is none. */
    void refuseUselessPlaceholders() {
        if (text == null && hasPlaceholders()) {
            RequestExpressions none = expressions();
            none.condition(RequestExpressions.Parameter.CONDITION, null);
            none.requireAllUsed();
        }
    }

    /** Returns the condition of a request that has no other expression, if there is one. */
    Optional<Condition> condition() {
        if (text == null) {
            return LegacyParameters.expected(expected, operator);
        }
        RequestExpressions expressions = expressions();
        Optional<Condition> condition = condition(expressions);
        expressions.requireAllUsed();
        return condition;
    }

    /** Returns the condition, if there is one. */
    Optional<Condition> condition(RequestExpressions expressions) {
        Optional<Condition> older = LegacyParameters.expected(expected, operator);
        Optional<Condition> newer = expressions.condition(RequestExpressions.Parameter.CONDITION, text);
        return newer.isPresent() ? newer : older;
    }
}
