// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.moviestore.item.Item;

/**
 * What a get found. Immutable.
 *
 * @param item the item, or what the projection keeps of it, which may be no attribute at all; empty if there is no item
 * @param consumedCapacity the capacity units consumed, if the request asked for them
 */
public record GetResult(Optional<Item> item, OptionalDouble consumedCapacity) {
    /** Checks the parts. */
    public GetResult {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(consumedCapacity, "consumedCapacity");
    }

    /** Returns a result without a capacity report. */
    public static GetResult of(Optional<Item> item) {
        return new GetResult(item, OptionalDouble.empty());
    }
}
