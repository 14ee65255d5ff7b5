// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The parameters of one action of a transaction, of whichever kind; null is what is not set.
 *
 * @param kind what the action does
 * @param tableName the table's name
 * @param attributes the item of a put, the key of everything else
 * @param update the text of an update
 * @param condition the text of the condition
 * @param names the placeholders of names
 * @param values the placeholders of values
 * @param onFailure whether a failed condition brings the stored item
 */
record WriteParameters(
        Kind kind,
        @Nullable String tableName,
        @Nullable Map<String, AttributeValue> attributes,
        @Nullable String update,
        @Nullable String condition,
        @Nullable Map<String, String> names,
        @Nullable Map<String, AttributeValue> values,
        @Nullable String onFailure) {
    /** What an action does. */
    enum Kind {
        CHECK("conditionCheck", "key"),
        PUT("put", "item"),
        DELETE("delete", "key"),
        UPDATE("update", "key");

        private final String parameter;
        private final String attributes;

        Kind(String parameter, String attributes) {
            this.parameter = parameter;
            this.attributes = attributes;
        }
    }

    /** Returns the parameters of each action that is set, of which there should be one; none of what is not set. */
    static List<WriteParameters> allOf(@Nullable TransactWriteItem action) {
        List<WriteParameters> all = new ArrayList<>();
        if (action == null) {
            return all;
        }
        if (action.conditionCheck() != null) {
            all.add(of(action.conditionCheck()));
        }
        if (action.put() != null) {
            all.add(of(action.put()));
        }
        if (action.delete() != null) {
            all.add(of(action.delete()));
        }
        if (action.update() != null) {
            all.add(of(action.update()));
        }
        return all;
    }

    private static WriteParameters of(ConditionCheck check) {
        return new WriteParameters(
                Kind.CHECK,
                check.tableName(),
                check.hasKey() ? check.key() : null,
                null,
                check.conditionExpression(),
                check.hasExpressionAttributeNames() ? check.expressionAttributeNames() : null,
                check.hasExpressionAttributeValues() ? check.expressionAttributeValues() : null,
                check.returnValuesOnConditionCheckFailureAsString());
    }

    private static WriteParameters of(Put put) {
        return new WriteParameters(
                Kind.PUT,
                put.tableName(),
                put.hasItem() ? put.item() : null,
                null,
                put.conditionExpression(),
                put.hasExpressionAttributeNames() ? put.expressionAttributeNames() : null,
                put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null,
                put.returnValuesOnConditionCheckFailureAsString());
    }

    private static WriteParameters of(Delete delete) {
        return new WriteParameters(
                Kind.DELETE,
                delete.tableName(),
                delete.hasKey() ? delete.key() : null,
                null,
                delete.conditionExpression(),
                delete.hasExpressionAttributeNames() ? delete.expressionAttributeNames() : null,
                delete.hasExpressionAttributeValues() ? delete.expressionAttributeValues() : null,
                delete.returnValuesOnConditionCheckFailureAsString());
    }

    private static WriteParameters of(software.amazon.awssdk.services.dynamodb.model.Update update) {
        return new WriteParameters(
                Kind.UPDATE,
                update.tableName(),
                update.hasKey() ? update.key() : null,
                update.updateExpression(),
                update.conditionExpression(),
                update.hasExpressionAttributeNames() ? update.expressionAttributeNames() : null,
                update.hasExpressionAttributeValues() ? update.expressionAttributeValues() : null,
                update.returnValuesOnConditionCheckFailureAsString());
    }

    /** Adds the constraints, of an action whose own parameter has the prefix. */
    void constrain(ParameterConstraints constraints, String prefix) {
        String parameter = prefix + kind.parameter + ".";
        constraints.required(parameter + "tableName", tableName);
        TableNames.check(constraints, parameter + "tableName", tableName);
        constraints.required(parameter + kind.attributes, attributes);
        if (kind == Kind.UPDATE) {
            constraints.required(parameter + "updateExpression", update);
        } else if (kind == Kind.CHECK) {
            constraints.required(parameter + "conditionExpression", condition);
        }
        constraints.oneOf(parameter + "returnValuesOnConditionCheckFailure", onFailure, List.of("ALL_OLD", "NONE"));
    }

    /** Makes all checks that need no table, and returns the action that the parameters ask for. */
    RequestedWrite check() {
        RequestExpressions expressions = new RequestExpressions(names, values);
        Optional<Update> changes = kind == Kind.UPDATE ? expressions.update(update) : Optional.empty();
        Optional<Condition> required = expressions.condition(RequestExpressions.Parameter.CONDITION, condition);
        expressions.requireAllUsed();
        Item item = RequestValues.item(attributes == null ? Map.of() : attributes);
        if (kind == Kind.PUT && item.sizeInBytes() > ItemLimits.MAX_ITEM_BYTES) {
            throw ServiceErrors.validation(ServiceWords.LARGE_ITEM);
        }
        return new RequestedWrite(
                kind,
                tableName == null ? "" : tableName,
                item,
                changes,
                required,
                ReturnValuesOnConditionCheckFailure.ALL_OLD.toString().equals(onFailure));
    }
}
