// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
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

/** A store whose transactions and reads pass through hooks, which may fail before or after, or be watched. */
record HookedStore(DocumentStore store, Hook writes, Hook reads) implements DocumentStore {
    /** Makes the call, if at all. */
    interface Hook {
        /** Lets all calls pass. */
        Hook NONE = (token, call) -> call.run();

        void call(String token, Runnable call);
    }

    static HookedStore over(DocumentStore store, Hook writes) {
        return new HookedStore(store, writes, Hook.NONE);
    }

    @Override
    public TransactWriteResult transactWrite(TransactWriteRequest request) {
        writes.call(request.clientToken().orElseThrow(), () -> store.transactWrite(request));
        return TransactWriteResult.of();
    }

    @Override
    public DocumentTable table(String name) {
        DocumentTable table = store.table(name);
        return (DocumentTable) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DocumentTable.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("get")) {
                        reads.call("", () -> {});
                    }
                    try {
                        return method.invoke(table, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public DocumentTable createTable(TableSchema schema) {
        store.createTable(schema);
        return table(schema.tableName());
    }

    @Override
    public TableDescription describeTable(String name) {
        return store.describeTable(name);
    }

    @Override
    public DocumentTable updateTable(String name, TableChange change) {
        return store.updateTable(name, change);
    }

    @Override
    public List<String> listTables() {
        return store.listTables();
    }

    @Override
    public void dropTable(String name) {
        store.dropTable(name);
    }

    @Override
    public TransactGetResult transactGet(TransactGetRequest request) {
        return store.transactGet(request);
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
}
