// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.moviestore.Movie;
import org.moviestore.MovieKey;
import org.moviestore.MovieStore;
import org.moviestore.examples.ItemLine;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.json.JsonForm;
import org.moviestore.remote.protocol.Fields;
import org.moviestore.remote.protocol.ReplyLine;
import org.moviestore.remote.protocol.RequestId;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.PageToken;

/** What the requests of people mean, who write movies in natural JSON. Thread-safe. */
final class MovieRequests {
    private static final List<String> FIELDS_OF_ALL = List.of("id", "op", MovieFields.TABLE);

    private final ServedTables served;
    private final String ownTable;
    private final ReplySize replySize;
    private final Map<String, Operation> operations = Map.of(
            "put",
            operation(this::put, MovieFields.MOVIE, MovieFields.CONDITION, MovieFields.NAMES, MovieFields.VALUES),
            "putIfAbsent",
            operation(this::putIfAbsent, MovieFields.MOVIE),
            "get",
            operation(this::get, Movie.YEAR, Movie.TITLE),
            "update",
            operation(
                    this::update,
                    Movie.YEAR,
                    Movie.TITLE,
                    MovieFields.UPDATE,
                    MovieFields.CONDITION,
                    MovieFields.NAMES,
                    MovieFields.VALUES),
            "delete",
            operation(
                    this::delete,
                    Movie.YEAR,
                    Movie.TITLE,
                    MovieFields.CONDITION,
                    MovieFields.NAMES,
                    MovieFields.VALUES),
            "query",
            operation(
                    this::query,
                    Movie.YEAR,
                    MovieFields.TITLE_BEGINS_WITH,
                    MovieFields.TITLE_BETWEEN,
                    MovieFields.FILTER,
                    MovieFields.PROJECT,
                    MovieFields.DESCENDING,
                    MovieFields.LIMIT,
                    MovieFields.NEXT,
                    MovieFields.NAMES,
                    MovieFields.VALUES),
            "scan",
            operation(
                    this::scan,
                    MovieFields.FILTER,
                    MovieFields.PROJECT,
                    MovieFields.LIMIT,
                    MovieFields.NEXT,
                    MovieFields.NAMES,
                    MovieFields.VALUES),
            "count",
            operation(this::count, Movie.YEAR, MovieFields.FILTER, MovieFields.NAMES, MovieFields.VALUES));

    /**
     * A word that a request begins with.
     *
     * @param fields that the request may have
     * @param meaning what it asks for
     */
    private record Operation(Set<String> fields, Function<MovieFields, Work> meaning) {}

    /** @param ownTable where the movies are, unless a request says otherwise */
    MovieRequests(ServedTables served, String ownTable, ReplySize replySize) {
        this.served = served;
        this.ownTable = ownTable;
        this.replySize = replySize;
    }

    private static Operation operation(Function<MovieFields, Work> meaning, String... fields) {
        Set<String> known = new HashSet<>(FIELDS_OF_ALL);
        known.addAll(List.of(fields));
        return new Operation(Set.copyOf(known), meaning);
    }

    Set<String> operations() {
        return operations.keySet();
    }

    Work understand(String name, Fields request) {
        Operation operation = Objects.requireNonNull(operations.get(name), "operation");
        request.requireOnly(operation.fields());
        return operation.meaning().apply(MovieFields.of(request, ownTable));
    }

    private Work put(MovieFields request) {
        Movie movie = request.movie();
        Optional<Condition> condition = request.condition();
        return write(request, request.keyOf(movie), (movies, reply) -> {
            condition.ifPresentOrElse(onlyIf -> movies.put(movie, onlyIf), () -> movies.put(movie));
            return reply;
        });
    }

    private Work putIfAbsent(MovieFields request) {
        Movie movie = request.movie();
        return write(request, request.keyOf(movie), (movies, reply) -> reply.flag("stored", movies.putIfAbsent(movie)));
    }

    private Work get(MovieFields request) {
        MovieKey key = request.key();
        String table = request.schema().tableName();
        Optional<RequestId> id = request.id();
        return OneReply.reading(
                Touched.reading(table, request.keyOf(key)),
                () -> withMovie(ReplyLine.of(id), served.movies(table).get(key)).build());
    }

    private Work update(MovieFields request) {
        MovieKey key = request.key();
        Update update = request.update();
        Optional<Condition> condition = request.condition();
        return write(
                request,
                request.keyOf(key),
                (movies, reply) -> withMovie(
                        reply,
                        condition.isPresent()
                                ? movies.update(key, update, condition.get())
                                : movies.update(key, update)));
    }

    private Work delete(MovieFields request) {
        MovieKey key = request.key();
        Optional<Condition> condition = request.condition();
        return write(request, request.keyOf(key), (movies, reply) -> {
            condition.ifPresentOrElse(onlyIf -> movies.delete(key, onlyIf), () -> movies.delete(key));
            return reply;
        });
    }

    /** Changes one movie and returns the reply with what there is to say of that. */
    private interface Writing {
        ReplyLine write(MovieStore movies, ReplyLine reply);
    }

    private Work write(MovieFields request, Key key, Writing writing) {
        String table = request.schema().tableName();
        Optional<RequestId> id = request.id();
        return OneReply.writing(
                Touched.writing(table, key),
                () -> writing.write(served.movies(table), ReplyLine.of(id)).build());
    }

    private static ReplyLine withMovie(ReplyLine reply, Optional<Movie> movie) {
        return reply.item(MovieFields.MOVIE, movie.map(Movie::item).map(ItemLine::keyFirst), JsonForm.NATURAL);
    }

    private Work query(MovieFields request) {
        return movies(request, request.query());
    }

    private Work scan(MovieFields request) {
        return movies(request, request.scan());
    }

    private Work movies(MovieFields request, PageRequest first) {
        return request.isPaged()
                ? page(request.id(), first)
                : new MovieLines(new MoviePages(served, first), request.id());
    }

    private Work page(Optional<RequestId> id, PageRequest request) {
        String table = request.schema().tableName();
        return OneReply.ofMany(
                Touched.readingAll(table),
                () -> replySize.page(served.movies(table).table(), request, page -> line(id, request, page)));
    }

    private static String line(Optional<RequestId> id, PageRequest request, Page<Item> page) {
        ReplyLine reply = ReplyLine.of(id)
                .items("movies", page.items().stream().map(ItemLine::keyFirst).toList(), JsonForm.NATURAL);
        page.last()
                .ifPresent(last ->
                        reply.text(MovieFields.NEXT, PageToken.of(request, last).text()));
        return reply.build();
    }

    private Work count(MovieFields request) {
        return new MovieCount(new MoviePages(served, request.counted()), request.id());
    }
}
