// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LargeLinesTest {
    private static final int LARGE = LargeLines.LONGEST_OF_MANY + 1;

    private final LargeLines lines = new LargeLines();

    @Test
    void understand_shortLine_doesNotWaitForALongOne() {
        String inside = lines.understand(LARGE, () -> lines.understand(LargeLines.LONGEST_OF_MANY, () -> "short"));

        assertThat(inside).isEqualTo("short");
    }

    @Test
    void understand_longLines_oneAfterAnother() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Thread> waiting = new CompletableFuture<>();
        Runnable entering = () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            begun.countDown();
        };
        Thread first = new Thread(() -> lines.understand(LARGE, () -> {
            entering.run();
            awaitWaiting(waiting.join());
            return inside.decrementAndGet();
        }));
        Thread second = new Thread(() -> lines.understand(LARGE, () -> {
            entering.run();
            return inside.decrementAndGet();
        }));

        first.start();
        begun.await();
        second.start();
        waiting.complete(second);
        first.join();
        second.join();

        assertThat(most).hasValue(1);
        assertThat(inside).hasValue(0);
    }

    /** Returns once the thread waits for something, or has ended. */
    private static void awaitWaiting(Thread thread) {
        while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void understand_longLineThatFails_leavesTheTurnToTheNext() {
        assertThatThrownBy(() -> lines.understand(LARGE, () -> {
                    throw new IllegalArgumentException("no line");
                }))
                .hasMessage("no line");

        String next = lines.understand(LARGE, () -> "next");

        assertThat(next).isEqualTo("next");
    }
}
