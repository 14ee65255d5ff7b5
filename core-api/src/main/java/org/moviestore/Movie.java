// SPDX-License-Identifier: Apache-2.0
package org.moviestore;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;

/**
 * A movie: an item with a year, a title and, as far as known, info. Attributes that this class does not know are kept,
 * so a movie that is read whole and written again loses nothing. One that was read by a projection has only what was
 * asked for: writing it removes the rest. Immutable.
 *
 * @param item all attributes of the movie
 */
public record Movie(Item item) {
    /** The name of the attribute that holds the year: the partition key. */
    public static final String YEAR = "year";
    /** The name of the attribute that holds the title: the sort key. */
    public static final String TITLE = "title";
    /** The name of the attribute that holds what else is known. */
    public static final String INFO = "info";

    /**
     * Checks that the item is a movie.
     *
     * @throws InvalidRequestException with {@link ErrorCode#MOVIE_FORM} if its year is missing or no whole number of 32
     *     bits, or its title is missing, no text or empty
     */
    public Movie {
        if (!(required(item, YEAR) instanceof NumberValue year)) {
            throw notAMovie("its year is no number");
        }
        try {
            year.value().intValueExact();
        } catch (ArithmeticException e) {
            throw notAMovie("its year is no whole number of 32 bits");
        }
        if (!(required(item, TITLE) instanceof StringValue title)) {
            throw notAMovie("its title is no text");
        }
        if (title.text().isEmpty()) {
            throw notAMovie("its title is empty");
        }
    }

    private static AttributeValue required(Item item, String name) {
        return item.attribute(name).orElseThrow(() -> notAMovie("it has no " + name));
    }

    private static InvalidRequestException notAMovie(String why) {
        return new InvalidRequestException(ErrorCode.MOVIE_FORM, "this is no movie: " + why);
    }

    /** Returns a movie of which nothing but its key is known. */
    public static Movie of(int year, String title) {
        return new Movie(Item.of(YEAR, year, TITLE, title));
    }

    /** Returns the year of the release. */
    public int year() {
        return ((NumberValue) required(item, YEAR)).value().intValueExact();
    }

    /** Returns the title. */
    public String title() {
        return ((StringValue) required(item, TITLE)).text();
    }

    /** Returns the key. */
    public MovieKey key() {
        return new MovieKey(year(), title());
    }

    /** Returns what else is known; nothing if the movie has no info. */
    public MovieInfo info() {
        return item.attribute(INFO)
                .map(info -> info instanceof MapValue map ? new MovieInfo(map) : MovieInfo.EMPTY)
                .orElse(MovieInfo.EMPTY);
    }

    /** Returns a copy with this info. */
    public Movie withInfo(MovieInfo info) {
        return new Movie(item.with(INFO, info.attributes()));
    }

    /**
     * Returns a copy whose info is changed by the function: {@code movie.withInfo(info -> info.rating("7.6"))}.
     *
     * @throws InvalidRequestException with {@link ErrorCode#MOVIE_FORM} if the info is no map, which this would lose;
     *     {@link #withInfo(MovieInfo)} replaces it
     */
    public Movie withInfo(UnaryOperator<MovieInfo> change) {
        if (item.has(INFO) && !(required(item, INFO) instanceof MapValue)) {
            throw new InvalidRequestException(
                    ErrorCode.MOVIE_FORM, "the info of this movie is no map; replace it as a whole, or leave it");
        }
        return withInfo(Objects.requireNonNull(change.apply(info()), "info"));
    }

    /** Returns the movie as DynamoDB writes items in JSON. */
    @Override
    public String toString() {
        return item.toString();
    }
}
