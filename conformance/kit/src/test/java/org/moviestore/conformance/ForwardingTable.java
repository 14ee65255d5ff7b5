// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import org.moviestore.item.Item;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.GetResult;
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

/** A table that does what another one does, save for what its subclass gets wrong. */
abstract class ForwardingTable implements DocumentTable {
    private final DocumentStore store;
    final DocumentTable sound;

    ForwardingTable(DocumentStore store, DocumentTable sound) {
        this.store = store;
        this.sound = sound;
    }

    @Override
    public DocumentStore store() {
        return store;
    }

    @Override
    public TableSchema schema() {
        return sound.schema();
    }

    @Override
    public GetResult get(GetRequest request) {
        return sound.get(request);
    }

    @Override
    public WriteResult put(PutRequest request) {
        return sound.put(request);
    }

    @Override
    public WriteResult update(UpdateRequest request) {
        return sound.update(request);
    }

    @Override
    public WriteResult delete(DeleteRequest request) {
        return sound.delete(request);
    }

    @Override
    public Page<Item> query(QueryRequest request) {
        return sound.query(request);
    }

    @Override
    public Page<Item> scan(ScanRequest request) {
        return sound.scan(request);
    }

    @Override
    public QueryPlan explain(PageRequest request) {
        return sound.explain(request);
    }

    @Override
    public BatchGetResult batchGet(BatchGetRequest request) {
        return sound.batchGet(request);
    }

    @Override
    public BatchWriteResult batchWrite(BatchWriteRequest request) {
        return sound.batchWrite(request);
    }

    @Override
    public TableExport export(int segments) {
        return sound.export(segments);
    }
}
