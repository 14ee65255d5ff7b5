// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import static org.moviestore.expression.Expressions.add;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.moviestore.Movie;
import org.moviestore.MovieStore;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.json.JsonForm;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/** Records whose transactions count how often each was carried out, in items beside those of the movies. */
final class CountedRecords {
    private static final int COUNTERS = -1;

    private CountedRecords() {}

    static InputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    static Item item(int number) {
        return Item.builder()
                .set("year", 2000 + number % 7)
                .set("title", "t" + number)
                .set("take", number)
                .build();
    }

    /** Returns so many records as JSON lines, from number 1 on. */
    static String lines(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> JsonForm.NATURAL.write(item(number)) + "\n")
                .collect(Collectors.joining());
    }

    /** Stores the item and counts it, in one transaction. */
    static List<WriteAction> counting(TableSchema schema, Item item) {
        String counter = "count of " + item.attribute("take").orElseThrow();
        return List.of(
                PutRequest.of(schema, item),
                UpdateRequest.of(schema, Key.of(Movie.YEAR, COUNTERS, Movie.TITLE, counter), add("times", 1)));
    }

    /** Returns how often each record was carried out, by its number. */
    static Map<Integer, Integer> counts(MovieStore movies) {
        Map<Integer, Integer> counts = new TreeMap<>();
        movies.scan().filter(movie -> movie.year() == COUNTERS).forEach(movie -> {
            NumberValue times = (NumberValue) movie.item().attribute("times").orElseThrow();
            counts.put(
                    Integer.valueOf(movie.title().replaceAll("[^0-9]", "")),
                    times.value().intValueExact());
        });
        return counts;
    }

    /** Returns the counts of so many records that were carried out once. */
    static Map<Integer, Integer> once(int count) {
        return IntStream.rangeClosed(1, count)
                .boxed()
                .collect(Collectors.toMap(number -> number, number -> 1, (first, second) -> first, TreeMap::new));
    }

    /** Returns the movies without the counters. */
    static List<Item> items(MovieStore movies) {
        return movies.scan()
                .filter(movie -> movie.year() != COUNTERS)
                .map(Movie::item)
                .sorted(Comparator.comparing(CountedRecords::take))
                .toList();
    }

    private static BigDecimal take(Item item) {
        return ((NumberValue) item.attribute("take").orElseThrow()).value();
    }
}
