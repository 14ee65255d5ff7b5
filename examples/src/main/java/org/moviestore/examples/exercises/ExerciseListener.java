// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.exercises;

import java.time.Duration;
import org.moviestore.table.LoadReport;

/** Is told what happens while the exercises run, on the thread that runs them. */
public interface ExerciseListener {
    /** A record of the data was refused, and the loading went on. */
    void refused(String store, String record, String reason);

    /** Something has come so far. */
    void progress(String store, String what, long movies);

    /** The data has been loaded. */
    void loaded(String store, LoadReport report, Duration time);

    /** An exercise has been done and printed these items, which can be read until this method returns. */
    void done(String store, ExerciseResult result, SortedItems items);
}
