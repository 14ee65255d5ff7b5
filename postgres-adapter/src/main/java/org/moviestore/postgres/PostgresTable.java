// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.moviestore.item.Item;
import org.moviestore.postgres.Operation.Call;
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
import org.moviestore.table.Position;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryPlan;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableExport;
import org.moviestore.table.TableFeature;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** One table: checks that a request is meant for it, and hands it to what carries it out. */
final class PostgresTable implements DocumentTable {
    private final PostgresStore store;
    private final Connections connections;
    private final TableLayout layout;
    private final TableSql sql;
    private final Puts puts;
    private final Deletes deletes;
    private final Updates updates;
    private final Pages pages;
    private final Exports exports;
    private final BatchSql batchSql;
    private final BatchCalls batches;

    PostgresTable(PostgresStore store, Connections connections, TableLayout layout, boolean singleStatementUpdates) {
        this.store = store;
        this.connections = connections;
        this.layout = layout;
        this.sql = new TableSql(layout);
        Rows rows = new Rows(sql);
        this.puts = new Puts(connections, sql, rows);
        this.deletes = new Deletes(connections, sql);
        this.updates = new Updates(
                connections, rows, singleStatementUpdates ? Optional.of(new UpdateSql(sql)) : Optional.empty());
        this.pages = new Pages(connections, sql);
        this.exports = new Exports(connections, layout);
        this.batchSql = new BatchSql(layout);
        this.batches = new BatchCalls(connections, layout, batchSql);
    }

    @Override
    public DocumentStore store() {
        return store;
    }

    @Override
    public TableSchema schema() {
        return layout.schema();
    }

    @Override
    public GetResult get(GetRequest request) {
        Objects.requireNonNull(request, "request");
        check(request.schema(), request.capacityReport());
        Sql get = Sql.of(sql.get()).with(layout.keyValues(request.key()));
        Call call = Operation.GET.on(schema().tableName(), request.key());
        Optional<byte[]> json = connections.read(call, connection -> {
            try (PreparedStatement statement = get.prepare(connection);
                    ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        });
        // Others may have the connection meanwhile.
        Optional<Item> item = json.map(found -> ItemJson.read(found, call, () -> "its row"));
        return GetResult.of(item.map(
                found -> request.projection().map(kept -> kept.of(found)).orElse(found)));
    }

    @Override
    public WriteResult put(PutRequest request) {
        Objects.requireNonNull(request, "request");
        check(request.schema(), request.capacityReport());
        return puts.put(request.madeFor(schema()));
    }

    @Override
    public WriteResult update(UpdateRequest request) {
        Objects.requireNonNull(request, "request");
        check(request.schema(), request.capacityReport());
        request.checkUnversioned();
        return updates.update(request.madeFor(schema()));
    }

    @Override
    public WriteResult delete(DeleteRequest request) {
        Objects.requireNonNull(request, "request");
        check(request.schema(), request.capacityReport());
        request.checkUnversioned();
        return deletes.delete(request);
    }

    @Override
    public Page<Item> query(QueryRequest request) {
        check(request);
        return pages.read(request);
    }

    @Override
    public Page<Item> scan(ScanRequest request) {
        check(request);
        return pages.read(request);
    }

    @Override
    public Stream<Item> stream(PageRequest request) {
        check(request);
        return pages.stream(request);
    }

    @Override
    public TableExport export(int segments) {
        connections.checkOpen();
        return exports.export(segments);
    }

    @Override
    public QueryPlan explain(PageRequest request) {
        check(request);
        return QueryPlan.of(request, QueryPlan.FilteredBy.BACKEND)
                .withAccess(pages.isFoundByIndex(request) ? QueryPlan.Access.FILTER_INDEX : request.access())
                .withBackendPlan(pages.plan(request));
    }

    @Override
    public BatchGetResult batchGet(BatchGetRequest request) {
        Objects.requireNonNull(request, "request");
        check(request.schema(), request.capacityReport());
        store.batchLimits().check(request);
        return batches.get(request);
    }

    @Override
    public BatchWriteResult batchWrite(BatchWriteRequest request) {
        Objects.requireNonNull(request, "request");
        check(request.schema(), request.capacityReport());
        store.batchLimits().check(request);
        return batches.write(request.madeFor(schema()));
    }

    @Override
    public LoadReport load(Iterator<LoadRecord> records, LoadListener listener) {
        connections.checkOpen();
        return BulkLoad.over(this)
                .by(new LoadWriter(connections, layout, batchSql), LoadWriter.limits())
                .run(records, listener);
    }

    /**
     * PostgreSQL can hold no item with text of the kind that a position is checked for, nor take a parameter with it.
     */
    private void check(PageRequest request) {
        Objects.requireNonNull(request, "request");
        check(request.schema(), request.capacityReport());
        request.startAfter().ifPresent(Position::checkText);
    }

    private void check(TableSchema requestSchema, CapacityReport capacityReport) {
        connections.checkOpen();
        schema().checkMadeFor(requestSchema);
        if (capacityReport == CapacityReport.TOTAL) {
            throw TableFeature.CONSUMED_CAPACITY.missing();
        }
    }
}
