// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.BatchLimits;
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

/** A store in memory whose tables are wrapped in others, made of the store and the table. */
class ForwardingStore implements DocumentStore {
    final DocumentStore sound = new MemoryStore();
    private final BiFunction<DocumentStore, DocumentTable, DocumentTable> wrapping;

    ForwardingStore(BiFunction<DocumentStore, DocumentTable, DocumentTable> wrapping) {
        this.wrapping = wrapping;
    }

    @Override
    public DocumentTable createTable(TableSchema schema) {
        return wrapping.apply(this, sound.createTable(schema));
    }

    @Override
    public TableDescription describeTable(String name) {
        return sound.describeTable(name);
    }

    @Override
    public DocumentTable updateTable(String name, TableChange change) {
        return wrapping.apply(this, sound.updateTable(name, change));
    }

    @Override
    public List<String> listTables() {
        return sound.listTables();
    }

    @Override
    public void dropTable(String name) {
        sound.dropTable(name);
    }

    @Override
    public DocumentTable table(String name) {
        return wrapping.apply(this, sound.table(name));
    }

    @Override
    public TransactWriteResult transactWrite(TransactWriteRequest request) {
        return sound.transactWrite(request);
    }

    @Override
    public TransactGetResult transactGet(TransactGetRequest request) {
        return sound.transactGet(request);
    }

    @Override
    public Set<TableFeature> features() {
        return sound.features();
    }

    @Override
    public BatchLimits batchLimits() {
        return sound.batchLimits();
    }

    @Override
    public void close() {
        sound.close();
    }
}
