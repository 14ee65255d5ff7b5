// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.ExpressionFault;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.KeyConditionFault;
import org.moviestore.item.ValueOrder;
import org.moviestore.item.Values;

/**
 * Which part of a table a query reads: equality on the partition key and at most one test of the sort key. Which
 * attribute is which is known when a query is made from a table's schema, and checked then. Immutable.
 *
 * @param tests one or two tests of different attributes
 */
public record KeyCondition(List<Test> tests) {

    /** A test of one key attribute against literals. */
    public sealed interface Test {
        /** Returns the name of the tested attribute. */
        String attribute();

        /** Returns the literals that the attribute is tested against. */
        List<AttributeValue> values();

        /** Says whether the test holds for a value of the attribute. */
        boolean accepts(AttributeValue value);

        /** Calls the visitor's method for this kind of test and returns its result. */
        <R> R accept(Visitor<R> visitor);
    }

    /**
     * Compares a key attribute with a literal.
     *
     * @param attribute the key attribute's name
     * @param comparator any operator but {@code <>}
     * @param value the literal
     */
    public record Comparison(String attribute, Comparator comparator, AttributeValue value) implements Test {
        /**
         * Checks the test.
         *
         * @throws InvalidRequestException with {@link ErrorCode#KEY_CONDITION} for {@code <>}, or a code of the literal
         */
        public Comparison {
            checkTest(attribute, List.of(value));
            if (comparator == Comparator.NOT_EQUAL) {
                throw unsupportedOperator("<>");
            }
        }

        @Override
        public List<AttributeValue> values() {
            return List.of(value);
        }

        @Override
        public boolean accepts(AttributeValue other) {
            OptionalInt comparison = ValueOrder.compare(other, value);
            return comparison.isPresent() && comparator.accepts(comparison.getAsInt());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.comparison(this);
        }
    }

    /**
     * Tests that a sort key is within bounds, both inclusive.
     *
     * @param attribute the sort key's name
     * @param lower the lower bound
     * @param upper the upper bound
     */
    public record Between(String attribute, AttributeValue lower, AttributeValue upper) implements Test {
        /**
         * Checks the test.
         *
         * @throws InvalidRequestException with {@link ErrorCode#BETWEEN_BOUNDS}, or a code of the literals
         */
        public Between {
            checkTest(attribute, List.of(lower, upper));
            checkBounds(lower, upper);
        }

        @Override
        public List<AttributeValue> values() {
            return List.of(lower, upper);
        }

        @Override
        public boolean accepts(AttributeValue other) {
            OptionalInt low = ValueOrder.compare(other, lower);
            OptionalInt high = ValueOrder.compare(other, upper);
            return low.isPresent() && low.getAsInt() >= 0 && high.isPresent() && high.getAsInt() <= 0;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.between(this);
        }
    }

    /**
     * Tests that a sort key of text or binary begins with a prefix.
     *
     * @param attribute the sort key's name
     * @param prefix the prefix, which may not be empty
     */
    public record BeginsWith(String attribute, AttributeValue prefix) implements Test {
        /**
         * Checks the test.
         *
         * @throws InvalidRequestException with {@link ErrorCode#OPERAND_TYPE} for a number, or a code of the literal
         */
        public BeginsWith {
            checkTest(attribute, List.of(prefix));
            if (prefix.type() == AttributeType.NUMBER) {
                throw Operands.literalType("begins_with", prefix.type());
            }
        }

        @Override
        public List<AttributeValue> values() {
            return List.of(prefix);
        }

        @Override
        public boolean accepts(AttributeValue other) {
            return ConditionEvaluator.beginsWith(other, prefix);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.beginsWith(this);
        }
    }

    /**
     * One method for each kind of test.
     *
     * @param <R> what each method returns
     */
    public interface Visitor<R> {
        /** Visits a comparison. */
        R comparison(Comparison test);

        /** Visits a range test. */
        R between(Between test);

        /** Visits a prefix test. */
        R beginsWith(BeginsWith test);
    }

    /**
     * Checks the tests.
     *
     * @throws InvalidRequestException with {@link ErrorCode#KEY_CONDITION} if there is none, more than two, or two of
     *     one attribute
     */
    public KeyCondition {
        tests = List.copyOf(tests);
        if (tests.isEmpty() || tests.size() > 2) {
            throw unsupported(tests.size() + " tests", testCount(tests));
        }
        if (tests.size() == 2 && tests.get(0).attribute().equals(tests.get(1).attribute())) {
            throw unsupported("two tests of " + tests.get(0).attribute(), testCount(tests));
        }
    }

    /** Returns the condition that a partition key equals a value, taken as by {@link Values#of(Object)}. */
    public static KeyCondition partition(String attribute, Object value) {
        return new KeyCondition(List.of(new Comparison(attribute, Comparator.EQUAL, Values.of(value))));
    }

    /**
     * Parses DynamoDB's text of a key condition expression.
     *
     * @throws InvalidRequestException with {@link ErrorCode#KEY_CONDITION} if it is a condition, but none on keys, or a
     *     code as in {@link Condition#parse}
     */
    public static KeyCondition parse(String text, Placeholders placeholders) {
        return ExpressionParser.lenient(placeholders).keyCondition(text);
    }

    /**
     * Returns this condition with a comparison of the sort key added; the value is taken as by
     * {@link Values#of(Object)}.
     */
    public KeyCondition andSort(String attribute, Comparator comparator, Object value) {
        return plus(new Comparison(attribute, comparator, Values.of(value)));
    }

    /** Returns this condition with inclusive bounds of the sort key added, taken as by {@link Values#of(Object)}. */
    public KeyCondition andSortBetween(String attribute, Object lower, Object upper) {
        return plus(new Between(attribute, Values.of(lower), Values.of(upper)));
    }

    /** Returns this condition with a prefix of the sort key added, taken as by {@link Values#of(Object)}. */
    public KeyCondition andSortBeginsWith(String attribute, Object prefix) {
        return plus(new BeginsWith(attribute, Values.of(prefix)));
    }

    private KeyCondition plus(Test test) {
        List<Test> more = new ArrayList<>(tests);
        more.add(test);
        return new KeyCondition(more);
    }

    private static KeyConditionFault testCount(List<Test> tests) {
        return new KeyConditionFault.TestCount(
                tests.stream().map(Test::attribute).toList());
    }

    static InvalidRequestException unsupportedOperator(String operator) {
        return unsupported(operator, new KeyConditionFault.UnsupportedOperator(operator));
    }

    static InvalidRequestException unsupported(String what, KeyConditionFault fault) {
        return new InvalidRequestException(
                ErrorCode.KEY_CONDITION,
                "a key condition is the partition key = a value, and at most one of = < <= > >= BETWEEN begins_with on the"
                        + " sort key; it does not support " + what,
                fault);
    }

    static void checkBounds(AttributeValue lower, AttributeValue upper) {
        if (lower.type() != upper.type()) {
            throw unfitBounds("have different types", lower, upper);
        }
        OptionalInt comparison = ValueOrder.compare(lower, upper);
        if (comparison.isPresent() && comparison.getAsInt() > 0) {
            throw unfitBounds("are reversed", lower, upper);
        }
    }

    private static InvalidRequestException unfitBounds(String problem, AttributeValue lower, AttributeValue upper) {
        return new InvalidRequestException(
                ErrorCode.BETWEEN_BOUNDS, "BETWEEN bounds " + problem, new ExpressionFault.UnfitBounds(lower, upper));
    }

    private static void checkTest(String attribute, List<AttributeValue> values) {
        Objects.requireNonNull(attribute, "attribute");
        for (AttributeValue value : values) {
            ItemLimits.checkValue(value, attribute);
            if (!value.type().isOrdered()) {
                throw new InvalidRequestException(
                        ErrorCode.KEY_TYPE,
                        "key attribute " + attribute + " must be S, N or B, got "
                                + value.type().code());
            }
        }
    }
}
