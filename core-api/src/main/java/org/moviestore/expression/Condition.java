// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.ExpressionFault;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;

/**
 * A condition on one item: for a write, what must hold of the stored item; for a query or scan, the filter. Truth is
 * two-valued: every leaf is true or false on every item, whatever is missing or of another type, and {@code NOT} flips
 * it, so {@code NOT a < 5} is not {@code a >= 5}. Immutable.
 *
 * <p>What is wrong with a condition for every item is refused when it is made, by an {@link InvalidRequestException}.
 */
public sealed interface Condition {

    /** Calls the visitor's method for this kind of condition and returns its result. */
    <R> R accept(Visitor<R> visitor);

    /**
     * Parses DynamoDB's text of a condition or filter expression; reserved words may stand bare.
     *
     * @throws InvalidRequestException with {@link ErrorCode#EXPR_SYNTAX}, {@link ErrorCode#EXPR_PLACEHOLDER},
     *     {@link ErrorCode#EXPR_LENGTH}, {@link ErrorCode#EXPR_OPERATORS} or the code of a rule that the condition
     *     breaks
     */
    static Condition parse(String text, Placeholders placeholders) {
        return ExpressionParser.lenient(placeholders).condition(text);
    }

    /** Says whether this condition holds on the item; a missing item is {@link Item#EMPTY}. */
    default boolean holdsOn(Item item) {
        return accept(new ConditionEvaluator(item));
    }

    /** Returns the condition that this and the other both hold. */
    default Condition and(Condition other) {
        return new And(joined(this instanceof And and ? and.conditions() : List.of(this), other));
    }

    /** Returns the condition that this or the other holds, or both. */
    default Condition or(Condition other) {
        return new Or(joined(this instanceof Or or ? or.conditions() : List.of(this), other));
    }

    private static List<Condition> joined(List<Condition> first, Condition last) {
        return Stream.concat(first.stream(), Stream.of(last)).toList();
    }

    /**
     * Compares two operands. {@code =} is false and {@code <>} true where one is missing or the types differ; the
     * ordering operators are false there, and for stored values other than text, numbers and binary.
     *
     * @param left what stands left of the operator
     * @param comparator the operator
     * @param right what stands right of it
     */
    record Comparison(Operand left, Comparator comparator, Operand right) implements Condition {
        /**
         * Checks the operands.
         *
         * @throws InvalidRequestException with {@link ErrorCode#OPERAND_SAME}, or with {@link ErrorCode#OPERAND_TYPE}
         *     if an ordering operator is given a literal that has no order
         */
        public Comparison {
            Operands.requireDistinct(comparator.sign(), left, List.of(right));
            if (comparator.isOrdering()) {
                Operands.requireLiteral(comparator.sign(), left, AttributeType::isOrdered);
                Operands.requireLiteral(comparator.sign(), right, AttributeType::isOrdered);
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.comparison(this);
        }
    }

    /**
     * Is at least the lower and at most the upper bound, both inclusive.
     *
     * @param operand what is tested
     * @param lower the lower bound
     * @param upper the upper bound
     */
    record Between(Operand operand, Operand lower, Operand upper) implements Condition {
        /**
         * Checks the operands.
         *
         * @throws InvalidRequestException with {@link ErrorCode#OPERAND_SAME}, {@link ErrorCode#OPERAND_TYPE}, or with
         *     {@link ErrorCode#BETWEEN_BOUNDS} if both bounds are literals and reversed or of different types
         */
        public Between {
            Operands.requireDistinct("BETWEEN", operand, List.of(lower, upper));
            for (Operand each : List.of(operand, lower, upper)) {
                Operands.requireLiteral("BETWEEN", each, AttributeType::isOrdered);
            }
            if (lower instanceof Operand.Literal low && upper instanceof Operand.Literal high) {
                KeyCondition.checkBounds(low.value(), high.value());
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.between(this);
        }
    }

    /**
     * Equals one of the candidates, as {@code =} does.
     *
     * @param operand what is tested
     * @param candidates 1 to 100 operands
     */
    record In(Operand operand, List<Operand> candidates) implements Condition {
        /** The most candidates. */
        public static final int MAX_CANDIDATES = 100;

        /**
         * Checks the operands.
         *
         * @throws InvalidRequestException with {@link ErrorCode#IN_SIZE} or {@link ErrorCode#OPERAND_SAME}
         */
        public In {
            Objects.requireNonNull(operand, "operand");
            candidates = List.copyOf(candidates);
            if (candidates.isEmpty() || candidates.size() > MAX_CANDIDATES) {
                throw new InvalidRequestException(
                        ErrorCode.IN_SIZE,
                        "IN lists " + candidates.size() + " values; allowed 1 to " + MAX_CANDIDATES,
                        new ExpressionFault.OperandCount("IN", candidates.size()));
            }
            Operands.requireDistinct("IN", operand, candidates);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.in(this);
        }
    }

    /**
     * There is a value at the path, be it null.
     *
     * @param path the place
     */
    record AttributeExists(AttributePath path) implements Condition {
        /** Checks the path. */
        public AttributeExists {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.attributeExists(this);
        }
    }

    /**
     * There is no value at the path.
     *
     * @param path the place
     */
    record AttributeNotExists(AttributePath path) implements Condition {
        /** Checks the path. */
        public AttributeNotExists {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.attributeNotExists(this);
        }
    }

    /**
     * Has the type; a missing value has none.
     *
     * @param operand what is tested
     * @param type the type
     */
    record HasType(Operand operand, AttributeType type) implements Condition {
        /** Checks the operand. */
        public HasType {
            Objects.requireNonNull(operand, "operand");
            Objects.requireNonNull(type, "type");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.hasType(this);
        }
    }

    /**
     * Both are text or both binary, and the first begins with the second.
     *
     * @param operand what is tested
     * @param prefix what it must begin with; the empty prefix always matches
     */
    record BeginsWith(Operand operand, Operand prefix) implements Condition {
        /**
         * Checks the operands.
         *
         * @throws InvalidRequestException with {@link ErrorCode#OPERAND_SAME} or {@link ErrorCode#OPERAND_TYPE}
         */
        public BeginsWith {
            for (Operand each : List.of(operand, prefix)) {
                Operands.refuseSize("begins_with", each);
                Operands.requireLiteral(
                        "begins_with", each, type -> type == AttributeType.STRING || type == AttributeType.BINARY);
            }
            Operands.requireDistinct("begins_with", operand, List.of(prefix));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.beginsWith(this);
        }
    }

    /**
     * A text has the other as a part, a binary has it as a run of bytes, a set has it as a member, or a list has an
     * element that equals it. False for everything else.
     *
     * @param operand what is searched
     * @param part what is looked for
     */
    record Contains(Operand operand, Operand part) implements Condition {
        /**
         * Checks the operands.
         *
         * @throws InvalidRequestException with {@link ErrorCode#OPERAND_SAME}
         */
        public Contains {
            Operands.requireDistinct("contains", operand, List.of(part));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.contains(this);
        }
    }

    /**
     * All of the conditions hold.
     *
     * @param conditions two or more
     */
    record And(List<Condition> conditions) implements Condition {
        /** Copies the conditions. */
        public And {
            conditions = twoOrMore("AND", conditions);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.and(this);
        }
    }

    /**
     * At least one of the conditions holds.
     *
     * @param conditions two or more
     */
    record Or(List<Condition> conditions) implements Condition {
        /** Copies the conditions. */
        public Or {
            conditions = twoOrMore("OR", conditions);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.or(this);
        }
    }

    private static List<Condition> twoOrMore(String operator, List<Condition> conditions) {
        if (conditions.size() < 2) {
            throw new InvalidRequestException(ErrorCode.EXPR_SYNTAX, operator + " joins two or more conditions");
        }
        return List.copyOf(conditions);
    }

    /**
     * The condition does not hold.
     *
     * @param condition what must not hold
     */
    record Not(Condition condition) implements Condition {
        /** Checks the condition. */
        public Not {
            Objects.requireNonNull(condition, "condition");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.not(this);
        }
    }

    /**
     * One method for each kind of condition.
     *
     * @param <R> what each method returns
     */
    interface Visitor<R> {
        /** Visits a comparison. */
        R comparison(Comparison condition);

        /** Visits a range test. */
        R between(Between condition);

        /** Visits a test against candidates. */
        R in(In condition);

        /** Visits a test that a value is there. */
        R attributeExists(AttributeExists condition);

        /** Visits a test that no value is there. */
        R attributeNotExists(AttributeNotExists condition);

        /** Visits a test of a value's type. */
        R hasType(HasType condition);

        /** Visits a prefix test. */
        R beginsWith(BeginsWith condition);

        /** Visits a search in a value. */
        R contains(Contains condition);

        /** Visits a conjunction. */
        R and(And condition);

        /** Visits a disjunction. */
        R or(Or condition);

        /** Visits a negation. */
        R not(Not condition);
    }
}
