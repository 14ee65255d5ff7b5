// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

/** One call that is measured. */
@FunctionalInterface
interface Operation {
    /** Makes the call for the i-th time, which chooses the data to work on, and hands on whatever comes of it. */
    void run(int i, Sink sink) throws Exception;
}
