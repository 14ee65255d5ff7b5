// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.math.BigDecimal;
import java.util.Optional;
import org.moviestore.item.AttributeValue;
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
import org.moviestore.item.Bytes;
import org.moviestore.item.Utf8;

/** The parameter for a value outside JSON, as in a key column: there is one for text, numbers and binary alone. */
final class NativeValue implements AttributeValue.Visitor<Optional<Object>> {
    private static final NativeValue INSTANCE = new NativeValue();

    private NativeValue() {}

    static Object of(AttributeValue value) {
        return value.accept(INSTANCE)
                .orElseThrow(() -> new IllegalArgumentException(
                        "a value of type " + value.type().code() + " has no column type of its own"));
    }

    /** Compares two parameters for one key column, in the order of the column. */
    static int compare(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return Utf8.compare(a, b);
        } else if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
            return a.compareTo(b);
        } else if (left instanceof Bytes a && right instanceof Bytes b) {
            return a.compareTo(b);
        }
        throw new IllegalArgumentException("no key column holds a " + left.getClass() + " and a " + right.getClass());
    }

    @Override
    public Optional<Object> string(StringValue value) {
        return Optional.of(value.text());
    }

    @Override
    public Optional<Object> number(NumberValue value) {
        return Optional.of(value.value());
    }

    @Override
    public Optional<Object> binary(BinaryValue value) {
        return Optional.of(value.bytes());
    }

    @Override
    public Optional<Object> bool(BooleanValue value) {
        return Optional.empty();
    }

    @Override
    public Optional<Object> nullValue(NullValue value) {
        return Optional.empty();
    }

    @Override
    public Optional<Object> list(ListValue value) {
        return Optional.empty();
    }

    @Override
    public Optional<Object> map(MapValue value) {
        return Optional.empty();
    }

    @Override
    public Optional<Object> stringSet(StringSetValue value) {
        return Optional.empty();
    }

    @Override
    public Optional<Object> numberSet(NumberSetValue value) {
        return Optional.empty();
    }

    @Override
    public Optional<Object> binarySet(BinarySetValue value) {
        return Optional.empty();
    }
}
