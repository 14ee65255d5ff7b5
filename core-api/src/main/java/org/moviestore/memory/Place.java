// SPDX-License-Identifier: Apache-2.0
package org.moviestore.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.ValueOrder;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

/**
 * A place in the order of a table or index: of an item, or just before or after all items of a partition.
 *
 * @param partition the partition key's value
 * @param rest what orders the items of a partition: the sort key's value, if there is one, and in an index the values
 *     of the table's key
 * @param edge -1 before all items of the partition, 1 after all, 0 for an item
 */
record Place(AttributeValue partition, List<AttributeValue> rest, int edge) {
    static final Comparator<Place> ORDER = Place::compare;

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
        return new Place(values.get(0), values.subList(1, values.size()), 0);
    }

    static Place before(AttributeValue partition) {
        return new Place(partition, List.of(), -1);
    }

    static Place after(AttributeValue partition) {
        return new Place(partition, List.of(), 1);
    }

    private static int compare(Place left, Place right) {
        int order = ValueOrder.compare(left.partition, right.partition).orElseThrow();
        if (order == 0) {
            order = Integer.compare(left.edge, right.edge);
        }
        // At an edge there is nothing to compare.
        for (int i = 0; order == 0 && i < Math.min(left.rest.size(), right.rest.size()); i++) {
            order = ValueOrder.compare(left.rest.get(i), right.rest.get(i)).orElseThrow();
        }
        return order;
    }
}
