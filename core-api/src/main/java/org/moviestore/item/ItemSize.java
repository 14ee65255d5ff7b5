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

    private ItemSize() {}

    /** Returns the size of the item in bytes; {@link Integer#MAX_VALUE} for all that is larger. */
    public static int of(Item item) {
        return saturated(ofEntries(item.attributes()));
    }

    /** Returns the size of a value without its name, in bytes; {@link Integer#MAX_VALUE} for all that is larger. */
    public static int of(AttributeValue value) {
        return saturated(value.accept(new Counter()).bytes);
    }

    /** Values that are held many times in an item, and in memory once, can count for more than an int holds. */
    static int saturated(long size) {
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    private static long ofEntries(Map<String, AttributeValue> entries) {
        return Entries.copyOf(entries).sizeInBytes();
    }

    /** Counts names and values, whatever is known of them already. */
    static long count(Map<String, AttributeValue> entries) {
        Counter counter = new Counter();
        for (Map.Entry<String, AttributeValue> entry : entries.entrySet()) {
            counter.bytes += Utf8.length(entry.getKey());
            entry.getValue().accept(counter);
        }
        return counter.bytes;
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

    /** Adds up the sizes of what it visits. */
    private static final class Counter implements AttributeValue.Visitor<Counter> {
        private long bytes;

        private Counter add(long more) {
            bytes += more;
            return this;
        }

        @Override
        public Counter string(StringValue value) {
            return add(Utf8.length(value.text()));
        }

        @Override
        public Counter number(NumberValue value) {
            return add(ofNumber(value.value()));
        }

        @Override
        public Counter binary(BinaryValue value) {
            return add(value.bytes().length());
        }

        @Override
        public Counter bool(BooleanValue value) {
            return add(1);
        }

        @Override
        public Counter nullValue(NullValue value) {
            return add(1);
        }

        @Override
        public Counter list(ListValue value) {
            for (AttributeValue element : value.elements()) {
                element.accept(this);
            }
            return add(CONTAINER_BYTES + (long) ELEMENT_BYTES * value.elements().size());
        }

        @Override
        public Counter map(MapValue value) {
            return add(CONTAINER_BYTES + (long) ELEMENT_BYTES * value.entries().size() + ofEntries(value.entries()));
        }

        @Override
        public Counter stringSet(StringSetValue value) {
            value.members().forEach(member -> add(Utf8.length(member)));
            return this;
        }

        @Override
        public Counter numberSet(NumberSetValue value) {
            value.members().forEach(this::number);
            return this;
        }

        @Override
        public Counter binarySet(BinarySetValue value) {
            value.members().forEach(member -> add(member.length()));
            return this;
        }
    }
}
