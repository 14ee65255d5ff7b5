// SPDX-License-Identifier: Apache-2.0
package org.moviestore.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.ValueOrder;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

/**
 * A place in the order of a table or index: of an item, or just before or after all items that have something in
 * common.
 *
 * @param partition the partition key's value
 * @param rest what orders the items of a partition: the sort key's value, if there is one, and in an index the values
 *     of the table's key; of items that have something in common, as much of it as they have
 * @param side where the place is
 */
record Place(AttributeValue partition, List<AttributeValue> rest, Side side) {
    static final Comparator<Place> ORDER = Place::compare;

    /** Where a place is among those that are equal otherwise, in ascending order. */
    enum Side {
        BEFORE,
        AT_ITEM,
        /** After all items whose sort key begins with the value. */
        AFTER_PREFIX,
        AFTER
    }

    static Place of(TableSchema schema, Key key) {
        return of(schema.keyAttributes(), List.of(), key.attributes());
    }

    /** Returns the place of an item, or of any with its keys, in an index that it is in. */
    static Place of(TableSchema schema, SecondaryIndex index, Item item) {
        return of(index.keyAttributes(), schema.keyAttributes(), item);
    }

    private static Place of(List<KeyAttribute> first, List<KeyAttribute> then, Item item) {
        List<AttributeValue> values = new ArrayList<>();
        first.forEach(key -> values.add(item.attribute(key.name()).orElseThrow()));
        then.forEach(key -> values.add(item.attribute(key.name()).orElseThrow()));
        // There is a place for each item, so it should be small: a copy has no room to grow.
        return new Place(values.get(0), List.copyOf(values.subList(1, values.size())), Side.AT_ITEM);
    }

    /** Returns the place before all items of a partition, or those of them that have the sort key. */
    static Place before(AttributeValue partition, AttributeValue... sortKey) {
        return new Place(partition, List.of(sortKey), Side.BEFORE);
    }

    /** Returns the place after all items of a partition, or those of them that have the sort key. */
    static Place after(AttributeValue partition, AttributeValue... sortKey) {
        return new Place(partition, List.of(sortKey), Side.AFTER);
    }

    /** Returns the place after all items of a partition whose sort keys begin alike. */
    static Place afterPrefix(AttributeValue partition, AttributeValue prefix) {
        return new Place(partition, List.of(prefix), Side.AFTER_PREFIX);
    }

    private static int compare(Place left, Place right) {
        int order = ValueOrder.compare(left.partition, right.partition).orElseThrow();
        for (int i = 0; order == 0 && i < Math.min(left.rest.size(), right.rest.size()); i++) {
            AttributeValue ofLeft = left.rest.get(i);
            AttributeValue ofRight = right.rest.get(i);
            boolean alike = left.side == Side.AFTER_PREFIX && beginsWith(ofRight, ofLeft)
                    || right.side == Side.AFTER_PREFIX && beginsWith(ofLeft, ofRight);
            order = alike ? 0 : ValueOrder.compare(ofLeft, ofRight).orElseThrow();
        }
        if (order == 0) {
            order = left.side.compareTo(right.side);
        }
        return order == 0 ? compareAtOneSide(left, right) : order;
    }

    private static boolean beginsWith(AttributeValue value, AttributeValue prefix) {
        if (value instanceof StringValue text && prefix instanceof StringValue begin) {
            return text.text().startsWith(begin.text());
        }
        return value instanceof BinaryValue binary
                && prefix instanceof BinaryValue begin
                && binary.bytes().startsWith(begin.bytes());
    }

    /** Items have equally much; what lies around more items, since they have less in common, lies farther out. */
    private static int compareAtOneSide(Place left, Place right) {
        int order = Integer.compare(left.rest.size(), right.rest.size());
        return left.side == Side.BEFORE ? order : -order;
    }
}
