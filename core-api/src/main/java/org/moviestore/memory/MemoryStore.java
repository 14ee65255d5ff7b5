// SPDX-License-Identifier: Apache-2.0
package org.moviestore.memory;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.Utf8;
import org.moviestore.table.BatchLimits;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableFeature;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactGetResult;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;

/**
 * A store whose tables live in the memory of this process, as long as the store is open. It keeps every promise of
 * {@link DocumentStore} and {@link DocumentTable} but durability. Thread-safe.
 */
public final class MemoryStore implements DocumentStore {
    private static final BatchLimits BATCH_LIMITS = new BatchLimits(1000, 1000, 1);

    private final ConcurrentMap<String, TableData> tables = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final MemoryTransactions transactions;

    /** Creates a store without tables. */
    public MemoryStore() {
        this(InstantSource.system());
    }

    /** Creates a store without tables that counts by this clock how long the client tokens of transactions hold. */
    public MemoryStore(InstantSource clock) {
        this.transactions = new MemoryTransactions(this, new ClientTokens(clock));
    }

    @Override
    public DocumentTable createTable(TableSchema schema) {
        checkOpen();
        if (tables.putIfAbsent(schema.tableName(), new TableData(schema)) != null) {
            throw new TableExistsException(schema.tableName());
        }
        return new MemoryTable(this, schema);
    }

    @Override
    public TableDescription describeTable(String name) {
        return TableDescription.active(data(name).schema());
    }

    @Override
    public DocumentTable updateTable(String name, TableChange change) {
        return new MemoryTable(this, data(name).change(change));
    }

    @Override
    public List<String> listTables() {
        checkOpen();
        return tables.keySet().stream().sorted(Utf8.ORDER).toList();
    }

    @Override
    public void dropTable(String name) {
        TableSchema.checkTableName(name);
        checkOpen();
        if (tables.remove(name) == null) {
            throw new TableNotFoundException(name);
        }
    }

    @Override
    public DocumentTable table(String name) {
        return new MemoryTable(this, data(name).schema());
    }

    @Override
    public TransactWriteResult transactWrite(TransactWriteRequest request) {
        checkFeatures(request.capacityReport());
        checkOpen();
        return transactions.write(request);
    }

    @Override
    public TransactGetResult transactGet(TransactGetRequest request) {
        checkFeatures(request.capacityReport());
        return transactions.get(request);
    }

    static void checkFeatures(CapacityReport capacityReport) {
        if (capacityReport == CapacityReport.TOTAL) {
            throw TableFeature.CONSUMED_CAPACITY.missing();
        }
    }

    @Override
    public Set<TableFeature> features() {
        return Set.of(TableFeature.IMMEDIATE_GLOBAL_INDEXES, TableFeature.SNAPSHOT_EXPORT);
    }

    @Override
    public BatchLimits batchLimits() {
        return BATCH_LIMITS;
    }

    @Override
    public void close() {
        closed.set(true);
        tables.clear();
    }

    /** Returns the items of the table that a request was made for. */
    TableData data(TableSchema schema) {
        TableData data = data(schema.tableName());
        if (!data.schema().keyAttributes().equals(schema.keyAttributes())) {
            throw new RequestRejectedException(
                    "table " + schema.tableName() + " has another key than the request was made"
                            + " for: " + data.schema().keyAttributes() + ", not " + schema.keyAttributes()
                            + "; ask the store for the table again");
        }
        return data;
    }

    private TableData data(String name) {
        TableSchema.checkTableName(name);
        checkOpen();
        TableData data = tables.get(name);
        if (data == null) {
            throw new TableNotFoundException(name);
        }
        return data;
    }

    void checkOpen() {
        if (closed.get()) {
            throw new IllegalStateException("the store is closed");
        }
    }
}
