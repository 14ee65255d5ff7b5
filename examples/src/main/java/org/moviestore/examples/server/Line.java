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
 * @param requestBytes what the request that was made of it takes; none before
 */
record Line(ByteBuffer bytes, String fault, long arrival, long requestBytes) {
    /** What a line and the answer to it take besides the bytes, roughly. */
    private static final int OVERHEAD = 256;

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    static Line of(ByteBuffer bytes) {
        return new Line(bytes, "", System.nanoTime(), 0);
    }

    static Line faulty(String fault) {
        return new Line(NONE, fault, System.nanoTime(), 0);
    }

    /** Returns the line with a request that takes so many bytes beside it. */
    Line with(long bytesOfRequest) {
        return new Line(bytes, fault, arrival, bytesOfRequest);
    }

    boolean isFaulty() {
        return !fault.isEmpty();
    }

    long weight() {
        return OVERHEAD + bytes.capacity() + requestBytes;
    }
}
