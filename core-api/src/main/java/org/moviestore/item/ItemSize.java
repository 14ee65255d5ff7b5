// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.math.BigDecimal;
import java.util.Map;
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

/**
 * The size of items as DynamoDB counts it against its limit of 409,600 bytes: names and text by their UTF-8 bytes,
 * binary by its bytes, a number by its pairs of decimal digits plus one (plus one more if negative), null and booleans
 * one byte, a list or map three bytes plus one for each element plus their contents, a set the sum of its members.
 *
 * <p><i>Source:</i> "DynamoDB item sizes and formats" of the Amazon DynamoDB Developer Guide, which calls the size of
 * numbers approximate; the exact formula is the one that DynamoDB Local uses. Thread-safe.
 */
public final class ItemSize {
    private static final int CONTAINER_BYTES = 3;
    private static final int ELEMENT_BYTES = 1;
    private static final Counter COUNTER = new Counter();

    private ItemSize() {}

    /** Returns the size of the item in bytes. */
    public static int of(Item item) {
        return ofEntries(item.attributes());
    }

    /** Returns the size of a value without its name, in bytes. */
    public static int of(AttributeValue value) {
        return value.accept(COUNTER);
    }

    private static int ofEntries(Map<String, AttributeValue> entries) {
        int size = 0;
        for (Map.Entry<String, AttributeValue> entry : entries.entrySet()) {
            size += Utf8.length(entry.getKey()) + of(entry.getValue());
        }
        return size;
    }

    private static int ofNumber(BigDecimal number) {
        if (number.signum() == 0) {
            return 1;
        }
        int lowest = -number.scale();
        int highest = number.precision() + lowest - 1;
        int pairs = Math.floorDiv(highest, 2) - Math.floorDiv(lowest, 2) + 1;
        return pairs + 1 + (number.signum() < 0 ? 1 : 0);
    }

    private static final class Counter implements AttributeValue.Visitor<Integer> {
        @Override
        public Integer string(StringValue value) {
            return Utf8.length(value.text());
        }

        @Override
        public Integer number(NumberValue value) {
            return ofNumber(value.value());
        }

        @Override
        public Integer binary(BinaryValue value) {
            return value.bytes().length();
        }

        @Override
        public Integer bool(BooleanValue value) {
            return 1;
        }

        @Override
        public Integer nullValue(NullValue value) {
            return 1;
        }

        @Override
        public Integer list(ListValue value) {
            int size = CONTAINER_BYTES;
            for (AttributeValue element : value.elements()) {
                size += ELEMENT_BYTES + of(element);
            }
            return size;
        }

        @Override
        public Integer map(MapValue value) {
            return CONTAINER_BYTES + ELEMENT_BYTES * value.entries().size() + ofEntries(value.entries());
        }

        @Override
        public Integer stringSet(StringSetValue value) {
            return value.members().stream().mapToInt(Utf8::length).sum();
        }

        @Override
        public Integer numberSet(NumberSetValue value) {
            return value.members().stream()
                    .mapToInt(member -> ofNumber(member.value()))
                    .sum();
        }

        @Override
        public Integer binarySet(BinarySetValue value) {
            return value.members().stream().mapToInt(Bytes::length).sum();
        }
    }
}
