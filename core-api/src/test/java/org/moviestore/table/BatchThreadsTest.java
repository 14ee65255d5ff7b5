// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.RetryAdvice;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.memory.MemoryStore;

/** The calls of a batch at the same time, and threads that are interrupted. */
class BatchThreadsTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Notes")
            .partitionKey("id", AttributeType.NUMBER)
            .build();

    private final MemoryStore store = new MemoryStore();
    private final DocumentTable sound = store.createTable(SCHEMA);

    @AfterEach
    void leavesNoThread() {
        store.close();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("moviestore-batch");
    }

    private static Batches batches(DocumentTable table, int parallelCalls, BatchRun.Pause pause) {
        return new Batches(table, new BatchLimits(10, 5, parallelCalls), pause);
    }

    private static BatchWriteRequest puts(int count) {
        return BatchWriteRequest.ofPuts(
                SCHEMA,
                IntStream.range(0, count).mapToObj(id -> Item.of("id", id)).toList());
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void write_withFourCallsAtOnce_makesFourAndNoMore() {
        CyclicBarrier four = new CyclicBarrier(4);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            meet(four);
            running.decrementAndGet();
            meet(four);
            return List.of();
        });

        BatchWriteReport report = batches(table, 4, pause -> {}).write(puts(8 * 5));

        assertThat(report.isComplete()).isTrue();
        assertThat(most).hasValue(4);
    }

    @Test
    void write_ofOnePart_runsInTheCallersThread() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            thread.set(Thread.currentThread());
            return List.of();
        });

        batches(table, 4, pause -> {}).write(puts(5));

        assertThat(thread).hasValue(Thread.currentThread());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void write_whichMeetsAMistake_throwsItAndBeginsNoOtherPart(int parallelCalls) {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            throw new IllegalStateException("the store is closed");
        });

        assertThatThrownBy(() -> batches(table, parallelCalls, pause -> {}).write(puts(500)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the store is closed");
        assertThat(table.calls()).isLessThanOrEqualTo(parallelCalls);
    }

    @Test
    void write_whichMeetsAnError_throwsIt() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            throw new StackOverflowError();
        });

        assertThatThrownBy(() -> batches(table, 4, pause -> {}).write(puts(500)))
                .isInstanceOf(StackOverflowError.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void write_inAnInterruptedThread_isLeftWithTheThreadInterrupted(int parallelCalls) {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> List.of());

        Thread.currentThread().interrupt();
        BatchWriteReport report = batches(table, parallelCalls, pause -> {}).write(puts(50));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(table.calls()).isZero();
        assertThat(report.done()).isEmpty();
        assertThat(report.left()).hasSize(50);
    }

    @Test
    void write_interruptedWhileItPauses_leavesTheRest() {
        Thread caller = Thread.currentThread();
        FaultyTable table = new FaultyTable(sound, (call, keys) -> call < 3 ? List.of() : keys);

        BatchWriteReport report = batches(table, 1, pause -> {
                    caller.interrupt();
                    throw new InterruptedException();
                })
                .write(puts(50));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.done()).hasSize(10);
        assertThat(report.left()).hasSize(40);
        assertThat(report.left().values())
                .allSatisfy(reason -> assertThat(reason.retryAdvice()).isEqualTo(RetryAdvice.AFTER_BACKOFF));
        assertThat(table.calls()).isEqualTo(3);
    }

    @Test
    void write_interruptedWhileOthersCall_waitsForThemAndBeginsNoMore() {
        Thread caller = Thread.currentThread();
        CountDownLatch bothRun = new CountDownLatch(2);
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            bothRun.countDown();
            await(bothRun);
            interruptUntilHeard(caller);
            return List.of();
        });

        BatchWriteReport report = batches(table, 2, pause -> {}).write(puts(50));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.done()).hasSize(10);
        assertThat(report.left()).hasSize(40);
        assertThat(table.calls()).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The caller takes notice of an interrupt by clearing it, and has heard of it once it clears the next. */
    private static void interruptUntilHeard(Thread thread) {
        for (int i = 0; i < 2; i++) {
            thread.interrupt();
            while (thread.isInterrupted()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void leftKeys_ofAReport_canBeSentAgain() {
        FaultyTable broken = new FaultyTable(sound, (call, keys) -> keys);
        BatchWriteRequest request = puts(12);

        List<Key> left = List.copyOf(
                batches(broken, 1, pause -> {}).write(request).left().keySet());
        BatchWriteReport report = batches(sound, 1, pause -> {}).write(request.only(left));

        assertThat(report.done()).containsExactlyElementsOf(request.keys());
    }
}
