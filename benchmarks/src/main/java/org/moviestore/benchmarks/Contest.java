// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.util.List;
import java.util.Set;

/** What is measured at one time and gives one result or several. */
sealed interface Contest permits Race, Gauge {
    /** Returns what the contest gives a number for. */
    Set<Goal> goals();

    /** Returns which processor cores client and server run on. */
    Cores cores();

    /** Makes the calls until they are as fast as they get. */
    void warmUp(Scale scale) throws Exception;

    /** Measures, and returns a result for each goal. */
    List<Result> measure(Scale scale) throws Exception;
}
