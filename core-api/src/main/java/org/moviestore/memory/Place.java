// SPDX-License-Identifier: Apache-2.0
package org.moviestore.memory;

import java.util.Comparator;
import java.util.List;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Key;
import org.moviestore.item.ValueOrder;
import org.moviestore.table.TableSchema;

/**
 * A place in the order of a table: of an item, or just before or after all items of a partition.
 *
 * @param partition the partition key's value
 * @param sort the sort key's value, or nothing
 * @param edge -1 before all items of the partition, 1 after all, 0 for an item
 */
record Place(AttributeValue partition, List<AttributeValue> sort, int edge) {
    static final Comparator<Place> ORDER = Place::compare;

    static Place of(TableSchema schema, Key key) {
        List<AttributeValue> sort = schema
                .sortKey()
                .flatMap(name -> key.attributes().attribute(name.name()))
                .stream()
                .toList();
        AttributeValue partition =
                key.attributes().attribute(schema.partitionKey().name()).orElseThrow();
        return new Place(partition, sort, 0);
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
        if (order == 0 && !left.sort.isEmpty() && !right.sort.isEmpty()) {
            order = ValueOrder.compare(left.sort.get(0), right.sort.get(0)).orElseThrow();
        }
        return order;
    }
}
