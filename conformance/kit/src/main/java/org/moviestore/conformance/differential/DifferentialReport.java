// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What came of a differential run. Immutable.
 *
 * @param operations how many operations were made on every store and compared; a query or scan that was read to its end
 *     is one
 * @param accepted how many of them were carried out
 * @param acceptedWrites how many of those were writes
 * @param returnedItems how many operations returned an item
 * @param shapes how many operations differed in more than names and values
 * @param masked how many operations a store answered in a way that differs, but is known
 * @param history what tells this history from others, in hexadecimal digits
 * @param divergences the divergences found
 */
public record DifferentialReport(
        long operations,
        long accepted,
        long acceptedWrites,
        long returnedItems,
        long shapes,
        long masked,
        String history,
        List<Divergence> divergences) {
    /** Copies the divergences. */
    public DifferentialReport {
        Objects.requireNonNull(history, "history");
        divergences = List.copyOf(divergences);
    }

    /** Returns how many operations were rejected, by every store alike. */
    public long rejected() {
        return operations - accepted;
    }

    /** Returns the counts on one line. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%d operations: %d accepted, %d rejected; %.1f%% accepted writes, %.1f%% returned items;"
                        + " %d distinct shapes; %.3f%% masked by known differences; history %s; %d divergences",
                operations,
                accepted,
                rejected(),
                percent(acceptedWrites),
                percent(returnedItems),
                shapes,
                percent(masked),
                history,
                divergences.size());
    }

    private double percent(long count) {
        return operations == 0 ? 0 : 100.0 * count / operations;
    }
}
