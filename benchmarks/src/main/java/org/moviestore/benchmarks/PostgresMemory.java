// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.LongStream;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ScanRequest;

/** How much our store allocates, on whatever threads it reads and decodes. */
final class PostgresMemory {
    private static final int GETS = 2000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final DocumentTable table;
    private final Films films;

    PostgresMemory(PostgresArena arena) {
        this.table = arena.movies();
        this.films = arena.films();
    }

    List<Contest> contests() {
        return List.of(
                new Gauge(Goal.BYTES_PER_GET, this::perGet),
                new Gauge(Goal.BYTES_PER_STREAMED_ITEM, this::perStreamedItem));
    }

    private double perGet() {
        Sink sink = Sink.blackHole();
        long before = allocated();
        for (int i = 0; i < GETS; i++) {
            int index = films.scattered(i);
            table.get(Film.keyOf(films.year(index), films.title(index))).ifPresent(sink::take);
        }
        return (double) (allocated() - before) / GETS;
    }

    private double perStreamedItem() {
        Sink sink = Sink.blackHole();
        long before = allocated();
        table.stream(ScanRequest.of(table.schema())).forEach(sink::take);
        return (double) (allocated() - before) / films.count();
    }

    /** Returns what all threads that live have allocated; what a thread allocated that has ended is lost. */
    private static long allocated() {
        return LongStream.of(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
