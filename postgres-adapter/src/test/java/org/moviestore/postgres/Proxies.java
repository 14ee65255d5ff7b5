// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Data sources that do something else than those they stand for. */
final class Proxies {
    private Proxies() {}

    /** Hears of each statement before it is prepared, and may fail in its place. */
    interface Listener {
        void prepares(String statement) throws SQLException;
    }

    /** What stands in for a call; nothing if the call goes on. */
    private interface Substitute {
        Object of(String method, Object[] arguments) throws Throwable;
    }

    private static final Object GO_ON = new Object();

    static DataSource intercepting(DataSource source, Listener listener) {
        return connecting(source, (method, arguments) -> {
            if (method.equals("prepareStatement")) {
                listener.prepares((String) arguments[0]);
            }
            return GO_ON;
        });
    }

    /** Returns the same connections, which do not show whose they are. */
    static DataSource hiding(DataSource source) {
        return connecting(source, (method, arguments) -> method.equals("isWrapperFor") ? false : GO_ON);
    }

    /** Returns a source that lends one connection again and again, and is told what is called on it. */
    static DataSource lending(Connection connection, Consumer<String> calls) {
        Connection lent = proxy(Connection.class, connection, (method, arguments) -> {
            calls.accept(method);
            return method.equals("close") ? null : GO_ON;
        });
        return proxy(DataSource.class, new PGSimpleDataSource(), (method, arguments) -> lent);
    }

    private static DataSource connecting(DataSource source, Substitute substitute) {
        return proxy(
                DataSource.class,
                source,
                (method, arguments) -> method.equals("getConnection")
                        ? proxy(Connection.class, source.getConnection(), substitute)
                        : GO_ON);
    }

    private static <T> T proxy(Class<T> type, T target, Substitute substitute) {
        return type.cast(Proxy.newProxyInstance(
                Proxies.class.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    Object result = substitute.of(called.getName(), arguments == null ? new Object[0] : arguments);
                    if (result != GO_ON) {
                        return result;
                    }
                    try {
                        return called.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
