// SPDX-License-Identifier: Apache-2.0
package org.moviestore;

import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadReport;
import org.moviestore.table.Page;
import org.moviestore.table.QueryPlan;
import org.moviestore.table.StoreProviders;
import org.moviestore.table.StoreUrl;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;

/**
 * Movies by year and title, on whatever backend: what {@link DocumentTable} promises, in terms of movies. Every call
 * needs the table, and throws {@link TableNotFoundException} without it; otherwise calls fail as those of
 * {@link DocumentTable} do. Thread-safe.
 */
public interface MovieStore extends AutoCloseable {
    /** The name of the table where a URL names none. */
    String DEFAULT_TABLE = "Movies";

    /**
     * Opens the store that the URL names, such as {@code postgresql://localhost/films?table=Movies},
     * {@code dynamodb://us-east-1/Movies} or {@code memory:}. The table is {@value #DEFAULT_TABLE} where the URL names
     * none, and need not exist yet. The adapter for the URL's scheme must be on the class path. With
     * {@code ?fullScans=refuse} the store refuses {@link #scan}; see {@link DocumentStore#withoutFullScans()}.
     *
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#STORE_URL} if the URL is wrong or no
     *     adapter takes its scheme
     */
    static MovieStore open(String url) {
        StoreUrl parsed = StoreUrl.parse(url);
        String table = StoreProviders.forUrl(parsed).tableName(parsed).orElse(DEFAULT_TABLE);
        TableSchema.checkTableName(table);
        return over(DocumentStore.open(url), table);
    }

    /** Returns the movies in a table of a store. Closing them closes the store. */
    static MovieStore over(DocumentStore store, String tableName) {
        return new TableMovieStore(store, schema(tableName));
    }

    /** Returns the schema of a table of movies, on demand: partition key {@code year}, sort key {@code title}. */
    static TableSchema schema(String tableName) {
        return TableSchema.builder(tableName)
                .partitionKey(Movie.YEAR, AttributeType.NUMBER)
                .sortKey(Movie.TITLE, AttributeType.STRING)
                .build();
    }

    /** Returns the store that holds the table. */
    DocumentStore store();

    /**
     * Returns the table that holds the movies, for whatever these methods do not offer.
     *
     * @throws TableNotFoundException if there is none
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#TABLE_MISMATCH} if it is no table of
     *     movies
     */
    DocumentTable table();

    /**
     * Creates the table with on-demand throughput, and returns when it can be used.
     *
     * @throws TableExistsException if there is a table of that name
     */
    default void createTable() {
        createTable(Throughput.onDemand());
    }

    /**
     * Creates the table, and returns when it can be used.
     *
     * @throws TableExistsException if there is a table of that name
     */
    void createTable(Throughput throughput);

    /** Drops the table with all its movies, and returns when it is gone. */
    void dropTable();

    /** Stores a movie in place of any with the same key. */
    void put(Movie movie);

    /**
     * Stores a movie if the condition holds on the one that is stored, atomically.
     *
     * @throws ConditionFailedException if it does not hold, with the stored movie's item
     */
    void put(Movie movie, Condition onlyIf);

    /** Stores a movie if there is none with the same key, atomically, and says whether it did. */
    boolean putIfAbsent(Movie movie);

    /** Returns a movie, consistently read. */
    Optional<Movie> get(MovieKey key);

    /** Returns a movie, consistently read. */
    default Optional<Movie> get(int year, String title) {
        return get(MovieKey.of(year, title));
    }

    /**
     * Changes a movie, or creates it of its key and the update, and returns it as it is now. It is empty if there was
     * none and the update only removes things, which then changes nothing.
     *
     * @throws UpdateRejectedException if the update cannot be applied to the stored movie
     */
    Optional<Movie> update(MovieKey key, Update update);

    /**
     * Changes a movie if the condition holds on it, atomically; see {@link #update(MovieKey, Update)}.
     *
     * @throws ConditionFailedException if it does not hold, with the stored movie's item
     * @throws UpdateRejectedException if the update cannot be applied to the stored movie
     */
    Optional<Movie> update(MovieKey key, Update update, Condition onlyIf);

    /** Changes a movie; see {@link #update(MovieKey, Update)}. */
    default Optional<Movie> update(int year, String title, Update update) {
        return update(MovieKey.of(year, title), update);
    }

    /** Changes a movie if the condition holds on it; see {@link #update(MovieKey, Update, Condition)}. */
    default Optional<Movie> update(int year, String title, Update update, Condition onlyIf) {
        return update(MovieKey.of(year, title), update, onlyIf);
    }

    /** Removes a movie, if it is there. */
    void delete(MovieKey key);

    /**
     * Removes a movie if the condition holds on it, atomically.
     *
     * @throws ConditionFailedException if it does not hold, with the stored movie's item
     */
    void delete(MovieKey key, Condition onlyIf);

    /** Removes a movie, if it is there. */
    default void delete(int year, String title) {
        delete(MovieKey.of(year, title));
    }

    /** Removes a movie if the condition holds on it; see {@link #delete(MovieKey, Condition)}. */
    default void delete(int year, String title, Condition onlyIf) {
        delete(MovieKey.of(year, title), onlyIf);
    }

    /**
     * Returns the movies that a query selects, in the order of their titles. Pages are read as the stream is consumed
     * and nothing is held between them, so movies may be changed meanwhile.
     */
    Stream<Movie> query(MovieQuery query);

    /** Returns one page of the movies that a query selects; see {@link DocumentTable#query}. */
    Page<Movie> queryPage(MovieQuery query);

    /** Says how a page of a query would be read, without reading a movie; see {@link DocumentTable#explain}. */
    QueryPlan explain(MovieQuery query);

    /** Returns all movies; see {@link #scan(MovieScan)}. */
    default Stream<Movie> scan() {
        return scan(MovieScan.all());
    }

    /**
     * Returns the movies that a scan selects. Pages are read as the stream is consumed and nothing is held between
     * them, so movies may be changed meanwhile.
     */
    Stream<Movie> scan(MovieScan scan);

    /** Returns one page of the movies that a scan selects; see {@link DocumentTable#scan}. */
    Page<Movie> scanPage(MovieScan scan);

    /** Says how a page of a scan would be read, without reading a movie; see {@link DocumentTable#explain}. */
    QueryPlan explain(MovieScan scan);

    /**
     * Stores the movies of a JSON array or of JSON lines, in natural JSON and UTF-8, by {@link DocumentTable#load}: in
     * no more memory for many of them than for few. Records that are no movies are refused and the others stored; JSON
     * that is broken inside an array ends the load there. Of two records with one key the later wins. If the backend
     * fails, what was stored stays stored, and a listener has heard how much that is; what a record is refused for
     * names its line or its number. The stream is not closed.
     */
    default LoadReport load(InputStream json) {
        return load(json, LoadListener.SILENT);
    }

    /** Stores the movies of a JSON array or of JSON lines, and tells a listener; see {@link #load(InputStream)}. */
    LoadReport load(InputStream json, LoadListener listener);

    /**
     * Says what a load would refuse, without storing anything; {@link LoadReport#loaded} counts the good records. The
     * stream is not closed.
     */
    static LoadReport checkLoad(InputStream json, LoadListener listener) {
        return MovieLoader.check(json, schema(DEFAULT_TABLE), listener);
    }

    /** Closes the store beneath. Closing twice does nothing. */
    @Override
    void close();
}
