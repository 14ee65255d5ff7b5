// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Notices, on a thread of its own, that something takes too long which cannot be told to stop by itself: a write to a
 * server that reads nothing, or agreeing with it on encryption.
 */
final class Watch implements AutoCloseable {
    private static final long LONGEST_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long NOTHING = 0;

    private final Runnable onOverdue;
    private final long periodNanos;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long deadline = NOTHING;
    private volatile boolean overdue;

    /**
     * Creates a watch that has not begun.
     *
     * @param typical about how long things may take, for how often to look
     * @param onOverdue what to do, once, when something takes too long
     */
    Watch(Duration typical, Runnable onOverdue) {
        this.onOverdue = onOverdue;
        this.periodNanos = Math.max(SHORTEST_PERIOD_NANOS, Math.min(LONGEST_PERIOD_NANOS, typical.toNanos() / 4));
    }

    /** Looks from now on. */
    void start() {
        Thread thread = new Thread(this::look, "moviestore-remote-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        try {
            while (!closed.await(periodNanos, TimeUnit.NANOSECONDS)) {
                long until = deadline;
                if (until != NOTHING && System.nanoTime() - until > 0) {
                    overdue = true;
                    onOverdue.run();
                    return;
                }
            }
        } catch (InterruptedException e) {
            // Nobody knows this thread but this class, so the process is ending.
            Thread.currentThread().interrupt();
        }
    }

    /** Something begins that may take so long. */
    void begin(Duration most) {
        // Any other number than that for nothing.
        deadline = (System.nanoTime() + most.toNanos()) | 1;
    }

    /** It has ended. */
    void end() {
        deadline = NOTHING;
    }

    /** Says whether something took too long. */
    boolean isOverdue() {
        return overdue;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
