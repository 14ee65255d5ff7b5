// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.moviestore.item.Item;

/**
 * Items as they were at one moment. Immutable.
 *
 * @param items for each get, in the order of the gets, the item or what the projection keeps of it, which may be no
 *     attribute at all; empty if there is no item
 * @param consumedCapacity the capacity units consumed on all tables together, if the request asked for them
 */
public record TransactGetResult(List<Optional<Item>> items, OptionalDouble consumedCapacity) {
    /** Copies the items. */
    public TransactGetResult {
        items = List.copyOf(items);
        Objects.requireNonNull(consumedCapacity, "consumedCapacity");
    }

    /** Returns a result without a capacity report. */
    public static TransactGetResult of(List<Optional<Item>> items) {
        return new TransactGetResult(items, OptionalDouble.empty());
    }
}
