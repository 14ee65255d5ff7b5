// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes all connections together may keep for one purpose. Thread-safe. */
final class Budget {
    private final long size;
    private final AtomicLong taken = new AtomicLong();

    Budget(long size) {
        this.size = size;
    }

    long size() {
        return size;
    }

    long taken() {
        return taken.get();
    }

    /** Takes bytes, or none of them if there are not as many left. */
    boolean tryTake(long bytes) {
        return tryTake(bytes, 0);
    }

    /** Takes bytes, or none of them if there are not as many left, and as many more as are to be left. */
    boolean tryTake(long bytes, long leaving) {
        if (taken.addAndGet(bytes) <= size - leaving) {
            return true;
        }
        release(bytes);
        return false;
    }

    /** Takes bytes that are kept in any case. */
    void take(long bytes) {
        taken.addAndGet(bytes);
    }

    void release(long bytes) {
        taken.addAndGet(-bytes);
    }
}
