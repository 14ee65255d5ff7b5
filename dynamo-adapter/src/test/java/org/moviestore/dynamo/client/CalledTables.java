// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;

/** Tells with which requests the tables of a store are called. Not thread-safe. */
final class CalledTables {
    private final List<Object> requests = new ArrayList<>();

    /** Returns the store, whose tables are watched. */
    DocumentStore watching(DocumentStore store) {
        return watched(DocumentStore.class, store, false);
    }

    /** Returns the last request, and forgets all of them. */
    <T> T last(Class<T> kind) {
        Object last = requests.get(requests.size() - 1);
        requests.clear();
        return kind.cast(last);
    }

    private <T> T watched(Class<T> type, T target, boolean isRecorded) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (isRecorded && arguments != null) {
                        requests.add(arguments[0]);
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return result instanceof DocumentTable table
                                ? watched(DocumentTable.class, table, true)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
