// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param items the items of the table that is read
 * @param exportedItems the items of the table that is exported
 * @param writtenItems the items of the table that is written, of which a quarter is written again and again
 * @param manyItems the items of what is measured with many: as many as go through a small heap, or into memory
 * @param rounds how often every contender has its turn
 * @param slice how long a turn takes, unless one call takes longer
 * @param warmUp how long each contender is warmed up
 * @param longest how long a contest may take before there are fewer rounds, though never fewer than a third
 */
record Scale(
        int items,
        int exportedItems,
        int writtenItems,
        int manyItems,
        int rounds,
        Duration slice,
        Duration warmUp,
        Duration longest) {
    static final Scale FULL = new Scale(
            100_000,
            500_000,
            20_000,
            1_000_000,
            41,
            Duration.ofMillis(80),
            Duration.ofSeconds(4),
            Duration.ofMinutes(5));
    static final Scale QUICK = new Scale(
            30_000, 30_000, 20_000, 100_000, 41, Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofSeconds(6));

    private static final int PARTITION = 940;

    /** Returns how many partitions the table that is read has, each of about {@value #PARTITION} items. */
    int partitions() {
        return Math.max(2, items / PARTITION);
    }
}
