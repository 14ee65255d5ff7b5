// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls on threads of their own, all of which end with this. */
final class Calls implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    <T> Future<T> start(Callable<T> call) {
        return threads.submit(call);
    }

    /** Starts a call on a thread that the test can look at and interrupt. */
    static Started startThread(Runnable call) {
        return new Started(call);
    }

    static <T> T result(Future<T> call) throws Exception {
        return call.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for the failure of a call. */
    static Throwable failure(Future<?> call) {
        try {
            call.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("the call has succeeded");
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the call has not ended", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("a call has not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A call on a thread of its own. */
    static final class Started {
        private final Thread thread;
        private volatile Throwable failure;
        private volatile boolean interrupted;

        private Started(Runnable call) {
            thread = new Thread(() -> {
                failure = catchThrowable(call::run);
                interrupted = Thread.currentThread().isInterrupted();
            });
            thread.start();
        }

        void interrupt() {
            thread.interrupt();
        }

        /** Waits until the thread waits for something, but not for ever. */
        void awaitWaiting() {
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                if (!thread.isAlive()) {
                    throw new AssertionError("the call has ended: " + failure);
                }
                Thread.onSpinWait();
            }
        }

        /** Waits for its end, and returns what it threw; null if it succeeded. */
        Throwable failure() throws InterruptedException {
            thread.join();
            return failure;
        }

        /** Says whether the thread was interrupted when the call had ended. */
        boolean wasInterrupted() {
            return interrupted;
        }
    }
}
