// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import org.jspecify.annotations.Nullable;
import org.moviestore.error.RetryAdvice;
import org.moviestore.error.StoreException;

/**
 * Whether a call of a batch failed, having done nothing, for a reason that may pass. There is no call after it; what it
 * and they were for is left unprocessed if calls before it succeeded. Not thread-safe.
 */
final class BatchFailures {
    private boolean hasSucceeded;
    private @Nullable StoreException failed;

    /** Takes note of a call that succeeded. */
    void none() {
        hasSucceeded = true;
    }

    /** Takes note of a call that failed, or throws its failure if that ends the batch. */
    void add(StoreException failure) {
        if (failure.retryAdvice() != RetryAdvice.AFTER_BACKOFF) {
            throw failure;
        }
        failed = failure;
    }

    boolean areThere() {
        return failed != null;
    }

    void throwIfNothingWasDone() {
        StoreException failure = failed;
        if (failure != null && !hasSucceeded) {
            throw failure;
        }
    }
}
