// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Key;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.TableSchema;

/**
 * The few keys that items of a table are written under, so that writes and reads meet and no table grows large.
 *
 * @param schema the table
 * @param partitions the values of the partition key
 * @param sorts the values of the sort key, none if the table has none
 */
record KeyPool(TableSchema schema, List<AttributeValue> partitions, List<AttributeValue> sorts) {
    private static final int PARTITIONS = 3;
    private static final int SORTS = 9;
    private static final int LONE_PARTITIONS = 12;

    static KeyPool draw(Draw draw, ItemGenerator items, TableSchema schema) {
        return new KeyPool(
                schema,
                values(draw, items, schema.partitionKey(), schema.hasSortKey() ? PARTITIONS : LONE_PARTITIONS),
                schema.sortKey().map(sort -> values(draw, items, sort, SORTS)).orElse(List.of()));
    }

    private static List<AttributeValue> values(Draw draw, ItemGenerator items, KeyAttribute attribute, int count) {
        return draw.list(count, () -> items.keyValue(attribute.type()));
    }

    Key any(Draw draw) {
        AttributeValue partition = draw.oneOf(partitions);
        return sorts.isEmpty() ? schema.key(partition) : schema.key(partition, draw.oneOf(sorts));
    }
}
