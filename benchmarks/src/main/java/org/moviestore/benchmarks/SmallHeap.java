// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import org.moviestore.Movie;
import org.moviestore.MovieStore;
import org.moviestore.table.LoadReport;

/** Lets many movies go through a Java machine of its own, whose heap holds a small part of them. */
final class SmallHeap {
    /** How large the heap is. */
    static final int BYTES = 64 * 1024 * 1024;

    private static final int OUT_OF_MEMORY = 3;

    private SmallHeap() {}

    /**
     * Loads movies from JSON lines into the table {@code Movies1M} of the store that the URL names, reads them all, and
     * returns for each of the two how many bytes of the heap were in use at most when garbage had been collected; more
     * than there are for both if they did not suffice.
     */
    static List<Double> loadAndStream(String url, int movies) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + BYTES,
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName(),
                Integer.toString(movies));
        builder.environment().put("MOVIESTORE_STORE", url);
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int code = process.waitFor();
        if (code == OUT_OF_MEMORY) {
            return List.of(BYTES + 1.0, BYTES + 1.0);
        }
        String last = said.substring(said.lastIndexOf('\n') + 1);
        if (code != 0 || !last.matches("\\d+ \\d+")) {
            throw new IllegalStateException("the Java machine with a small heap ended with " + code + ": " + said);
        }
        return Stream.of(last.split(" ")).map(Double::valueOf).toList();
    }

    /** Loads and reads so many movies in this machine, and prints how many bytes each of the two took. */
    public static void main(String[] args) throws IOException {
        int movies = Integer.parseInt(args[0]);
        AtomicLong most = new AtomicLong(1);
        watch(most);
        long loading;
        try (MovieStore store = MovieStore.open(System.getenv("MOVIESTORE_STORE") + "?table=Movies1M")) {
            store.createTable();
            LoadReport report = store.load(new FilmLines(movies));
            check(movies, report.loaded(), "loaded");
            loading = most.getAndSet(1);
            try (Stream<Movie> all = store.scan()) {
                check(movies, all.count(), "read");
            }
            store.dropTable();
        }
        System.out.println(loading + " " + most.get());
    }

    private static void check(long movies, long done, String what) {
        if (done != movies) {
            throw new IllegalStateException("of " + movies + " movies " + done + " were " + what);
        }
    }

    private static void watch(AtomicLong most) {
        Set<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .collect(Collectors.toSet());
        List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
        for (GarbageCollectorMXBean collector : collectors) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> {
                                long used = GarbageCollectionNotificationInfo.from(
                                                (CompositeData) notification.getUserData())
                                        .getGcInfo()
                                        .getMemoryUsageAfterGc()
                                        .entrySet()
                                        .stream()
                                        .filter(pool -> pools.contains(pool.getKey()))
                                        .mapToLong(pool -> pool.getValue().getUsed())
                                        .sum();
                                most.accumulateAndGet(used, Math::max);
                            },
                            null,
                            null);
        }
    }
}
