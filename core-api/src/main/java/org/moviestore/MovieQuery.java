// SPDX-License-Identifier: Apache-2.0
package org.moviestore;

import java.util.function.UnaryOperator;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Projection;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.TableSchema;

/**
 * Which movies of a year to read, in the order of their titles. Each method returns a changed copy. What is wrong with
 * a query shows at the latest when it is run, as an {@link InvalidRequestException} before any I/O. Immutable.
 */
public final class MovieQuery {
    private final KeyCondition keyCondition;
    private final UnaryOperator<QueryRequest.Builder> options;

    private MovieQuery(KeyCondition keyCondition, UnaryOperator<QueryRequest.Builder> options) {
        this.keyCondition = keyCondition;
        this.options = options;
    }

    /** Returns the query for all movies of a year. */
    public static MovieQuery year(int year) {
        return new MovieQuery(KeyCondition.partition(Movie.YEAR, year), options -> options);
    }

    /** Keeps the movies whose title is at least the first and at most the last one, by their UTF-8 bytes. */
    public MovieQuery titleBetween(String first, String last) {
        return new MovieQuery(keyCondition.andSortBetween(Movie.TITLE, first, last), options);
    }

    /** Keeps the movies whose title begins with the prefix. */
    public MovieQuery titleBeginsWith(String prefix) {
        return new MovieQuery(keyCondition.andSortBeginsWith(Movie.TITLE, prefix), options);
    }

    /** Keeps the movies whose title compares so with the given one, by their UTF-8 bytes. */
    public MovieQuery title(Comparator comparator, String title) {
        return new MovieQuery(keyCondition.andSort(Movie.TITLE, comparator, title), options);
    }

    /** Keeps the movies that the condition holds on; it may not name year or title. */
    public MovieQuery filter(Condition condition) {
        return with(options -> options.filter(condition));
    }

    /**
     * Reads only these paths of each movie, and always year and title; see {@link MovieScan#project} for the caution.
     */
    public MovieQuery project(String... paths) {
        Projection projection = MovieScan.withKey(paths);
        return with(options -> options.projection(projection));
    }

    /** Evaluates at most so many movies for one page. */
    public MovieQuery limit(int movies) {
        return with(options -> options.limit(movies));
    }

    /** Reads from the last title to the first. */
    public MovieQuery descending() {
        return with(QueryRequest.Builder::descending);
    }

    /** Begins after a position that a page gave. */
    public MovieQuery startAfter(Position position) {
        return with(options -> options.startAfter(position));
    }

    private MovieQuery with(UnaryOperator<QueryRequest.Builder> option) {
        return new MovieQuery(keyCondition, builder -> option.apply(options.apply(builder)));
    }

    /**
     * Returns the request for a table of movies.
     *
     * @throws InvalidRequestException as {@link QueryRequest} does
     */
    public QueryRequest toRequest(TableSchema schema) {
        return options.apply(QueryRequest.builder(schema, keyCondition)).build();
    }
}
