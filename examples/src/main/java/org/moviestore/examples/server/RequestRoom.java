// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

/**
 * The memory for the requests of one connection, which is taken before they are made: a request may take many times the
 * bytes of its line, so these are counted by what stands in it. Thread-safe.
 */
final class RequestRoom {
    /** Such a request has room wherever a line has; a heavier one leaves half of it all to the lines. */
    private static final int LIGHT = 64 << 10;

    private final Budget budget;
    private final Lines.Others others;

    RequestRoom(Budget budget, Lines.Others others) {
        this.budget = budget;
        this.others = others;
    }

    /** Says whether there can never be room for so many bytes of a request, since its line takes room too. */
    boolean isTooSmallFor(long bytes, Line line) {
        return bytes + line.weight() > (bytes <= LIGHT ? budget.size() : budget.size() - half());
    }

    private long half() {
        return budget.size() / 2;
    }

    /** Takes the bytes of a request beside those of its line; returns false, and takes none, if there is no room. */
    boolean tryTake(long bytes, Line line) {
        return bytes <= LIGHT
                ? budget.tryTake(bytes) || others.giveWay(bytes, line.weight() + bytes)
                : budget.tryTake(bytes, half());
    }

    void release(long bytes) {
        budget.release(bytes);
    }
}
