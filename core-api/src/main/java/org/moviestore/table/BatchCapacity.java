// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.OptionalDouble;

/** The sum of what the calls of a batch report. Thread-safe. */
final class BatchCapacity {
    private boolean reported;
    private double units;

    synchronized void add(OptionalDouble more) {
        reported |= more.isPresent();
        units += more.orElse(0);
    }

    synchronized OptionalDouble total() {
        return reported ? OptionalDouble.of(units) : OptionalDouble.empty();
    }
}
