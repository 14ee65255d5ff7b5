// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.moviestore.error.StoreException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/**
 * What a batch get of any size came to: each key of the request is in exactly one of the three, in the order of the
 * request. Immutable.
 *
 * @param items the items, or what the projection keeps of them, by their keys
 * @param absent the keys without an item
 * @param left the keys that were not read, and why; {@link StoreException#retryAdvice} says what to do
 * @param consumedCapacity the capacity units that answers reported, if the request asked for them
 */
public record BatchGetReport(
        Map<Key, Item> items, Set<Key> absent, Map<Key, StoreException> left, OptionalDouble consumedCapacity) {
    /** Copies the parts. */
    public BatchGetReport {
        items = Collections.unmodifiableMap(new LinkedHashMap<>(items));
        absent = Collections.unmodifiableSet(new LinkedHashSet<>(absent));
        left = Collections.unmodifiableMap(new LinkedHashMap<>(left));
        Objects.requireNonNull(consumedCapacity, "consumedCapacity");
    }

    /** Says whether every key was read. */
    public boolean isComplete() {
        return left.isEmpty();
    }
}
