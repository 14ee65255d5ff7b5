// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What names one item in a table: its partition key and, where the table has one, its sort key. Whether the attributes
 * are those of a table is checked when a request is made from the table's schema. Immutable.
 *
 * @param attributes the one or two key attributes
 */
public record Key(Item attributes) implements Comparable<Key> {
    private static final Comparator<Map.Entry<String, AttributeValue>> PART_ORDER =
            Map.Entry.<String, AttributeValue>comparingByKey().thenComparing(Map.Entry::getValue, Key::compare);

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

    /**
     * Compares the names of the attributes, then their types and values in the order of the names; keys of one table
     * come in the order of the names of its key attributes, which need not be that of its schema. Hash tables need an
     * order: of keys that were chosen to have the same hash, one is found as fast as by a search in it.
     */
    @Override
    public int compareTo(Key other) {
        Iterator<Map.Entry<String, AttributeValue>> mine = byName().iterator();
        Iterator<Map.Entry<String, AttributeValue>> theirs = other.byName().iterator();
        int order = 0;
        while (order == 0 && mine.hasNext() && theirs.hasNext()) {
            order = PART_ORDER.compare(mine.next(), theirs.next());
        }
        return order == 0 ? Boolean.compare(mine.hasNext(), theirs.hasNext()) : order;
    }

    private List<Map.Entry<String, AttributeValue>> byName() {
        return attributes.attributes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList();
    }

    private static int compare(AttributeValue left, AttributeValue right) {
        return ValueOrder.compare(left, right).orElseGet(() -> left.type().compareTo(right.type()));
    }

    @Override
    public String toString() {
        return attributes.toString();
    }
}
