// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.BatchLimits;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;

/** A store whose calls of a batch take few items, and carry them out as far as a fault lets them. Not thread-safe. */
final class CallFaults {
    private final Fault fault;
    private final int limit;
    /** How many items each call was for. */
    final List<Integer> calls = new ArrayList<>();

    interface Fault {
        /** Returns the keys that a call leaves unprocessed, given its number from 1, or throws what it fails by. */
        List<Key> on(int call, List<Key> keys);
    }

    CallFaults(int limit, Fault fault) {
        this.limit = limit;
        this.fault = fault;
    }

    DocumentStore of(DocumentStore store) {
        return wrapped(DocumentStore.class, store);
    }

    private <T> T wrapped(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return switch (method.getName()) {
                            case "batchLimits" -> new BatchLimits(limit, limit, 1);
                            case "store" -> of((DocumentStore) method.invoke(target, arguments));
                            case "table" ->
                                wrapped(DocumentTable.class, (DocumentTable) method.invoke(target, arguments));
                            case "batchGet" -> get((DocumentTable) target, (BatchGetRequest) arguments[0]);
                            case "batchWrite" -> write((DocumentTable) target, (BatchWriteRequest) arguments[0]);
                            default -> method.invoke(target, arguments);
                        };
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private List<Key> left(List<Key> keys) {
        calls.add(keys.size());
        return fault.on(calls.size(), keys);
    }

    private BatchGetResult get(DocumentTable table, BatchGetRequest request) {
        List<Key> left = left(request.keys());
        List<Key> done =
                request.keys().stream().filter(key -> !left.contains(key)).toList();
        return done.isEmpty()
                ? BatchGetResult.of(Map.of(), left)
                : BatchGetResult.of(table.batchGet(request.only(done)).items(), left);
    }

    private BatchWriteResult write(DocumentTable table, BatchWriteRequest request) {
        List<Key> left = left(request.keys());
        List<Key> done =
                request.keys().stream().filter(key -> !left.contains(key)).toList();
        if (!done.isEmpty()) {
            table.batchWrite(request.only(done));
        }
        return BatchWriteResult.of(left);
    }
}
