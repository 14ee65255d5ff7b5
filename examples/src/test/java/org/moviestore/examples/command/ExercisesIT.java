// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.moviestore.Movie;
import org.moviestore.examples.SampleMovies;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Item;
import org.moviestore.item.Utf8;
import org.moviestore.json.JsonForm;
import org.moviestore.json.JsonRecord;
import org.moviestore.json.JsonRecords;

/** The exercises on memory, the embedded PostgreSQL and DynamoDB Local in turn. */
class ExercisesIT {
    private static final List<String> STORES = List.of("memory", "postgresql", "dynamodb");
    /** A sample of 4,609 movies which AWS publishes and this project does not ship. */
    private static final Path AWS_SAMPLE = Path.of("../../shared/data/moviedata.json");

    private static final Comparator<Movie> BY_KEY =
            Comparator.comparingInt(Movie::year).thenComparing(Movie::title, Utf8.ORDER);

    @Test
    void exercises_onTheShippedFilms_agreeOnAllStores() throws IOException {
        Ran ran = Ran.command("exercises");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.lines()).contains("   … and 113 more");
        List<String> table =
                ran.lines().subList(ran.lines().size() - 7, ran.lines().size());
        assertThat(table.get(0)).matches(" +memory +postgresql +dynamodb +agree +digest");
        assertThat(counts(table)).containsExactly(178L, 15L, 1L, 118L, 18L, 118L);
        assertThat(table.subList(2, 7)).allMatch(line -> line.matches("exercise \\d .* yes +[0-9a-f]{12}"));
    }

    /** Returns the counts of the lines below the head, which every store must have alike. */
    private static List<Long> counts(List<String> table) {
        List<Long> counts = new ArrayList<>();
        for (String line : table.subList(1, table.size())) {
            List<String> ofStores = Stream.of(line.split(" {3,}"))
                    .map(String::strip)
                    .filter(cell -> cell.contains(" in "))
                    .map(cell -> cell.substring(0, cell.indexOf(' ')))
                    .toList();
            assertThat(ofStores).hasSize(3).containsOnly(ofStores.get(0));
            counts.add(Long.valueOf(ofStores.get(0)));
        }
        return counts;
    }

    @Test
    void exercises_onTheShippedFilmsAsJson_printTheMoviesAsLoaded() throws IOException {
        try (InputStream json = SampleMovies.open()) {
            List<Movie> movies = movies(json);

            Ran ran = Ran.command("exercises", "--json");

            assertPrints(ran, movies);
        }
    }

    @Test
    void exercises_onTheSampleOfAws_printTheMoviesAsLoaded() throws IOException {
        if (!Files.exists(AWS_SAMPLE)) {
            System.err.println("*** NOT RUN: the exercises on AWS's sample of 4,609 movies, since there is no "
                    + AWS_SAMPLE + " ***");
        }
        assumeTrue(Files.exists(AWS_SAMPLE), "there is no " + AWS_SAMPLE);
        try (InputStream json = Files.newInputStream(AWS_SAMPLE)) {
            List<Movie> movies = movies(json);

            Ran ran = Ran.command("exercises", "--json", "--data", AWS_SAMPLE.toString());

            assertPrints(ran, movies);
            assertThat(results(ran, "memory").stream().map(result -> number(result, "count")))
                    .containsExactly(71, 1, 1468, 30, 1468);
            assertThat(number(results(ran, "memory").get(4), "remaining")).isEqualTo(3141);
        }
    }

    private static List<Movie> movies(InputStream json) {
        JsonRecords records = JsonRecords.of(json, JsonForm.NATURAL);
        List<Movie> movies = new ArrayList<>();
        records.forEachRemaining(record -> movies.add(new Movie(((JsonRecord.Good) record).item())));
        movies.sort(BY_KEY);
        return movies;
    }

    private static void assertPrints(Ran ran, List<Movie> movies) {
        List<Movie> before2000 =
                movies.stream().filter(movie -> movie.year() < 2000).toList();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.lines()).hasSize(15);
        for (String store : STORES) {
            List<Item> results = results(ran, store);
            assertThat(results.stream().map(result -> number(result, "exercise")))
                    .containsExactly(1, 2, 3, 4, 5);
            assertThat(items(results.get(0)))
                    .isEqualTo(movies.stream()
                            .filter(movie -> movie.year() == 1994)
                            .map(movie -> Item.of("title", movie.title()))
                            .toList());
            assertThat(items(results.get(1)))
                    .isEqualTo(movies.stream()
                            .filter(movie -> movie.key()
                                    .equals(Movie.of(1985, "After Hours").key()))
                            .map(Movie::item)
                            .toList());
            assertThat(items(results.get(2)))
                    .isEqualTo(before2000.stream().map(Movie::item).toList());
            assertThat(items(results.get(3)))
                    .isEqualTo(keys(movies.stream()
                            .filter(movie -> movie.info().actors().contains("Tom Hanks"))));
            assertThat(items(results.get(4))).isEqualTo(keys(before2000.stream()));
            assertThat(number(results.get(4), "remaining")).isEqualTo(movies.size() - before2000.size());
        }
    }

    private static List<Item> keys(Stream<Movie> movies) {
        return movies.map(movie -> Movie.of(movie.year(), movie.title()).item()).toList();
    }

    private static List<Item> results(Ran ran, String store) {
        return ran.lines().stream()
                .map(JsonForm.NATURAL::readItem)
                .filter(result -> result.attribute("store").orElseThrow().equals(new StringValue(store)))
                .toList();
    }

    private static int number(Item result, String name) {
        return ((NumberValue) result.attribute(name).orElseThrow()).value().intValueExact();
    }

    private static List<Item> items(Item result) {
        List<Item> items = ((ListValue) result.attribute("items").orElseThrow())
                .elements().stream()
                        .map(element -> new Item(((MapValue) element).entries()))
                        .collect(Collectors.toList());
        assertThat(items).hasSize(number(result, "count"));
        return items;
    }
}
