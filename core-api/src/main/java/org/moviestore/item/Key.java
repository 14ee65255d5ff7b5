// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

/**
 * What names one item in a table: its partition key and, where the table has one, its sort key. Whether the attributes
 * are those of a table is checked when a request is made from the table's schema. Immutable.
 *
 * @param attributes the one or two key attributes
 */
public record Key(Item attributes) {
    /**
     * Checks what is true of every key.
     *
     * @throws InvalidRequestException with {@link ErrorCode#KEY_MISSING} if there is no attribute,
     *     {@link ErrorCode#KEY_EXTRA} if there are more than two, {@link ErrorCode#KEY_TYPE} if one is neither text,
     *     number nor binary, or {@link ErrorCode#KEY_EMPTY} if one is empty
     */
    public Key {
        if (attributes.attributes().isEmpty()) {
            throw new InvalidRequestException(ErrorCode.KEY_MISSING, "a key needs its partition key attribute");
        }
        if (attributes.attributes().size() > 2) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_EXTRA,
                    "a key has one or two attributes, not "
                            + attributes.attributes().keySet());
        }
        attributes.attributes().forEach(Key::checkPart);
    }

    private static void checkPart(String name, AttributeValue value) {
        if (!value.type().isOrdered()) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_TYPE,
                    "key attribute " + name + " must be S, N or B, got "
                            + value.type().code());
        }
        boolean empty =
                value instanceof AttributeValue.StringValue text && text.text().isEmpty()
                        || value instanceof AttributeValue.BinaryValue binary
                                && binary.bytes().length() == 0;
        if (empty) {
            throw new InvalidRequestException(ErrorCode.KEY_EMPTY, "key attribute " + name + " is empty");
        }
    }

    /** Returns the key of an item in a table without sort key; the value is taken as by {@link Values#of(Object)}. */
    public static Key of(String partitionName, Object partition) {
        return new Key(Item.of(partitionName, partition));
    }

    /** Returns the key of an item in a table with a sort key; the values are taken as by {@link Values#of(Object)}. */
    public static Key of(String partitionName, Object partition, String sortName, Object sort) {
        return new Key(Item.of(partitionName, partition, sortName, sort));
    }

    @Override
    public String toString() {
        return attributes.toString();
    }
}
