// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Operand;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ValueOrder;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;

/**
 * Tests of one attribute by an operator with arguments, as {@code Expected} and the filters of old have them.
 * Thread-safe.
 */
final class LegacyConditions {
    /** The operators, in the service's order. */
    static final List<String> OPERATORS = List.of(
            "IN",
            "NULL",
            "BETWEEN",
            "LT",
            "NOT_CONTAINS",
            "EQ",
            "GT",
            "NOT_NULL",
            "NE",
            "LE",
            "BEGINS_WITH",
            "GE",
            "CONTAINS");

    private static final Set<AttributeType> NO_PART = Set.of(
            AttributeType.LIST,
            AttributeType.MAP,
            AttributeType.STRING_SET,
            AttributeType.NUMBER_SET,
            AttributeType.BINARY_SET);

    private LegacyConditions() {}

    static Condition condition(String name, software.amazon.awssdk.services.dynamodb.model.Condition condition) {
        RequestValues.checkName(name);
        List<AttributeValue> arguments = arguments(condition.attributeValueList());
        check(condition.comparisonOperator(), arguments);
        return condition(name, condition.comparisonOperator(), arguments);
    }

    static List<AttributeValue> arguments(List<software.amazon.awssdk.services.dynamodb.model.AttributeValue> values) {
        List<AttributeValue> arguments = new ArrayList<>(values.size());
        for (software.amazon.awssdk.services.dynamodb.model.AttributeValue value : values) {
            arguments.add(RequestValues.value(value));
        }
        return arguments;
    }

    /** Refuses an operator that is none, and arguments that it cannot take. */
    static void check(@Nullable ComparisonOperator operator, List<AttributeValue> arguments) {
        if (operator == null || operator == ComparisonOperator.UNKNOWN_TO_SDK_VERSION) {
            throw ServiceErrors.validation("Comparison type does not exist in DynamoDB");
        } else if (!takes(operator, arguments.size())) {
            throw LegacyParameters.refused("Invalid number of argument(s) for the " + operator + " ComparisonOperator");
        }
        checkTypes(operator, arguments);
        if (operator == ComparisonOperator.BETWEEN) {
            OptionalInt order = ValueOrder.compare(arguments.get(0), arguments.get(1));
            if (order.isPresent() && order.getAsInt() > 0) {
                throw ServiceErrors.validation("The BETWEEN condition was provided a range where the lower bound is"
                        + " greater than the upper bound");
            }
        }
    }

    private static boolean takes(ComparisonOperator operator, int arguments) {
        return switch (operator) {
            case NULL, NOT_NULL -> arguments == 0;
            case IN -> arguments > 0;
            case BETWEEN -> arguments == 2;
            default -> arguments == 1;
        };
    }

    private static void checkTypes(ComparisonOperator operator, List<AttributeValue> arguments) {
        for (AttributeValue argument : arguments) {
            if (!takes(operator, argument.type())) {
                throw LegacyParameters.refused("ComparisonOperator " + operator + " is not valid for "
                        + argument.type().code() + " AttributeValue type");
            }
        }
        if (arguments.stream().map(AttributeValue::type).distinct().count() > 1) {
            throw LegacyParameters.refused("AttributeValues inside AttributeValueList must be of same type");
        }
    }

    private static boolean takes(ComparisonOperator operator, AttributeType type) {
        return switch (operator) {
            case EQ, NE -> true;
            case CONTAINS, NOT_CONTAINS -> !NO_PART.contains(type);
            case BEGINS_WITH -> type == AttributeType.STRING || type == AttributeType.BINARY;
            default -> type.isOrdered();
        };
    }

    /** Returns the test of an attribute by an operator with arguments that were checked. */
    static Condition condition(String name, ComparisonOperator operator, List<AttributeValue> arguments) {
        AttributePath path = AttributePath.of(name);
        return switch (operator) {
            case EQ -> comparison(path, Comparator.EQUAL, arguments);
            case NE -> comparison(path, Comparator.NOT_EQUAL, arguments);
            case LT -> comparison(path, Comparator.LESS, arguments);
            case LE -> comparison(path, Comparator.LESS_OR_EQUAL, arguments);
            case GT -> comparison(path, Comparator.GREATER, arguments);
            case GE -> comparison(path, Comparator.GREATER_OR_EQUAL, arguments);
            case NULL -> new Condition.AttributeNotExists(path);
            case NOT_NULL -> new Condition.AttributeExists(path);
            case CONTAINS -> contains(path, arguments);
            case NOT_CONTAINS -> new Condition.AttributeExists(path).and(new Condition.Not(contains(path, arguments)));
            case BEGINS_WITH -> new Condition.BeginsWith(new Operand.Path(path), literal(arguments.get(0)));
            case BETWEEN ->
                new Condition.Between(new Operand.Path(path), literal(arguments.get(0)), literal(arguments.get(1)));
            case IN -> in(new Operand.Path(path), arguments);
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException(operator.toString());
        };
    }

    private static Condition comparison(AttributePath path, Comparator comparator, List<AttributeValue> arguments) {
        return new Condition.Comparison(new Operand.Path(path), comparator, literal(arguments.get(0)));
    }

    private static Condition contains(AttributePath path, List<AttributeValue> arguments) {
        return new Condition.Contains(new Operand.Path(path), literal(arguments.get(0)));
    }

    /** An expression's {@code IN} has fewer candidates than this operator may have. */
    private static Condition in(Operand.Path path, List<AttributeValue> arguments) {
        List<Condition> some = new ArrayList<>();
        for (int from = 0; from < arguments.size(); from += Condition.In.MAX_CANDIDATES) {
            int to = Math.min(arguments.size(), from + Condition.In.MAX_CANDIDATES);
            List<Operand> candidates = new ArrayList<>(to - from);
            arguments.subList(from, to).forEach(argument -> candidates.add(literal(argument)));
            some.add(new Condition.In(path, candidates));
        }
        return some.size() == 1 ? some.get(0) : new Condition.Or(some);
    }

    private static Operand literal(AttributeValue value) {
        return new Operand.Literal(value);
    }

    /** Returns the conditions as one, which is nothing of none. */
    static Optional<Condition> joined(List<Condition> conditions, @Nullable ConditionalOperator operator) {
        if (conditions.size() < 2) {
            return conditions.stream().findFirst();
        }
        return Optional.of(
                operator == ConditionalOperator.OR ? new Condition.Or(conditions) : new Condition.And(conditions));
    }
}
