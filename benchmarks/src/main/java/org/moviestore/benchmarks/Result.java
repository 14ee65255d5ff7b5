// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

/**
 * What was measured for one goal.
 *
 * @param goal the goal
 * @param ours our time per call in microseconds, or the amount itself where the goal is a limit
 * @param baseline the time per call of what we are compared with, or 0
 * @param spread the ratio of the times, or the amount, over all rounds
 */
record Result(Goal goal, double ours, double baseline, Quartiles spread) {
    /** Says whether the better quartile of the rounds reaches the bar; a limit must be kept by the median. */
    boolean isMet() {
        return reaches(goal.bar());
    }

    boolean isStretchMet() {
        return reaches(goal.stretch());
    }

    private boolean reaches(double bar) {
        return goal.isLimit() ? spread.median() <= bar : spread.q3() >= bar;
    }
}
