// SPDX-License-Identifier: Apache-2.0
package org.moviestore.memory;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.BulkLoad;
import org.moviestore.table.CapacityReport;
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
import org.moviestore.table.PageStream;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.Segment;
import org.moviestore.table.TableExport;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** A table of a {@link MemoryStore}, found again by its name at each call. */
final class MemoryTable implements DocumentTable {
    private final MemoryStore store;
    private final TableSchema schema;

    MemoryTable(MemoryStore store, TableSchema schema) {
        this.store = store;
        this.schema = schema;
    }

    @Override
    public DocumentStore store() {
        return store;
    }

    @Override
    public TableSchema schema() {
        return schema;
    }

    @Override
    public GetResult get(GetRequest request) {
        TableData data = data(request.schema(), request.capacityReport());
        return GetResult.of(data.get(request.key())
                .map(item -> request.projection().map(kept -> kept.of(item)).orElse(item)));
    }

    @Override
    public WriteResult put(PutRequest request) {
        TableData data = data(request.schema(), request.capacityReport());
        PutRequest put = request.madeFor(data.schema());
        TableData.Written written = data.write(put.key(), old -> {
            put.checkCondition(old);
            return Optional.of(put.item());
        });
        return old(put.returning(), written);
    }

    @Override
    public WriteResult update(UpdateRequest request) {
        TableData data = data(request.schema(), request.capacityReport());
        request.checkUnversioned();
        TableData.Written written = data.write(request.key(), request.madeFor(data.schema())::appliedTo);
        return WriteResult.of(request.returning().select(request.update(), written.before(), written.after()));
    }

    @Override
    public WriteResult delete(DeleteRequest request) {
        TableData data = data(request.schema(), request.capacityReport());
        request.checkUnversioned();
        TableData.Written written = data.write(request.key(), old -> {
            request.checkCondition(old);
            return Optional.empty();
        });
        return old(request.returning(), written);
    }

    private static WriteResult old(ReturnItem returning, TableData.Written written) {
        return WriteResult.of(returning == ReturnItem.OLD ? written.before() : Optional.empty());
    }

    @Override
    public Page<Item> query(QueryRequest request) {
        return data(request.schema(), request.capacityReport()).page(request);
    }

    @Override
    public Page<Item> scan(ScanRequest request) {
        return data(request.schema(), request.capacityReport()).page(request);
    }

    @Override
    public BatchGetResult batchGet(BatchGetRequest request) {
        TableData data = data(request.schema(), request.capacityReport());
        store.batchLimits().check(request);
        Map<Key, Item> items = new LinkedHashMap<>();
        for (Key key : request.keys()) {
            data.get(key)
                    .ifPresent(item -> items.put(
                            key, request.projection().map(kept -> kept.of(item)).orElse(item)));
        }
        return BatchGetResult.of(items, List.of());
    }

    @Override
    public BatchWriteResult batchWrite(BatchWriteRequest request) {
        TableData data = data(request.schema(), request.capacityReport());
        store.batchLimits().check(request);
        putAll(data, request.madeFor(data.schema()).puts());
        request.deletes().forEach(key -> data.write(key, old -> Optional.empty()));
        return BatchWriteResult.of(List.of());
    }

    @Override
    public Stream<Item> stream(PageRequest request) {
        return PageStream.of(request, next -> next.readFrom(this));
    }

    @Override
    public TableExport export(int segments) {
        Stream<Segment> parts = Segment.all(segments);
        List<Item> items = data(schema, CapacityReport.NONE).items();
        return new TableExport(parts.map(part -> part(items, part).stream()).toList());
    }

    private static List<Item> part(List<Item> items, Segment part) {
        long from = (long) items.size() * part.number() / part.total();
        long to = (long) items.size() * (part.number() + 1) / part.total();
        return items.subList((int) from, (int) to);
    }

    /** Stores items and returns how many were in their place. */
    private int putAll(TableData data, List<Item> items) {
        int replaced = 0;
        for (Item item : items) {
            TableData.Written written = data.write(schema.storedKeyOf(item), old -> Optional.of(item));
            replaced += written.before().isPresent() ? 1 : 0;
        }
        return replaced;
    }

    @Override
    public LoadReport load(Iterator<LoadRecord> records, LoadListener listener) {
        store.checkOpen();
        return BulkLoad.over(this).by(new LoadWriter(), store.batchLimits()).run(records, listener);
    }

    private final class LoadWriter implements BulkLoad.Writer<Item> {
        @Override
        public Item rowOf(Item item) {
            return item;
        }

        @Override
        public int store(List<Item> items) {
            TableData data = store.data(schema);
            if (!data.schema().indexes().equals(schema.indexes())) {
                check(items, data.schema());
            }
            return putAll(data, items);
        }

        /** An index that came since may not take an item that was checked without it. */
        private static void check(List<Item> items, TableSchema now) {
            try {
                BatchWriteRequest.ofPuts(now, items);
            } catch (InvalidRequestException e) {
                throw new RequestRejectedException(e.code(), e.getMessage(), e);
            }
        }
    }

    private TableData data(TableSchema requestSchema, CapacityReport capacityReport) {
        schema.checkMadeFor(requestSchema);
        MemoryStore.checkFeatures(capacityReport);
        return store.data(schema);
    }
}
