// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.StoreProvider;
import org.moviestore.table.StoreUrl;
import org.moviestore.table.WriteResult;

/** Opens, for {@code lossy:}, stores in memory that lose every put. */
public final class LossyStoreProvider implements StoreProvider {
    @Override
    public Set<String> schemes() {
        return Set.of("lossy");
    }

    @Override
    public DocumentStore open(StoreUrl url) {
        MemoryStore memory = new MemoryStore();
        return wrapped(DocumentStore.class, (method, arguments) -> {
            Object result = method.invoke(memory, arguments);
            return result instanceof DocumentTable table ? lossy(table) : result;
        });
    }

    private static DocumentTable lossy(DocumentTable table) {
        return wrapped(
                DocumentTable.class,
                (method, arguments) -> method.getReturnType() == WriteResult.class
                                && method.getName().equals("put")
                        ? WriteResult.of(Optional.empty())
                        : method.invoke(table, arguments));
    }

    private interface Call {
        Object make(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static <T> T wrapped(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return call.make(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
