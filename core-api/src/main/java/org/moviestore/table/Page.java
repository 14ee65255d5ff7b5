// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Some of the items that a query or scan returns. A page may be short, or empty, and still not be the last. Immutable.
 *
 * @param items the items in the order of the query or scan; none if they are only counted
 * @param count how many items were found, be they returned or only counted
 * @param last where the next page begins; empty if nothing is left to read
 * @param evaluated how many items were read before the filter; always known for a request with a limit, and otherwise
 *     where the backend tells; unknown if they are more than an int holds
 * @param consumedCapacity the capacity units consumed, if the request asked for them
 * @param <T> what the page holds
 */
public record Page<T>(
        List<T> items, long count, Optional<Position> last, OptionalInt evaluated, OptionalDouble consumedCapacity) {
    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(evaluated, "evaluated");
        Objects.requireNonNull(consumedCapacity, "consumedCapacity");
    }

    /** Creates a page of a request that returns the items it finds. */
    public Page(List<T> items, Optional<Position> last, OptionalInt evaluated, OptionalDouble consumedCapacity) {
        this(items, items.size(), last, evaluated, consumedCapacity);
    }

    /** Says whether nothing is left to read after this page. */
    public boolean isLast() {
        return last.isEmpty();
    }

    /** Returns the same page of something else made of each item. */
    public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
        return new Page<>(items.stream().<R>map(mapping).toList(), count, last, evaluated, consumedCapacity);
    }
}
