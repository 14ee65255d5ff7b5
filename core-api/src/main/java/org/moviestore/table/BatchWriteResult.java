// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.moviestore.item.Key;

/**
 * What one batch write left undone; every other put and delete of the request was carried out. Immutable.
 *
 * @param unprocessed the keys of the puts and deletes that were not carried out
 * @param consumedCapacity the capacity units consumed, if the request asked for them
 */
public record BatchWriteResult(List<Key> unprocessed, OptionalDouble consumedCapacity) {
    /** Copies the parts. */
    public BatchWriteResult {
        unprocessed = List.copyOf(unprocessed);
        Objects.requireNonNull(consumedCapacity, "consumedCapacity");
    }

    /** Returns a result without a capacity report. */
    public static BatchWriteResult of(List<Key> unprocessed) {
        return new BatchWriteResult(unprocessed, OptionalDouble.empty());
    }
}
