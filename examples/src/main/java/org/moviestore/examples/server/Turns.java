// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets only so many do at once what takes much memory while it lasts. A turn that ends is given to who has waited
 * longest, so that nobody is overtaken by those that come again and again. Who waits keeps no thread waiting.
 * Thread-safe.
 */
final class Turns {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

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
     *     wait; the place must then {@linkplain Place#begin begin} or {@linkplain Place#passOn pass it on}. If it
     *     throws, the turn is passed on, and the place does not wait any more
     */
    Place place(Runnable whenGiven) {
        return new Place(whenGiven);
    }

    /** Ends a turn that has begun. */
    void end() {
        @Nullable Place next = give();
        while (next != null && !tell(next)) {
            // Unless it has begun all the same, or somebody else passes the turn on.
            next = next.stopBeing(State.GIVEN) ? give() : null;
        }
    }

    /** Gives a turn to who has waited longest, if anybody does. */
    private synchronized @Nullable Place give() {
        @Nullable Place next = waiting.poll();
        if (next == null) {
            taken--;
        } else {
            next.state = State.GIVEN;
        }
        return next;
    }

    private static boolean tell(Place next) {
        try {
            next.whenGiven.run();
            return true;
        } catch (RuntimeException | Error e) {
            LOG.error("a connection could not be told of its turn, which others get", Faults.trace(e));
            return false;
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
        /**
         * AWAY to WAITING by begin, WAITING to GIVEN by end; back from GIVEN by begin or passOn, from both by leave.
         */
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

        /** Says whether it waits for a turn. */
        boolean isWaiting() {
            return state == State.WAITING;
        }

        /** Passes on a turn that was given and has not begun; who still waits goes on waiting. */
        void passOn() {
            if (state == State.GIVEN && stopBeing(State.GIVEN)) {
                end();
            }
        }

        /** Waits no longer, and passes on what was given. */
        void leave() {
            synchronized (Turns.this) {
                if (stopBeing(State.WAITING)) {
                    waiting.remove(this);
                }
            }
            passOn();
        }

        private boolean stopBeing(State old) {
            synchronized (Turns.this) {
                boolean was = state == old;
                if (was) {
                    state = State.AWAY;
                }
                return was;
            }
        }
    }
}
