// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.DocumentTable;

/** A table whose batch gets process few keys, and leave the others. */
final class FewGets {
    private final DocumentTable table;
    private final int most;
    private final List<Integer> sizes = new ArrayList<>();

    FewGets(DocumentTable table, int most) {
        this.table = table;
        this.most = most;
    }

    /** Returns how many keys each batch get asked for, in order. */
    List<Integer> sizes() {
        return sizes;
    }

    DocumentTable table() {
        return (DocumentTable) Proxy.newProxyInstance(
                DocumentTable.class.getClassLoader(),
                new Class<?>[] {DocumentTable.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("batchGet")) {
                        return batchGet((BatchGetRequest) arguments[0]);
                    }
                    try {
                        return method.invoke(table, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private BatchGetResult batchGet(BatchGetRequest request) {
        List<Key> keys = request.keys();
        sizes.add(keys.size());
        if (most == 0) {
            return new BatchGetResult(Map.of(), keys, OptionalDouble.empty());
        }
        int served = Math.min(most, keys.size());
        return new BatchGetResult(
                table.batchGet(request.only(keys.subList(0, served))).items(),
                keys.subList(served, keys.size()),
                OptionalDouble.empty());
    }
}
