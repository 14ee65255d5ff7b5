// SPDX-License-Identifier: Apache-2.0
package example.files;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
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
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** A table of a {@link FilesStore}. */
final class FilesTable implements DocumentTable {
    private final FilesStore store;
    private final TableSchema schema;

    FilesTable(FilesStore store, TableSchema schema) {
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

    /** What an operation does with the files of the table. */
    private interface Operation<T> {
        T on(TableFolder table) throws IOException;
    }

    // region: checked
    /** Checks what concerns every request, and then carries one out, alone in the whole store. */
    private <T> T checked(String name, TableSchema made, CapacityReport capacity, Operation<T> operation) {
        schema.checkMadeFor(made);
        FilesStore.checkFeatures(capacity);
        return store.locked(
                name + " table " + schema.tableName(), () -> operation.on(store.tableFolder(schema)));
    }
    // end: checked

    @Override
    public GetResult get(GetRequest request) {
        Objects.requireNonNull(request, "request");
        return checked("read", request.schema(), request.capacityReport(), table -> {
            Optional<Item> item = table.read(request.key());
            return GetResult.of(item.map(
                    found -> request.projection().map(kept -> kept.of(found)).orElse(found)));
        });
    }

    // region: writes
    @Override
    public WriteResult put(PutRequest request) {
        Objects.requireNonNull(request, "request");
        return checked("write to", request.schema(), request.capacityReport(), table -> {
            PutRequest put = request.madeFor(table.schema());
            Optional<Item> old = table.read(put.key());
            put.checkCondition(old);
            table.write(put.key(), put.item());
            return WriteResult.of(put.returning() == ReturnItem.OLD ? old : Optional.empty());
        });
    }

    @Override
    public WriteResult update(UpdateRequest request) {
        Objects.requireNonNull(request, "request");
        return checked("write to", request.schema(), request.capacityReport(), table -> {
            request.checkUnversioned();
            Optional<Item> old = table.read(request.key());
            Optional<Item> changed = request.madeFor(table.schema()).appliedTo(old);
            if (changed.isPresent()) {
                table.write(request.key(), changed.get());
            }
            return WriteResult.of(request.returning().select(request.update(), old, changed));
        });
    }
    // end: writes

    @Override
    public WriteResult delete(DeleteRequest request) {
        Objects.requireNonNull(request, "request");
        return checked("write to", request.schema(), request.capacityReport(), table -> {
            request.checkUnversioned();
            Optional<Item> old = table.read(request.key());
            request.checkCondition(old);
            table.delete(request.key());
            return WriteResult.of(request.returning() == ReturnItem.OLD ? old : Optional.empty());
        });
    }

    // region: reads
    @Override
    public Page<Item> query(QueryRequest request) {
        Objects.requireNonNull(request, "request");
        return checked("read", request.schema(), request.capacityReport(), table -> {
            checkIndex(table, request);
            return request.pageOf(
                    request.index().isPresent() ? table.readAll() : table.readPartition(request.partitionValue()));
        });
    }

    @Override
    public Page<Item> scan(ScanRequest request) {
        Objects.requireNonNull(request, "request");
        return checked("read", request.schema(), request.capacityReport(), table -> {
            checkIndex(table, request);
            return request.pageOf(table.readAll());
        });
    }

    /** The index may have been dropped since this object was made. */
    private static void checkIndex(TableFolder table, PageRequest request) {
        request.index().filter(index -> !table.schema().indexes().contains(index)).ifPresent(index -> {
            throw new RequestRejectedException("table " + table.schema().tableName() + " has no index " + index.name()
                    + " any more; ask the store for the table again");
        });
    }
    // end: reads

    // region: batches
    @Override
    public BatchGetResult batchGet(BatchGetRequest request) {
        Objects.requireNonNull(request, "request");
        return checked("read", request.schema(), request.capacityReport(), table -> {
            store.batchLimits().check(request);
            Map<Key, Item> items = new LinkedHashMap<>();
            for (Key key : request.keys()) {
                table.read(key)
                        .map(item ->
                                request.projection().map(kept -> kept.of(item)).orElse(item))
                        .ifPresent(item -> items.put(key, item));
            }
            return BatchGetResult.of(items, List.of());
        });
    }

    @Override
    public BatchWriteResult batchWrite(BatchWriteRequest request) {
        Objects.requireNonNull(request, "request");
        return checked("write to", request.schema(), request.capacityReport(), table -> {
            store.batchLimits().check(request);
            BatchWriteRequest write = request.madeFor(table.schema());
            try {
                for (Item item : write.puts()) {
                    table.write(schema.storedKeyOf(item), item);
                }
                for (Key key : write.deletes()) {
                    table.delete(key);
                }
            } catch (IOException e) {
                throw new OutcomeUnknownException(
                        "a batch of table " + schema.tableName() + " broke off, and each of its items may be written or"
                                + " not; send it again",
                        e);
            }
            return BatchWriteResult.of(List.of());
        });
    }
    // end: batches

    // region: load
    @Override
    public LoadReport load(Iterator<LoadRecord> records, LoadListener listener) {
        store.checkOpen();
        return DocumentTable.super.load(records, listener);
    }
    // end: load
}
