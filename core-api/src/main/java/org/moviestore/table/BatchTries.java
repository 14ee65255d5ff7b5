// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RetryAdvice;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableNotFoundException;

/** What the tries of one part of a batch came to so far. Begins before the first. */
final class BatchTries {
    /** After so many tries in a row of which nothing came there is no other. */
    static final int MOST = 6;

    static final Duration SHORTEST_PAUSE = Duration.ofMillis(25);

    private final String batch;
    private StoreException last;
    private int fruitless;
    private boolean mayHaveHappened;

    BatchTries(String batch) {
        this.batch = batch;
        this.last = new StoreUnavailableException("part of " + batch + " was not sent; send it again");
    }

    /** The last try left so many keys of those that it was for. */
    void leftUnprocessed(int left, int of) {
        fruitless = left < of ? 0 : fruitless + 1;
        last = new StoreUnavailableException("the backend left " + left + " keys of a call of " + batch
                + " unprocessed; send them again after a pause, or provide more throughput");
    }

    /** The last try failed. */
    void failed(StoreException reason) {
        fruitless++;
        last = reason;
        mayHaveHappened |= reason.retryAdvice() == RetryAdvice.IF_IDEMPOTENT;
    }

    private boolean areExhausted() {
        return fruitless >= MOST;
    }

    /** Says whether nothing is to be expected of the tries of other parts either. */
    boolean areHopelessForAll() {
        return areExhausted() || last instanceof TableNotFoundException;
    }

    /** Says whether there should be no other try. */
    boolean areOver() {
        return areExhausted() || last.retryAdvice() == RetryAdvice.NEVER;
    }

    /** Returns why what is left is left: an earlier try may have been carried out, whatever the last one says. */
    StoreException reason() {
        if (!mayHaveHappened || last.retryAdvice() == RetryAdvice.IF_IDEMPOTENT) {
            return last;
        }
        return new OutcomeUnknownException(
                "a call of " + batch + " had no certain answer, so it may have happened or not, and the last one after"
                        + " it failed: " + last.getMessage(),
                last);
    }

    /** Returns a random time that may be longer the more tries nothing came of, so that callers come apart. */
    Duration nextPause() {
        long most = SHORTEST_PAUSE.toNanos() << fruitless;
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(1, most + 1));
    }
}
