// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.moviestore.item.Item;

/**
 * What a put, update or delete returned. Immutable.
 *
 * @param item what the request asked to return; empty if it asked for nothing or there is no item on that side of the
 *     write
 * @param consumedCapacity the capacity units consumed, if the request asked for them
 */
public record WriteResult(Optional<Item> item, OptionalDouble consumedCapacity) {
    /** Checks the parts. */
    public WriteResult {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(consumedCapacity, "consumedCapacity");
    }

    /** Returns a result without a capacity report. */
    public static WriteResult of(Optional<Item> item) {
        return new WriteResult(item, OptionalDouble.empty());
    }
}
