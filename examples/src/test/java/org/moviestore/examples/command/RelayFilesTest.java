// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the relay does with its files: the input, also where it breaks, the journal, and what was refused. */
class RelayFilesTest {
    private static final String ONE = "{\"year\":1,\"title\":\"a\"}\n";

    private final KeptMovies kept = KeptMovies.withTable();
    private final RelayFolder folder;

    RelayFilesTest(@TempDir Path folder) {
        this.folder = new RelayFolder(folder);
    }

    @Test
    void relay_arrayThatBreaks_relaysWhatCameBeforeAndEndsWith2() throws IOException {
        String file = folder.input("[{\"year\":1,\"title\":\"a\"},{\"year\":2,,]");

        Ran ran = Ran.command("relay", file, "--to", kept.url());

        assertThat(ran.lines()).containsExactly("{\"relayed\":1,\"relayedBefore\":0,\"refused\":1,\"unknown\":0}");
        assertThat(ran.messages()).hasSize(2);
        assertThat(ran.messages().get(1))
                .startsWith("moviestore: the input is broken, so the rest of it was not relayed: record 2: ")
                .endsWith("; its journal " + folder.journal()
                        + " stays; once the file is mended it is another input, which"
                        + " takes another --journal and is relayed from its beginning");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(kept.titles()).containsExactly("a");
        assertThat(folder.journal()).exists();
        assertThat(Ran.command("relay", file, "--to", kept.url()).lines())
                .containsExactly("{\"relayed\":0,\"relayedBefore\":1,\"refused\":1,\"unknown\":0}");
    }

    @ParameterizedTest
    @CsvSource({"10,array", "4096,array", "10,lines", "4096,lines"})
    void relay_standardInputThatBroke_goesOnWhenItIsWhole(int length, String form) {
        String first = "{\"year\":1,\"title\":\"a\",\"plot\":\"" + "x".repeat(length) + "\"}";
        String second = "{\"year\":2,\"title\":\"b\"}";
        String whole = form.equals("array") ? "[" + first + "," + second + "]" : first + "\n" + second + "\n";
        String[] journal = {"--journal", folder.journal().toString()};

        Ran broken = folder.relay(whole.substring(0, whole.length() - 3), kept.url(), journal);
        kept.movies().delete(1, "a");
        Ran ran = folder.relay(whole, kept.url(), journal);

        assertThat(broken.code()).isEqualTo(2);
        assertThat(broken.lines()).containsExactly("{\"relayed\":1,\"relayedBefore\":0,\"refused\":1,\"unknown\":0}");
        assertThat(broken.messages().get(1)).endsWith("; the same command goes on from there when the input is whole");
        assertThat(ran.code()).isZero();
        assertThat(ran.lines()).containsExactly("{\"relayed\":1,\"relayedBefore\":1,\"refused\":0,\"unknown\":0}");
        assertThat(kept.titles()).as("what others deleted is not put again").containsExactly("b");
        assertThat(folder.journal()).doesNotExist();
    }

    @Test
    void relay_standardInputThatBreaksWithoutAJournal_saysThatTheSameCommandBeginsAnew() {
        Ran ran = folder.relay("[{\"year\":1,", kept.url());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages())
                .last()
                .asString()
                .startsWith("moviestore: the input is broken, so the rest of it was not relayed: record 1: ")
                .endsWith("; without a journal the same command begins anew, which is safe if nobody else writes them");
    }

    @Test
    void relay_standardInputOutOfWhatWasRefused_losesNothingOfIt() throws IOException {
        Files.writeString(folder.refused(), ONE + "{\"year\":2}\n");
        Path before = Path.of(folder.refused() + ".1");

        Ran ran;
        try (InputStream in = Files.newInputStream(folder.refused())) {
            ran = folder.relay(in, kept.url());
        }

        assertThat(ran.lines()).containsExactly("{\"relayed\":1,\"relayedBefore\":0,\"refused\":1,\"unknown\":0}");
        assertThat(ran.messages())
                .containsExactly(
                        "what was refused before is in " + before + " now",
                        "what was refused or is unknown is in " + folder.refused());
        assertThat(before).hasContent(ONE + "{\"year\":2}\n");
        assertThat(folder.refused()).content().contains("it has no title");
    }

    @Test
    void relay_thatGoesOn_addsToWhatWasRefused() throws IOException {
        String file = folder.input("[{\"year\":1},{\"year\":2,,]");
        Ran.command("relay", file, "--to", kept.url());

        Ran ran = Ran.command("relay", file, "--to", kept.url());

        assertThat(ran.messages()).noneMatch(line -> line.startsWith("what was refused before"));
        assertThat(Files.readAllLines(folder.refused())).hasSize(3);
    }

    @Test
    void relay_sameFileTwice_isRefused() throws IOException {
        String file = folder.input(ONE);

        Ran ran = Ran.command(
                "relay",
                file,
                "--to",
                kept.url(),
                "--refused",
                folder.path().resolve("./movies.json").toString());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages())
                .containsExactly("moviestore: the input, --journal and --refused must be different files");
        assertThat(Path.of(file)).hasContent(ONE);
    }

    private enum Link {
        SYMBOLIC,
        HARD;

        Path make(Path link, Path target) throws IOException {
            return this == SYMBOLIC ? Files.createSymbolicLink(link, target) : Files.createLink(link, target);
        }
    }

    @ParameterizedTest
    @EnumSource
    void relay_linkToTheInput_isRefusedAndTheInputKept(Link link) throws IOException {
        String file = folder.input(ONE);
        Path linked = link.make(folder.path().resolve("link"), Path.of(file));

        for (String option : List.of("--refused", "--journal")) {
            Ran ran = Ran.command("relay", file, "--to", kept.url(), option, linked.toString());

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.messages())
                    .containsExactly("moviestore: the input, --journal and --refused must be different files");
            assertThat(Path.of(file)).hasContent(ONE);
        }
    }

    @Test
    void relay_refusedFileThatIsALinkToTheJournal_isRefused() throws IOException {
        String file = folder.input(ONE);
        Ran.command("relay", file, "--to", kept.url(), "--keep-journal");
        String content = Files.readString(folder.journal());
        Files.createSymbolicLink(folder.refused(), folder.journal());

        Ran ran = Ran.command("relay", file, "--to", kept.url());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages())
                .containsExactly("moviestore: the input, --journal and --refused must be different files");
        assertThat(folder.journal()).hasContent(content);
    }
}
