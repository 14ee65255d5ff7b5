// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableExport;

/** Exports of a large table, against what somebody would do by hand who does not parse. */
final class PostgresExports {
    static final String TABLE = "ExportedMovies";

    private static final int SEGMENTS = 2;

    private final PostgresArena arena;
    private final RawReads raw;

    PostgresExports(PostgresArena arena) {
        this.arena = arena;
        this.raw = new RawReads(arena.pool());
    }

    List<Contest> contests() {
        return List.of(snapshotScan(), snapshotScanInTwo());
    }

    private Contest snapshotScan() {
        return Race.of((i, sink) -> {
                    try (TableExport export = arena.exportedMovies().export(1)) {
                        export.segments().get(0).forEach(sink::take);
                    }
                })
                .against(Goal.SNAPSHOT_SCAN, (i, sink) -> {
                    arena.exportedMovies();
                    raw.cursor(TABLE, sink);
                })
                .onAllCores();
    }

    private Contest snapshotScanInTwo() {
        ExecutorService threads = Executors.newFixedThreadPool(SEGMENTS);
        arena.toBeClosed(threads::shutdownNow);
        return Race.of((i, sink) -> inTwo(threads, arena.exportedMovies(), sink))
                .against(Goal.SNAPSHOT_SCAN_IN_TWO, (i, sink) -> {
                    arena.exportedMovies();
                    sink.take(counted(items -> raw.copy(TABLE, items::accept)));
                })
                .onAllCores();
    }

    /** Each thread keeps what it reads to itself, and only how much that was is told. */
    private static void inTwo(ExecutorService threads, DocumentTable table, Sink sink) throws Exception {
        try (TableExport export = table.export(SEGMENTS)) {
            List<Callable<Long>> readers = new ArrayList<>();
            export.segments().forEach(segment -> readers.add(() -> counted(segment::forEach)));
            long count = 0;
            for (Future<Long> read : threads.invokeAll(readers)) {
                count += read.get();
            }
            sink.take(count);
        }
    }

    /** Something that reads items into a sink. */
    private interface Source {
        void read(Consumer<Object> taker) throws Exception;
    }

    private static long counted(Source source) throws Exception {
        Sink.BlackHole items = new Sink.BlackHole();
        long[] count = {0};
        source.read(item -> {
            items.take(item);
            count[0]++;
        });
        return count[0];
    }
}
