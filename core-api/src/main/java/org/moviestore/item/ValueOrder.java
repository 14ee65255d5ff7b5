// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.OptionalInt;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringValue;

/** The order of values within a type: text by UTF-8 bytes, numbers by value, binary by unsigned bytes. Thread-safe. */
public final class ValueOrder {
    private ValueOrder() {}

    /**
     * Compares two values as {@link java.util.Comparator#compare} does, or returns empty if they have no order: their
     * types differ, or are not text, number or binary.
     */
    public static OptionalInt compare(AttributeValue left, AttributeValue right) {
        if (left instanceof StringValue a && right instanceof StringValue b) {
            return OptionalInt.of(Utf8.compare(a.text(), b.text()));
        } else if (left instanceof NumberValue a && right instanceof NumberValue b) {
            return OptionalInt.of(a.value().compareTo(b.value()));
        } else if (left instanceof BinaryValue a && right instanceof BinaryValue b) {
            return OptionalInt.of(a.bytes().compareTo(b.bytes()));
        }
        return OptionalInt.empty();
    }
}
