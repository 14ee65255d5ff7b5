// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;

/** A table over another that refuses what would be a full scan. */
final class ScanRefusingTable implements DocumentTable {
    private final DocumentStore store;
    private final DocumentTable table;

    ScanRefusingTable(DocumentStore store, DocumentTable table) {
        this.store = store;
        this.table = table;
    }

    @Override
    public DocumentStore store() {
        return store;
    }

    @Override
    public TableSchema schema() {
        return table.schema();
    }

    @Override
    public GetResult get(GetRequest request) {
        return table.get(request);
    }

    @Override
    public WriteResult put(PutRequest request) {
        return table.put(request);
    }

    @Override
    public WriteResult update(UpdateRequest request) {
        return table.update(request);
    }

    @Override
    public WriteResult delete(DeleteRequest request) {
        return table.delete(request);
    }

    @Override
    public Page<Item> query(QueryRequest request) {
        return table.query(checked(request));
    }

    @Override
    public Page<Item> scan(ScanRequest request) {
        return table.scan(checked(request));
    }

    @Override
    public QueryPlan explain(PageRequest request) {
        return table.explain(request);
    }

    @Override
    public long count(PageRequest request) {
        return table.count(checked(request));
    }

    @Override
    public Stream<Item> stream(PageRequest request) {
        return table.stream(checked(request));
    }

    @Override
    public TableExport export(int segments) {
        checked(ScanRequest.of(schema()));
        return table.export(segments);
    }

    @Override
    public BatchGetResult batchGet(BatchGetRequest request) {
        return table.batchGet(request);
    }

    @Override
    public BatchWriteResult batchWrite(BatchWriteRequest request) {
        return table.batchWrite(request);
    }

    @Override
    public LoadReport load(Iterator<LoadRecord> records, LoadListener listener) {
        return table.load(records, listener);
    }

    private <R extends PageRequest> R checked(R request) {
        if (Objects.requireNonNull(request, "request").access().isFullScan()) {
            schema().checkMadeFor(request.schema());
            String whole = request.index()
                            .map(index -> "index " + index.name() + " of ")
                            .orElse("") + "table " + schema().tableName();
            throw new InvalidRequestException(
                    ErrorCode.FULL_SCAN,
                    "this would read the whole of " + whole + ", and this store was told to refuse that; query a"
                            + " partition, or declare an index by what the filter asks for and query that, or open the"
                            + " store without fullScans=refuse");
        }
        return request;
    }

    @Override
    public String toString() {
        return table + " without full scans";
    }
}
