// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.util.Arrays;

/**
 * The middle of some figures, and the middles of their lower and upper halves.
 *
 * @param q1 a quarter of the figures is at most this
 * @param median half of the figures is at most this
 * @param q3 three quarters of the figures are at most this
 */
record Quartiles(double q1, double median, double q3) {
    /** Returns the quartiles of at least one figure; between two figures they lie where a straight line does. */
    static Quartiles of(double... figures) {
        if (figures.length == 0) {
            throw new IllegalArgumentException("there are no figures");
        }
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double part) {
        double position = part * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
