// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Work on a thread of its own, whose end somebody waits for. */
final class Background<T> {
    private final FutureTask<T> work;
    private final Thread thread;

    private Background(String name, Supplier<T> work) {
        this.work = new FutureTask<>(work::get);
        this.thread = new Thread(this.work, name);
        this.thread.setDaemon(true);
    }

    /** Starts the work on a thread of that name. */
    static <T> Background<T> start(String name, Supplier<T> work) {
        Background<T> started = new Background<>(name, work);
        started.thread.start();
        return started;
    }

    void interrupt() {
        thread.interrupt();
    }

    /**
     * Waits until the work has ended, also when this thread is interrupted, of which the other should hear. Says
     * whether it was; it is not any more.
     */
    boolean awaitEnd(Runnable onInterrupt) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                onInterrupt.run();
            }
        }
    }

    /** Returns what came of the work after its end, or throws what it threw. */
    T result() {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw thrown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the work has not ended", e);
        }
    }

    /** Returns what work on another thread threw, or throws it if that was an error. */
    static RuntimeException thrown(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException mistake ? mistake : new IllegalStateException(e.getCause());
    }
}
