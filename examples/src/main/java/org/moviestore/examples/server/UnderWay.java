// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.moviestore.remote.protocol.ReplyError;

/** Counts the requests of all connections that are under way, and refuses more than there may be. Thread-safe. */
final class UnderWay {
    private final int most;
    private final AtomicInteger count = new AtomicInteger();
    /** How many have not ended, be they answered or not. */
    private final AtomicInteger unended = new AtomicInteger();

    private final CountDownLatch none = new CountDownLatch(1);
    private volatile boolean isStopping;

    UnderWay(int most) {
        this.most = most;
    }

    int count() {
        return count.get();
    }

    boolean isStopping() {
        return isStopping;
    }

    /** Begins a request, or says why that may not be. */
    Optional<ReplyError> begin() {
        unended.incrementAndGet();
        int now = count.incrementAndGet();
        if (isStopping) {
            drop();
            return Optional.of(Refusals.stopping());
        }
        if (now > most) {
            drop();
            return Optional.of(Refusals.tooManyRequests(most));
        }
        return Optional.empty();
    }

    /** Ends a request that is not answered as such. */
    void drop() {
        answered();
        end();
    }

    /** Makes room for another request, before the answer to this one is sent. */
    void answered() {
        count.decrementAndGet();
    }

    /** Ends a request, after the answer to it was sent. */
    void end() {
        if (unended.decrementAndGet() == 0 && isStopping) {
            none.countDown();
        }
    }

    /** Lets no more requests begin. */
    void stop() {
        isStopping = true;
        if (unended.get() == 0) {
            none.countDown();
        }
    }

    /** After {@link #stop}, waits until all requests have ended; returns whether they have. */
    boolean awaitNone(Duration within) throws InterruptedException {
        return none.await(within.toNanos(), TimeUnit.NANOSECONDS);
    }
}
