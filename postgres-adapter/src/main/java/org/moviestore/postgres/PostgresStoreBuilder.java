// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.moviestore.MovieStore;
import org.moviestore.error.StoreException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Utf8;
import org.moviestore.table.StoreUrl;
import org.moviestore.table.TableSchema;

/**
 * Collects how to open a {@link PostgresStore}: schema {@code public}, 10 connections at most, 10 seconds to connect
 * and with migration, unless told otherwise. Not reusable, not thread-safe.
 */
public final class PostgresStoreBuilder {
    private static final int MAX_SCHEMA_BYTES = Identifiers.MAX_BYTES;

    private final @Nullable DataSource given;
    private @Nullable PostgresServer server;
    private String schema = "public";
    private String moviesTable = MovieStore.DEFAULT_TABLE;
    private int poolSize = 10;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private boolean migrating = true;

    PostgresStoreBuilder(DataSource given) {
        this.given = Objects.requireNonNull(given, "dataSource");
    }

    PostgresStoreBuilder(StoreUrl url) {
        this.given = null;
        this.server = PostgresUrl.server(url);
        PostgresUrl.configure(this, url);
    }

    /** Sets the user, in place of the URL's. */
    public PostgresStoreBuilder user(String value) {
        return server(known -> known.withUser(Objects.requireNonNull(value, "value")));
    }

    /** Sets the password, in place of the URL's. */
    public PostgresStoreBuilder password(String value) {
        return server(known -> known.withPassword(Objects.requireNonNull(value, "value")));
    }

    private PostgresStoreBuilder server(UnaryOperator<PostgresServer> change) {
        if (server == null) {
            throw new IllegalStateException("a given data source logs in by itself");
        }
        server = change.apply(server);
        return this;
    }

    /** Sets the PostgreSQL schema that holds the tables; it must exist. */
    public PostgresStoreBuilder schema(String value) {
        if (value.isEmpty() || Utf8.length(value) > MAX_SCHEMA_BYTES) {
            throw new InvalidRequestException(
                    ErrorCode.STORE_URL, "a schema's name has 1 to " + MAX_SCHEMA_BYTES + " bytes, got " + value);
        }
        schema = value;
        return this;
    }

    /** Sets the table of {@link PostgresStore#movies()}. */
    public PostgresStoreBuilder moviesTable(String value) {
        TableSchema.checkTableName(value);
        moviesTable = value;
        return this;
    }

    /** Sets the most connections to hold, at least 1. Without effect on a given data source. */
    public PostgresStoreBuilder poolSize(int value) {
        if (value < 1) {
            throw new InvalidRequestException(ErrorCode.STORE_URL, "the pool size must be at least 1, got " + value);
        }
        poolSize = value;
        return this;
    }

    /** Sets how long to wait for a connection, at least a second. Without effect on a given data source. */
    public PostgresStoreBuilder connectTimeout(Duration value) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new InvalidRequestException(
                    ErrorCode.STORE_URL, "the connect timeout must be at least 1 second, got " + value);
        }
        connectTimeout = value;
        return this;
    }

    /**
     * Leaves the adapter's own schema {@code moviestore} as it is, for a role that may not create things; then
     * {@link PostgresStore#migrate} must have been called by one that may.
     */
    public PostgresStoreBuilder withoutMigration() {
        migrating = false;
        return this;
    }

    /**
     * Opens the store.
     *
     * @throws StoreException if the database cannot be reached or refuses, or its catalog is of another version; the
     *     message says what to do
     */
    public PostgresStore connect() {
        DataSource direct = direct();
        Function<SQLException, StoreException> explain = explain();
        StoreOpening.prepare(direct, schema, migrating, explain);
        Settings settings =
                new Settings(schema, moviesTable, server == null ? "a given data source" : server.toString());
        if (server == null) {
            return new PostgresStore(new Connections(direct, () -> {}), settings);
        }
        var pool = server.pool(poolSize, connectTimeout);
        return new PostgresStore(new Connections(pool, pool::close), settings);
    }

    /** Brings the adapter's own schema to the version that this code needs. */
    void migrateOnly() {
        StoreOpening.migrate(direct(), explain());
    }

    private DataSource direct() {
        return given != null ? given : Objects.requireNonNull(server, "server").dataSource(connectTimeout);
    }

    private Function<SQLException, StoreException> explain() {
        PostgresServer known = server;
        return known == null ? e -> PostgresExceptions.noConnection(e, Operation.CONNECT.call()) : known::cannotConnect;
    }

    /** What an open store keeps of this. */
    record Settings(String schema, String moviesTable, String place) {}
}
