// SPDX-License-Identifier: Apache-2.0
package org.moviestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.json.JsonForm;

class MovieTest {
    @Test
    void withInfo_setsWhatIsCommonlyKnown() {
        Movie movie = Movie.of(1985, "After Hours")
                .withInfo(info -> info.director("Martin Scorsese")
                        .actor("Griffin Dunne")
                        .actor("Rosanna Arquette")
                        .genre("Comedy")
                        .rating("7.60")
                        .plot("A night in SoHo.")
                        .rank(12)
                        .imageUrl("https://example.org/after-hours.png")
                        .runningTime(Duration.ofMinutes(97))
                        .releaseDate(LocalDate.of(1985, 9, 13)));

        assertThat(JsonForm.NATURAL.write(movie.item()))
                .isEqualTo("{\"year\":1985,\"title\":\"After Hours\",\"info\":{\"directors\":[\"Martin Scorsese\"],"
                        + "\"actors\":[\"Griffin Dunne\",\"Rosanna Arquette\"],\"genres\":[\"Comedy\"],\"rating\":7.6,"
                        + "\"plot\":\"A night in SoHo.\",\"rank\":12,"
                        + "\"image_url\":\"https://example.org/after-hours.png\",\"running_time_secs\":5820,"
                        + "\"release_date\":\"1985-09-13T00:00:00Z\"}}");
        assertThat(movie.info().actors()).containsExactly("Griffin Dunne", "Rosanna Arquette");
        assertThat(movie.info().rating()).contains(new BigDecimal("7.6"));
        assertThat(movie.info().runningTime()).contains(Duration.ofMinutes(97));
        assertThat(movie.info().releaseDate()).contains(LocalDate.of(1985, 9, 13));
        assertThat(movie.key()).isEqualTo(MovieKey.of(1985, "After Hours"));
    }

    @Test
    void info_withoutAnyPart_readsAsMissing() {
        MovieInfo info = Movie.of(1994, "Speed").info();

        assertThat(info.directors()).isEmpty();
        assertThat(info.actors()).isEmpty();
        assertThat(info.genres()).isEmpty();
        assertThat(info.rating()).isEmpty();
        assertThat(info.plot()).isEmpty();
        assertThat(info.rank()).isEmpty();
        assertThat(info.imageUrl()).isEmpty();
        assertThat(info.runningTime()).isEmpty();
        assertThat(info.releaseDate()).isEmpty();
    }

    @Test
    void info_ofOtherTypes_readsAsMissingAndIsKept() {
        Item item = Item.of("year", 1994, "title", "Speed")
                .with(
                        "info",
                        Map.of(
                                "rating",
                                "n/a",
                                "release_date",
                                "some day",
                                "directors",
                                Values.stringSet("Jan de Bont")))
                .with("watched", true);

        Movie movie = new Movie(item).withInfo(info -> info.rank(3));

        assertThat(movie.info().rating()).isEmpty();
        assertThat(movie.info().releaseDate()).isEmpty();
        assertThat(movie.info().directors()).containsExactly("Jan de Bont");
        assertThat(movie.info().attribute("rating")).contains(Values.string("n/a"));
        assertThat(movie.item().attribute("watched")).contains(Values.bool(true));
    }

    @Test
    void director_addedToAnything_losesNothing() {
        MovieInfo info = MovieInfo.EMPTY
                .with("directors", "X")
                .with("actors", Values.list("A", Map.of("name", "B")))
                .with("genres", Values.stringSet("Drama"));

        MovieInfo more = info.director("Y").actor("C").genre("Comedy");

        assertThat(more.attribute("directors")).contains(Values.list("X", "Y"));
        assertThat(more.attribute("actors")).contains(Values.list("A", Map.of("name", "B"), "C"));
        assertThat(more.attribute("genres")).contains(Values.stringSet("Comedy", "Drama"));
    }

    @Test
    void withInfo_whenTheInfoIsNoMap_isRefused() {
        Movie movie = new Movie(Item.of("year", 1994, "title", "Speed").with("info", "lost"));

        assertThatThrownBy(() -> movie.withInfo(info -> info.rank(1)))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MOVIE_FORM));
        assertThat(movie.withInfo(MovieInfo.EMPTY.rank(1)).info().rank()).contains(BigDecimal.ONE);
    }

    @Test
    void runningTime_thatIsNoTime_readsAsMissing() {
        assertThat(MovieInfo.EMPTY
                        .with("running_time_secs", Values.number("1E100"))
                        .runningTime())
                .isEmpty();
        assertThat(MovieInfo.EMPTY
                        .with("running_time_secs", Values.number("90.5"))
                        .runningTime())
                .contains(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @CsvSource({
        "{\"title\":\"Big\"}, it has no year",
        "{\"year\":1988}, it has no title",
        "'{\"year\":\"1988\",\"title\":\"Big\"}', its year is no number",
        "'{\"year\":1988.5,\"title\":\"Big\"}', its year is no whole number of 32 bits",
        "'{\"year\":9999999999,\"title\":\"Big\"}', its year is no whole number of 32 bits",
        "'{\"year\":1988,\"title\":7}', its title is no text",
        "'{\"year\":1988,\"title\":\"\"}', its title is empty"
    })
    void of_itemThatIsNoMovie_isRefused(String json, String reason) {
        Item item = JsonForm.NATURAL.readItem(json);

        assertThatThrownBy(() -> new Movie(item))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MOVIE_FORM))
                .hasMessageEndingWith(reason);
    }
}
