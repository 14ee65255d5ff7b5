// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

/**
 * The turns that a connection has asked for, each of which is to carry out one of its requests: as many as are ready,
 * but no more than the store's threads are. Not thread-safe: guarded by its connection.
 */
final class AskedTurns {
    private final int most;
    /** How many have not ended, and how many of them have not begun. */
    private int unended;

    private int queued;

    AskedTurns(int most) {
        this.most = most;
    }

    /** Says whether there is one that has not ended. */
    boolean isAny() {
        return unended > 0;
    }

    /** Asks for turns where there are too few for so many requests, and returns for how many. */
    int askFor(int requests) {
        int more = Math.max(0, Math.min(requests - queued, most - unended));
        queued += more;
        unended += more;
        return more;
    }

    void begin() {
        queued--;
    }

    void end() {
        unended--;
    }
}
