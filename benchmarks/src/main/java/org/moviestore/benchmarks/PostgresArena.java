// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.moviestore.MovieStore;
import org.moviestore.postgres.PostgresStore;
import org.moviestore.servers.LocalPostgres;
import org.moviestore.servers.LocalPostgres.Durability;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.Batches;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableOptions;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A durable PostgreSQL server with two tables of movies, one that is only read and one that is written, both made by
 * our store.
 */
final class PostgresArena implements Arena {
    /** The size of every pool, where nothing else is said; it is our store's own choice. */
    static final int POOL_SIZE = 10;

    private static final int LOADED_AT_ONCE = 1000;
    private static final String RATED_TABLE = "RatedMovies";

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final LocalPostgres server;
    private final HikariDataSource pool;
    private final PostgresStore store;
    private final DocumentTable movies;
    private final DocumentTable writtenMovies;
    private final DocumentTable loadedMovies;
    private final Films films;
    private final Films writtenFilms;
    private final List<Film> newVersions;
    private final List<Film> shuffledVersions;
    private final Scale scale;
    private @Nullable DocumentTable exportedMovies;
    private @Nullable DocumentTable ratedMovies;

    private PostgresArena(Scale scale) {
        this.scale = scale;
        this.server = toBeClosed(LocalPostgres.embedded(Durability.FULL));
        this.pool = pool(POOL_SIZE, "");
        this.store = store(POOL_SIZE);
        this.movies = store.createTable(MovieStore.schema(RawReads.TABLE));
        this.writtenMovies = store.createTable(MovieStore.schema(RawWrites.TABLE));
        this.loadedMovies = store.createTable(MovieStore.schema(RawCopy.TABLE));
        this.films = new Films(scale.items(), scale.partitions());
        this.writtenFilms = new Films(scale.writtenItems(), scale.partitions());
        this.newVersions = writtenFilms.films(0, scale.writtenItems() / 4, 1);
        this.shuffledVersions = writtenFilms.shuffled(scale.writtenItems() / 4, 1);
    }

    /** Starts the server and fills the tables. */
    static PostgresArena open(Scale scale) throws SQLException {
        PostgresArena arena = new PostgresArena(scale);
        try {
            // A checkpoint in a round would be the round's whole result.
            arena.execute("ALTER SYSTEM SET max_wal_size = '8GB'", "SELECT pg_reload_conf()");
            arena.load(arena.movies, arena.films);
            arena.load(arena.writtenMovies, arena.writtenFilms);
            return arena;
        } catch (SQLException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private void load(DocumentTable table, Films all) {
        for (int from = 0; from < all.count(); from += LOADED_AT_ONCE) {
            int to = Math.min(from + LOADED_AT_ONCE, all.count());
            Batches.over(table)
                    .write(BatchWriteRequest.ofPuts(
                            table.schema(),
                            all.films(from, to, 0).stream().map(Film::item).toList()));
        }
    }

    /** Makes sure that something is closed with this, before all that was opened earlier. */
    <T extends AutoCloseable> T toBeClosed(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Opens a pool of connections for hand-written clients and peers, with settings for the server's sessions. */
    HikariDataSource pool(int size, String sessionOptions) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(server.jdbcUrl());
        source.setUser(server.user());
        source.setPassword(server.password());
        if (!sessionOptions.isEmpty()) {
            source.setOptions(sessionOptions);
        }
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        return toBeClosed(new HikariDataSource(config));
    }

    /** Opens a store as users do, with its own pool. */
    PostgresStore store(int poolSize) {
        return toBeClosed(PostgresStore.builder(server.jdbcUrl())
                .user(server.user())
                .password(server.password())
                .poolSize(poolSize)
                .connect());
    }

    /** Opens a store over a pool of its own, with settings for the server's sessions. */
    PostgresStore store(String sessionOptions) {
        return toBeClosed(PostgresStore.over(pool(POOL_SIZE, sessionOptions)));
    }

    DataSource pool() {
        return pool;
    }

    PostgresStore store() {
        return store;
    }

    /** Returns the table that is only read. */
    DocumentTable movies() {
        return movies;
    }

    DocumentTable writtenMovies() {
        return writtenMovies;
    }

    /** Returns the table that nothing is in until a contest loads it. */
    DocumentTable loadedMovies() {
        return loadedMovies;
    }

    void emptyLoadedMovies() throws SQLException {
        execute("TRUNCATE \"LoadedMovies\"");
    }

    Scale scale() {
        return scale;
    }

    /** Returns the URL by which another process opens a store on the server. */
    String url() {
        return "postgresql://" + server.user() + ":" + server.password() + "@" + server.host() + ":" + server.port()
                + "/" + server.database();
    }

    Films films() {
        return films;
    }

    Films writtenFilms() {
        return writtenFilms;
    }

    /** Returns other versions of a quarter of the movies of the table that is written. */
    List<Film> newVersions() {
        return newVersions;
    }

    /** Returns the same versions in the order in which they are written one by one; see {@link Films#shuffled}. */
    List<Film> shuffledVersions() {
        return shuffledVersions;
    }

    /** Returns a larger table than the one that is read, made when it is first asked for, of the same movies. */
    DocumentTable exportedMovies() throws SQLException {
        if (exportedMovies == null) {
            exportedMovies = copy(PostgresExports.TABLE, scale.exportedItems());
        }
        return exportedMovies;
    }

    /** Returns a table of the movies that are read with an index by their ratings, made when it is first asked for. */
    DocumentTable ratedMovies() throws SQLException {
        if (ratedMovies == null) {
            copy(RATED_TABLE, films.count());
            ratedMovies = store.table(RATED_TABLE, TableOptions.none().withFilterIndex("info.rating"));
        }
        return ratedMovies;
    }

    /** Returns a table of so many copies of the movies that are read, of which all but the first have longer titles. */
    private DocumentTable copy(String table, int count) throws SQLException {
        DocumentTable copy = store.createTable(MovieStore.schema(table));
        int copies = (count + films.count() - 1) / films.count();
        for (int i = 0; i < copies; i++) {
            String title = i == 0 ? "title" : "title || ' " + i + "'";
            execute("INSERT INTO \"" + table + "\" SELECT year, " + title + ", jsonb_set(item, '{title}', to_jsonb("
                    + title + ")), item_size + 2 * (octet_length(" + title
                    + ") - octet_length(title)) FROM \"Movies\" LIMIT "
                    + Math.min(films.count(), count - i * films.count()));
        }
        execute("VACUUM ANALYZE \"" + table + "\"", "CHECKPOINT");
        return copy;
    }

    @Override
    public List<Contest> contests() {
        return Stream.of(
                        new PostgresReads(this).contests(),
                        new PostgresFilters(this).contests(),
                        new PostgresExports(this).contests(),
                        PostgresWrites.contests(this),
                        new PostgresBatches(this).contests(),
                        new PostgresLoads(this).contests(),
                        new PostgresMemory(this).contests(),
                        new Peers(this).contests(),
                        new PostgresOverTcp(this).contests(),
                        PostgresThroughSdk.contests(this))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<ProcessHandle> processes() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .map(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants())
                            .toList())
                    .orElse(List.of());
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not say which processes it has: " + e.getMessage(), e);
        }
    }

    @Override
    public void settle() throws SQLException {
        execute(
                "VACUUM ANALYZE \"Movies\"",
                "VACUUM ANALYZE \"WrittenMovies\"",
                "VACUUM ANALYZE \"LoadedMovies\"",
                "CHECKPOINT");
    }

    @Override
    public void restore() throws SQLException {
        execute("TRUNCATE \"WrittenMovies\", \"LoadedMovies\"");
        load(writtenMovies, writtenFilms);
    }

    @Override
    public List<String> state() throws SQLException {
        String rows = "SELECT format('%s %s %s %s', year, title, item_size, item) FROM"
                + " (SELECT * FROM \"WrittenMovies\" UNION ALL SELECT * FROM \"LoadedMovies\") AS t ORDER BY year, title";
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(rows)) {
            List<String> state = new ArrayList<>();
            while (row.next()) {
                state.add(row.getString(1));
            }
            return state;
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public String toString() {
        return "PostgreSQL " + server.serverVersion() + ", fsync and synchronous_commit on, over loopback";
    }

    @Override
    public void close() {
        for (AutoCloseable resource : opened) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException("what the benchmark opened does not close: " + e.getMessage(), e);
            }
        }
        opened.clear();
    }
}
