// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.enhanced;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondarySortKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/** A bean with values of all kinds, in two indexes. Not thread-safe. */
@DynamoDbBean
public class Film {
    /** The global index by studio and rating. */
    static final String BY_STUDIO = "ByStudio";

    /** The local index by rating. */
    static final String BY_RATING = "ByRating";

    private @Nullable Integer year;
    private @Nullable String title;
    private @Nullable String studio;
    private @Nullable BigDecimal rating;
    private @Nullable LocalDate released;
    private @Nullable Credits credits;
    private @Nullable List<Credits> otherCuts;
    private @Nullable Map<String, Integer> takings;
    private @Nullable Set<String> genres;
    private @Nullable Set<Integer> channels;
    private byte @Nullable [] poster;
    private @Nullable Boolean colour;
    private @Nullable Kind kind;

    /** What sort of film it is. */
    public enum Kind {
        /** Played. */
        FEATURE,
        /** Observed. */
        DOCUMENTARY
    }

    /** Who made a film: a bean inside others. Not thread-safe. */
    @DynamoDbBean
    public static class Credits {
        private @Nullable String director;
        private @Nullable List<String> actors;

        /** Returns credits. */
        static Credits of(String director, String... actors) {
            Credits credits = new Credits();
            credits.setDirector(director);
            credits.setActors(List.of(actors));
            return credits;
        }

        public @Nullable String getDirector() {
            return director;
        }

        public void setDirector(@Nullable String value) {
            director = value;
        }

        public @Nullable List<String> getActors() {
            return actors;
        }

        public void setActors(@Nullable List<String> value) {
            actors = value;
        }
    }

    /** Returns a film without anything but its key, its studio and its rating. */
    static Film of(int year, String title, String studio, String rating) {
        Film film = new Film();
        film.setYear(year);
        film.setTitle(title);
        film.setStudio(studio);
        film.setRating(new BigDecimal(rating));
        return film;
    }

    @DynamoDbPartitionKey
    public @Nullable Integer getYear() {
        return year;
    }

    public void setYear(@Nullable Integer value) {
        year = value;
    }

    @DynamoDbSortKey
    public @Nullable String getTitle() {
        return title;
    }

    public void setTitle(@Nullable String value) {
        title = value;
    }

    @DynamoDbSecondaryPartitionKey(indexNames = BY_STUDIO)
    public @Nullable String getStudio() {
        return studio;
    }

    public void setStudio(@Nullable String value) {
        studio = value;
    }

    @DynamoDbSecondarySortKey(indexNames = {BY_STUDIO, BY_RATING})
    public @Nullable BigDecimal getRating() {
        return rating;
    }

    public void setRating(@Nullable BigDecimal value) {
        rating = value;
    }

    @DynamoDbAttribute("released_on")
    public @Nullable LocalDate getReleased() {
        return released;
    }

    public void setReleased(@Nullable LocalDate value) {
        released = value;
    }

    public @Nullable Credits getCredits() {
        return credits;
    }

    public void setCredits(@Nullable Credits value) {
        credits = value;
    }

    public @Nullable List<Credits> getOtherCuts() {
        return otherCuts;
    }

    public void setOtherCuts(@Nullable List<Credits> value) {
        otherCuts = value;
    }

    public @Nullable Map<String, Integer> getTakings() {
        return takings;
    }

    public void setTakings(@Nullable Map<String, Integer> value) {
        takings = value;
    }

    public @Nullable Set<String> getGenres() {
        return genres;
    }

    public void setGenres(@Nullable Set<String> value) {
        genres = value;
    }

    public @Nullable Set<Integer> getChannels() {
        return channels;
    }

    public void setChannels(@Nullable Set<Integer> value) {
        channels = value;
    }

    public byte @Nullable [] getPoster() {
        return poster;
    }

    public void setPoster(byte @Nullable [] value) {
        poster = value;
    }

    public @Nullable Boolean getColour() {
        return colour;
    }

    public void setColour(@Nullable Boolean value) {
        colour = value;
    }

    public @Nullable Kind getKind() {
        return kind;
    }

    public void setKind(@Nullable Kind value) {
        kind = value;
    }
}
