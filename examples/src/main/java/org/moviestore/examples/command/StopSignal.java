// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.concurrent.CountDownLatch;

/**
 * Tells a command that runs until it is stopped when that is: on SIGTERM or Ctrl-C, or when its thread is interrupted.
 * The process then lives until the command has ended, and if it was {@linkplain #done done} ends with that as its exit
 * code, not with that of a process that was killed. Thread-safe.
 */
final class StopSignal implements AutoCloseable {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "moviestore-stop");
    private volatile boolean isDone;

    private StopSignal() {}

    /** Begins to listen for the signal. */
    static StopSignal listen() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Returns when the command is to stop. */
    void await() {
        try {
            asked.await();
        } catch (InterruptedException e) {
            // Whoever interrupts wants the same. What is left to do must not be interrupted.
        }
    }

    /** Says that the command has stopped, and done everything that there was to do. */
    void done() {
        isDone = true;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already.
        }
    }

    private void stop() {
        asked.countDown();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (isDone) {
            Runtime.getRuntime().halt(ExitCode.DONE);
        }
    }
}
