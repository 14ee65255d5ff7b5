// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.moviestore.remote.protocol.ReplyError;

/**
 * How long a connection may be idle, which it is while nothing comes, is taken or is done. As long as its client is a
 * stranger that has not told the token, its time is short, and runs whatever happens. Thread-safe.
 */
final class IdleTimeout {
    private static final Duration STRANGER = Duration.ofSeconds(10);

    private final Duration most;
    private final LongSupplier nanoTime;
    private final long begin;
    private volatile long lastLine;
    private volatile long lastDone;

    /** Begins the time of a connection that begins now. */
    IdleTimeout(Duration most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
        this.lastLine = begin;
        this.lastDone = begin;
    }

    /** Notes that a line came. */
    void received(Line line) {
        lastLine = line.arrival();
    }

    /** Notes that something was done for a request. */
    void done() {
        lastDone = nanoTime.getAsLong();
    }

    /**
     * Returns how many nanoseconds are left if nothing happens from now on; none or fewer if the time is over.
     *
     * @param isBusy whether something is being done, or waits for others than the client
     * @param lastTaken when its client took something last, by the same clock
     */
    long left(boolean isStranger, boolean isBusy, long lastTaken) {
        long now = nanoTime.getAsLong();
        long sinceTaken = Math.min(now - lastTaken, now - lastDone);
        long idle = isBusy ? 0 : Math.min(now - lastLine, sinceTaken);
        return most(isStranger).toNanos() - (isStranger ? now - begin : idle);
    }

    private Duration most(boolean isStranger) {
        return isStranger && STRANGER.compareTo(most) < 0 ? STRANGER : most;
    }

    /** Returns what to tell the client once the time is over. */
    ReplyError lastWord(boolean isStranger) {
        return isStranger ? Refusals.noHello(most(true)) : Refusals.idle(most);
    }
}
