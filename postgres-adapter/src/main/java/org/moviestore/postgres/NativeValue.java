// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.math.BigDecimal;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Utf8;

/** The parameter for a value outside JSON, as in a key column: there is one for text, numbers and binary alone. */
final class NativeValue {
    private NativeValue() {}

    static Object of(AttributeValue value) {
        if (value instanceof StringValue string) {
            return string.text();
        } else if (value instanceof NumberValue number) {
            return number.value();
        } else if (value instanceof BinaryValue binary) {
            return binary.bytes();
        }
        throw new IllegalArgumentException("a value of type " + value.type().code() + " has no column type of its own");
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
}
