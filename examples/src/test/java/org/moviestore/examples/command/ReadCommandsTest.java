// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.moviestore.Movie;
import org.moviestore.MovieStore;
import org.moviestore.table.QueryPlan;
import org.moviestore.table.QueryPlan.Access;
import org.moviestore.table.QueryPlan.FilteredBy;

class ReadCommandsTest {
    @BeforeAll
    static void load() {
        MovieStore movies = MovieStore.over(KeptStoreProvider.kept("reading"), "Movies");
        movies.createTable();
        movies.put(Movie.of(1994, "Clerks").withInfo(info -> info.rating("7.7").genre("Comedy")));
        movies.put(Movie.of(1994, "Forrest Gump")
                .withInfo(info -> info.rating("8.8").actor("Tom Hanks")));
        movies.put(Movie.of(1994, "Léon").withInfo(info -> info.rating("8.5")));
        movies.put(
                Movie.of(1995, "Apollo 13").withInfo(info -> info.rating("7.7").actor("Tom Hanks")));
    }

    private static Ran run(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--store", "kept://reading"));
        return Ran.command(all.toArray(String[]::new));
    }

    @Test
    void query_ofAYear_printsItsMoviesInTheOrderOfTitles() {
        Ran ran = run("query", "1994", "--project", "title");

        assertThat(ran.lines())
                .containsExactly("{\"title\":\"Clerks\"}", "{\"title\":\"Forrest Gump\"}", "{\"title\":\"Léon\"}");
        assertThat(ran.code()).isZero();
    }

    @Test
    void query_ofAYearWithoutMovies_printsNothingAndIsDone() {
        Ran ran = run("query", "1850");

        assertThat(ran).isEqualTo(new Ran(0, "", ""));
    }

    @Test
    void query_betweenTitles_takesBothBounds() {
        assertThat(run("query", "1994", "--project", "title", "--from", "Clerks", "--to", "L")
                        .lines())
                .containsExactly("{\"title\":\"Clerks\"}", "{\"title\":\"Forrest Gump\"}");
        assertThat(run("query", "1994", "--project", "title", "--from", "D").lines())
                .containsExactly("{\"title\":\"Forrest Gump\"}", "{\"title\":\"Léon\"}");
        assertThat(run("query", "1994", "--project", "title", "--to", "Clerks").lines())
                .containsExactly("{\"title\":\"Clerks\"}");
    }

    @Test
    void query_reversedWithLimit_printsTheLastTitles() {
        Ran ran = run("query", "1994", "--project", "title", "--reverse", "--limit", "2");

        assertThat(ran.lines()).containsExactly("{\"title\":\"Léon\"}", "{\"title\":\"Forrest Gump\"}");
    }

    @Test
    void query_limitWithFilter_countsWhatIsPrinted() {
        Ran ran = run(
                "query",
                "1994",
                "--project",
                "title",
                "--filter",
                "info.rating > :r",
                "--value",
                ":r=8",
                "--limit",
                "1");

        assertThat(ran.lines()).containsExactly("{\"title\":\"Forrest Gump\"}");
    }

    @Test
    void scan_withFilterAndProjection_printsWhatIsAskedFor() {
        Ran ran = run(
                "scan",
                "--filter",
                "contains(info.actors, :who)",
                "--value",
                ":who=Tom Hanks",
                "--project",
                "year, title");

        assertThat(ran.lines())
                .containsExactlyInAnyOrder(
                        "{\"year\":1994,\"title\":\"Forrest Gump\"}", "{\"year\":1995,\"title\":\"Apollo 13\"}");
        assertThat(ran.code()).isZero();
    }

    @Test
    void scan_withNamePlaceholders_projectsThem() {
        Ran ran = run("scan", "--project", "#i.#r", "--name", "#i=info", "--name", "#r=rating", "--limit", "1");

        assertThat(ran.lines()).singleElement().asString().startsWith("{\"info\":{\"rating\":");
    }

    @Test
    void scan_withoutOptions_printsEverything() {
        assertThat(run("scan").lines()).hasSize(4);
    }

    @Test
    void query_explained_printsHowItWouldBeRead() {
        Ran ran = run("query", "1994", "--filter", "info.rating > :r", "--value", ":r=8", "--explain");

        assertThat(ran).isEqualTo(new Ran(0, "{\"access\":\"PARTITION\",\"filteredBy\":\"LIBRARY\"}\n", ""));
    }

    @Test
    void scan_explained_printsThatAllWouldBeRead() {
        assertThat(run("scan", "--explain").lines()).containsExactly("{\"access\":\"TABLE_SCAN\"}");
    }

    @Test
    void plan_withAllThatABackendTells_isALineOfIt() {
        QueryPlan plan = new QueryPlan(
                Access.INDEX_SCAN,
                Optional.of("by-rating"),
                Optional.of(FilteredBy.BACKEND),
                Optional.of("Limit\n  ->  Index Scan"),
                OptionalDouble.of(12.5));

        assertThat(PlanLine.of(plan))
                .isEqualTo("{\"access\":\"INDEX_SCAN\",\"index\":\"by-rating\",\"filteredBy\":\"BACKEND\","
                        + "\"estimatedCapacity\":12.5,\"backendPlan\":\"Limit\\n  ->  Index Scan\"}");
    }

    @Test
    void scan_ofAStoreThatRefusesFullScans_isRefusedInOneLine() {
        Ran ran = Ran.command("scan", "--store", "kept://reading?fullScans=refuse");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).singleElement().asString().contains("the whole of table Movies");
        assertThat(Ran.command("query", "1994", "--store", "kept://reading?fullScans=refuse")
                        .lines())
                .hasSize(3);
    }

    @Test
    void query_filterOnTheTitle_isRefusedInOneLine() {
        Ran ran = run("query", "1994", "--filter", "title = :t", "--value", ":t=Clerks");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).hasSize(1);
    }

    @Test
    void query_boundsInTheWrongOrder_areRefused() {
        Ran ran = run("query", "1994", "--from", "L", "--to", "A");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).containsExactly("moviestore: BETWEEN bounds are reversed");
    }

    @Test
    void scan_limitBelow1_isRefused() {
        Ran ran = run("scan", "--limit", "0");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).containsExactly("moviestore: --limit must be at least 1, not 0");
    }
}
