// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moviestore.expression.Condition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/** One entry of {@code Expected}, which has an operator, or a value, or says that there is none. Thread-safe. */
final class LegacyExpected {
    private LegacyExpected() {}

    static Condition condition(String name, ExpectedAttributeValue expected) {
        RequestValues.checkName(name);
        if (expected.value() != null && expected.hasAttributeValueList()) {
            throw refused("Value and AttributeValueList cannot be used together for Attribute: ", name);
        } else if (expected.comparisonOperatorAsString() != null) {
            return byOperator(name, expected);
        } else if (expected.hasAttributeValueList()) {
            throw refused("AttributeValueList can only be used with a ComparisonOperator for Attribute: ", name);
        }
        return byValue(name, expected.exists(), expected.value());
    }

    private static Condition byOperator(String name, ExpectedAttributeValue expected) {
        ComparisonOperator operator = expected.comparisonOperator();
        if (expected.exists() != null) {
            throw refused("Exists and ComparisonOperator cannot be used together for Attribute: ", name);
        } else if (operator != ComparisonOperator.NULL
                && operator != ComparisonOperator.NOT_NULL
                && expected.value() == null
                && !expected.hasAttributeValueList()) {
            throw refused(
                    "Value or AttributeValueList must be used with ComparisonOperator: "
                            + expected.comparisonOperatorAsString() + " for Attribute: ",
                    name);
        }
        List<org.moviestore.item.AttributeValue> arguments = LegacyConditions.arguments(
                expected.value() == null ? expected.attributeValueList() : List.of(expected.value()));
        LegacyConditions.check(operator, arguments);
        return LegacyConditions.condition(name, operator, arguments);
    }

    private static Condition byValue(String name, @Nullable Boolean exists, @Nullable AttributeValue value) {
        boolean expectsNone = Boolean.FALSE.equals(exists);
        if (expectsNone && value != null) {
            throw refused("Value cannot be used when Exists is false for Attribute: ", name);
        } else if (expectsNone) {
            return LegacyConditions.condition(name, ComparisonOperator.NULL, List.of());
        } else if (value == null) {
            throw refused("Value must be provided when Exists is " + exists + " for Attribute: ", name);
        }
        return LegacyConditions.condition(name, ComparisonOperator.EQ, List.of(RequestValues.value(value)));
    }

    private static RuntimeException refused(String why, String name) {
        return LegacyParameters.refused(why + name);
    }
}
