// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/**
 * What one batch get found. A key of the request that is neither here nor there has no item. Immutable.
 *
 * @param items the items, or what the projection keeps of them, by their keys; in no order
 * @param unprocessed the keys of which nothing is known, since the backend had enough before it came to them
 * @param consumedCapacity the capacity units consumed, if the request asked for them
 */
public record BatchGetResult(Map<Key, Item> items, List<Key> unprocessed, OptionalDouble consumedCapacity) {
    /** Copies the parts. */
    public BatchGetResult {
        items = Collections.unmodifiableMap(new LinkedHashMap<>(items));
        unprocessed = List.copyOf(unprocessed);
        Objects.requireNonNull(consumedCapacity, "consumedCapacity");
    }

    /** Returns a result without a capacity report. */
    public static BatchGetResult of(Map<Key, Item> items, List<Key> unprocessed) {
        return new BatchGetResult(items, unprocessed, OptionalDouble.empty());
    }
}
