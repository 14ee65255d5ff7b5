// SPDX-License-Identifier: Apache-2.0
package org.moviestore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Projection;
import org.moviestore.item.AttributePath;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.Position;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;

/**
 * Which movies of the whole table to read, in no particular order of years. Each method returns a changed copy. What is
 * wrong with a scan shows at the latest when it is run, as an {@link InvalidRequestException} before any I/O.
 * Immutable.
 */
public final class MovieScan {
    private final UnaryOperator<ScanRequest.Builder> options;

    private MovieScan(UnaryOperator<ScanRequest.Builder> options) {
        this.options = options;
    }

    /** Returns the scan of all movies. */
    public static MovieScan all() {
        return new MovieScan(options -> options);
    }

    /** Returns the scan of the movies that the condition holds on. */
    public static MovieScan filter(Condition condition) {
        return all().with(options -> options.filter(condition));
    }

    /**
     * Reads only these paths of each movie, such as {@code info.rating}. Year and title are always read too, since a
     * movie is not one without them. Writing such a movie would remove what was not read.
     */
    public MovieScan project(String... paths) {
        Projection projection = withKey(paths);
        return with(options -> options.projection(projection));
    }

    static Projection withKey(String... paths) {
        List<AttributePath> all = new ArrayList<>();
        Arrays.stream(paths).map(AttributePath::parse).forEach(all::add);
        for (String key : List.of(Movie.YEAR, Movie.TITLE)) {
            if (!all.contains(AttributePath.of(key))) {
                all.add(AttributePath.of(key));
            }
        }
        return new Projection(all);
    }

    /** Evaluates at most so many movies for one page. */
    public MovieScan limit(int movies) {
        return with(options -> options.limit(movies));
    }

    /** Begins after a position that a page gave. */
    public MovieScan startAfter(Position position) {
        return with(options -> options.startAfter(position));
    }

    private MovieScan with(UnaryOperator<ScanRequest.Builder> option) {
        return new MovieScan(builder -> option.apply(options.apply(builder)));
    }

    /**
     * Returns the request for a table of movies.
     *
     * @throws InvalidRequestException as {@link ScanRequest} does
     */
    public ScanRequest toRequest(TableSchema schema) {
        return options.apply(ScanRequest.builder(schema)).build();
    }
}
