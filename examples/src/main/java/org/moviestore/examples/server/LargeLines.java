// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

/**
 * Has the long lines of a server understood one after another, since each takes many times its own length of memory
 * while that lasts: a text five times. Who has to wait for its turn keeps no thread waiting. Thread-safe.
 */
final class LargeLines {
    /** Of such a length all readers together need little. */
    static final int LONGEST_OF_MANY = 64 << 10;

    private final Turns turns = new Turns(1);

    /** Returns a place that waits for the turns of its lines, one after the other; see {@link Turns#place}. */
    Turns.Place place(Runnable whenGiven) {
        return turns.place(whenGiven);
    }

    /** Says whether a line may be understood now, which the caller then {@linkplain #end ends}; otherwise it waits. */
    boolean begin(Line line, Turns.Place place) {
        return !isLarge(line) || place.begin();
    }

    /** Ends the turn of a line. */
    void end(Line line) {
        if (isLarge(line)) {
            turns.end();
        }
    }

    private static boolean isLarge(Line line) {
        return line.bytes().capacity() > LONGEST_OF_MANY;
    }
}
