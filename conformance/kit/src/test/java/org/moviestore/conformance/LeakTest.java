// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.GetResult;

/** A test that leaves something behind fails, whatever else it found out. */
class LeakTest {
    private static final Set<String> A_TEST = Set.of("get_ofAnAbsentItem_findsNothing");

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> started = new ArrayList<>();

    /** The next test must not find them among its own. */
    @AfterEach
    void endThreads() throws InterruptedException {
        end.countDown();
        for (Thread thread : started) {
            thread.join();
        }
    }

    private void start(String name, CountDownLatch until) {
        started.add(started(name, until));
    }

    /** Starts a thread that runs until the latch lets it go. */
    private static Thread started(String name, CountDownLatch until) {
        Thread thread = new Thread(
                () -> {
                    try {
                        until.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.start();
        return thread;
    }

    /** Keeps a connection for each get of a test. */
    @ConformsWith(KeptConnections.class)
    static final class KeptConnections extends BrokenStore {
        private final ConcurrentLinkedQueue<String> connections = new ConcurrentLinkedQueue<>();

        @Override
        GetResult get(DocumentTable sound, GetRequest request) {
            connections.add("a connection of " + request.key());
            return sound.get(request);
        }

        @Override
        public List<String> held() {
            return List.copyOf(connections);
        }
    }

    /** Keeps a thread for each get of a test. */
    @ConformsWith(KeptThreads.class)
    static final class KeptThreads extends BrokenStore {
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        GetResult get(DocumentTable sound, GetRequest request) {
            started("reader of " + request.key(), closed);
            return sound.get(request);
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void suite_afterATestThatLeftAConnection_failsIt() {
        SuiteRun run = SuiteRun.of(KeptConnections.class, A_TEST);

        assertThat(run.failed()).isEqualTo(A_TEST);
        assertThat(run.causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageMatching("left behind: \\[a connection of .*partition-.*\\], threads \\[\\]"));
    }

    @Test
    void suite_afterATestThatLeftAThread_failsIt() {
        SuiteRun run = SuiteRun.of(KeptThreads.class, A_TEST);

        assertThat(run.failed()).isEqualTo(A_TEST);
        assertThat(run.causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageMatching("left behind: \\[\\], threads \\[reader of .*partition-.*\\]"));
    }

    @Test
    void threads_ofAnotherName_stayed() {
        Threads before = Threads.now();

        start("reader", end);

        assertThat(before.stayedSince(Duration.ofMillis(50))).containsExactly("reader");
    }

    @Test
    void threads_beyondTheNumberOfAName_stayed() {
        start("reader", end);
        Threads before = Threads.now();

        start("reader", end);

        assertThat(before.stayedSince(Duration.ofMillis(50))).containsExactly("reader");
    }

    @Test
    void threads_ofAPoolThatGrew_areNoMoreThanThePool() {
        start("pool-of-readers-1", end);
        Threads before = Threads.now();

        start("pool-of-readers-2", end);
        start("pool-of-readers-13", end);
        start("pool-of-writers-1", end);

        assertThat(before.stayedSince(Duration.ofMillis(50))).containsExactly("pool-of-writers-1");
    }

    @Test
    void threads_thatEnd_areWaitedFor() {
        Threads before = Threads.now();
        start("reader", end);
        Thread ender = new Thread(end::countDown);
        ender.start();

        List<String> stayed = before.stayedSince(Duration.ofMinutes(1));

        assertThat(stayed).isEmpty();
        assertThat(end.getCount()).isZero();
    }
}
