// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Lets only so many do at once what takes much memory while it lasts. Who has to wait for its turn keeps no thread
 * waiting. Thread-safe.
 */
final class Turns {
    private final int most;
    /** What to run once a turn is over, each once, in the order in which they came. */
    private final Set<Runnable> waiting = new LinkedHashSet<>();

    private int taken;

    Turns(int most) {
        this.most = most;
    }

    /** Takes a turn, which the caller then {@linkplain #end ends}; or has something run once, to ask again. */
    synchronized boolean begin(Runnable again) {
        if (taken == most) {
            waiting.add(again);
            return false;
        }
        taken++;
        return true;
    }

    /** Ends a turn. */
    void end() {
        List<Runnable> next;
        synchronized (this) {
            taken--;
            next = List.copyOf(waiting);
            waiting.clear();
        }
        next.forEach(Runnable::run);
    }
}
