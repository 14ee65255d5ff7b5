// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which requests are read and carried out. Not more calls of the store are made at once than told; a few
 * threads more see to it that requests are read, and pings answered, while all calls wait for the store. Who has much
 * to carry out takes turns with the others: a turn is one request, or one page of those that are answered page by page,
 * after which it queues up again. Thread-safe.
 */
final class StoreThreads {
    private static final Logger LOG = LoggerFactory.getLogger(StoreThreads.class);
    private static final int READERS = 4;

    private final int most;
    private final ThreadPoolExecutor pool;
    private final Deque<BooleanSupplier> waiting = new ArrayDeque<>();
    private int running;

    StoreThreads(int most) {
        this.most = most;
        this.pool = new ThreadPoolExecutor(
                most + READERS,
                most + READERS,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory("moviestore-store", true));
        // If there cannot be as many, that is to be known before anybody waits for them.
        try {
            pool.prestartAllCoreThreads();
        } catch (RuntimeException | Error e) {
            pool.shutdownNow();
            throw e;
        }
    }

    /** Runs something that does not call the store, nor waits for anything else. */
    void read(Runnable reading) {
        pool.execute(reading);
    }

    /** Queues up for a turn, which returns whether it wants another. */
    void carryOut(BooleanSupplier turn) {
        if (mayBegin(turn)) {
            pool.execute(() -> work(turn));
        }
    }

    /** Does the same on this thread if no other waits. */
    void carryOutHere(BooleanSupplier turn) {
        if (mayBegin(turn)) {
            work(turn);
        }
    }

    private synchronized boolean mayBegin(BooleanSupplier turn) {
        if (running == most) {
            waiting.add(turn);
            return false;
        }
        running++;
        return true;
    }

    private void work(BooleanSupplier first) {
        BooleanSupplier turn = first;
        boolean isAnother = true;
        while (isAnother) {
            boolean wantsMore = false;
            try {
                wantsMore = turn.getAsBoolean();
            } catch (RuntimeException | Error e) {
                LOG.error("a turn of a connection ended by a fault", Faults.trace(e));
            }
            synchronized (this) {
                if (wantsMore) {
                    waiting.add(turn);
                }
                isAnother = !waiting.isEmpty();
                if (isAnother) {
                    turn = waiting.remove();
                } else {
                    running--;
                }
            }
        }
    }

    /** Ends the threads, those that still call the store by an interrupt. */
    void stop(Duration within) {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(within.toNanos(), TimeUnit.NANOSECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
