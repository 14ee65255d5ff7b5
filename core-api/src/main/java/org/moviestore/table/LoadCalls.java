// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/** The calls of one load, each of which stores some items. */
sealed interface LoadCalls<R> extends BatchRun.Calls<List<LoadPut<R>>> {
    TableSchema schema();

    /** Returns what the backend is sent of an item that has been checked. */
    R rowOf(Item item);

    /** Returns about how many bytes what the backend is sent of an item of so many bytes takes. */
    default long bytes(R row, int itemBytes) {
        return itemBytes;
    }

    /** Compares puts by the order in which they should be sent. */
    int compare(LoadPut<R> left, LoadPut<R> right);

    /** Returns how many items were in the place of those stored, if that is known. */
    OptionalLong replaced();

    static <R> List<R> rows(List<LoadPut<R>> puts) {
        return puts.stream().map(LoadPut::row).toList();
    }

    @Override
    default List<Key> keys(List<LoadPut<R>> puts) {
        return puts.stream().map(LoadPut::key).toList();
    }

    @Override
    default int size(List<LoadPut<R>> puts) {
        return puts.size();
    }

    @Override
    default List<LoadPut<R>> only(List<LoadPut<R>> puts, List<Key> keys) {
        Set<Key> kept = new HashSet<>(keys);
        return puts.stream().filter(put -> kept.contains(put.key())).toList();
    }

    /** Returns why a load ends whose thread was interrupted. */
    default StoreException interrupted() {
        return new StoreUnavailableException(this + " was interrupted; what it has stored stays; load the rest again");
    }

    private static String describe(TableSchema schema) {
        return "a load of table " + schema.tableName();
    }

    /** Calls of {@link DocumentTable#batchWrite}, which does not tell what was there. */
    final class ByBatches implements LoadCalls<Item> {
        private final DocumentTable table;

        ByBatches(DocumentTable table) {
            this.table = table;
        }

        @Override
        public TableSchema schema() {
            return table.schema();
        }

        @Override
        public String toString() {
            return describe(schema());
        }

        @Override
        public Item rowOf(Item item) {
            return item;
        }

        @Override
        public int compare(LoadPut<Item> left, LoadPut<Item> right) {
            return 0;
        }

        @Override
        public List<Key> send(List<LoadPut<Item>> puts) {
            return table.batchWrite(BatchWriteRequest.ofPuts(schema(), LoadCalls.rows(puts)))
                    .unprocessed();
        }

        @Override
        public OptionalLong replaced() {
            return OptionalLong.empty();
        }
    }

    /** Calls of a backend's own writer. */
    final class ByWriter<R> implements LoadCalls<R> {
        private final TableSchema schema;
        private final BulkLoad.Writer<R> writer;
        private final AtomicLong replaced = new AtomicLong();
        private volatile boolean certain = true;

        ByWriter(TableSchema schema, BulkLoad.Writer<R> writer) {
            this.schema = schema;
            this.writer = writer;
        }

        @Override
        public TableSchema schema() {
            return schema;
        }

        @Override
        public String toString() {
            return describe(schema);
        }

        @Override
        public R rowOf(Item item) {
            return writer.rowOf(item);
        }

        @Override
        public long bytes(R row, int itemBytes) {
            return writer.bytes(row, itemBytes);
        }

        @Override
        public int compare(LoadPut<R> left, LoadPut<R> right) {
            return writer.compare(left.row(), right.row());
        }

        @Override
        public List<Key> send(List<LoadPut<R>> puts) {
            try {
                replaced.addAndGet(writer.store(LoadCalls.rows(puts)));
                return List.of();
            } catch (OutcomeUnknownException e) {
                // It is sent again, and may then find what it stored itself.
                certain = false;
                throw e;
            }
        }

        @Override
        public OptionalLong replaced() {
            return certain ? OptionalLong.of(replaced.get()) : OptionalLong.empty();
        }
    }
}
