// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.BatchLimits;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.StoreProvider;
import org.moviestore.table.StoreUrl;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableFeature;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactGetResult;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;

/**
 * Opens memory stores that outlive the command that opened them, as a database does: {@code kept://name} is the same
 * store every time.
 */
public final class KeptStoreProvider implements StoreProvider {
    private static final Map<String, MemoryStore> STORES = new ConcurrentHashMap<>();

    static DocumentStore kept(String name) {
        return new KeptStore(STORES.computeIfAbsent(name, created -> new MemoryStore()));
    }

    @Override
    public Set<String> schemes() {
        return Set.of("kept");
    }

    @Override
    public DocumentStore open(StoreUrl url) {
        return kept(url.host());
    }

    private record KeptStore(MemoryStore memory) implements DocumentStore {
        @Override
        public DocumentTable createTable(TableSchema schema) {
            return memory.createTable(schema);
        }

        @Override
        public TableDescription describeTable(String name) {
            return memory.describeTable(name);
        }

        @Override
        public DocumentTable updateTable(String name, TableChange change) {
            return memory.updateTable(name, change);
        }

        @Override
        public List<String> listTables() {
            return memory.listTables();
        }

        @Override
        public void dropTable(String name) {
            memory.dropTable(name);
        }

        @Override
        public DocumentTable table(String name) {
            return memory.table(name);
        }

        @Override
        public TransactWriteResult transactWrite(TransactWriteRequest request) {
            return memory.transactWrite(request);
        }

        @Override
        public TransactGetResult transactGet(TransactGetRequest request) {
            return memory.transactGet(request);
        }

        @Override
        public Set<TableFeature> features() {
            return memory.features();
        }

        @Override
        public BatchLimits batchLimits() {
            return memory.batchLimits();
        }

        @Override
        public void close() {
            // It is kept.
        }
    }
}
