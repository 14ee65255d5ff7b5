// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/** The calls of one load, each of which stores some items. */
abstract class LoadCalls<R> implements BatchRun.Calls<List<LoadPut<R>>> {
    private final TableSchema schema;

    private LoadCalls(TableSchema schema) {
        this.schema = schema;
    }

    final TableSchema schema() {
        return schema;
    }

    /** Returns what the backend is sent of an item that has been checked. */
    abstract R rowOf(Item item);

    /** Compares puts by the order in which they should be sent. */
    abstract int compare(LoadPut<R> left, LoadPut<R> right);

    /** Returns how many items were in the place of those stored, if that is known. */
    abstract OptionalLong replaced();

    static <R> List<R> rows(List<LoadPut<R>> puts) {
        return puts.stream().map(LoadPut::row).toList();
    }

    @Override
    public final List<Key> keys(List<LoadPut<R>> puts) {
        return puts.stream().map(LoadPut::key).toList();
    }

    @Override
    public final int size(List<LoadPut<R>> puts) {
        return puts.size();
    }

    @Override
    public final List<LoadPut<R>> only(List<LoadPut<R>> puts, List<Key> keys) {
        Set<Key> kept = new HashSet<>(keys);
        return puts.stream().filter(put -> kept.contains(put.key())).toList();
    }

    @Override
    public final String toString() {
        return "a load of table " + schema.tableName();
    }

    /** Calls of {@link DocumentTable#batchWrite}, which does not tell what was there. */
    static final class ByBatches extends LoadCalls<Item> {
        private final DocumentTable table;

        ByBatches(DocumentTable table) {
            super(table.schema());
            this.table = table;
        }

        @Override
        Item rowOf(Item item) {
            return item;
        }

        @Override
        int compare(LoadPut<Item> left, LoadPut<Item> right) {
            return 0;
        }

        @Override
        public List<Key> send(List<LoadPut<Item>> puts) {
            return table.batchWrite(BatchWriteRequest.ofPuts(schema(), rows(puts)))
                    .unprocessed();
        }

        @Override
        OptionalLong replaced() {
            return OptionalLong.empty();
        }
    }

    /** Calls of a backend's own writer. */
    static final class ByWriter<R> extends LoadCalls<R> {
        private final BulkLoad.Writer<R> writer;
        private final AtomicLong replaced = new AtomicLong();
        private volatile boolean certain = true;

        ByWriter(TableSchema schema, BulkLoad.Writer<R> writer) {
            super(schema);
            this.writer = writer;
        }

        @Override
        R rowOf(Item item) {
            return writer.rowOf(item);
        }

        @Override
        int compare(LoadPut<R> left, LoadPut<R> right) {
            return writer.compare(left.row(), right.row());
        }

        @Override
        public List<Key> send(List<LoadPut<R>> puts) {
            try {
                replaced.addAndGet(writer.store(rows(puts)));
                return List.of();
            } catch (OutcomeUnknownException e) {
                // It is sent again, and may then find what it stored itself.
                certain = false;
                throw e;
            }
        }

        @Override
        OptionalLong replaced() {
            return certain ? OptionalLong.of(replaced.get()) : OptionalLong.empty();
        }
    }
}
