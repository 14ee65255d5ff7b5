// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.TableSchema;

/**
 * The few values that items of a table have in the keys of its indexes, so that several meet in a partition of one, and
 * tie. They are short: how much all keys may have in common is promised of puts alone.
 *
 * @param values the values of each attribute that is in the key of an index and not in that of the table
 */
record IndexPool(Map<String, List<AttributeValue>> values) {
    private static final int VALUES = 4;
    private static final int LONGEST = 40;

    static IndexPool draw(Draw draw, ItemGenerator items, TableSchema schema) {
        Map<String, List<AttributeValue>> values = new LinkedHashMap<>();
        schema.indexes().stream()
                .flatMap(index -> index.keyAttributes().stream())
                .filter(attribute -> !schema.isKeyAttribute(attribute.name()))
                .distinct()
                .forEach(attribute ->
                        values.put(attribute.name(), draw.list(VALUES, () -> shortValue(items, attribute))));
        return new IndexPool(values);
    }

    private static AttributeValue shortValue(ItemGenerator items, KeyAttribute attribute) {
        AttributeValue value = items.keyValue(attribute.type());
        while (Item.EMPTY.with(attribute.name(), value).sizeInBytes()
                > LONGEST + attribute.name().length()) {
            value = items.keyValue(attribute.type());
        }
        return value;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    boolean has(String attribute) {
        return values.containsKey(attribute);
    }

    AttributeValue any(Draw draw, String attribute) {
        return draw.oneOf(Objects.requireNonNull(values.get(attribute)));
    }

    /** Returns the item with most of the attributes, and without the others. */
    Item fitted(Draw draw, Item item) {
        Item fitted = item;
        for (String name : values.keySet()) {
            fitted = draw.oneIn(5) ? fitted.without(name) : fitted.with(name, any(draw, name));
        }
        return fitted;
    }

    /** Draws an action that moves an item in an index, or takes it out. */
    Update.Action action(Draw draw) {
        String name = draw.oneOf(List.copyOf(values.keySet()));
        AttributePath path = AttributePath.of(name);
        return draw.oneIn(4) ? new Update.Remove(path) : new Update.Set(path, new UpdateValue.Literal(any(draw, name)));
    }
}
