// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.moviestore.Movie;
import org.moviestore.item.Item;

/** Movies made of a seed, of about 840 bytes of JSON, shaped as those that the examples load. */
final class Films {
    /** How many ratings there are, each of as many movies. */
    static final int RATINGS = 90;

    private static final int FIRST_YEAR = 1900;
    private static final List<String> WORDS = List.of(
            "silent",
            "harbour",
            "winter",
            "letter",
            "golden",
            "station",
            "distant",
            "river",
            "paper",
            "garden",
            "broken",
            "lantern",
            "northern",
            "stranger",
            "midnight",
            "orchard",
            "crimson",
            "bridge",
            "forgotten",
            "island",
            "velvet",
            "engine",
            "hollow",
            "summer",
            "thirteen",
            "witness",
            "narrow",
            "mountain",
            "borrowed",
            "evening",
            "family",
            "detective",
            "returns",
            "discovers",
            "against",
            "village",
            "before",
            "without",
            "promise",
            "journey");
    private static final List<String> GENRES =
            List.of("Drama", "Comedy", "Thriller", "Romance", "Western", "Mystery", "Science Fiction", "War");

    private final int count;
    private final int partitions;
    private final String[] titles;

    /** Prepares so many movies, of years that each have as many. */
    Films(int count, int partitions) {
        this.count = count;
        this.partitions = partitions;
        this.titles = IntStream.range(0, count).mapToObj(Films::makeTitle).toArray(String[]::new);
    }

    int count() {
        return count;
    }

    /** Returns an index below {@link #count} that the i-th call of a benchmark works on: far from those before. */
    int scattered(int i) {
        return scattered(i, count);
    }

    /** Returns an index below a bound. */
    static int scattered(int i, int bound) {
        // The golden ratio of 2^32, so that neighbours come far apart.
        return (int) (((i * 0x9E3779B9L) & 0xFFFFFFFFL) % bound);
    }

    int year(int index) {
        return FIRST_YEAR + index % partitions;
    }

    /** Returns the year of the i-th call of a benchmark. */
    int partition(int i) {
        return FIRST_YEAR + i % partitions;
    }

    String title(int index) {
        return titles[index];
    }

    private static String makeTitle(int index) {
        SplittableRandom random = new SplittableRandom(index);
        return capitalised(word(random)) + " " + capitalised(word(random)) + String.format(Locale.ROOT, " %06d", index);
    }

    /** Returns a movie; its versions differ in everything but the key. */
    Film film(int index, int version) {
        return Film.of(year(index), titles[index], item(year(index), titles[index], 31L * index + version));
    }

    /** Returns one of however many movies, of a hundred years, which nobody has to hold. */
    static Item item(int index) {
        return item(FIRST_YEAR + index % 100, makeTitle(index), 31L * index);
    }

    private static Item item(int year, String title, long seed) {
        return Item.builder()
                .set(Movie.YEAR, year)
                .set(Movie.TITLE, title)
                .set("info", info(new SplittableRandom(seed)))
                .build();
    }

    /** Returns movies one after the other. */
    List<Film> films(int from, int to, int version) {
        return IntStream.range(from, to).mapToObj(i -> film(i, version)).toList();
    }

    /**
     * Returns the first movies in an order in which neighbours come far apart, made one after the other in that order:
     * who writes them so does not wait for memory, as an application does not for what it has just made.
     */
    List<Film> shuffled(int count, int version) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, new Random(count));
        return order.stream().map(i -> film(i, version)).toList();
    }

    private static Map<String, Object> info(SplittableRandom random) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("directors", names(random, 1));
        info.put(
                "release_date",
                "19%02d-0%d-1%dT00:00:00Z".formatted(random.nextInt(100), 1 + random.nextInt(9), random.nextInt(10)));
        info.put("rating", rating(random.nextInt(RATINGS)));
        info.put("genres", genres(random));
        info.put(
                "image_url",
                "https://images.example.org/posters/%08x%08x._V1_.jpg".formatted(random.nextInt(), random.nextInt()));
        info.put("plot", sentence(random, 62));
        info.put("rank", 1000 + random.nextInt(9000));
        info.put("running_time_secs", 4000 + random.nextInt(5000));
        info.put("actors", names(random, 3));
        return info;
    }

    /**
     * Returns a rating for a step from 0 below {@link #RATINGS}; each is of two digits, so that all take the same
     * space.
     */
    static BigDecimal rating(int step) {
        return BigDecimal.valueOf(step % 10 == 0 ? step + 11L : step + 10L, 1);
    }

    private static List<String> names(SplittableRandom random, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(capitalised(word(random)) + " " + capitalised(word(random)));
        }
        return names;
    }

    private static List<String> genres(SplittableRandom random) {
        int first = random.nextInt(GENRES.size());
        return List.of(GENRES.get(first), GENRES.get((first + 1) % GENRES.size()));
    }

    private static String sentence(SplittableRandom random, int words) {
        StringBuilder sentence = new StringBuilder(capitalised(word(random)));
        for (int i = 1; i < words; i++) {
            sentence.append(' ').append(word(random));
        }
        return sentence.append('.').toString();
    }

    private static String word(SplittableRandom random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
