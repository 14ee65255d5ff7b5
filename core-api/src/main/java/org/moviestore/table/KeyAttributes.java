// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.List;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.ItemSize;
import org.moviestore.item.Utf8;

/** What is true of the key attributes of tables and of indexes alike, and of their values. */
final class KeyAttributes {
    private KeyAttributes() {}

    /** Checks the declared key of a table or index, which the message calls as it is given. */
    static void check(String owner, List<KeyAttribute> keyAttributes) {
        if (keyAttributes.isEmpty()) {
            throw new InvalidRequestException(ErrorCode.KEY_MISSING, owner + " needs a partition key");
        }
        if (keyAttributes.size() > 2
                || keyAttributes.stream().map(KeyAttribute::name).distinct().count() < keyAttributes.size()) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_EXTRA, owner + " takes a partition key and one sort key of another name");
        }
    }

    /** Returns those attributes of an item that are in the key. */
    static Item partOf(Item item, List<KeyAttribute> keyAttributes) {
        Item.Builder key = Item.builder();
        for (KeyAttribute attribute : keyAttributes) {
            item.attribute(attribute.name()).ifPresent(value -> key.set(attribute.name(), value));
        }
        return key.build();
    }

    /**
     * Checks the value of one attribute of a key: a value that is written, or part of a key condition.
     *
     * @throws InvalidRequestException with {@link ErrorCode#KEY_TYPE}, {@link ErrorCode#KEY_EMPTY},
     *     {@link ErrorCode#KEY_LENGTH} or a code of the text
     */
    static void checkValue(List<KeyAttribute> keyAttributes, KeyAttribute attribute, AttributeValue value) {
        String name = attribute.name();
        if (value.type() != attribute.type()) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_TYPE,
                    "key attribute " + name + " must be " + attribute.type().code() + ", got "
                            + value.type().code());
        }
        ItemLimits.checkValue(value, name);
        int bytes = bytesOf(value);
        int limit = attribute.equals(keyAttributes.get(0))
                ? TableSchema.MAX_PARTITION_KEY_BYTES
                : TableSchema.MAX_SORT_KEY_BYTES;
        if (bytes == 0) {
            throw new InvalidRequestException(ErrorCode.KEY_EMPTY, "key attribute " + name + " is empty");
        }
        if (bytes > limit) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_LENGTH, "key attribute " + name + " is " + bytes + " bytes; limit " + limit);
        }
    }

    /** Checks the length of all parts of one entry of a table or index together; numbers are too short to count. */
    static void checkTotal(Item parts) {
        int total = 0;
        for (AttributeValue value : parts.attributes().values()) {
            total += value.type() == AttributeType.NUMBER ? 0 : bytesOf(value);
        }
        if (total > TableSchema.MAX_KEY_BYTES) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_LENGTH, "key is " + total + " bytes in all; limit " + TableSchema.MAX_KEY_BYTES);
        }
    }

    private static int bytesOf(AttributeValue value) {
        if (value instanceof StringValue text) {
            return Utf8.length(text.text());
        } else if (value instanceof BinaryValue binary) {
            return binary.bytes().length();
        }
        return ItemSize.of(value);
    }
}
