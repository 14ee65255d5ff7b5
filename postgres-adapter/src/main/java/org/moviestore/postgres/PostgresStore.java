// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.moviestore.MovieStore;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Utf8;
import org.moviestore.table.BatchLimits;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.StoreUrl;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableFeature;
import org.moviestore.table.TableOptions;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactGetResult;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;

/**
 * A store in one schema of a PostgreSQL database (14 or newer, encoded in UTF8). Each table is a PostgreSQL table with
 * native key columns named after the key attributes, the whole item as {@code jsonb} and its size, so that {@code psql}
 * shows what is there. A secondary index is a PostgreSQL index over columns that PostgreSQL computes of the items, so
 * that it never lags, whoever writes them.
 *
 * <p>Which tables there are, and which client tokens were used lately, is written in schema {@code moviestore} of the
 * same database, which opening a store creates or brings up to date unless told not to. A store holds a pool of
 * connections until it is closed. Thread-safe.
 */
public final class PostgresStore implements DocumentStore {
    /** Larger calls do not do more in a given time, nor do more of them at once. */
    private static final BatchLimits BATCH_LIMITS = new BatchLimits(1000, 1000, 2);

    private final Connections connections;
    private final Catalog catalog;
    private final Transactions transactions;
    private final String schema;
    private final String moviesTable;
    private final boolean singleStatementUpdates;
    private final boolean refusesFullScans;
    private final String place;

    private PostgresStore(Connections connections, Builder builder, String place) {
        this.connections = connections;
        this.schema = builder.schema;
        this.catalog = new Catalog(connections, builder.timeout, schema);
        this.transactions = new Transactions(connections, new KnownTables(catalog), new ClientTokens(schema));
        this.moviesTable = builder.moviesTable;
        this.singleStatementUpdates = builder.singleStatementUpdates;
        this.refusesFullScans = builder.refusesFullScans;
        this.place = place;
    }

    /**
     * Opens the store that a URL names:
     * {@code postgresql://user:password@host:port/database?schema=public&table=Movies&migrate=false&poolSize=10&connectTimeout=10&timeoutSeconds=30},
     * both times in seconds, of which only the database is needed, with {@code singleStatementUpdates=false} (see
     * {@link Builder#withoutSingleStatementUpdates}), {@code fullScans=refuse} (see {@link Builder#withoutFullScans}),
     * {@code sslmode} and other settings of the driver.
     *
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#STORE_URL} if the URL is wrong
     * @throws StoreUnavailableException if the server cannot be reached
     * @throws RequestRejectedException if the server refuses, the database is not fit, or its catalog is of another
     *     version; the message says what to do
     */
    public static PostgresStore connect(String url) {
        return builder(url).connect();
    }

    /** Returns a builder of the store that a URL names; see {@link #connect}. */
    public static Builder builder(String url) {
        return new Builder(PostgresUrl.parse(url));
    }

    /**
     * Returns a store over connections of the caller's, which closing the store does not close. Streams take them on
     * threads of their own. They must be at isolation level READ COMMITTED, and opening a store that migrates takes two
     * of them at a time.
     *
     * @throws StoreException as in {@link #connect}
     */
    public static PostgresStore over(DataSource dataSource) {
        return builder(dataSource).connect();
    }

    /** Returns a builder of a store over connections of the caller's; see {@link #over}. */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    /**
     * Creates schema {@code moviestore} in the URL's database, or brings it up to date, and does nothing else. Roles
     * that may not do this themselves can then open stores in the database.
     *
     * @throws StoreException as in {@link #connect}
     */
    public static void migrate(String url) {
        builder(url).migrateOnly();
    }

    /** Returns the movies in the table that the URL names, {@code Movies} if it names none; see {@link MovieStore}. */
    public MovieStore movies() {
        return movies(moviesTable);
    }

    /** Returns the movies in a table of this store, which need not exist yet. Closing them closes this store. */
    public MovieStore movies(String tableName) {
        return MovieStore.over(this, tableName);
    }

    @Override
    public DocumentTable createTable(TableSchema schema) {
        return table(catalog.create(Objects.requireNonNull(schema, "schema")));
    }

    @Override
    public TableDescription describeTable(String name) {
        TableSchema.checkTableName(Objects.requireNonNull(name, "name"));
        TableLayout layout = catalog.find(Operation.DESCRIBE_TABLE.on(name), name);
        return TableDescription.active(layout.schema());
    }

    /**
     * {@inheritDoc}
     *
     * <p>To add an index writes the whole table anew: nobody can read or write it meanwhile, and calls that wait for it
     * longer than the {@linkplain Builder#timeout timeout} end in {@link org.moviestore.error.ContentionException}.
     */
    @Override
    public DocumentTable updateTable(String name, TableChange change) {
        TableSchema.checkTableName(Objects.requireNonNull(name, "name"));
        Objects.requireNonNull(change, "change");
        return table(catalog.update(name, change));
    }

    @Override
    public List<String> listTables() {
        return catalog.names();
    }

    @Override
    public void dropTable(String name) {
        TableSchema.checkTableName(Objects.requireNonNull(name, "name"));
        catalog.drop(name);
    }

    @Override
    public DocumentTable table(String name) {
        TableSchema.checkTableName(Objects.requireNonNull(name, "name"));
        return table(catalog.find(Operation.DESCRIBE_TABLE.on(name), name));
    }

    private DocumentTable table(TableLayout layout) {
        DocumentTable table = new PostgresTable(this, connections, layout, singleStatementUpdates);
        return refusesFullScans ? table.withoutFullScans() : table;
    }

    /**
     * {@inheritDoc}
     *
     * <p>A filter index that the table lacks is made: meanwhile nobody can write the table, and calls that wait for it
     * longer than the {@linkplain Builder#timeout timeout} end in {@link org.moviestore.error.ContentionException}. The
     * names of its path have 1,024 UTF-8 bytes together at most, or it is refused with {@link ErrorCode#NAME_LENGTH}.
     */
    @Override
    public DocumentTable table(String name, TableOptions options) {
        TableSchema.checkTableName(Objects.requireNonNull(name, "name"));
        Objects.requireNonNull(options, "options");
        return options.over(table(catalog.withFilterIndexes(name, options.filterIndexes())));
    }

    @Override
    public TransactWriteResult transactWrite(TransactWriteRequest request) {
        checkFeatures(Objects.requireNonNull(request, "request").capacityReport());
        return transactions.write(request);
    }

    @Override
    public TransactGetResult transactGet(TransactGetRequest request) {
        checkFeatures(Objects.requireNonNull(request, "request").capacityReport());
        return transactions.get(request);
    }

    private static void checkFeatures(CapacityReport capacityReport) {
        if (capacityReport == CapacityReport.TOTAL) {
            throw TableFeature.CONSUMED_CAPACITY.missing();
        }
    }

    @Override
    public Set<TableFeature> features() {
        return Set.of(TableFeature.IMMEDIATE_GLOBAL_INDEXES, TableFeature.SNAPSHOT_EXPORT);
    }

    @Override
    public BatchLimits batchLimits() {
        return BATCH_LIMITS;
    }

    @Override
    public void close() {
        connections.close();
    }

    Connections connections() {
        return connections;
    }

    /** Returns host, port, database and schema, without user and password. */
    @Override
    public String toString() {
        return "PostgresStore[" + place + ", schema " + schema + "]";
    }

    /**
     * Collects how to open a store: schema {@code public}, 10 connections at most, 10 seconds to connect, 30 seconds to
     * wait and with migration, unless told otherwise. Not reusable, not thread-safe.
     */
    public static final class Builder {
        private static final int MAX_SCHEMA_BYTES = Identifiers.MAX_BYTES;

        private final @Nullable DataSource given;
        private @Nullable PostgresServer server;
        private String schema = "public";
        private String moviesTable = MovieStore.DEFAULT_TABLE;
        private int poolSize = 10;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration timeout = Duration.ofSeconds(30);
        private boolean migrating = true;
        private boolean singleStatementUpdates = true;
        private boolean refusesFullScans;

        Builder(DataSource given) {
            this.given = Objects.requireNonNull(given, "dataSource");
        }

        Builder(StoreUrl url) {
            this.given = null;
            this.server = PostgresUrl.server(url);
            PostgresUrl.configure(this, url);
        }

        /** Sets the user, in place of the URL's. */
        public Builder user(String value) {
            return server(known -> known.withUser(Objects.requireNonNull(value, "value")));
        }

        /** Sets the password, in place of the URL's. */
        public Builder password(String value) {
            return server(known -> known.withPassword(Objects.requireNonNull(value, "value")));
        }

        private Builder server(UnaryOperator<PostgresServer> change) {
            if (server == null) {
                throw new IllegalStateException("a given data source logs in by itself");
            }
            server = change.apply(server);
            return this;
        }

        /** Sets the PostgreSQL schema that holds the tables; it must exist. */
        public Builder schema(String value) {
            if (value.isEmpty() || Utf8.length(value) > MAX_SCHEMA_BYTES) {
                throw new InvalidRequestException(
                        ErrorCode.STORE_URL, "a schema's name has 1 to " + MAX_SCHEMA_BYTES + " bytes, got " + value);
            }
            schema = value;
            return this;
        }

        /** Sets the table of {@link PostgresStore#movies()}. */
        public Builder moviesTable(String value) {
            TableSchema.checkTableName(value);
            moviesTable = value;
            return this;
        }

        /** Sets the most connections to hold, at least 1. Without effect on a given data source. */
        public Builder poolSize(int value) {
            if (value < 1) {
                throw new InvalidRequestException(
                        ErrorCode.STORE_URL, "the pool size must be at least 1, got " + value);
            }
            poolSize = value;
            return this;
        }

        /** Sets how long to wait for a connection, from a second to a day. Without effect on a given data source. */
        public Builder connectTimeout(Duration value) {
            connectTimeout = checked("connect timeout", value);
            return this;
        }

        private static Duration checked(String name, Duration value) {
            if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(Duration.ofDays(1)) > 0) {
                throw new InvalidRequestException(
                        ErrorCode.STORE_URL, "the " + name + " must be from 1 second to 1 day, got " + value);
            }
            return value;
        }

        /**
         * Sets how long a statement waits for rows and tables that others have locked, from a second to a day; then the
         * call fails with {@link org.moviestore.error.ContentionException} and nothing has changed. A statement that
         * takes some seconds longer for any other reason ends too, unless it adds an index or exports a table, and so
         * does the wait for a server that is silent. A given data source sets these limits itself, but for
         * {@link PostgresStore#dropTable} and {@link PostgresStore#updateTable}.
         */
        public Builder timeout(Duration value) {
            timeout = checked("timeout", value);
            return this;
        }

        /**
         * Leaves the adapter's own schema {@code moviestore} as it is, for a role that may not create things; then
         * {@link PostgresStore#migrate} must have been called by one that may.
         */
        public Builder withoutMigration() {
            migrating = false;
            return this;
        }

        /**
         * Makes every update read its item under a lock of the row and write it whole, also where one statement does
         * the same. Both give the same answers; this is for comparing them, and for going without that statement.
         */
        public Builder withoutSingleStatementUpdates() {
            singleStatementUpdates = false;
            return this;
        }

        /** Makes the store refuse full scans, as {@link DocumentStore#withoutFullScans()} does. */
        public Builder withoutFullScans() {
            refusesFullScans = true;
            return this;
        }

        /**
         * Opens the store.
         *
         * @throws StoreException if the database cannot be reached or refuses, or its catalog is of another version;
         *     the message says what to do
         */
        public PostgresStore connect() {
            DataSource direct = direct();
            Function<SQLException, StoreException> explain = explain();
            StoreOpening.prepare(direct, schema, migrating, explain);
            if (server == null) {
                return new PostgresStore(new Connections(direct, () -> {}), this, "a given data source");
            }
            HikariDataSource pool = server.pool(poolSize, connectTimeout, timeout);
            return new PostgresStore(new Connections(pool, pool::close), this, server.toString());
        }

        /** Brings the adapter's own schema to the version that this code needs. */
        void migrateOnly() {
            StoreOpening.migrate(direct(), explain());
        }

        private DataSource direct() {
            return given != null
                    ? given
                    : Objects.requireNonNull(server, "server").dataSource(connectTimeout, timeout);
        }

        private Function<SQLException, StoreException> explain() {
            PostgresServer known = server;
            return known == null
                    ? e -> PostgresExceptions.noConnection(e, Operation.CONNECT.call())
                    : known::cannotConnect;
        }
    }
}
