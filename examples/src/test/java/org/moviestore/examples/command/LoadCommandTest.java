// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.moviestore.Movie;

class LoadCommandTest {
    @TempDir
    private Path folder;

    private final KeptMovies kept = KeptMovies.withTable();

    private String file(String json) throws IOException {
        return Files.writeString(folder.resolve("movies.json"), json).toString();
    }

    @Test
    void load_array_storesAllAndPrintsCounts() throws IOException {
        Ran ran = Ran.command(
                "load", file("[{\"year\":1,\"title\":\"a\"},{\"year\":2,\"title\":\"b\"}]"), "--store", kept.url());

        assertThat(ran).isEqualTo(new Ran(0, "{\"loaded\":2,\"replaced\":0,\"refused\":0}\n", ""));
        assertThat(kept.titles()).containsExactly("a", "b");
    }

    @Test
    void load_sameMovieTwice_lastWinsAndIsCountedAsReplaced() throws IOException {
        Ran ran = Ran.command(
                "load",
                file("{\"year\":1,\"title\":\"a\",\"take\":1}\n{\"year\":1,\"title\":\"a\",\"take\":2}\n"),
                "--store",
                kept.url());

        assertThat(ran).isEqualTo(new Ran(0, "{\"loaded\":2,\"replaced\":1,\"refused\":0}\n", ""));
        assertThat(kept.movies().get(1, "a"))
                .contains(new Movie(Movie.of(1, "a").item().with("take", 2)));
    }

    @Test
    void load_arrayWithBadRecords_namesEachLoadsTheRestAndEndsWith1() throws IOException {
        Ran ran = Ran.command(
                "load",
                file(
                        "[{\"year\":1,\"title\":\"a\"},{\"title\":\"no year\"},{\"year\":1},{\"year\":\"x\",\"title\":\"b\"},"
                                + "{\"year\":1,\"year\":2,\"title\":\"c\"},{\"year\":2,\"title\":\"d\"}]"),
                "--store",
                kept.url());

        assertThat(ran.lines()).containsExactly("{\"loaded\":2,\"replaced\":0,\"refused\":4}");
        assertThat(ran.messages())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("record 2: this is no movie: it has no year"),
                        second -> assertThat(second).isEqualTo("record 3: this is no movie: it has no title"),
                        third -> assertThat(third).isEqualTo("record 4: this is no movie: its year is no number"),
                        fourth -> assertThat(fourth).startsWith("record 5: \"year\" is given twice"));
        assertThat(ran.code()).isEqualTo(1);
        assertThat(kept.titles()).containsExactly("a", "d");
    }

    @Test
    void load_lineThatIsNoJson_namesTheLine() throws IOException {
        Ran ran = Ran.command(
                "load",
                file("{\"year\":1,\"title\":\"a\"}\nnonsense\n{\"year\":2,\"title\":\"b\"}\n"),
                "--store",
                kept.url());

        assertThat(ran.lines()).containsExactly("{\"loaded\":2,\"replaced\":0,\"refused\":1}");
        assertThat(ran.messages()).singleElement().asString().startsWith("line 2: malformed JSON");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(kept.titles()).containsExactly("a", "b");
    }

    @Test
    void load_arrayThatBreaks_endsThereWithCounts() throws IOException {
        Ran ran = Ran.command(
                "load",
                file("[{\"year\":1,\"title\":\"a\"},{\"year\":2,,{\"year\":3,\"title\":\"c\"}]"),
                "--store",
                kept.url());

        assertThat(ran.lines()).containsExactly("{\"loaded\":1,\"replaced\":0,\"refused\":1}");
        assertThat(ran.messages()).singleElement().asString().startsWith("record 2: ");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(kept.titles()).containsExactly("a");
    }

    @Test
    void load_fromStandardInput_storesAll() {
        Ran ran = Ran.withInput("{\"year\":1,\"title\":\"a\"}\n", "load", "-", "--store", kept.url());

        assertThat(ran.lines()).containsExactly("{\"loaded\":1,\"replaced\":0,\"refused\":0}");
        assertThat(kept.titles()).containsExactly("a");
    }

    @Test
    void load_strictWithABadRecord_storesNothing() throws IOException {
        Ran ran = Ran.command(
                "load", "--strict", file("[{\"year\":1,\"title\":\"a\"},{\"title\":\"b\"}]"), "--store", kept.url());

        assertThat(ran.lines()).containsExactly("{\"loaded\":0,\"replaced\":0,\"refused\":1}");
        assertThat(ran.messages()).containsExactly("record 2: this is no movie: it has no year");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(kept.titles()).isEmpty();
    }

    @Test
    void load_strictFromStandardInput_checksAllBeforeItStoresAny() {
        String good = "{\"year\":1,\"title\":\"a\"}\n";

        Ran refused = Ran.withInput(good + "nonsense\n", "load", "-", "--strict", "--store", kept.url());

        assertThat(refused.code()).isEqualTo(1);
        assertThat(kept.titles()).isEmpty();

        Ran loaded = Ran.withInput(good, "load", "-", "--strict", "--store", kept.url());

        assertThat(loaded).isEqualTo(new Ran(0, "{\"loaded\":1,\"replaced\":0,\"refused\":0}\n", ""));
        assertThat(kept.titles()).containsExactly("a");
    }

    @Test
    void load_fileThatIsMissing_saysSo() {
        Ran ran = Ran.command("load", folder.resolve("none.json").toString(), "--store", kept.url());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).containsExactly("moviestore: there is no file " + folder.resolve("none.json"));
    }

    @Test
    void load_folder_saysSo() {
        Ran ran = Ran.command("load", folder.toString(), "--store", kept.url());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).hasSize(1);
    }

    @Test
    void load_withoutTable_saysWhatToDo() throws IOException {
        kept.movies().dropTable();

        Ran ran = Ran.command("load", file("[{\"year\":1,\"title\":\"a\"}]"), "--store", kept.url());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages())
                .containsExactly("moviestore: there is no table Movies in this store; create it first"
                        + " (moviestore create-table, or memory:?load=FILE for a store in memory)");
    }
}
