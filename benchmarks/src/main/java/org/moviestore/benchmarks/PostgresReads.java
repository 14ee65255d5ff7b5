// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import static org.moviestore.expression.Expressions.attribute;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.moviestore.Movie;
import org.moviestore.expression.KeyCondition;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;

/** Reads by key, by partition and of the whole table, against a hand-written client that does not parse. */
final class PostgresReads {
    /** How many threads call at once, where many do. */
    static final int THREADS = 16;

    private static final int GETS_PER_THREAD = 32;
    private static final int SHARED_POOL = 8;
    /** About one movie in ninety is rated higher. */
    private static final BigDecimal HIGH_RATING = new BigDecimal("9.8");

    private final PostgresArena arena;
    private final DocumentTable table;
    private final Films films;
    private final RawReads raw;

    PostgresReads(PostgresArena arena) {
        this.arena = arena;
        this.table = arena.movies();
        this.films = arena.films();
        this.raw = new RawReads(arena.pool());
    }

    List<Contest> contests() {
        return List.of(get(), partition(), partitionInPages(), stream(), filteredScan(), getsByManyThreads());
    }

    private Contest get() {
        return Race.of((i, sink) -> get(table, i, sink)).against(Goal.GET, (i, sink) -> get(raw, i, sink));
    }

    private void get(DocumentTable from, int i, Sink sink) {
        int index = films.scattered(i);
        from.get(Film.keyOf(films.year(index), films.title(index))).ifPresent(sink::take);
    }

    private void get(RawReads from, int i, Sink sink) throws Exception {
        int index = films.scattered(i);
        from.get(films.year(index), films.title(index), sink);
    }

    private Contest partition() {
        return Race.of((i, sink) -> table.stream(partitionOf(i).build()).forEach(sink::take))
                .against(Goal.PARTITION, (i, sink) -> raw.partition(films.partition(i), sink));
    }

    private Contest partitionInPages() {
        return Race.of((i, sink) ->
                        table.stream(partitionOf(i).limit(100).build()).forEach(sink::take))
                .against(Goal.PARTITION_IN_PAGES, (i, sink) -> raw.partition(films.partition(i), sink));
    }

    private QueryRequest.Builder partitionOf(int i) {
        return QueryRequest.builder(table.schema(), KeyCondition.partition(Movie.YEAR, films.partition(i)));
    }

    private Contest stream() {
        return Race.of((i, sink) -> table.stream(ScanRequest.of(table.schema())).forEach(sink::take))
                .against(Goal.STREAM, (i, sink) -> raw.stream(sink))
                .onAllCores();
    }

    private Contest filteredScan() {
        return Race.of((i, sink) -> table.stream(ScanRequest.builder(table.schema())
                                .filter(attribute("info.rating").greaterThan(HIGH_RATING))
                                .build())
                        .forEach(sink::take))
                .against(Goal.FILTERED_SCAN, (i, sink) -> raw.ratedOver(HIGH_RATING, sink));
    }

    private Contest getsByManyThreads() {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        arena.toBeClosed(threads::shutdownNow);
        DocumentTable ours = arena.store(SHARED_POOL).table(RawReads.TABLE);
        RawReads theirs = new RawReads(arena.pool(SHARED_POOL, ""));
        return Race.of((i, sink) -> onThreads(threads, i, sink, (n, each) -> get(ours, n, each)))
                .against(
                        Goal.GETS_BY_16_THREADS,
                        (i, sink) -> onThreads(threads, i, sink, (n, each) -> get(theirs, n, each)))
                .onAllCores();
    }

    /** Makes calls on all threads at once, and hands on the last result of each thread. */
    static void onThreads(ExecutorService threads, int i, Sink sink, Operation operation) throws Exception {
        List<Callable<Object>> tasks = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int begin = (i * THREADS + thread) * GETS_PER_THREAD;
            tasks.add(() -> {
                Sink.BlackHole last = new Sink.BlackHole();
                for (int n = begin; n < begin + GETS_PER_THREAD; n++) {
                    operation.run(n, last);
                }
                return last.last();
            });
        }
        for (Future<Object> done : threads.invokeAll(tasks)) {
            sink.take(done.get());
        }
    }
}
