// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.moviestore.servers.LocalPostgres;

/**
 * What stores hold of a database: connections that are not back in their pools, and sessions that are not idle. Cursors
 * and open statements need no look of their own: they end with their transaction and when their connection goes back.
 */
final class HeldConnections implements AutoCloseable {
    /** Sessions in use, but for those that the pool is just setting up. */
    private static final String SESSIONS = """
            SELECT 'a session ' || state || ' after ' || query
              FROM pg_stat_activity
             WHERE datname = current_database()
               AND backend_type = 'client backend'
               AND pid <> pg_backend_pid()
               AND (state LIKE 'idle in transaction%'
                   OR state = 'active' AND query NOT LIKE 'SET %'
                   OR EXISTS (SELECT FROM pg_locks WHERE pg_locks.pid = pg_stat_activity.pid AND locktype = 'advisory'))
            """;

    private final Connection watcher;
    private final List<HikariDataSource> pools = new ArrayList<>();

    HeldConnections(LocalPostgres server, String database) {
        try {
            watcher = DriverManager.getConnection(server.jdbcUrl(database), server.user(), server.password());
        } catch (SQLException e) {
            throw new IllegalStateException("no connection to " + server, e);
        }
    }

    PostgresStore watch(PostgresStore store) {
        pools.add((HikariDataSource) store.connections().dataSource());
        return store;
    }

    List<String> held() {
        List<String> held = new ArrayList<>();
        for (HikariDataSource pool : pools) {
            int lent = pool.getHikariPoolMXBean() == null || pool.isClosed()
                    ? 0
                    : pool.getHikariPoolMXBean().getActiveConnections();
            if (lent > 0) {
                held.add(lent + " connections that are not back in the pool");
            }
        }
        try (Statement statement = watcher.createStatement();
                ResultSet row = statement.executeQuery(SESSIONS)) {
            while (row.next()) {
                held.add(row.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(SESSIONS, e);
        }
        return held;
    }

    @Override
    public void close() {
        try {
            watcher.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
