// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.Arrays;
import java.util.Objects;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.Values;

/**
 * What a condition compares: the value at a path, a literal, or a size. The methods make conditions of it; their
 * arguments are operands themselves or Java values taken as by {@link Values#of(Object)}. Immutable.
 */
public sealed interface Operand {

    /** Calls the visitor's method for this kind of operand and returns its result. */
    <R> R accept(Visitor<R> visitor);

    /**
     * The value at a path of the item, which may be missing.
     *
     * @param path the place of the value
     */
    record Path(AttributePath path) implements Operand {
        /** Checks the path. */
        public Path {
            Objects.requireNonNull(path, "path");
        }

        /** Returns the condition that there is a value at this path, be it null. */
        public Condition exists() {
            return new Condition.AttributeExists(path);
        }

        /** Returns the condition that there is no value at this path. */
        public Condition notExists() {
            return new Condition.AttributeNotExists(path);
        }

        /** Returns the update value: the number at this path plus another. */
        public UpdateValue plus(Object addend) {
            return new UpdateValue.Plus(new UpdateValue.Attribute(path), UpdateValue.of(addend));
        }

        /** Returns the update value: the number at this path minus another. */
        public UpdateValue minus(Object subtrahend) {
            return new UpdateValue.Minus(new UpdateValue.Attribute(path), UpdateValue.of(subtrahend));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.path(this);
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A value given with the request.
     *
     * @param value the value
     */
    record Literal(AttributeValue value) implements Operand {
        /** Checks the value as one that a caller gives. */
        public Literal {
            ItemLimits.checkValue(value, "a value of an expression");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.literal(this);
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /**
     * The size of a value: of text in UTF-16 units, of binary in bytes, of a list, map or set in elements. Other types
     * and missing values have none, and compare as missing. Backends are only known to agree on the size of ASCII text.
     *
     * @param operand what to measure: a path or a literal
     */
    record Size(Operand operand) implements Operand {
        /**
         * Checks the operand.
         *
         * @throws InvalidRequestException with {@link ErrorCode#OPERAND_TYPE} for a literal number, boolean or null, or
         *     for the size of a size
         */
        public Size {
            Operands.refuseSize("size", operand);
            Operands.refuseLiteral("size", operand, AttributeType.NUMBER, AttributeType.BOOLEAN, AttributeType.NULL);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.size(this);
        }

        @Override
        public String toString() {
            return "size(" + operand + ")";
        }
    }

    /**
     * Returns the operand that a Java value stands for: itself if it is one, else the literal of
     * {@link Values#of(Object)}.
     */
    static Operand of(Object value) {
        return value instanceof Operand operand ? operand : new Literal(Values.of(value));
    }

    /**
     * Returns the condition that this equals the other; a missing value equals nothing, not even another missing one.
     */
    default Condition equalTo(Object other) {
        return new Condition.Comparison(this, Comparator.EQUAL, of(other));
    }

    /** Returns the condition that this does not equal the other, which holds wherever {@link #equalTo} does not. */
    default Condition notEqualTo(Object other) {
        return new Condition.Comparison(this, Comparator.NOT_EQUAL, of(other));
    }

    /** Returns the condition that this is less than the other and of the same type, which must be S, N or B. */
    default Condition lessThan(Object other) {
        return new Condition.Comparison(this, Comparator.LESS, of(other));
    }

    /** Returns the condition that this is at most the other and of the same type, which must be S, N or B. */
    default Condition atMost(Object other) {
        return new Condition.Comparison(this, Comparator.LESS_OR_EQUAL, of(other));
    }

    /** Returns the condition that this is greater than the other and of the same type, which must be S, N or B. */
    default Condition greaterThan(Object other) {
        return new Condition.Comparison(this, Comparator.GREATER, of(other));
    }

    /** Returns the condition that this is at least the other and of the same type, which must be S, N or B. */
    default Condition atLeast(Object other) {
        return new Condition.Comparison(this, Comparator.GREATER_OR_EQUAL, of(other));
    }

    /** Returns the condition that this is at least the lower bound and at most the upper, all of one type. */
    default Condition between(Object lower, Object upper) {
        return new Condition.Between(this, of(lower), of(upper));
    }

    /** Returns the condition that this equals one of the candidates, of which there may be 1 to 100. */
    default Condition in(Object... candidates) {
        return new Condition.In(this, Arrays.stream(candidates).map(Operand::of).toList());
    }

    /** Returns the condition that this text or binary begins with the other; every one begins with the empty one. */
    default Condition beginsWith(Object prefix) {
        return new Condition.BeginsWith(this, of(prefix));
    }

    /**
     * Returns the condition that this text or binary has the other as a part, or this set or list has it as a member.
     */
    default Condition contains(Object part) {
        return new Condition.Contains(this, of(part));
    }

    /** Returns the condition that this has the given type; a missing value has none. */
    default Condition hasType(AttributeType type) {
        return new Condition.HasType(this, type);
    }

    /** Returns the size of this operand. */
    default Operand size() {
        return new Size(this);
    }

    /**
     * One method for each kind of operand.
     *
     * @param <R> what each method returns
     */
    interface Visitor<R> {
        /** Visits the value at a path. */
        R path(Path operand);

        /** Visits a literal. */
        R literal(Literal operand);

        /** Visits a size. */
        R size(Size operand);
    }
}
