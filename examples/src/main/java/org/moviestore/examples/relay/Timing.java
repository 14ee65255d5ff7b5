// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.time.Duration;
import java.time.Instant;

/** What time it is, and how time passes. Thread-safe. */
interface Timing {
    /** The clocks of this machine. */
    Timing SYSTEM = new Timing() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration, Stop stop) {
            stop.await(duration);
        }
    };

    /** Returns the time of the clock on the wall, which another process can compare. */
    Instant now();

    /** Returns a time that only goes on, to measure within this process. */
    long nanos();

    /** Waits, unless the relay stops meanwhile. */
    void pause(Duration duration, Stop stop);
}
