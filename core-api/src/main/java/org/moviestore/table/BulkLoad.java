// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.moviestore.item.Item;

/**
 * Carries out {@link DocumentTable#load} for adapters: reads records and checks them on the caller's thread while the
 * ones before them are stored by others, in calls of as many as the backend takes, several at once, and no more than
 * some thousand records and a few MiB of what is held of their items in all. Calls that fail in a way that may pass are
 * made again as {@link Batches} does. Immutable.
 */
public final class BulkLoad {
    private final DocumentTable table;
    private final BatchLimits limits;
    private final BatchRun.Pause pause;
    private final Supplier<LoadCalls<?>> calls;

    /**
     * Stores items for one load, by a backend that has something better for it than {@link DocumentTable#batchWrite}.
     *
     * @param <R> what is sent of an item
     */
    public interface Writer<R> {
        /**
         * Returns what is sent of an item, which has been checked. Is called on the thread that reads the records, soon
         * after it has read the item.
         */
        R rowOf(Item item);

        /**
         * Returns about how many bytes what is sent of an item takes: that of an item of so many bytes, which is the
         * answer unless this says better. No more is held at once than a few MiB.
         */
        default long bytes(R row, int itemBytes) {
            return itemBytes;
        }

        /** Compares what is sent of two items by the order in which it should be sent; all is equal otherwise. */
        default int compare(R left, R right) {
            return 0;
        }

        /**
         * Stores items of different keys, each in place of any with its key, and returns how many of those there were.
         * Is called by several threads at once, for different keys.
         *
         * @throws org.moviestore.error.StoreException if not all are stored
         */
        int store(List<R> rows);
    }

    BulkLoad(DocumentTable table, BatchLimits limits, BatchRun.Pause pause, Supplier<LoadCalls<?>> calls) {
        this.table = table;
        this.limits = limits;
        this.pause = pause;
        this.calls = calls;
    }

    /**
     * Returns the load of a table by {@link DocumentTable#batchWrite}, within the limits of its store; it does not tell
     * how many items it replaces.
     */
    public static BulkLoad over(DocumentTable table) {
        return new BulkLoad(table, table.store().batchLimits(), Batches::sleep, () -> new LoadCalls.ByBatches(table));
    }

    /** Returns the load of the same table by a backend's own writer, which may have limits of its own for it. */
    public <R> BulkLoad by(Writer<R> writer, BatchLimits ownLimits) {
        return new BulkLoad(table, ownLimits, pause, () -> new LoadCalls.ByWriter<>(table.schema(), writer));
    }

    /** Loads the records; see {@link DocumentTable#load}. */
    public LoadReport run(Iterator<LoadRecord> records, LoadListener listener) {
        Objects.requireNonNull(records, "records");
        Objects.requireNonNull(listener, "listener");
        return run(calls.get(), records, listener);
    }

    private <R> LoadReport run(LoadCalls<R> own, Iterator<LoadRecord> records, LoadListener listener) {
        return new LoadRun<>(own, limits, pause, listener).run(records);
    }
}
