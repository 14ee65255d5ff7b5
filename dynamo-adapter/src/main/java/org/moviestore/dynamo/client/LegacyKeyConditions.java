// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Condition;

/** {@code KeyConditions} as the key condition that reads the same. Thread-safe. */
final class LegacyKeyConditions {
    private static final int MOST = 2;

    private LegacyKeyConditions() {}

    static void check(Map<String, Condition> conditions) {
        conditions.forEach((name, condition) -> {
            RequestValues.checkName(name);
            LegacyConditions.check(condition.comparisonOperator(), arguments(condition));
        });
        if (conditions.isEmpty() || conditions.size() > MOST) {
            throw ServiceErrors.validation("Conditions can be of length 1 or 2 only");
        }
    }

    static KeyCondition keyCondition(Map<String, Condition> conditions) {
        check(conditions);
        List<KeyCondition.Test> tests = new ArrayList<>(conditions.size());
        conditions.forEach((name, condition) -> tests.add(test(name, condition)));
        return new KeyCondition(tests);
    }

    private static KeyCondition.Test test(String name, Condition condition) {
        List<AttributeValue> arguments = arguments(condition);
        return switch (condition.comparisonOperator()) {
            case EQ -> comparison(name, Comparator.EQUAL, arguments.get(0));
            case LT -> comparison(name, Comparator.LESS, arguments.get(0));
            case LE -> comparison(name, Comparator.LESS_OR_EQUAL, arguments.get(0));
            case GT -> comparison(name, Comparator.GREATER, arguments.get(0));
            case GE -> comparison(name, Comparator.GREATER_OR_EQUAL, arguments.get(0));
            case BETWEEN -> new KeyCondition.Between(name, arguments.get(0), arguments.get(1));
            case BEGINS_WITH -> new KeyCondition.BeginsWith(name, arguments.get(0));
            default -> throw ServiceErrors.validation("Attempted conditional constraint is not an indexable operation");
        };
    }

    /** Equality takes values of all types, of which most can be no key of any table. */
    private static KeyCondition.Test comparison(String name, Comparator comparator, AttributeValue value) {
        if (!value.type().isOrdered()) {
            throw ServiceErrors.validation(KeyConditionFaults.OTHER_TYPE);
        }
        return new KeyCondition.Comparison(name, comparator, value);
    }

    private static List<AttributeValue> arguments(Condition condition) {
        return LegacyConditions.arguments(condition.attributeValueList());
    }
}
