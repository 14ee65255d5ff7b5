// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.moviestore.servers.LocalPostgres;

/** The one PostgreSQL of these tests, which each test class has a database of its own in. */
final class TestServer {
    /** An archive of another PostgreSQL's binaries, if the profile "full" names one. */
    private static final String BINARIES = System.getProperty("moviestore.postgres.binaries", "");

    /** What databases sort by, if the profile "full" names it. */
    private static final String LOCALE = System.getProperty("moviestore.postgres.locale", "");

    private static final LocalPostgres SERVER =
            BINARIES.isEmpty() ? LocalPostgres.embedded() : LocalPostgres.embedded(Path.of(BINARIES));
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestServer() {}

    /** Returns the name of the usual server, or one that says what is unusual. */
    static String name() {
        String major = SERVER.serverVersion().split("\\D", 2)[0];
        return BINARIES.isEmpty() && LOCALE.isEmpty() ? "postgresql" : ("postgresql " + major + " " + LOCALE).strip();
    }

    static LocalPostgres server() {
        return SERVER;
    }

    /** Creates a database and returns its name. */
    static String newDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        if (LOCALE.isEmpty()) {
            SERVER.createDatabase(name);
        } else {
            execute(
                    SERVER.database(),
                    "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE '"
                            + LOCALE + "'");
        }
        return name;
    }

    /** Returns the URL of a store in a database, for the superuser. */
    static String url(String database) {
        return url(database, SERVER.user(), SERVER.password());
    }

    static String url(String database, String user, String password) {
        return "postgresql://" + user + ":" + password + "@" + SERVER.host() + ":" + SERVER.port() + "/" + database;
    }

    static void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Returns the rows of a query as text, their columns joined by a bar as {@code psql -At} does. */
    static List<String> rows(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Opens a pool, for the caller to close. */
    static HikariDataSource pool(String database) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(SERVER.jdbcUrl(database));
        pool.setUsername(SERVER.user());
        pool.setPassword(SERVER.password());
        return pool;
    }

    static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(SERVER.jdbcUrl(database), SERVER.user(), SERVER.password());
    }
}
