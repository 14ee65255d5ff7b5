// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A read on another thread, of what will be needed soon. */
final class ReadAhead<T> {
    /** As many threads as there are reads at once; none is kept for longer than a stream takes from read to read. */
    private static final ExecutorService READERS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 100, TimeUnit.MILLISECONDS, new SynchronousQueue<>(), read -> {
                // Of whoever reads now, nothing may be left to whoever reads next.
                Thread thread = new Thread(null, read, "moviestore-read-ahead", 0, false);
                thread.setDaemon(true);
                return thread;
            });

    private final Supplier<T> read;
    private final FutureTask<T> task;
    private final CountDownLatch ended = new CountDownLatch(1);

    private ReadAhead(Supplier<T> read) {
        this.read = read;
        this.task = new FutureTask<>(read::get);
    }

    static <T> ReadAhead<T> start(Supplier<T> read) {
        ReadAhead<T> ahead = new ReadAhead<>(read);
        READERS.execute(ahead::run);
        return ahead;
    }

    private void run() {
        try {
            task.run();
        } finally {
            ended.countDown();
        }
    }

    /**
     * Waits for what is read, and returns it or fails as the read did. A thread that is interrupted stays so, waits for
     * the end of that read, which may hold what it needs, and reads by itself.
     */
    T result() {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel();
            return read.get();
        } catch (ExecutionException e) {
            throw Background.thrown(e);
        }
    }

    /** Lets the read end early, if it can, and returns when it has ended. */
    void cancel() {
        task.cancel(true);
        boolean interrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException e) {
                // It ends soon, and must have, or it might hold something.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
