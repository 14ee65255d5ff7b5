// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** Connections of a pool that write down what statements are prepared on them, and how transactions end. */
final class StatementLog implements AutoCloseable {
    private final HikariDataSource pool = new HikariDataSource();
    private final List<String> statements = new CopyOnWriteArrayList<>();

    StatementLog(String database) {
        pool.setJdbcUrl(TestServer.server().jdbcUrl(database));
        pool.setUsername(TestServer.server().user());
        pool.setPassword(TestServer.server().password());
        pool.setMaximumPoolSize(2);
    }

    /** Returns the pool as a data source for a store. */
    DataSource dataSource() {
        return proxy(DataSource.class, pool);
    }

    /** Returns what has been done since this was last asked. */
    List<String> take() {
        List<String> taken = List.copyOf(statements);
        statements.clear();
        return taken;
    }

    private <T> T proxy(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                StatementLog.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        // What is beneath would not write anything down.
                        case "isWrapperFor" -> {
                            return false;
                        }
                        case "prepareStatement" -> statements.add((String) arguments[0]);
                        case "commit", "rollback" -> statements.add(method.getName());
                        default -> {}
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        return result instanceof Connection connection ? proxy(Connection.class, connection) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Override
    public void close() {
        pool.close();
    }
}
