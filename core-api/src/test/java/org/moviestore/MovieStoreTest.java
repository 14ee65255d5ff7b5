// SPDX-License-Identifier: Apache-2.0
package org.moviestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.MovieQuery.year;
import static org.moviestore.MovieScan.filter;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.onlyIf;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Comparator;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;

class MovieStoreTest {
    private final MemoryStore store = new MemoryStore();
    private final MovieStore movies = MovieStore.over(store, "Movies");

    @BeforeEach
    void createTable() {
        movies.createTable();
    }

    @AfterEach
    void close() {
        movies.close();
    }

    private static Movie rated(int year, String title, String rating) {
        return Movie.of(year, title).withInfo(info -> info.rating(rating));
    }

    @Test
    void put_andGet_keepsUnknownAttributes() {
        Movie movie = new Movie(rated(1985, "After Hours", "7.6").item().with("shelf", "B4"));

        movies.put(movie);

        assertThat(movies.get(1985, "After Hours")).contains(movie);
        assertThat(movies.get(1985, "Brazil")).isEmpty();
    }

    @Test
    void putIfAbsent_whenPresent_keepsTheStoredMovie() {
        movies.put(rated(1985, "After Hours", "7.6"));

        assertThat(movies.putIfAbsent(Movie.of(1985, "After Hours"))).isFalse();
        assertThat(movies.putIfAbsent(Movie.of(1985, "Brazil"))).isTrue();
        assertThat(movies.get(1985, "After Hours")).contains(rated(1985, "After Hours", "7.6"));
    }

    @Test
    void put_onlyIf_whenConditionFails_bringsTheStoredMovie() {
        movies.put(rated(1985, "After Hours", "7.6"));

        assertThatThrownBy(() -> movies.put(
                        Movie.of(1985, "After Hours"), attribute("info.rating").lessThan(5)))
                .isInstanceOfSatisfying(
                        ConditionFailedException.class,
                        e -> assertThat(e.storedItem())
                                .contains(rated(1985, "After Hours", "7.6").item()));
    }

    @Test
    void update_returnsTheMovieAsItIsNow() {
        movies.put(rated(1985, "After Hours", "7.6"));

        Optional<Movie> updated = movies.update(
                1985,
                "After Hours",
                set("info.rating", 7.7),
                onlyIf(attribute("info.rating").lessThan(8)));

        assertThat(updated).contains(rated(1985, "After Hours", "7.7"));
    }

    @Test
    void update_ofNothing_createsUnlessItOnlyRemoves() {
        assertThat(movies.update(2000, "Memento", remove("info"))).isEmpty();
        assertThat(movies.update(2000, "Memento", add("views", 1)))
                .contains(new Movie(Item.of("year", 2000, "title", "Memento").with("views", 1)));
    }

    @Test
    void update_thatCannotBeApplied_saysWhyAndChangesNothing() {
        movies.put(Movie.of(2000, "Memento"));

        assertThatThrownBy(() -> movies.update(2000, "Memento", set("info.rating", 8)))
                .isInstanceOfSatisfying(
                        UpdateRejectedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PATH_INVALID))
                .hasMessageContainingAll("Memento", "Movies", "info.rating");
        assertThat(movies.get(2000, "Memento")).contains(Movie.of(2000, "Memento"));
    }

    @Test
    void delete_onlyIfRatedBelowFive() {
        movies.put(rated(1985, "After Hours", "7.6"));
        movies.put(rated(2003, "Gigli", "2.5"));

        assertThatThrownBy(() -> movies.delete(
                        1985, "After Hours", onlyIf(attribute("info.rating").lessThan(5))))
                .isInstanceOf(ConditionFailedException.class);
        movies.delete(2003, "Gigli", onlyIf(attribute("info.rating").lessThan(5)));

        assertThat(movies.scan()).containsExactly(rated(1985, "After Hours", "7.6"));
    }

    @Test
    void query_readsAYearByTitle() {
        for (String title : List.of("Speed", "Clerks", "Léon", "Ed Wood", "Little Women")) {
            movies.put(rated(1994, title, "7"));
        }
        movies.put(rated(1995, "Heat", "8"));

        assertThat(movies.query(year(1994)).map(Movie::title))
                .containsExactly("Clerks", "Ed Wood", "Little Women", "Léon", "Speed");
        assertThat(movies.query(year(1994).titleBetween("A", "L")).map(Movie::title))
                .containsExactly("Clerks", "Ed Wood");
        assertThat(movies.query(year(1994).titleBeginsWith("L").descending()).map(Movie::title))
                .containsExactly("Léon", "Little Women");
        assertThat(movies.query(year(1994).title(Comparator.GREATER, "Léon").project("info.rating")))
                .containsExactly(rated(1994, "Speed", "7"));
    }

    @Test
    void queryPage_goesOnAfterTheLastPage() {
        List.of("A", "B", "C").forEach(title -> movies.put(Movie.of(1994, title)));

        Page<Movie> first = movies.queryPage(year(1994).limit(2));
        Page<Movie> second =
                movies.queryPage(year(1994).limit(2).startAfter(first.last().orElseThrow()));

        assertThat(first.items()).extracting(Movie::title).containsExactly("A", "B");
        assertThat(second.items()).extracting(Movie::title).containsExactly("C");
        assertThat(second.isLast()).isTrue();
    }

    @Test
    void scan_filtersAndProjects() {
        movies.put(rated(1994, "Forrest Gump", "8.8")
                .withInfo(info -> info.rating("8.8").actor("Tom Hanks")));
        movies.put(rated(1994, "Speed", "7.2"));

        assertThat(movies.scan(
                        filter(attribute("info.actors").contains("Tom Hanks")).project("year", "title")))
                .containsExactly(Movie.of(1994, "Forrest Gump"));
        assertThat(movies.scanPage(MovieScan.all().limit(1)).items()).hasSize(1);
    }

    @Test
    void scan_whileDeleting_seesEveryMovieOnce() {
        for (int i = 0; i < 2500; i++) {
            movies.put(Movie.of(1900 + i % 100, "Title " + i));
        }
        List<MovieKey> seen = new ArrayList<>();

        movies.scan().forEach(movie -> {
            seen.add(movie.key());
            movies.delete(movie.key());
        });

        assertThat(seen).hasSize(2500).doesNotHaveDuplicates();
        assertThat(movies.scan()).isEmpty();
    }

    @Test
    void table_lifecycle() {
        assertThatThrownBy(movies::createTable).isInstanceOf(TableExistsException.class);
        movies.dropTable();
        assertThatThrownBy(() -> movies.get(1985, "After Hours")).isInstanceOf(TableNotFoundException.class);
        movies.createTable(Throughput.provisioned(10, 10));
        assertThat(store.describeTable("Movies").schema().throughput()).isEqualTo(Throughput.provisioned(10, 10));
    }

    @Test
    void table_ofAnotherKey_isRefused() {
        store.createTable(TableSchema.builder("Others")
                .partitionKey("id", AttributeType.STRING)
                .build());

        assertThatThrownBy(() -> MovieStore.over(store, "Others").get(1985, "After Hours"))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TABLE_MISMATCH));
    }

    @Test
    void table_madeAnewWithAnotherKey_isRefused() {
        DocumentTable old = movies.table();
        movies.dropTable();
        store.createTable(TableSchema.builder("Movies")
                .partitionKey("id", AttributeType.STRING)
                .build());

        assertThatThrownBy(() -> old.put(Item.of("year", 1985, "title", "Brazil")))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("another key");
    }

    @Test
    void open_byUrl_namesTheTable() {
        try (MovieStore opened = MovieStore.open("memory:?table=Films")) {
            opened.createTable();

            assertThat(opened.store().listTables()).containsExactly("Films");
        }
    }
}
