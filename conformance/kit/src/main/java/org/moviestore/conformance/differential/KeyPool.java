// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.ArrayList;
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

    /** Draws values, half of which have to do with one before. */
    private static List<AttributeValue> values(Draw draw, ItemGenerator items, KeyAttribute attribute, int count) {
        List<AttributeValue> values = new ArrayList<>();
        while (values.size() < count) {
            values.add(
                    values.isEmpty() || draw.oneIn(2)
                            ? items.keyValue(attribute.type())
                            : related(draw, attribute, draw.oneOf(values)));
        }
        return List.copyOf(values);
    }

    private static AttributeValue related(Draw draw, KeyAttribute attribute, AttributeValue value) {
        return Draw.valid(() -> {
            Key key = Key.of(attribute.name(), new RelatedValues(draw).to(value));
            return key.attributes().attribute(attribute.name()).orElseThrow();
        });
    }

    /** Draws a value of the sort key that items may have, or one that has to do with it. */
    AttributeValue sort(Draw draw) {
        AttributeValue value = draw.oneOf(sorts);
        return draw.oneIn(4) ? related(draw, schema.sortKey().orElseThrow(), value) : value;
    }

    Key any(Draw draw) {
        AttributeValue partition = draw.oneOf(partitions);
        return sorts.isEmpty() ? schema.key(partition) : schema.key(partition, draw.oneOf(sorts));
    }
}
