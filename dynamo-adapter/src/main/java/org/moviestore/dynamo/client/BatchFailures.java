// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

/**
 * Whether a call of a batch failed after others had succeeded. There is no call after it; what it and they were for is
 * left unprocessed. Not thread-safe.
 */
final class BatchFailures {
    private boolean hasSucceeded;
    private boolean haveStopped;

    /** Takes note of a call that succeeded. */
    void succeeded() {
        hasSucceeded = true;
    }

    /** Takes note of a call that failed, having done nothing, or throws its failure if no call before it succeeded. */
    void failed(RuntimeException failure) {
        if (!hasSucceeded) {
            throw failure;
        }
        haveStopped = true;
    }

    /** Says whether a call failed, and no other is to be made. */
    boolean haveStopped() {
        return haveStopped;
    }
}
