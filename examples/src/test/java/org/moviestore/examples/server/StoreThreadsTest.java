// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreThreadsTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private StoreThreads threads = new StoreThreads(1);

    @AfterEach
    void stop() {
        gate.countDown();
        threads.stop(Duration.ofSeconds(10));
    }

    private boolean waitAtGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static Set<Thread> threadsOfStores() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("moviestore-store"))
                .collect(Collectors.toSet());
    }

    @Test
    void begin_startsAllThreadsSoThatNoneCanBeMissingLater() {
        Set<Thread> before = threadsOfStores();
        threads.stop(Duration.ZERO);

        threads = new StoreThreads(3);
        Set<Thread> started = threadsOfStores();
        started.removeAll(before);

        assertThat(started).hasSize(3 + 4);
    }

    @Test
    void carryOut_moreThanThreads_runsNoMoreAtOnce() throws InterruptedException {
        threads.stop(Duration.ZERO);
        threads = new StoreThreads(3);
        CountDownLatch all = new CountDownLatch(1000);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        for (int i = 0; i < 1000; i++) {
            threads.carryOut(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                running.decrementAndGet();
                all.countDown();
                return false;
            });
        }
        all.await();

        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void carryOut_turnThatWantsMore_goesBehindThoseThatWait() throws InterruptedException {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(4);
        threads.carryOut(this::waitAtGate);
        threads.carryOut(noting("a", 3, order, all));
        threads.carryOut(noting("b", 1, order, all));

        gate.countDown();
        all.await();

        assertThat(order).containsExactly("a", "b", "a", "a");
    }

    private static BooleanSupplier noting(String name, int times, List<String> order, CountDownLatch all) {
        AtomicInteger left = new AtomicInteger(times);
        return () -> {
            order.add(name);
            boolean isMore = left.decrementAndGet() > 0;
            all.countDown();
            return isMore;
        };
    }

    @Test
    void carryOutHere_whileNobodyElseDoes_runsOnThisThread() {
        List<Thread> ran = new ArrayList<>();

        threads.carryOutHere(() -> {
            ran.add(Thread.currentThread());
            return false;
        });

        assertThat(ran).containsExactly(Thread.currentThread());
    }

    @Test
    void carryOut_afterAFault_goesOn() throws InterruptedException {
        CountDownLatch next = new CountDownLatch(1);
        threads.carryOut(() -> {
            throw new IllegalStateException("of this test");
        });

        threads.carryOut(() -> {
            next.countDown();
            return false;
        });
        next.await();

        assertThat(next.getCount()).isZero();
    }

    @Test
    void read_whileAllCallsWait_isNotKeptWaiting() throws InterruptedException {
        CountDownLatch read = new CountDownLatch(1);
        threads.carryOut(this::waitAtGate);

        threads.read(read::countDown);
        read.await();

        assertThat(gate.getCount()).isEqualTo(1);
    }
}
