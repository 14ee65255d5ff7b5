// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Why a relay stops before its input ends, once it does. Thread-safe. */
final class Stop {
    private final CountDownLatch called = new CountDownLatch(1);
    private @Nullable Throwable reason;
    /** Who is to be interrupted. */
    private @Nullable Thread waiting;

    private boolean isWoken;

    /** Stops the relay. Of several reasons the first is told. */
    synchronized void because(Throwable why) {
        called.countDown();
        if (reason == null) {
            reason = why;
            if (waiting != null && !waiting.isInterrupted()) {
                isWoken = true;
                waiting.interrupt();
            }
        }
    }

    /**
     * Says whether this thread may wait for something outside the relay; if the relay stops meanwhile, the thread is
     * interrupted, until it {@linkplain #endWaiting waits no more}.
     */
    synchronized boolean beginWaiting() {
        if (reason != null) {
            return false;
        }
        waiting = Thread.currentThread();
        return true;
    }

    /** This thread does not wait any more. */
    synchronized void endWaiting() {
        waiting = null;
        if (isWoken) {
            Thread.interrupted();
        }
    }

    boolean isCalled() {
        return called.getCount() == 0;
    }

    /** Waits until the relay stops, at most so long, and says whether it has. */
    boolean await(Duration most) {
        try {
            return called.await(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            because(e);
            return true;
        }
    }

    /** Throws the reason, if there is one. */
    synchronized void throwReason() {
        if (reason instanceof RuntimeException exception) {
            throw exception;
        } else if (reason instanceof Error error) {
            throw error;
        } else if (reason != null) {
            throw new IllegalStateException("a thread of the relay was interrupted", reason);
        }
    }
}
