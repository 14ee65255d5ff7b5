// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * The threads of this process at one moment, by name, to tell those that came later and stayed. A pool that was there
 * may grow: threads that are told apart by a number at the end of their names are taken for one pool. The threads of
 * the JVM and of JUnit do not count.
 */
final class Threads {
    /** How long to wait for a thread: libraries keep idle ones for some seconds before they let them end. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Integer> counts = new HashMap<>();

    private Threads() {}

    static Threads now() {
        Threads threads = new Threads();
        all().forEach(thread -> threads.counts.merge(poolOf(thread), 1, Integer::sum));
        return threads;
    }

    private static List<Thread> all() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !isOfTheJvm(thread))
                .toList();
    }

    private static boolean isOfTheJvm(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null
                || group.getParent() == null
                || group.getName().startsWith("Innocuous")
                || thread.getName().startsWith("junit-")
                || thread instanceof ForkJoinWorkerThread worker && worker.getPool() == ForkJoinPool.commonPool();
    }

    private static String poolOf(Thread thread) {
        return thread.getName().replaceFirst("[0-9]+$", "#");
    }

    /** Waits that long for the threads that came since then to end, and returns the names of those that do not. */
    List<String> stayedSince(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Thread> later = later();
        for (Thread thread : later) {
            try {
                thread.join(Math.max(
                        1, Duration.ofNanos(deadline - System.nanoTime()).toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return later.isEmpty()
                ? List.of()
                : later().stream().map(Thread::getName).sorted().toList();
    }

    /** Returns the threads of pools that were not there, and those beyond the number that had the same name. */
    private List<Thread> later() {
        Map<String, Integer> seen = new HashMap<>();
        return all().stream()
                .filter(thread -> {
                    String pool = poolOf(thread);
                    int known = counts.getOrDefault(pool, 0);
                    int number = seen.merge(pool, 1, Integer::sum);
                    return pool.endsWith("#") ? known == 0 : number > known;
                })
                .toList();
    }
}
