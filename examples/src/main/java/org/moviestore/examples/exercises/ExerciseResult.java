// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.exercises;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What came of one exercise on one store. Immutable.
 *
 * @param exercise the exercise
 * @param count how many items it printed
 * @param time how long it took
 * @param digest the SHA-256 digest of what it printed, in the order of the keys
 * @param remaining how many movies are left after an exercise that removes some
 */
public record ExerciseResult(Exercise exercise, long count, Duration time, String digest, OptionalLong remaining) {
    /** Checks the parts. */
    public ExerciseResult {
        Objects.requireNonNull(exercise, "exercise");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(remaining, "remaining");
    }
}
