// SPDX-License-Identifier: Apache-2.0
package example.files;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.Item;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.GetResult;
import org.moviestore.table.Page;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableFeature;
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
        if (capacity == CapacityReport.TOTAL) {
            throw TableFeature.CONSUMED_CAPACITY.missing();
        }
        return store.locked(name + " table " + schema.tableName(), () -> {
            TableFolder table = store.tableFolder(schema.tableName());
            if (!table.schema().keyAttributes().equals(schema.keyAttributes())) {
                throw new RequestRejectedException("table " + schema.tableName()
                        + " was dropped and made anew with another key; ask the store for it again");
            }
            return operation.on(table);
        });
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
            Optional<Item> old = table.read(request.key());
            request.checkCondition(old);
            table.write(request.key(), request.item());
            return WriteResult.of(request.returning() == ReturnItem.OLD ? old : Optional.empty());
        });
    }

    @Override
    public WriteResult update(UpdateRequest request) {
        Objects.requireNonNull(request, "request");
        return checked("write to", request.schema(), request.capacityReport(), table -> {
            Optional<Item> old = table.read(request.key());
            Optional<Item> changed = request.appliedTo(old);
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
            return request.pageOf(table.readPartition(request.partitionValue()));
        });
    }

    @Override
    public Page<Item> scan(ScanRequest request) {
        Objects.requireNonNull(request, "request");
        return checked("read", request.schema(), request.capacityReport(), table -> request.pageOf(table.readAll()));
    }
    // end: reads
}
