// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.List;
import java.util.Objects;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.ExpressionFault;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.Values;

/** What a SET action stores: a literal, or something computed from the item as it was before the update. Immutable. */
public sealed interface UpdateValue {

    /** Calls the visitor's method for this kind of value and returns its result. */
    <R> R accept(Visitor<R> visitor);

    /**
     * The value at a path of the old item, which must be there.
     *
     * @param path the place
     */
    record Attribute(AttributePath path) implements UpdateValue {
        /** Checks the path. */
        public Attribute {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.attribute(this);
        }
    }

    /**
     * A value given with the request.
     *
     * @param value the value
     */
    record Literal(AttributeValue value) implements UpdateValue {
        /** Checks the value as one that a caller gives. */
        public Literal {
            ItemLimits.checkValue(value, "a value of an update");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.literal(this);
        }
    }

    /**
     * The value at a path of the old item, or a fallback where there is none. The fallback is computed in any case, so
     * one that is missing rejects the update even where the path has a value.
     *
     * @param path the place
     * @param fallback what to take if nothing is there
     */
    record IfNotExists(AttributePath path, UpdateValue fallback) implements UpdateValue {
        /**
         * Checks the parts.
         *
         * @throws InvalidRequestException with {@link ErrorCode#OPERAND_SAME} if the fallback is the path itself, or
         *     {@link ErrorCode#EXPR_SYNTAX} if it is a sum, a difference or a list_append
         */
        public IfNotExists {
            Objects.requireNonNull(path, "path");
            requireOperand("if_not_exists", fallback);
            if (fallback instanceof Attribute attribute && attribute.path().equals(path)) {
                throw new InvalidRequestException(
                        ErrorCode.OPERAND_SAME,
                        "if_not_exists falls back from " + path + " to itself",
                        new ExpressionFault.SameOperand("if_not_exists", path));
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ifNotExists(this);
        }
    }

    /**
     * Two lists, one after the other.
     *
     * @param first the first list
     * @param second the second list
     */
    record ListAppend(UpdateValue first, UpdateValue second) implements UpdateValue {
        /**
         * Checks the parts.
         *
         * @throws InvalidRequestException with {@link ErrorCode#OPERAND_TYPE} for a literal that is no list, or
         *     {@link ErrorCode#EXPR_SYNTAX} for a sum, a difference or a list_append inside
         */
        public ListAppend {
            for (UpdateValue part : List.of(first, second)) {
                requireOperand("list_append", part);
                requireLiteral("list_append", part, AttributeType.LIST);
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.listAppend(this);
        }
    }

    /**
     * The exact sum of two numbers.
     *
     * @param left the augend
     * @param right the addend
     */
    record Plus(UpdateValue left, UpdateValue right) implements UpdateValue {
        /** Checks the parts: no sum, no list_append, and no literal but a number. */
        public Plus {
            requireNumbers("+", left, right);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.plus(this);
        }
    }

    /**
     * The exact difference of two numbers.
     *
     * @param left the minuend
     * @param right the subtrahend
     */
    record Minus(UpdateValue left, UpdateValue right) implements UpdateValue {
        /** Checks the parts: no sum, no list_append, and no literal but a number. */
        public Minus {
            requireNumbers("-", left, right);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.minus(this);
        }
    }

    /**
     * Returns the update value that a Java value stands for: itself if it is one, an attribute for an
     * {@link Operand.Path}, else the literal of {@link Values#of(Object)}.
     */
    static UpdateValue of(Object value) {
        if (value instanceof UpdateValue updateValue) {
            return updateValue;
        } else if (value instanceof Operand.Path path) {
            return new Attribute(path.path());
        }
        return new Literal(Values.of(value));
    }

    private static void requireNumbers(String operator, UpdateValue left, UpdateValue right) {
        for (UpdateValue part : List.of(left, right)) {
            requireOperand(operator, part);
            requireLiteral(operator, part, AttributeType.NUMBER);
        }
    }

    /** Sums, differences and joined lists are whole values of a SET action, never parts of another. */
    private static void requireOperand(String operation, UpdateValue part) {
        if (part instanceof Plus || part instanceof Minus) {
            throw new InvalidRequestException(
                    ErrorCode.EXPR_SYNTAX,
                    operation + " cannot take a sum or difference; use one + or - for each SET action");
        }
        if (part instanceof ListAppend) {
            throw new InvalidRequestException(
                    ErrorCode.EXPR_SYNTAX,
                    operation + " cannot take a list_append",
                    new ExpressionFault.MisusedFunction("list_append"));
        }
    }

    private static void requireLiteral(String operation, UpdateValue part, AttributeType required) {
        if (part instanceof Literal literal && literal.value().type() != required) {
            throw Operands.literalType(operation, literal.value().type());
        }
    }

    /**
     * One method for each kind of value.
     *
     * @param <R> what each method returns
     */
    interface Visitor<R> {
        /** Visits a value of the old item. */
        R attribute(Attribute value);

        /** Visits a literal. */
        R literal(Literal value);

        /** Visits a value with a fallback. */
        R ifNotExists(IfNotExists value);

        /** Visits two joined lists. */
        R listAppend(ListAppend value);

        /** Visits a sum. */
        R plus(Plus value);

        /** Visits a difference. */
        R minus(Minus value);
    }
}
