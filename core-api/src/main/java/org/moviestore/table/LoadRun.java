// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.StoreException;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/** Reads the records of one load, some at a time, while those before them are written. Not thread-safe. */
final class LoadRun<R> {
    private final LoadCalls<R> calls;
    private final BatchLimits limits;
    private final BatchRun.Pause pause;
    private final LoadListener listener;
    /** The chunk that is being written, if there is one, and how. */
    private @Nullable Writing<R> writing;

    private long loaded;
    private long superseded;
    private long refused;

    /**
     * A chunk on its way.
     *
     * @param chunk the chunk
     * @param work what writes it, and returns what is left of it and why
     */
    private record Writing<R>(LoadChunk<R> chunk, Background<Map<Key, StoreException>> work) {}

    LoadRun(LoadCalls<R> calls, BatchLimits limits, BatchRun.Pause pause, LoadListener listener) {
        this.calls = calls;
        this.limits = limits;
        this.pause = pause;
        this.listener = listener;
    }

    LoadReport run(Iterator<LoadRecord> records) {
        try {
            while (records.hasNext()) {
                write(nextChunk(records));
            }
            awaitWritten();
        } catch (RuntimeException | Error e) {
            endBecauseOf(e);
            throw e;
        }
        OptionalLong replaced = calls.replaced();
        return new LoadReport(
                loaded, replaced.isPresent() ? OptionalLong.of(replaced.getAsLong() + superseded) : replaced, refused);
    }

    private LoadChunk<R> nextChunk(Iterator<LoadRecord> records) {
        LoadChunk<R> chunk = new LoadChunk<>(limits);
        while (!chunk.isFull() && records.hasNext()) {
            add(records.next(), chunk);
        }
        return chunk;
    }

    private void add(LoadRecord record, LoadChunk<R> chunk) {
        Item item = record.item();
        Key key;
        try {
            key = calls.schema().checkPut(item);
        } catch (InvalidRequestException e) {
            refused++;
            listener.refused(record.place(), e.getMessage());
            return;
        }
        R row = calls.rowOf(item);
        chunk.add(new LoadPut<>(key, record.place(), row), calls.bytes(row, item.sizeInBytes()));
    }

    /** Begins to write a chunk when the one before has been written, so that the later of two records wins. */
    private void write(LoadChunk<R> chunk) {
        awaitWritten();
        if (Thread.currentThread().isInterrupted()) {
            throw calls.interrupted();
        }
        if (!chunk.isEmpty()) {
            writing = new Writing<>(chunk, Background.start("moviestore-load", () -> left(chunk)));
        }
    }

    private Map<Key, StoreException> left(LoadChunk<R> chunk) {
        return new BatchRun<>(calls, pause, chunk.parts(calls::compare)).run(limits.parallelCalls());
    }

    /** Waits until nothing is being written any more, and tells the listener how much that was. */
    private void awaitWritten() {
        Writing<R> last = writing;
        if (last == null) {
            return;
        }
        writing = null;
        if (last.work.awaitEnd(last.work::interrupt)) {
            Thread.currentThread().interrupt();
        }
        finish(last.chunk, last.work.result());
    }

    private void finish(LoadChunk<R> chunk, Map<Key, StoreException> left) {
        loaded += chunk.count() - left.keySet().stream().mapToInt(chunk::count).sum();
        superseded += chunk.superseded();
        if (!left.isEmpty()) {
            throw failure(chunk, left);
        }
        listener.loaded(loaded);
    }

    /** Returns why some of a chunk is left, after telling the listener what was stored to find out too. */
    private RuntimeException failure(LoadChunk<R> chunk, Map<Key, StoreException> left) {
        boolean isOneOfMany = left.size() == 1 && loaded > 0;
        LoadFailure<R> failure = new LoadFailure<>(calls, chunk, left, isOneOfMany);
        RuntimeException reason;
        try {
            reason = failure.reason();
        } catch (RuntimeException mistake) {
            reason = mistake;
        }
        loaded += failure.stored();
        try {
            listener.loaded(loaded);
        } catch (RuntimeException | Error e) {
            // The load had failed before.
            reason.addSuppressed(e);
        }
        return reason;
    }

    /** Lets what is being written end, so that it is told and no thread is left. */
    private void endBecauseOf(Throwable reason) {
        try {
            awaitWritten();
        } catch (RuntimeException | Error e) {
            reason.addSuppressed(e);
        }
    }
}
