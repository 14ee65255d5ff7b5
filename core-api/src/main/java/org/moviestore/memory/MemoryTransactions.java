// SPDX-License-Identifier: Apache-2.0
package org.moviestore.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.moviestore.item.Item;
import org.moviestore.table.GetRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactGetResult;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;
import org.moviestore.table.WriteAction;

/** Transactions: each holds the locks of all its tables, taken in the order of their names, so that none deadlocks. */
final class MemoryTransactions {
    private final MemoryStore store;
    private final ClientTokens tokens;

    MemoryTransactions(MemoryStore store, ClientTokens tokens) {
        this.store = store;
        this.tokens = tokens;
    }

    TransactWriteResult write(TransactWriteRequest request) {
        request.clientToken()
                .ifPresentOrElse(
                        token -> tokens.once(token, request.fingerprint(), () -> apply(request)), () -> apply(request));
        return TransactWriteResult.of();
    }

    private void apply(TransactWriteRequest request) {
        SortedMap<String, TableData> tables = tables(request.actions().stream().map(WriteAction::schema));
        locked(tables.values(), TableData::writeLock, () -> {
            List<Optional<Item>> stored = new ArrayList<>();
            for (WriteAction action : request.actions()) {
                stored.add(of(tables, action.schema()).get(action.key()));
            }
            List<TableSchema> schemas = request.actions().stream()
                    .map(action -> of(tables, action.schema()).schema())
                    .toList();
            List<Optional<Item>> changed = request.appliedTo(schemas, stored);
            for (int i = 0; i < changed.size(); i++) {
                WriteAction action = request.actions().get(i);
                Optional<Item> item = changed.get(i);
                of(tables, action.schema()).write(action.key(), old -> item);
            }
            return changed;
        });
    }

    TransactGetResult get(TransactGetRequest request) {
        SortedMap<String, TableData> tables = tables(request.gets().stream().map(GetRequest::schema));
        List<Optional<Item>> stored = locked(tables.values(), TableData::readLock, () -> {
            List<Optional<Item>> items = new ArrayList<>();
            for (GetRequest get : request.gets()) {
                items.add(of(tables, get.schema()).get(get.key()));
            }
            return items;
        });
        return request.selectedFrom(stored);
    }

    private SortedMap<String, TableData> tables(Stream<TableSchema> schemas) {
        SortedMap<String, TableData> tables = new TreeMap<>();
        schemas.forEach(schema -> tables.computeIfAbsent(schema.tableName(), name -> store.data(schema)));
        return tables;
    }

    private static TableData of(SortedMap<String, TableData> tables, TableSchema schema) {
        return Optional.ofNullable(tables.get(schema.tableName())).orElseThrow();
    }

    private static <T> T locked(Collection<TableData> tables, Function<TableData, Lock> side, Supplier<T> work) {
        Deque<Lock> held = new ArrayDeque<>();
        try {
            for (TableData table : tables) {
                Lock lock = side.apply(table);
                lock.lock();
                held.push(lock);
            }
            return work.get();
        } finally {
            held.forEach(Lock::unlock);
        }
    }
}
