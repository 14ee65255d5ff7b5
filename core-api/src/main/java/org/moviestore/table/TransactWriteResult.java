// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What a transaction that happened returns. Immutable.
 *
 * @param consumedCapacity the capacity units consumed on all tables together, if the request asked for them
 */
public record TransactWriteResult(OptionalDouble consumedCapacity) {
    /** Checks that there is a report or none. */
    public TransactWriteResult {
        Objects.requireNonNull(consumedCapacity, "consumedCapacity");
    }

    /** Returns a result without a capacity report. */
    public static TransactWriteResult of() {
        return new TransactWriteResult(OptionalDouble.empty());
    }
}
