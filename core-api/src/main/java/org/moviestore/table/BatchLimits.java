// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;

/**
 * What one call of a batch takes, each limit at least 1. {@link Batches} splits larger ones. Immutable.
 *
 * @param gets the most keys of one {@link DocumentTable#batchGet}
 * @param writes the most puts and deletes together of one {@link DocumentTable#batchWrite}
 * @param parallelCalls how many calls at once suit the backend
 */
public record BatchLimits(int gets, int writes, int parallelCalls) {
    /**
     * Checks the limits.
     *
     * @throws InvalidRequestException with {@link ErrorCode#LIMIT_RANGE}
     */
    public BatchLimits {
        checkPositive("gets", gets);
        checkPositive("writes", writes);
        checkPositive("parallel calls", parallelCalls);
    }

    static void checkPositive(String what, int limit) {
        if (limit < 1) {
            throw new InvalidRequestException(
                    ErrorCode.LIMIT_RANGE, "the number of " + what + " must be at least 1, got " + limit);
        }
    }

    /**
     * Checks that one call takes the request.
     *
     * @throws InvalidRequestException with {@link ErrorCode#BATCH_GET}
     */
    public void check(BatchGetRequest request) {
        check(ErrorCode.BATCH_GET, "batch get", request.keys().size(), gets);
    }

    /**
     * Checks that one call takes the request.
     *
     * @throws InvalidRequestException with {@link ErrorCode#BATCH_WRITE}
     */
    public void check(BatchWriteRequest request) {
        check(ErrorCode.BATCH_WRITE, "batch write", request.size(), writes);
    }

    private static void check(ErrorCode code, String what, int size, int limit) {
        if (size > limit) {
            throw new InvalidRequestException(
                    code, what + " of " + size + " keys; one call takes " + limit + ", use Batches for more");
        }
    }
}
