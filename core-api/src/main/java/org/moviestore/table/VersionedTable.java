// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;
import org.moviestore.item.Item;

/** A table over another whose writes check and raise the versions of their items. */
final class VersionedTable implements DocumentTable {
    private final DocumentTable table;
    private final Versions versions;

    VersionedTable(DocumentTable table, Versions versions) {
        versions.checkNoKey(table.schema());
        this.table = table;
        this.versions = versions;
    }

    @Override
    public DocumentStore store() {
        return table.store();
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
        return table.put(versions.checked(Objects.requireNonNull(request, "request")));
    }

    @Override
    public WriteResult update(UpdateRequest request) {
        return table.update(versions.checked(Objects.requireNonNull(request, "request")));
    }

    @Override
    public WriteResult delete(DeleteRequest request) {
        return table.delete(versions.checked(Objects.requireNonNull(request, "request")));
    }

    @Override
    public Page<Item> query(QueryRequest request) {
        return table.query(request);
    }

    @Override
    public Page<Item> scan(ScanRequest request) {
        return table.scan(request);
    }

    @Override
    public QueryPlan explain(PageRequest request) {
        return table.explain(request);
    }

    @Override
    public BatchGetResult batchGet(BatchGetRequest request) {
        return table.batchGet(request);
    }

    @Override
    public BatchWriteResult batchWrite(BatchWriteRequest request) {
        schema().checkMadeFor(Objects.requireNonNull(request, "request").schema());
        throw Versions.refused("a batch write of table " + schema().tableName() + " cannot check the versions in "
                + versions.attribute() + "; write the items one by one");
    }

    @Override
    public long count(PageRequest request) {
        return table.count(request);
    }

    @Override
    public Stream<Item> stream(PageRequest request) {
        return table.stream(request);
    }

    @Override
    public TableExport export(int segments) {
        return table.export(segments);
    }

    @Override
    public LoadReport load(Iterator<LoadRecord> records, LoadListener listener) {
        throw Versions.refused("a load of table " + schema().tableName() + " cannot check the versions in "
                + versions.attribute() + "; write the items one by one");
    }

    @Override
    public String toString() {
        return table + " with versions in " + versions.attribute();
    }
}
