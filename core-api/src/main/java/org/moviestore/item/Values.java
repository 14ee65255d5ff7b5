// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.moviestore.item.AttributeValue.BinarySetValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.BooleanValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.NullValue;
import org.moviestore.item.AttributeValue.NumberSetValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringSetValue;
import org.moviestore.item.AttributeValue.StringValue;

/** Makes attribute values from Java values. Thread-safe. */
public final class Values {
    private static final NullValue NULL = new NullValue();

    private Values() {}

    /**
     * Returns the attribute value that a Java value stands for: text for a {@code String}, a number for any integer
     * type, {@code BigDecimal} or finite {@code double} (by its shortest decimal text), binary for {@link Bytes}, a
     * boolean, a list for a {@code List}, a map for a {@code Map} with text keys or an {@link Item}, and one of the
     * three sets for a {@code Set} of texts, numbers or {@link Bytes}. An {@link AttributeValue} stands for itself.
     *
     * @throws InvalidRequestException with {@link ErrorCode#OPERAND_TYPE} if the value is of another class, or a code
     *     of the value's own rules
     */
    public static AttributeValue of(Object value) {
        Objects.requireNonNull(value, "value");
        if (value instanceof AttributeValue attributeValue) {
            return attributeValue;
        } else if (value instanceof String text) {
            return string(text);
        } else if (value instanceof Number number) {
            return new NumberValue(decimal(number));
        } else if (value instanceof Boolean bool) {
            return bool(bool);
        } else if (value instanceof Bytes bytes) {
            return binary(bytes);
        } else if (value instanceof Item item) {
            return item.toMapValue();
        } else if (value instanceof List<?> list) {
            return list(list);
        } else if (value instanceof Map<?, ?> map) {
            return map(map);
        } else if (value instanceof Set<?> set) {
            return set(set);
        }
        throw unsupported(value);
    }

    private static InvalidRequestException unsupported(Object value) {
        return new InvalidRequestException(
                ErrorCode.OPERAND_TYPE,
                "a " + value.getClass().getName() + " is no attribute value; give a String, a number, a Boolean, Bytes,"
                        + " a List, a Map, a Set of one kind, or an AttributeValue");
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        } else if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        } else if (number instanceof Long || number instanceof Integer) {
            return BigDecimal.valueOf(number.longValue());
        } else if (number instanceof Short || number instanceof Byte) {
            return BigDecimal.valueOf(number.longValue());
        } else if (number instanceof Double || number instanceof Float) {
            return Numbers.parse(number.toString());
        }
        throw unsupported(number);
    }

    private static ListValue list(List<?> elements) {
        return new ListValue(elements.stream().map(Values::of).toList());
    }

    private static MapValue map(Map<?, ?> entries) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        entries.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw unsupported(entries);
            }
            values.put(text, of(value));
        });
        return new MapValue(values);
    }

    private static AttributeValue set(Set<?> members) {
        Object first = members.stream().findFirst().orElseThrow(() -> Sets.empty());
        if (members.stream().allMatch(String.class::isInstance)) {
            return stringSet(members.stream().map(String.class::cast).toList());
        } else if (members.stream().allMatch(Number.class::isInstance)) {
            return numberSet(members);
        } else if (members.stream().allMatch(Bytes.class::isInstance)) {
            return binarySet(members.stream().map(Bytes.class::cast).toList());
        }
        throw unsupported(first);
    }

    /** Returns text. */
    public static StringValue string(String text) {
        return new StringValue(text);
    }

    /** Returns a whole number. */
    public static NumberValue number(long number) {
        return new NumberValue(BigDecimal.valueOf(number));
    }

    /** Returns an exact decimal number. */
    public static NumberValue number(BigDecimal number) {
        return new NumberValue(number);
    }

    /**
     * Returns the number that the decimal text stands for: an optional sign, ASCII digits with an optional point, and
     * an optional exponent.
     *
     * @throws InvalidRequestException with {@link ErrorCode#NUMBER_SYNTAX}, {@link ErrorCode#NUMBER_PRECISION} or
     *     {@link ErrorCode#NUMBER_RANGE}
     */
    public static NumberValue number(String decimal) {
        return new NumberValue(Numbers.parse(decimal));
    }

    /** Returns bytes. */
    public static BinaryValue binary(Bytes bytes) {
        return new BinaryValue(bytes);
    }

    /** Returns true or false. */
    public static BooleanValue bool(boolean value) {
        return new BooleanValue(value);
    }

    /** Returns the null value. */
    public static NullValue nullValue() {
        return NULL;
    }

    /** Returns a list of the given values, each taken as by {@link #of(Object)}. */
    public static ListValue list(Object... elements) {
        return list(Arrays.asList(elements));
    }

    /** Returns a set of the given texts; see {@link #stringSet(Collection)}. */
    public static StringSetValue stringSet(String... members) {
        return stringSet(Arrays.asList(members));
    }

    /**
     * Returns a set of the given texts.
     *
     * @throws InvalidRequestException with {@link ErrorCode#SET_EMPTY} or {@link ErrorCode#SET_DUPLICATE}
     */
    public static StringSetValue stringSet(Collection<String> members) {
        return new StringSetValue(Sets.distinct(members));
    }

    /**
     * Returns a set of the given numbers, each a Java number or a {@link NumberValue}; see
     * {@link #numberSet(Collection)}.
     */
    public static NumberSetValue numberSet(Object... members) {
        return numberSet(Arrays.asList(members));
    }

    /**
     * Returns a set of the given numbers, each a Java number or a {@link NumberValue}.
     *
     * @throws InvalidRequestException with {@link ErrorCode#SET_EMPTY}, with {@link ErrorCode#SET_DUPLICATE} if two are
     *     numerically equal, or with {@link ErrorCode#OPERAND_TYPE} if one is no number
     */
    public static NumberSetValue numberSet(Collection<?> members) {
        List<NumberValue> numbers = new ArrayList<>();
        for (Object member : members) {
            if (!(of(member) instanceof NumberValue number)) {
                throw new InvalidRequestException(ErrorCode.OPERAND_TYPE, "a number set holds numbers only");
            }
            numbers.add(number);
        }
        return new NumberSetValue(Sets.distinct(numbers));
    }

    /** Returns a set of the given byte strings; see {@link #binarySet(Collection)}. */
    public static BinarySetValue binarySet(Bytes... members) {
        return binarySet(Arrays.asList(members));
    }

    /**
     * Returns a set of the given byte strings.
     *
     * @throws InvalidRequestException with {@link ErrorCode#SET_EMPTY} or {@link ErrorCode#SET_DUPLICATE}
     */
    public static BinarySetValue binarySet(Collection<Bytes> members) {
        return new BinarySetValue(Sets.distinct(members));
    }
}
