// SPDX-License-Identifier: Apache-2.0
package org.moviestore;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringSetValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Values;

/**
 * What is known of a movie, any part of which may be missing. The methods read and change the attributes that movies
 * commonly have; all others are kept as they are. A part whose stored value has another type than expected reads as
 * missing, and is kept too. Immutable.
 *
 * @param attributes everything known, by attribute name
 */
public record MovieInfo(MapValue attributes) {
    /** Nothing is known. */
    public static final MovieInfo EMPTY = new MovieInfo(new MapValue(Map.of()));

    /** Checks the attributes. */
    public MovieInfo {
        Objects.requireNonNull(attributes, "attributes");
    }

    /** Returns the value of any attribute, if it is there. */
    public Optional<AttributeValue> attribute(String name) {
        return Optional.ofNullable(attributes.entries().get(name));
    }

    /** Returns a copy in which an attribute has a value, taken as by {@link Values#of(Object)}. */
    public MovieInfo with(String name, Object value) {
        Map<String, AttributeValue> changed = new LinkedHashMap<>(attributes.entries());
        changed.put(Objects.requireNonNull(name, "name"), Values.of(value));
        return new MovieInfo(new MapValue(changed));
    }

    /** Returns the directors. */
    public List<String> directors() {
        return texts("directors");
    }

    /** Returns a copy with one more director. */
    public MovieInfo director(String name) {
        return plus("directors", name);
    }

    /** Returns the actors. */
    public List<String> actors() {
        return texts("actors");
    }

    /** Returns a copy with one more actor. */
    public MovieInfo actor(String name) {
        return plus("actors", name);
    }

    /** Returns the genres. */
    public List<String> genres() {
        return texts("genres");
    }

    /** Returns a copy with one more genre. */
    public MovieInfo genre(String name) {
        return plus("genres", name);
    }

    /** Returns the plot. */
    public Optional<String> plot() {
        return text("plot");
    }

    /** Returns a copy with this plot. */
    public MovieInfo plot(String plot) {
        return with("plot", plot);
    }

    /** Returns the rating. */
    public Optional<BigDecimal> rating() {
        return number("rating");
    }

    /** Returns a copy with this rating, given as decimal text such as {@code 7.6}. */
    public MovieInfo rating(String decimal) {
        return with("rating", Values.number(decimal));
    }

    /** Returns a copy with this rating. */
    public MovieInfo rating(BigDecimal rating) {
        return with("rating", rating);
    }

    /** Returns the rank. */
    public Optional<BigDecimal> rank() {
        return number("rank");
    }

    /** Returns a copy with this rank. */
    public MovieInfo rank(int rank) {
        return with("rank", rank);
    }

    /** Returns the running time, kept in seconds. */
    public Optional<Duration> runningTime() {
        return number("running_time_secs").flatMap(MovieInfo::duration);
    }

    /** Returns a copy with this running time, of which whole seconds are kept. */
    public MovieInfo runningTime(Duration time) {
        return with("running_time_secs", time.toSeconds());
    }

    /** Returns the day of the first release, kept as an instant of UTC such as {@code 1985-09-13T00:00:00Z}. */
    public Optional<LocalDate> releaseDate() {
        return text("release_date").flatMap(MovieInfo::day);
    }

    /** Returns a copy with this day of the first release. */
    public MovieInfo releaseDate(LocalDate day) {
        return with("release_date", day + "T00:00:00Z");
    }

    /** Returns the address of a picture. */
    public Optional<String> imageUrl() {
        return text("image_url");
    }

    /** Returns a copy with this address of a picture. */
    public MovieInfo imageUrl(String url) {
        return with("image_url", url);
    }

    private static Optional<Duration> duration(BigDecimal seconds) {
        try {
            return Optional.of(
                    Duration.ofSeconds(seconds.setScale(0, RoundingMode.DOWN).longValueExact()));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(String instant) {
        try {
            return Optional.of(LocalDate.parse(instant.length() > 10 ? instant.substring(0, 10) : instant));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Optional<String> text(String name) {
        return attribute(name)
                .flatMap(value -> value instanceof StringValue text ? Optional.of(text.text()) : Optional.empty());
    }

    private Optional<BigDecimal> number(String name) {
        return attribute(name)
                .flatMap(value -> value instanceof NumberValue number ? Optional.of(number.value()) : Optional.empty());
    }

    private List<String> texts(String name) {
        AttributeValue value = attributes.entries().get(name);
        if (value instanceof StringSetValue set) {
            return List.copyOf(set.members());
        } else if (value instanceof ListValue list) {
            return list.elements().stream()
                    .filter(StringValue.class::isInstance)
                    .map(element -> ((StringValue) element).text())
                    .toList();
        }
        return List.of();
    }

    /**
     * Adds a text to a list or a set of texts, and puts a value of another kind in front of it, so that nothing is
     * lost.
     */
    private MovieInfo plus(String name, String text) {
        Objects.requireNonNull(text, "text");
        AttributeValue old = attributes.entries().get(name);
        if (old instanceof StringSetValue set) {
            Set<String> members = new LinkedHashSet<>(set.members());
            members.add(text);
            return with(name, members);
        }
        List<AttributeValue> elements = new ArrayList<>();
        if (old instanceof ListValue list) {
            elements.addAll(list.elements());
        } else if (old != null) {
            elements.add(old);
        }
        elements.add(Values.string(text));
        return with(name, elements);
    }
}
