// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Has the long lines of a server understood one after another, since each may take many times its own length of memory
 * meanwhile: one of tiny values most of all. Thread-safe.
 */
final class LargeLines {
    /** Of such a length all readers together need little. */
    static final int LONGEST_OF_MANY = 64 << 10;

    private final Semaphore turn = new Semaphore(1, true);

    /** Understands a line of so many bytes, in its turn. */
    <T> T understand(int bytes, Supplier<T> understanding) {
        if (bytes <= LONGEST_OF_MANY) {
            return understanding.get();
        }
        turn.acquireUninterruptibly();
        try {
            return understanding.get();
        } finally {
            turn.release();
        }
    }
}
