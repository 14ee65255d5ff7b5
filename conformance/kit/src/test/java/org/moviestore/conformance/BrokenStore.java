// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.Iterator;
import java.util.Optional;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.BulkLoad;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.GetResult;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadRecord;
import org.moviestore.table.LoadReport;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryPlan;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableExport;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactGetResult;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/**
 * A store that gets one thing wrong, as adapters easily do, over a sound one in memory; and the suite that runs over
 * it. A subclass overrides the operation that it breaks, and {@link CaughtBy} names the tests that find it out.
 */
abstract class BrokenStore extends DocumentTableConformance implements TableHarness {
    @Override
    public final String name() {
        return getClass().getSimpleName();
    }

    @Override
    public DocumentStore open() {
        return new Store();
    }

    GetResult get(DocumentTable sound, GetRequest request) {
        return sound.get(request);
    }

    WriteResult put(DocumentTable sound, PutRequest request) {
        return sound.put(request);
    }

    WriteResult update(DocumentTable sound, UpdateRequest request) {
        return sound.update(request);
    }

    WriteResult delete(DocumentTable sound, DeleteRequest request) {
        return sound.delete(request);
    }

    Page<Item> query(DocumentTable sound, QueryRequest request) {
        return sound.query(request);
    }

    Page<Item> scan(DocumentTable sound, ScanRequest request) {
        return sound.scan(request);
    }

    QueryPlan explain(DocumentTable sound, PageRequest request) {
        return sound.explain(request);
    }

    BatchGetResult batchGet(DocumentTable sound, BatchGetRequest request) {
        return sound.batchGet(request);
    }

    BatchWriteResult batchWrite(DocumentTable sound, BatchWriteRequest request) {
        return sound.batchWrite(request);
    }

    TableExport export(DocumentTable sound, int segments) {
        return sound.export(segments);
    }

    /** Unlike the others gets the broken table, since a load is made of its batches. */
    LoadReport load(DocumentTable broken, Iterator<LoadRecord> records, LoadListener listener) {
        return BulkLoad.over(broken).run(records, listener);
    }

    TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
        return sound.transactWrite(request);
    }

    TransactGetResult transactGet(DocumentStore sound, TransactGetRequest request) {
        return sound.transactGet(request);
    }

    /** A store whose transactions, and whose tables' operations, are those of the broken store. */
    class Store extends ForwardingStore {
        Store() {
            super(Table::new);
        }

        @Override
        public TransactWriteResult transactWrite(TransactWriteRequest request) {
            return BrokenStore.this.transactWrite(sound, request);
        }

        @Override
        public TransactGetResult transactGet(TransactGetRequest request) {
            return BrokenStore.this.transactGet(sound, request);
        }
    }

    /** A table whose operations are those of the broken store. */
    final class Table extends ForwardingTable {
        Table(DocumentStore store, DocumentTable sound) {
            super(store, sound);
        }

        @Override
        public GetResult get(GetRequest request) {
            return BrokenStore.this.get(sound, request);
        }

        @Override
        public WriteResult put(PutRequest request) {
            return BrokenStore.this.put(sound, request);
        }

        @Override
        public WriteResult update(UpdateRequest request) {
            return BrokenStore.this.update(sound, request);
        }

        @Override
        public WriteResult delete(DeleteRequest request) {
            return BrokenStore.this.delete(sound, request);
        }

        @Override
        public Page<Item> query(QueryRequest request) {
            return BrokenStore.this.query(sound, request);
        }

        @Override
        public Page<Item> scan(ScanRequest request) {
            return BrokenStore.this.scan(sound, request);
        }

        @Override
        public QueryPlan explain(PageRequest request) {
            return BrokenStore.this.explain(sound, request);
        }

        @Override
        public BatchGetResult batchGet(BatchGetRequest request) {
            return BrokenStore.this.batchGet(sound, request);
        }

        @Override
        public BatchWriteResult batchWrite(BatchWriteRequest request) {
            return BrokenStore.this.batchWrite(sound, request);
        }

        @Override
        public TableExport export(int segments) {
            return BrokenStore.this.export(sound, segments);
        }

        @Override
        public LoadReport load(Iterator<LoadRecord> records, LoadListener listener) {
            return BrokenStore.this.load(this, records, listener);
        }
    }

    /** A store that keeps another item than the one that is put. */
    abstract static class Misstoring extends BrokenStore {
        /** Returns what is stored in place of the value of an attribute that is no key. */
        AttributeValue stored(AttributeValue value) {
            return value;
        }

        /** Returns what is stored in place of the item. */
        Item stored(TableSchema schema, Item item) {
            Item.Builder kept = Item.builder();
            item.attributes()
                    .forEach((name, value) -> kept.set(name, schema.isKeyAttribute(name) ? value : stored(value)));
            return kept.build();
        }

        @Override
        WriteResult put(DocumentTable sound, PutRequest request) {
            return sound.put(ChangedRequests.of(request, stored(request.schema(), request.item())));
        }
    }

    /** A store that looks away where a rule is broken that can only be checked on the stored item. */
    abstract static class Tolerant extends BrokenStore {
        private final ErrorCode code;

        Tolerant(ErrorCode code) {
            this.code = code;
        }

        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            try {
                return sound.update(request);
            } catch (UpdateRejectedException e) {
                if (e.code() == code) {
                    return WriteResult.of(Optional.empty());
                }
                throw e;
            }
        }
    }
}
