// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.nio.ByteBuffer;

/**
 * A line that came in. What it weighs has been taken from the budget of the lines, and is given back once the request
 * is answered.
 *
 * @param bytes of it, without its end
 * @param fault what is wrong with it, if it could not be kept; else empty
 * @param arrival when it came, by the nanosecond clock
 */
record Line(ByteBuffer bytes, String fault, long arrival) {
    /** What a line and the answer to it take besides the bytes, roughly. */
    private static final long OVERHEAD = 256;

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    static Line of(ByteBuffer bytes) {
        return new Line(bytes, "", System.nanoTime());
    }

    static Line faulty(String fault) {
        return new Line(NONE, fault, System.nanoTime());
    }

    boolean isFaulty() {
        return !fault.isEmpty();
    }

    long weight() {
        return OVERHEAD + bytes.capacity();
    }
}
