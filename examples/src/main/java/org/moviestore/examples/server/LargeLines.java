// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Has the long lines of a server understood one after another, since each takes many times its own length of memory
 * while that lasts: a text five times. Who has to wait for its turn keeps no thread waiting. Thread-safe.
 */
final class LargeLines {
    /** Of such a length all readers together need little. */
    static final int LONGEST_OF_MANY = 64 << 10;

    /** What to run once a turn is over, each once, in the order in which they came. */
    private final Set<Runnable> waiting = new LinkedHashSet<>();

    private boolean isTaken;

    /**
     * Says whether a line may be understood now, which the caller then {@linkplain #end ends}; otherwise runs something
     * once to ask again.
     */
    synchronized boolean begin(Line line, Runnable again) {
        if (!isLarge(line)) {
            return true;
        }
        if (isTaken) {
            waiting.add(again);
            return false;
        }
        isTaken = true;
        return true;
    }

    /** Ends the turn of a line. */
    void end(Line line) {
        if (!isLarge(line)) {
            return;
        }
        List<Runnable> next;
        synchronized (this) {
            isTaken = false;
            next = List.copyOf(waiting);
            waiting.clear();
        }
        next.forEach(Runnable::run);
    }

    private static boolean isLarge(Line line) {
        return line.bytes().capacity() > LONGEST_OF_MANY;
    }
}
