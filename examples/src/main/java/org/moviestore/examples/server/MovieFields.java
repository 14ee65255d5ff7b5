// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.moviestore.Movie;
import org.moviestore.MovieKey;
import org.moviestore.MovieQuery;
import org.moviestore.MovieScan;
import org.moviestore.MovieStore;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Placeholders;
import org.moviestore.expression.Update;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Key;
import org.moviestore.json.JsonForm;
import org.moviestore.remote.protocol.Fields;
import org.moviestore.remote.protocol.MalformedLineException;
import org.moviestore.remote.protocol.RequestId;
import org.moviestore.table.PageRequest;
import org.moviestore.table.PageToken;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableSchema;

/**
 * The fields of a request about movies.
 *
 * @param fields all of them
 * @param ownTable where the movies are, unless the request names another table
 * @param placeholders of its expressions
 */
record MovieFields(Fields fields, String ownTable, Placeholders placeholders) {
    static final String TABLE = "table";
    static final String MOVIE = "movie";
    static final String CONDITION = "condition";
    static final String UPDATE = "update";
    static final String FILTER = "filter";
    static final String PROJECT = "project";
    static final String LIMIT = "limit";
    static final String NEXT = "next";
    static final String TITLE_BEGINS_WITH = "titleBeginsWith";
    static final String TITLE_BETWEEN = "titleBetween";
    static final String DESCENDING = "descending";
    static final String NAMES = "names";
    static final String VALUES = "values";

    static MovieFields of(Fields fields, String ownTable) {
        Placeholders placeholders = fields.has(NAMES) || fields.has(VALUES)
                ? new Placeholders(fields.textMap(NAMES), fields.values(VALUES, JsonForm.NATURAL))
                : Placeholders.none();
        return new MovieFields(fields, ownTable, placeholders);
    }

    Optional<RequestId> id() {
        return fields.id();
    }

    /** Returns the schema of the table of movies. */
    TableSchema schema() {
        return MovieStore.schema(fields.optionalText(TABLE).orElse(ownTable));
    }

    Movie movie() {
        return new Movie(fields.item(MOVIE, JsonForm.NATURAL));
    }

    MovieKey key() {
        return MovieKey.of(year(), fields.text(Movie.TITLE));
    }

    /** Returns the key of the item of a movie, if it is a key that may be written. */
    Key keyOf(MovieKey key) {
        return schema().key(key.year(), key.title());
    }

    /** Returns the key of a movie, if it may be stored: one that is too large is not even kept. */
    Key keyOf(Movie movie) {
        return PutRequest.of(schema(), movie.item()).key();
    }

    private int year() {
        long year = fields.integer(Movie.YEAR);
        if (year != (int) year) {
            throw new InvalidRequestException(
                    ErrorCode.MOVIE_FORM, "there are no movies of that year: it is no whole number of 32 bits");
        }
        return (int) year;
    }

    Optional<Condition> condition() {
        return parsed(CONDITION, Condition::parse);
    }

    private Optional<Condition> filter() {
        return parsed(FILTER, Condition::parse);
    }

    Update update() {
        return Update.parse(fields.text(UPDATE), placeholders);
    }

    private <T> Optional<T> parsed(String name, BiFunction<String, Placeholders, T> parser) {
        return fields.optionalText(name).map(text -> parser.apply(text, placeholders));
    }

    /** Says whether the movies are to come in pages. */
    boolean isPaged() {
        return fields.has(LIMIT);
    }

    /** Returns which movies of a year to read, from which on. */
    PageRequest query() {
        MovieQuery query = MovieQuery.year(year());
        Optional<String> prefix = fields.optionalText(TITLE_BEGINS_WITH);
        if (prefix.isPresent()) {
            query = query.titleBeginsWith(prefix.get());
        }
        if (fields.has(TITLE_BETWEEN)) {
            query = between(query);
        }
        Optional<Condition> filter = filter();
        if (filter.isPresent()) {
            query = query.filter(filter.get());
        }
        if (fields.has(PROJECT)) {
            query = query.project(paths());
        }
        if (isPaged()) {
            query = query.limit(limit());
        }
        return continued((fields.flag(DESCENDING) ? query.descending() : query).toRequest(schema()));
    }

    private MovieQuery between(MovieQuery query) {
        List<String> titles = fields.texts(TITLE_BETWEEN);
        if (titles.size() != 2) {
            throw new MalformedLineException(
                    "field \"" + TITLE_BETWEEN + "\" must be two texts, the first title and the last", id());
        }
        return query.titleBetween(titles.get(0), titles.get(1));
    }

    /** Returns which movies of all years to read, from which on. */
    PageRequest scan() {
        MovieScan scan = filter().map(MovieScan::filter).orElseGet(MovieScan::all);
        if (fields.has(PROJECT)) {
            scan = scan.project(paths());
        }
        if (isPaged()) {
            scan = scan.limit(limit());
        }
        return continued(scan.toRequest(schema()));
    }

    /** Returns which movies to count. */
    PageRequest counted() {
        return (fields.has(Movie.YEAR) ? query() : scan()).counting();
    }

    private String[] paths() {
        return fields.texts(PROJECT).toArray(String[]::new);
    }

    /** A page may always be shorter than was asked for, so it does no harm to ask for fewer. */
    private int limit() {
        return (int) Math.max(0, Math.min(fields.integer(LIMIT), Integer.MAX_VALUE));
    }

    private PageRequest continued(PageRequest request) {
        return fields.optionalText(NEXT)
                .map(next -> request.withStartAfter(new PageToken(next).positionIn(request)))
                .orElse(request);
    }
}
