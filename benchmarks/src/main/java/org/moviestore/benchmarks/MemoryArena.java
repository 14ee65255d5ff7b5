// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.moviestore.Movie;
import org.moviestore.MovieStore;
import org.moviestore.item.Item;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadRecord;
import org.moviestore.table.ScanRequest;

/** The store in the memory of this process. */
final class MemoryArena implements Arena {
    private static final int YEARS = 100;

    private final Scale scale;

    MemoryArena(Scale scale) {
        this.scale = scale;
    }

    @Override
    public List<Contest> contests() {
        return List.of(Gauge.once(Goal.MEMORY_1M, this::bytesPerItem));
    }

    /** Loads items and reads them all, and returns how many bytes one takes between the two. */
    private double bytesPerItem() {
        long before = inUse();
        try (MemoryStore store = new MemoryStore()) {
            DocumentTable table = store.createTable(MovieStore.schema(MovieStore.DEFAULT_TABLE));
            Stream<Item> items = IntStream.range(0, scale.manyItems())
                    .mapToObj(i -> Item.of(Movie.YEAR, i % YEARS, Movie.TITLE, "Film " + i));
            table.load(LoadRecord.numbered(items.iterator()), LoadListener.SILENT);
            long bytes = inUse() - before;
            if (table.stream(ScanRequest.of(table.schema())).count() != scale.manyItems()) {
                throw new IllegalStateException("a scan does not return all items");
            }
            return Math.max(1, (double) bytes / scale.manyItems());
        }
    }

    private static long inUse() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Override
    public List<ProcessHandle> processes() {
        return List.of();
    }

    @Override
    public void settle() {
        // nothing is left behind
    }

    @Override
    public void restore() {
        // nothing is changed
    }

    @Override
    public Object state() {
        return "";
    }

    @Override
    public String toString() {
        return "The memory store, in this process";
    }

    @Override
    public void close() {
        // nothing is open
    }
}
