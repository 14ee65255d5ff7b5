// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.moviestore.MovieStore;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableFeature;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TableStatus;

/**
 * A store in one schema of a PostgreSQL database (14 or newer, encoded in UTF8). Each table is a PostgreSQL table with
 * native key columns named after the key attributes, the whole item as {@code jsonb} and its size, so that {@code psql}
 * shows what is there.
 *
 * <p>Which tables there are is written in schema {@code moviestore} of the same database, which opening a store creates
 * or brings up to date unless told not to. A store holds a pool of connections until it is closed. Thread-safe.
 */
public final class PostgresStore implements DocumentStore {
    private final Connections connections;
    private final Catalog catalog;
    private final PostgresStoreBuilder.Settings settings;

    PostgresStore(Connections connections, PostgresStoreBuilder.Settings settings) {
        this.connections = connections;
        this.settings = settings;
        this.catalog = new Catalog(connections, settings.schema());
    }

    /**
     * Opens the store that a URL names:
     * {@code postgresql://user:password@host:port/database?schema=public&table=Movies&migrate=false&poolSize=10}, of
     * which only the database is needed, with {@code sslmode} and other settings of the driver.
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
    public static PostgresStoreBuilder builder(String url) {
        return new PostgresStoreBuilder(PostgresUrl.parse(url));
    }

    /**
     * Returns a store over connections of the caller's, which closing the store does not close. They must be at
     * isolation level READ COMMITTED, and for the first opening of a database there must be three of them.
     *
     * @throws StoreException as in {@link #connect}
     */
    public static PostgresStore over(DataSource dataSource) {
        return builder(dataSource).connect();
    }

    /** Returns a builder of a store over connections of the caller's; see {@link #over}. */
    public static PostgresStoreBuilder builder(DataSource dataSource) {
        return new PostgresStoreBuilder(dataSource);
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
        return movies(settings.moviesTable());
    }

    /** Returns the movies in a table of this store, which need not exist yet. Closing them closes this store. */
    public MovieStore movies(String tableName) {
        return MovieStore.over(this, tableName);
    }

    @Override
    public DocumentTable createTable(TableSchema schema) {
        return new PostgresTable(this, connections, catalog.create(schema));
    }

    @Override
    public TableDescription describeTable(String name) {
        TableSchema.checkTableName(name);
        TableLayout layout = catalog.find(Operation.DESCRIBE_TABLE.on(name), name);
        return new TableDescription(layout.schema(), TableStatus.ACTIVE);
    }

    @Override
    public List<String> listTables() {
        return catalog.names();
    }

    @Override
    public void dropTable(String name) {
        TableSchema.checkTableName(name);
        catalog.drop(name);
    }

    @Override
    public DocumentTable table(String name) {
        TableSchema.checkTableName(name);
        return new PostgresTable(this, connections, catalog.find(Operation.DESCRIBE_TABLE.on(name), name));
    }

    @Override
    public Set<TableFeature> features() {
        return Set.of();
    }

    @Override
    public void close() {
        connections.close();
    }

    /** Returns host, port, database and schema, without user and password. */
    @Override
    public String toString() {
        return "PostgresStore[" + settings.place() + ", schema " + settings.schema() + "]";
    }
}
