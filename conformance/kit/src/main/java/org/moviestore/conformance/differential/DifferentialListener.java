// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

/** Hears how a differential run goes on. */
public interface DifferentialListener {
    /**
     * Hears how far the run has come.
     *
     * @param operations how many operations were compared
     * @param part how much of the run that is, from 0 to 1
     */
    void compared(long operations, double part);

    /** Hears of a divergence, once it is shrunk. */
    void diverged(Divergence divergence);
}
