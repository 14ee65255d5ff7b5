// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a database is and how to log in there.
 *
 * @param host the host
 * @param port the TCP port
 * @param database the name of the database
 * @param user the user; the driver's own choice if null
 * @param password the password; the driver's own choice if null
 * @param options settings of the driver, by their names there
 */
record PostgresServer(
        String host,
        int port,
        String database,
        @Nullable String user,
        @Nullable String password,
        Map<String, String> options) {

    /**
     * How much later than a wait for a lock a statement ends, and later than that the wait for the server: each of them
     * leaves less known of what happened.
     */
    private static final Duration STATEMENT_GRACE = Duration.ofSeconds(2);

    private static final Duration NETWORK_GRACE = Duration.ofSeconds(5);

    PostgresServer {
        options = Map.copyOf(new LinkedHashMap<>(options));
    }

    PostgresServer withUser(String other) {
        return new PostgresServer(host, port, database, other, password, options);
    }

    PostgresServer withPassword(String other) {
        return new PostgresServer(host, port, database, user, other, options);
    }

    /** Returns a source of connections of their own, of no pool. */
    PGSimpleDataSource dataSource(Duration connectTimeout, Duration timeout) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("moviestore");
        source.setTcpKeepAlive(true);
        // The details of an error quote what is stored.
        source.setLogServerErrorDetail(false);
        int seconds = Math.toIntExact(Math.max(1, connectTimeout.toSeconds()));
        source.setConnectTimeout(seconds);
        source.setLoginTimeout(seconds);
        source.setSocketTimeout(Math.toIntExact(timeout.plus(NETWORK_GRACE).toSeconds()));
        options.forEach((name, value) -> setOption(source, name, value));
        return source;
    }

    private static void setOption(PGSimpleDataSource source, String name, String value) {
        try {
            source.setProperty(name, value);
        } catch (SQLException | IllegalArgumentException e) {
            throw new InvalidRequestException(
                    ErrorCode.STORE_URL, "the driver does not take " + name + "=" + value + ": " + e.getMessage());
        }
    }

    /** Returns a pool, which opens its first connection when one is asked for. */
    HikariDataSource pool(int size, Duration connectTimeout, Duration timeout) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("moviestore");
        config.setDataSource(dataSource(connectTimeout, timeout));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Math.max(250, connectTimeout.toMillis()));
        // The store was reached before; waiting for another first connection tells nothing new.
        config.setInitializationFailTimeout(-1);
        // The writes are exact at this level, whatever the database's default is.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql("SET lock_timeout = " + timeout.toMillis() + "; SET statement_timeout = "
                + timeout.plus(STATEMENT_GRACE).toMillis());
        return new HikariDataSource(config);
    }

    /** Says of a failure to connect what is wrong and what to do. */
    StoreException cannotConnect(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        String reason = PostgresExceptions.reason(e);
        return switch (state) {
            case "08001" ->
                new StoreUnavailableException(
                        "cannot reach PostgreSQL at " + address() + " (" + network(e)
                                + "); start the server or correct host and port in the URL",
                        e);
            case "3D000" ->
                new RequestRejectedException(
                        "PostgreSQL at " + address() + " has no database \"" + database
                                + "\"; create it with CREATE DATABASE, or correct the URL",
                        e);
            case "08004", "28000", "28P01" ->
                new RequestRejectedException(
                        "PostgreSQL at " + address() + " does not let "
                                + Optional.ofNullable(user)
                                        .map(name -> "user " + name)
                                        .orElse("you")
                                + " in (" + reason + "); correct user, password and sslmode in the URL",
                        e);
            default -> PostgresExceptions.noConnection(e, Operation.CONNECT.call());
        };
    }

    private static String network(SQLException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof java.net.UnknownHostException ? "unknown host" : String.valueOf(cause.getMessage());
    }

    private String address() {
        return host + ":" + port;
    }

    /** Returns host, port and database, never the password. */
    @Override
    public String toString() {
        return address() + "/" + database;
    }
}
