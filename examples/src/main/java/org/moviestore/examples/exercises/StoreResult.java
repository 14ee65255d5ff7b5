// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.exercises;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.moviestore.table.LoadReport;

/**
 * What came of all exercises on one store. Immutable.
 *
 * @param store the name of the store
 * @param load what the loading before them did
 * @param loadTime how long that took
 * @param exercises what came of each exercise, in order
 */
public record StoreResult(String store, LoadReport load, Duration loadTime, List<ExerciseResult> exercises) {
    /** Copies the results. */
    public StoreResult {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(load, "load");
        Objects.requireNonNull(loadTime, "loadTime");
        exercises = List.copyOf(exercises);
    }
}
