// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.moviestore.Movie;

class ItemCommandsTest {
    private static final Movie AFTER_HOURS = Movie.of(1985, "After Hours")
            .withInfo(info -> info.rating("7.6").actor("Griffin Dunne").actor("Rosanna Arquette"));

    private final KeptMovies kept = KeptMovies.withTable();

    @BeforeEach
    void put() {
        kept.movies().put(AFTER_HOURS);
    }

    @Test
    void get_movieThatIsThere_printsItAsJsonWithItsKeyFirst() {
        Ran ran = Ran.command("get", "1985", "After Hours", "--store", kept.url());

        assertThat(ran.lines())
                .containsExactly("{\"year\":1985,\"title\":\"After Hours\",\"info\":{\"rating\":7.6,"
                        + "\"actors\":[\"Griffin Dunne\",\"Rosanna Arquette\"]}}");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
    }

    @Test
    void get_storeFromTheEnvironment_isUsed() {
        Ran ran = Ran.with("", Map.of("MOVIESTORE_STORE", kept.url()), "get", "1985", "After Hours");

        assertThat(ran.code()).isZero();
        assertThat(ran.lines()).hasSize(1);
    }

    @Test
    void get_movieThatIsMissing_saysSoAndEndsWith1() {
        Ran ran = Ran.command("get", "1985", "Before Hours", "--store", kept.url());

        assertThat(ran.out()).isEmpty();
        assertThat(ran.messages()).containsExactly("moviestore: there is no movie \"Before Hours\" of 1985");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void get_titleThatBeginsWithAtSign_isNoFileOfArguments() {
        kept.movies().put(Movie.of(2001, "@home"));

        Ran ran = Ran.command("get", "2001", "@home", "--store", kept.url());

        assertThat(ran.lines()).containsExactly("{\"year\":2001,\"title\":\"@home\"}");
    }

    @Test
    void get_titleThatBeginsWithMinusAfterTwoMinuses_isATitle() {
        kept.movies().put(Movie.of(1959, "-30-"));

        Ran ran = Ran.command("get", "--store", kept.url(), "--", "1959", "-30-");

        assertThat(ran.lines()).containsExactly("{\"year\":1959,\"title\":\"-30-\"}");
    }

    @Test
    void put_movieFromStandardInput_storesItExactly() {
        Ran ran = Ran.withInput(
                "{\"year\": 1941, \"title\": \"Citizen Kane\", \"info\": {\"rating\": 8.40}, \"seen\": true}",
                "put",
                "--store",
                kept.url());

        assertThat(ran).isEqualTo(new Ran(0, "", ""));
        assertThat(kept.movies().get(1941, "Citizen Kane"))
                .contains(new Movie(Movie.of(1941, "Citizen Kane")
                        .withInfo(info -> info.rating("8.4"))
                        .item()
                        .with("seen", true)));
    }

    @Test
    void put_conditionThatDoesNotHold_changesNothingAndEndsWith1() {
        Ran ran = Ran.withInput(
                "{\"year\":1985,\"title\":\"After Hours\"}",
                "put",
                "--if",
                "attribute_not_exists(title)",
                "--store",
                kept.url());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.messages()).singleElement().asString().startsWith("moviestore: the condition does not hold");
        assertThat(kept.movies().get(1985, "After Hours")).contains(AFTER_HOURS);
    }

    @Test
    void update_withValueNameAndReturn_changesAndPrintsWhatWasAskedFor() {
        Ran ran = Ran.command(
                "update",
                "1985",
                "After Hours",
                "SET info.rating = :r, info.#w = :w",
                "--value",
                ":r=7.7",
                "--value",
                ":w=at home",
                "--name",
                "#w=where to see",
                "--return",
                "UPDATED_NEW",
                "--store",
                kept.url());

        assertThat(ran.lines()).containsExactly("{\"info\":{\"rating\":7.7,\"where to see\":\"at home\"}}");
        assertThat(ran.code()).isZero();
        assertThat(kept.movies().get(1985, "After Hours").orElseThrow().info().rating())
                .hasValueSatisfying(rating -> assertThat(rating).isEqualByComparingTo("7.7"));
    }

    @Test
    void update_withoutReturn_printsNothing() {
        Ran ran = Ran.command(
                "update", "1985", "After Hours", "SET seen = :s", "--value", ":s=true", "--store", kept.url());

        assertThat(ran).isEqualTo(new Ran(0, "", ""));
        assertThat(kept.movies().get(1985, "After Hours"))
                .contains(new Movie(AFTER_HOURS.item().with("seen", true)));
    }

    @Test
    void update_conditionThatDoesNotHold_endsWith1() {
        Ran ran = Ran.command(
                "update",
                "1985",
                "After Hours",
                "SET info.rating = :r",
                "--if",
                "info.rating > :min",
                "--value",
                ":r=1",
                "--value",
                ":min=9",
                "--store",
                kept.url());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.messages()).hasSize(1);
        assertThat(kept.movies().get(1985, "After Hours")).contains(AFTER_HOURS);
    }

    @Test
    void update_thatDoesNotFitTheMovie_endsWith1() {
        Ran ran = Ran.command(
                "update",
                "1985",
                "After Hours",
                "SET total = total + :one",
                "--value",
                ":one=1",
                "--store",
                kept.url());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.messages()).singleElement().asString().contains("the update cannot be applied");
        assertThat(kept.movies().get(1985, "After Hours")).contains(AFTER_HOURS);
    }

    @Test
    void update_nameThatLooksLikeSql_isOnlyAName() {
        String name = "x\"; DROP TABLE \"Movies\"; --";

        Ran ran = Ran.command(
                "update",
                "1985",
                "After Hours",
                "SET #x = :x",
                "--name",
                "#x=" + name,
                "--value",
                ":x=1",
                "--store",
                kept.url());

        assertThat(ran.code()).isZero();
        assertThat(kept.movies().get(1985, "After Hours"))
                .contains(new Movie(AFTER_HOURS.item().with(name, 1)));
    }

    @Test
    void delete_conditionThatDoesNotHold_keepsTheMovieAndEndsWith1() {
        Ran ran = Ran.command(
                "delete", "1985", "After Hours", "--if", "info.rating < :r", "--value", ":r=5", "--store", kept.url());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.messages()).hasSize(1);
        assertThat(kept.movies().get(1985, "After Hours")).contains(AFTER_HOURS);
    }

    @Test
    void delete_conditionThatHolds_removesTheMovie() {
        Ran ran = Ran.command(
                "delete", "1985", "After Hours", "--if", "info.rating < :r", "--value", ":r=8", "--store", kept.url());

        assertThat(ran).isEqualTo(new Ran(0, "", ""));
        assertThat(kept.movies().get(1985, "After Hours")).isEmpty();
    }

    @Test
    void delete_movieThatIsMissing_isDone() {
        Ran ran = Ran.command("delete", "1985", "Before Hours", "--store", kept.url());

        assertThat(ran).isEqualTo(new Ran(0, "", ""));
    }
}
