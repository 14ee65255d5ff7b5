// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import org.moviestore.item.KeyConditionFault;

/** What the service says of a condition that is none on keys. Immutable. */
final class KeyConditionFaults implements KeyConditionFault.Visitor<String> {
    /** Said of a value that no key attribute, or not this one, can have. */
    static final String OTHER_TYPE =
            ServiceWords.INVALID_VALUES + "Condition parameter type does not match schema type";

    private static final String INVALID_CONDITION = "Invalid condition in KeyConditionExpression: ";

    @Override
    public String unsupportedOperator(KeyConditionFault.UnsupportedOperator fault) {
        return fault.operator().equals("size")
                ? "KeyConditionExpressions cannot contain nested operations"
                : "Invalid operator used in KeyConditionExpression: " + fault.operator();
    }

    @Override
    public String noAttribute(KeyConditionFault.NoAttribute fault) {
        return INVALID_CONDITION
                + switch (fault.operator()) {
                    case "begins_with", "BETWEEN" ->
                        fault.operator() + " operator must have the key attribute as its first operand";
                    default -> "No key attribute specified";
                };
    }

    @Override
    public String noLiteral(KeyConditionFault.NoLiteral fault) {
        return INVALID_CONDITION + "Multiple attribute names used in one condition";
    }

    @Override
    public String nestedPath(KeyConditionFault.NestedPath fault) {
        return ServiceWords.NO_SCALAR + "Key: " + fault.path().attribute();
    }

    @Override
    public String testCount(KeyConditionFault.TestCount fault) {
        return fault.attributes().size() == 2
                ? "KeyConditionExpressions must only contain one condition per key"
                : "Conditions can be of length 1 or 2 only";
    }
}
