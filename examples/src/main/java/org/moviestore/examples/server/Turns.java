// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Lets only so many do at once what takes much memory while it lasts. A turn that ends is given to who has waited
 * longest, so that nobody is overtaken by those that come again and again. Who waits keeps no thread waiting.
 * Thread-safe.
 */
final class Turns {
    private final int most;
    private final Deque<Place> waiting = new ArrayDeque<>();
    private int taken;

    Turns(int most) {
        this.most = most;
    }

    /**
     * Returns a place from which to take turns.
     *
     * @param whenGiven run by whoever ends a turn, with its locks held, when a turn is given to the place that had to
     *     wait; the place must then {@linkplain Place#begin begin} or {@linkplain Place#leave leave}
     */
    Place place(Runnable whenGiven) {
        return new Place(whenGiven);
    }

    /** Ends a turn that has begun. */
    void end() {
        @Nullable Place next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                taken--;
            } else {
                next.state = State.GIVEN;
            }
        }
        if (next != null) {
            next.whenGiven.run();
        }
    }

    private enum State {
        AWAY,
        WAITING,
        GIVEN
    }

    /** One that takes turns, also several at once, but waits for one at a time. Thread-safe. */
    final class Place {
        private final Runnable whenGiven;
        /** Leaves AWAY only as the place itself begins. */
        private volatile State state = State.AWAY;

        private Place(Runnable whenGiven) {
            this.whenGiven = whenGiven;
        }

        /** Begins a turn, which is then to be {@linkplain Turns#end ended}; or waits for one and returns false. */
        boolean begin() {
            synchronized (Turns.this) {
                if (state == State.GIVEN) {
                    state = State.AWAY;
                    return true;
                }
                if (state == State.AWAY && taken < most) {
                    taken++;
                    return true;
                }
                if (state == State.AWAY) {
                    state = State.WAITING;
                    waiting.add(this);
                }
                return false;
            }
        }

        /** Waits no longer, and passes on a turn that was given and has not begun. */
        void leave() {
            if (state == State.AWAY) {
                return;
            }
            boolean isGiven;
            synchronized (Turns.this) {
                isGiven = state == State.GIVEN;
                if (state == State.WAITING) {
                    waiting.remove(this);
                }
                state = State.AWAY;
            }
            if (isGiven) {
                end();
            }
        }
    }
}
