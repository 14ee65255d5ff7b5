// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.remote.protocol.StoreCall;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
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
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryPlan;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableExport;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** A table of a {@link RemoteStore}: checks that a request is meant for it, and sends it. */
final class RemoteTable implements DocumentTable {
    private final RemoteStore store;
    private final SharedConnection connection;
    private final TableSchema schema;

    RemoteTable(RemoteStore store, SharedConnection connection, TableSchema schema) {
        this.store = store;
        this.connection = connection;
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
        Objects.requireNonNull(request, "request");
        check(request.schema(), request.capacityReport());
        return connection.call(new StoreCall.GetItem(request));
    }

    @Override
    public WriteResult put(PutRequest request) {
        Objects.requireNonNull(request, "request");
        check(request.schema(), request.capacityReport());
        return connection.call(new StoreCall.PutItem(request.madeFor(schema)));
    }

    @Override
    public WriteResult update(UpdateRequest request) {
        Objects.requireNonNull(request, "request");
        check(request.schema(), request.capacityReport());
        request.checkUnversioned();
        return connection.call(new StoreCall.UpdateItem(request.madeFor(schema)));
    }

    @Override
    public WriteResult delete(DeleteRequest request) {
        Objects.requireNonNull(request, "request");
        check(request.schema(), request.capacityReport());
        request.checkUnversioned();
        return connection.call(new StoreCall.DeleteItem(request));
    }

    @Override
    public Page<Item> query(QueryRequest request) {
        return page(request);
    }

    @Override
    public Page<Item> scan(ScanRequest request) {
        return page(request);
    }

    private Page<Item> page(PageRequest request) {
        Objects.requireNonNull(request, "request");
        check(request.schema(), request.capacityReport());
        return connection.call(new StoreCall.ReadPage(request));
    }

    @Override
    public QueryPlan explain(PageRequest request) {
        Objects.requireNonNull(request, "request");
        check(request.schema(), request.capacityReport());
        return connection.call(new StoreCall.Explain(request));
    }

    @Override
    public BatchGetResult batchGet(BatchGetRequest request) {
        Objects.requireNonNull(request, "request");
        check(request.schema(), request.capacityReport());
        store.batchLimits().check(request);
        return connection.call(new StoreCall.BatchGet(request));
    }

    @Override
    public BatchWriteResult batchWrite(BatchWriteRequest request) {
        Objects.requireNonNull(request, "request");
        check(request.schema(), request.capacityReport());
        store.batchLimits().check(request);
        return write(request.madeFor(schema));
    }

    /** Sends what fits into one line, and leaves the rest. */
    private BatchWriteResult write(BatchWriteRequest request) {
        StoreCall.BatchWrite call = new StoreCall.BatchWrite(request);
        Optional<BatchWriteResult> written = connection.callIfItFits(call);
        if (written.isPresent()) {
            return written.get();
        } else if (request.size() == 1) {
            throw connection.tooLong(call);
        }
        List<Key> keys = request.keys();
        int half = keys.size() / 2;
        BatchWriteResult some = write(request.only(keys.subList(0, half)));
        List<Key> left = new ArrayList<>(some.unprocessed());
        left.addAll(keys.subList(half, keys.size()));
        return new BatchWriteResult(left, some.consumedCapacity());
    }

    @Override
    public TableExport export(int segments) {
        connection.checkOpen();
        return DocumentTable.super.export(segments);
    }

    @Override
    public LoadReport load(Iterator<LoadRecord> records, LoadListener listener) {
        connection.checkOpen();
        return DocumentTable.super.load(records, listener);
    }

    private void check(TableSchema requestSchema, CapacityReport capacityReport) {
        connection.checkOpen();
        schema.checkMadeFor(requestSchema);
        store.checkFeatures(capacityReport);
    }

    @Override
    public String toString() {
        return "table " + schema.tableName() + " of " + store;
    }
}
