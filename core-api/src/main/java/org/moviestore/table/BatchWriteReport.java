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
import org.moviestore.item.Key;

/**
 * What a batch write of any size came to: each key of the request is in exactly one of the two, in the order of the
 * request. Immutable.
 *
 * @param done the keys of the puts and deletes that were carried out
 * @param left the keys of the others, and why; {@link StoreException#retryAdvice} says what to do, and whether the
 *     write may have happened all the same
 * @param consumedCapacity the capacity units that answers reported, if the request asked for them
 */
public record BatchWriteReport(Set<Key> done, Map<Key, StoreException> left, OptionalDouble consumedCapacity) {
    /** Copies the parts. */
    public BatchWriteReport {
        done = Collections.unmodifiableSet(new LinkedHashSet<>(done));
        left = Collections.unmodifiableMap(new LinkedHashMap<>(left));
        Objects.requireNonNull(consumedCapacity, "consumedCapacity");
    }

    /** Says whether every put and delete was carried out. */
    public boolean isComplete() {
        return left.isEmpty();
    }
}
