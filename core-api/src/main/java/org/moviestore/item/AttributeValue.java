// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One value of an attribute: exactly one of DynamoDB's ten types. Two values are equal when DynamoDB's {@code =} says
 * so: numbers by their value, maps and sets whatever their order, lists in order, and never across types. Immutable.
 *
 * <p>Values are checked for what could not exist anywhere (a 39-digit number, an empty set). Limits on what a caller
 * may write, such as text without U+0000, are checked when a request is made, so that whatever a backend holds can be
 * read.
 */
public sealed interface AttributeValue {

    /** Returns this value's type. */
    AttributeType type();

    /** Calls the visitor's method for this value's type and returns its result. */
    <R> R accept(Visitor<R> visitor);

    /**
     * Text.
     *
     * @param text the text, which may be empty
     */
    record StringValue(String text) implements AttributeValue {
        /** Checks the text. */
        public StringValue {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public AttributeType type() {
            return AttributeType.STRING;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.string(this);
        }

        @Override
        public String toString() {
            return ValueText.of(this);
        }
    }

    /**
     * An exact decimal number of up to 38 significant digits.
     *
     * @param value the number without trailing zeros, so that 1.0 equals 1
     */
    record NumberValue(BigDecimal value) implements AttributeValue, Comparable<NumberValue> {
        /**
         * Brings the number to its canonical form.
         *
         * @throws InvalidRequestException with {@link ErrorCode#NUMBER_PRECISION} or {@link ErrorCode#NUMBER_RANGE}
         */
        public NumberValue {
            value = Numbers.canonical(value);
        }

        /**
         * Compares the values. Hash tables need an order, too: of numbers that were chosen to have the same hash, one
         * is found as fast as by a search in their order.
         */
        @Override
        public int compareTo(NumberValue other) {
            return value.compareTo(other.value);
        }

        /** Returns the number in plain decimal notation, never with an exponent. */
        public String text() {
            return value.toPlainString();
        }

        @Override
        public AttributeType type() {
            return AttributeType.NUMBER;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.number(this);
        }

        @Override
        public String toString() {
            return ValueText.of(this);
        }
    }

    /**
     * Bytes.
     *
     * @param bytes the bytes, which may be none
     */
    record BinaryValue(Bytes bytes) implements AttributeValue {
        /** Checks the bytes. */
        public BinaryValue {
            Objects.requireNonNull(bytes, "bytes");
        }

        @Override
        public AttributeType type() {
            return AttributeType.BINARY;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.binary(this);
        }

        @Override
        public String toString() {
            return ValueText.of(this);
        }
    }

    /**
     * True or false.
     *
     * @param value which of the two
     */
    record BooleanValue(boolean value) implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.BOOLEAN;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.bool(this);
        }

        @Override
        public String toString() {
            return ValueText.of(this);
        }
    }

    /** The null value: the attribute is there and holds nothing. A missing attribute is not null but absent. */
    record NullValue() implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.NULL;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.nullValue(this);
        }

        @Override
        public String toString() {
            return ValueText.of(this);
        }
    }

    /**
     * An ordered list of values of any types.
     *
     * @param elements the values in order
     */
    record ListValue(List<AttributeValue> elements) implements AttributeValue {
        /** Copies the elements. */
        public ListValue {
            elements = List.copyOf(elements);
        }

        @Override
        public AttributeType type() {
            return AttributeType.LIST;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.list(this);
        }

        @Override
        public String toString() {
            return ValueText.of(this);
        }
    }

    /**
     * Names and values.
     *
     * @param entries the values by name, in the order they were given; the order is not part of equality
     */
    record MapValue(Map<String, AttributeValue> entries) implements AttributeValue {
        /** Copies the entries. */
        public MapValue {
            entries = Entries.copyOf(entries);
        }

        @Override
        public AttributeType type() {
            return AttributeType.MAP;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.map(this);
        }

        @Override
        public String toString() {
            return ValueText.of(this);
        }
    }

    /**
     * A set of distinct texts.
     *
     * @param members the texts, iterated in the order of their UTF-8 bytes
     */
    record StringSetValue(Set<String> members) implements AttributeValue {
        /**
         * Sorts the members.
         *
         * @throws InvalidRequestException with {@link ErrorCode#SET_EMPTY} if there is none
         */
        public StringSetValue {
            members = Sets.sorted(members, Utf8.ORDER);
        }

        @Override
        public AttributeType type() {
            return AttributeType.STRING_SET;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.stringSet(this);
        }

        @Override
        public String toString() {
            return ValueText.of(this);
        }
    }

    /**
     * A set of distinct numbers.
     *
     * @param members the numbers, iterated in ascending order
     */
    record NumberSetValue(Set<NumberValue> members) implements AttributeValue {
        /**
         * Sorts the members.
         *
         * @throws InvalidRequestException with {@link ErrorCode#SET_EMPTY} if there is none
         */
        public NumberSetValue {
            members = Sets.sorted(members, Comparator.naturalOrder());
        }

        @Override
        public AttributeType type() {
            return AttributeType.NUMBER_SET;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.numberSet(this);
        }

        @Override
        public String toString() {
            return ValueText.of(this);
        }
    }

    /**
     * A set of distinct byte strings.
     *
     * @param members the byte strings, iterated in the order of their unsigned bytes
     */
    record BinarySetValue(Set<Bytes> members) implements AttributeValue {
        /**
         * Sorts the members.
         *
         * @throws InvalidRequestException with {@link ErrorCode#SET_EMPTY} if there is none
         */
        public BinarySetValue {
            members = Sets.sorted(members, Comparator.naturalOrder());
        }

        @Override
        public AttributeType type() {
            return AttributeType.BINARY_SET;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.binarySet(this);
        }

        @Override
        public String toString() {
            return ValueText.of(this);
        }
    }

    /**
     * One method for each type of value.
     *
     * @param <R> what each method returns
     */
    interface Visitor<R> {
        /** Visits text. */
        R string(StringValue value);

        /** Visits a number. */
        R number(NumberValue value);

        /** Visits bytes. */
        R binary(BinaryValue value);

        /** Visits a truth value. */
        R bool(BooleanValue value);

        /** Visits the null value. */
        R nullValue(NullValue value);

        /** Visits a list. */
        R list(ListValue value);

        /** Visits a map. */
        R map(MapValue value);

        /** Visits a set of texts. */
        R stringSet(StringSetValue value);

        /** Visits a set of numbers. */
        R numberSet(NumberSetValue value);

        /** Visits a set of byte strings. */
        R binarySet(BinarySetValue value);
    }
}
