// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.List;
import java.util.Set;

/** A store over another whose tables refuse full scans, however they are got. */
final class ScanRefusingStore implements DocumentStore {
    private final DocumentStore store;

    ScanRefusingStore(DocumentStore store) {
        this.store = store;
    }

    private DocumentTable refusing(DocumentTable table) {
        return new ScanRefusingTable(this, table);
    }

    @Override
    public DocumentTable createTable(TableSchema schema) {
        return refusing(store.createTable(schema));
    }

    @Override
    public TableDescription describeTable(String name) {
        return store.describeTable(name);
    }

    @Override
    public List<String> listTables() {
        return store.listTables();
    }

    @Override
    public DocumentTable updateTable(String name, TableChange change) {
        return refusing(store.updateTable(name, change));
    }

    @Override
    public void dropTable(String name) {
        store.dropTable(name);
    }

    @Override
    public DocumentTable table(String name) {
        return refusing(store.table(name));
    }

    @Override
    public DocumentTable table(String name, TableOptions options) {
        return refusing(store.table(name, options));
    }

    @Override
    public TransactWriteResult transactWrite(TransactWriteRequest request) {
        return store.transactWrite(request);
    }

    @Override
    public TransactGetResult transactGet(TransactGetRequest request) {
        return store.transactGet(request);
    }

    @Override
    public DocumentStore withoutFullScans() {
        return this;
    }

    @Override
    public Set<TableFeature> features() {
        return store.features();
    }

    @Override
    public BatchLimits batchLimits() {
        return store.batchLimits();
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public String toString() {
        return store + " without full scans";
    }
}
