// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Projection;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributePath;
import org.moviestore.item.ErrorCode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/**
 * The parameters from before expressions, as the expressions that mean the same. Errors are the service's. A name is
 * one attribute at the top of an item, whatever characters it has.
 *
 * <p>The service checks a request in this order: constraints, then {@link #refuseBoth} and {@link #checkOperator}, then
 * values and what is below, all of it before it looks for the table; only {@link #keyConditions} comes after. Of an
 * update it checks {@link #attributeUpdates} before {@link #expected}; of a query {@link #filter},
 * {@link #attributesToGet} and {@link #checkKeyConditions}; of a scan {@link #attributesToGet}, then {@link #filter}.
 *
 * <p>A parameter that is set to an empty map counts as not set, but for {@code KeyConditions}. Thread-safe.
 */
final class LegacyParameters {
    private LegacyParameters() {}

    /** Returns the refusal of a parameter for what is wrong with it. */
    static DynamoDbException refused(String why) {
        return ServiceErrors.validation(ServiceWords.INVALID_VALUES + why);
    }

    /** Adds the constraints of a parameter such as {@code scanFilter}. */
    static void constrainConditions(
            ParameterConstraints constraints, String parameter, Map<String, Condition> conditions) {
        conditions.forEach((name, condition) -> {
            String member = parameter + "." + name + ".member.comparisonOperator";
            constraints.required(member, condition.comparisonOperatorAsString());
            constraints.oneOf(member, condition.comparisonOperatorAsString(), LegacyConditions.OPERATORS);
        });
    }

    static void constrainExpected(ParameterConstraints constraints, Map<String, ExpectedAttributeValue> expected) {
        expected.forEach((name, value) -> constraints.oneOf(
                "expected." + name + ".member.comparisonOperator",
                value.comparisonOperatorAsString(),
                LegacyConditions.OPERATORS));
    }

    static void constrainUpdates(ParameterConstraints constraints, Map<String, AttributeValueUpdate> updates) {
        updates.forEach((name, update) -> constraints.oneOf(
                "attributeUpdates." + name + ".member.action", update.actionAsString(), LegacyUpdates.ACTIONS));
    }

    /** Adds the constraints of a list that is set, as {@code attributesToGet}. */
    static void constrainAttributesToGet(ParameterConstraints constraints, String parameter, List<String> names) {
        if (names.isEmpty()) {
            constraints.refuse("Value '[]' at '" + parameter
                    + "' failed to satisfy constraint: Member must have length greater than or equal to 1");
        }
        constraints.requiredElements(parameter, names);
    }

    /**
     * Refuses a request that has parameters of both kinds, as the service words it; each collection has the names of
     * those that are set, in the service's order: {@code AttributeUpdates, Expected, ConditionalOperator} and
     * {@code UpdateExpression, ConditionExpression}, or {@code AttributesToGet, QueryFilter (or ScanFilter),
     * ConditionalOperator, KeyConditions} and {@code ProjectionExpression, FilterExpression, KeyConditionExpression}.
     * {@code KeyConditions} counts only beside {@code KeyConditionExpression}; names and values of expressions never
     * do.
     */
    static void refuseBoth(Collection<String> legacy, Collection<String> expressions) {
        if (!legacy.isEmpty() && !expressions.isEmpty()) {
            throw ServiceErrors.validation("Can not use both expression and non-expression parameters in the same"
                    + " request: Non-expression parameters: {" + String.join(", ", legacy)
                    + "} Expression parameters: {" + String.join(", ", expressions) + "}");
        }
    }

    /**
     * Refuses {@code ConditionalOperator} where there are not two conditions to join, which are {@code Expected} or the
     * filter, never {@code KeyConditions}; null is not set.
     */
    static void checkOperator(@Nullable ConditionalOperator operator, Map<String, ?> conditions) {
        if (operator == null) {
            return;
        } else if (conditions.isEmpty()) {
            throw ServiceErrors.validation("ConditionalOperator cannot be used without Filter or Expected");
        } else if (conditions.size() == 1) {
            throw ServiceErrors.validation(
                    "ConditionalOperator can only be used when Filter or Expected has two or more elements");
        }
    }

    /** Returns what {@code Expected} asks for; nothing of an empty map. */
    static Optional<org.moviestore.expression.Condition> expected(
            Map<String, ExpectedAttributeValue> expected, @Nullable ConditionalOperator operator) {
        checkOperator(operator, expected);
        List<org.moviestore.expression.Condition> conditions = new ArrayList<>(expected.size());
        expected.forEach((name, value) -> conditions.add(LegacyExpected.condition(name, value)));
        return LegacyLimits.expected(LegacyConditions.joined(conditions, operator));
    }

    /** Returns what {@code QueryFilter} or {@code ScanFilter} asks for; nothing of an empty map. */
    static Optional<org.moviestore.expression.Condition> filter(
            Map<String, Condition> filter, @Nullable ConditionalOperator operator) {
        checkOperator(operator, filter);
        List<org.moviestore.expression.Condition> conditions = new ArrayList<>(filter.size());
        filter.forEach((name, condition) -> conditions.add(LegacyConditions.condition(name, condition)));
        return LegacyConditions.joined(conditions, operator);
    }

    /** Checks of {@code KeyConditions} what the service checks without the table. */
    static void checkKeyConditions(Map<String, Condition> keyConditions) {
        LegacyKeyConditions.check(keyConditions);
    }

    /**
     * Returns what {@code KeyConditions} ask for, in their order; which attributes are the key's is not known here.
     * Checks what {@link #checkKeyConditions} does, and refuses what no key condition can be.
     */
    static KeyCondition keyConditions(Map<String, Condition> keyConditions) {
        return LegacyKeyConditions.keyCondition(keyConditions);
    }

    /** Returns what {@code AttributeUpdates} ask for, of which an empty map creates an item of its key. */
    static Update attributeUpdates(Map<String, AttributeValueUpdate> updates) {
        return LegacyLimits.attributeUpdates(LegacyUpdates.update(updates));
    }

    /** Returns what the service answers where it cannot apply {@code AttributeUpdates} to the stored item. */
    static RuntimeException rejected(UpdateRejectedException rejection) {
        return rejection.code() == ErrorCode.OPERAND_TYPE
                ? ServiceErrors.validation("Type mismatch for attribute to update", rejection)
                : ServiceErrors.translate(rejection);
    }

    /** Returns the attributes that {@code AttributesToGet} names, of which there must be one. */
    static Projection attributesToGet(List<String> names) {
        ParameterConstraints constraints = new ParameterConstraints();
        constrainAttributesToGet(constraints, "attributesToGet", names);
        constraints.check();
        Set<String> seen = new HashSet<>();
        List<AttributePath> paths = new ArrayList<>(names.size());
        for (String name : names) {
            RequestValues.checkName(name);
            if (!seen.add(name)) {
                throw refused("Duplicate value in attribute name: " + name);
            }
            paths.add(AttributePath.of(name));
        }
        return new Projection(paths);
    }
}
