// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.moviestore.Movie;
import org.moviestore.MovieStore;

class LabCommandTest {
    @Test
    void lab_onAnyStore_showsEachStepAndLeavesNothing() {
        Ran ran = Ran.command("lab", "--store", "kept://lab");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.lines())
                .contains(
                        "    Movies is ACTIVE, provisioned for 10 read and 10 write units",
                        "    178 loaded",
                        "    {\"year\":2015,\"title\":\"The Big New Movie\",\"info\":{\"plot\":\"Nothing happens at all.\","
                                + "\"rating\":0}}",
                        "    {\"info\":{\"rating\":5.5}}",
                        "    the condition holds: done",
                        "    there is no such movie",
                        "    After Hours",
                        "    Forrest Gump: Comedy, Drama, Romance",
                        "      1958  Vertigo",
                        "    gone");
        assertThat(ran.lines().stream().filter(line -> line.startsWith("    refused, and nothing has changed: ")))
                .hasSize(2);
        assertThat(ran.lines().stream().filter(line -> line.contains(" of the fifties")))
                .hasSizeGreaterThan(2);
        assertThat(KeptStoreProvider.kept("lab").listTables()).isEmpty();
    }

    @Test
    void lab_withoutAStore_runsInMemory() {
        assertThat(Ran.command("lab").code()).isZero();
    }

    @Test
    void lab_inMemoryWithALoadedFile_makesItsOwnTable(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("data.json"), "[{\"year\":2020,\"title\":\"Old\"}]");

        assertThat(Ran.command("lab", "--store", "memory:?load=" + file).code()).isZero();
    }

    @Test
    void lab_tableThatIsThere_isLeftAlone() {
        MovieStore movies = MovieStore.over(KeptStoreProvider.kept("lab-there"), "Movies");
        movies.createTable();
        movies.put(Movie.of(1985, "After Hours"));

        Ran ran = Ran.command("lab", "--store", "kept://lab-there");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).singleElement().asString().contains("name another in the URL");
        assertThat(movies.scan()).containsExactly(Movie.of(1985, "After Hours"));
    }
}
