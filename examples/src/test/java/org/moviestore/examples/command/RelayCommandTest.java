// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moviestore.MovieStore;

class RelayCommandTest {
    private static final String TWO = "{\"year\":1,\"title\":\"a\"}\n{\"year\":2,\"title\":\"b\"}\n";
    private static final String HALF_BAD = "{\"year\":1,\"title\":\"a\"}\n{\"title\":\"b\"}\n";

    private final KeptMovies kept = KeptMovies.withTable();
    private final RelayFolder folder;

    RelayCommandTest(@TempDir Path folder) {
        this.folder = new RelayFolder(folder);
    }

    @Test
    void relay_file_storesAllAndLeavesNothingBehind() throws IOException {
        Ran ran = Ran.command("relay", folder.input(TWO), "--to", kept.url());

        assertThat(ran).isEqualTo(new Ran(0, "{\"relayed\":2,\"relayedBefore\":0,\"refused\":0,\"unknown\":0}\n", ""));
        assertThat(kept.titles()).containsExactly("a", "b");
        assertThat(folder.journal()).doesNotExist();
        assertThat(folder.refused()).doesNotExist();
    }

    @Test
    void relay_keepJournalAndAgain_sendsNothing() throws IOException {
        Ran.command("relay", folder.input(TWO), "--to", kept.url(), "--keep-journal");
        kept.movies().delete(1, "a");

        Ran ran = Ran.command("relay", folder.input(TWO), "--to", kept.url());

        assertThat(ran.lines()).containsExactly("{\"relayed\":0,\"relayedBefore\":2,\"refused\":0,\"unknown\":0}");
        assertThat(ran.messages()).containsExactly("the relay goes on, as " + folder.journal() + " says");
        assertThat(ran.code()).isZero();
        assertThat(kept.titles()).containsExactly("b");
        assertThat(folder.journal()).doesNotExist();
    }

    @Test
    void relay_badRecords_areInAFileAndItEndsWith1() throws IOException {
        Ran ran = Ran.command("relay", folder.input(HALF_BAD), "--to", kept.url());

        assertThat(ran)
                .isEqualTo(new Ran(
                        1,
                        "{\"relayed\":1,\"relayedBefore\":0,\"refused\":1,\"unknown\":0}\n",
                        "what was refused or is unknown is in " + folder.refused() + "\n"));
        assertThat(folder.refused())
                .hasContent("{\"place\":\"line 2\",\"outcome\":\"refused\",\"reason\":"
                        + "\"this is no movie: it has no year\",\"record\":{\"title\":\"b\"}}");
        assertThat(folder.journal()).doesNotExist();
    }

    @Test
    void relay_standardInput_needsNoJournal() {
        Ran ran = folder.relay(TWO, kept.url());

        assertThat(ran).isEqualTo(new Ran(0, "{\"relayed\":2,\"relayedBefore\":0,\"refused\":0,\"unknown\":0}\n", ""));
        assertThat(kept.titles()).containsExactly("a", "b");
    }

    @Test
    void relay_standardInputWithJournal_knowsTheSameInputAgain() {
        String[] journal = {"--keep-journal", "--journal", folder.journal().toString()};
        folder.relay(TWO, kept.url(), journal);

        Ran same = folder.relay(TWO, kept.url(), journal);
        Ran another = folder.relay(HALF_BAD, kept.url(), journal);

        assertThat(same.lines()).containsExactly("{\"relayed\":0,\"relayedBefore\":2,\"refused\":0,\"unknown\":0}");
        assertThat(another.code()).isEqualTo(2);
        assertThat(another.messages())
                .singleElement()
                .asString()
                .startsWith("moviestore: the journal " + folder.journal() + " is of another input");
    }

    @Test
    void relay_fileThatChangedSince_isRefusedWithWhatToDo() throws IOException {
        Ran.command("relay", folder.input(TWO), "--to", kept.url(), "--keep-journal");

        Ran ran = Ran.command("relay", folder.input(HALF_BAD), "--to", kept.url());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages())
                .containsExactly(
                        "moviestore: the journal " + folder.journal() + " is of another input, or the input has"
                                + " changed since; name another journal by --journal, or delete this one if that relay need"
                                + " not go on");
    }

    @Test
    void relay_toAnotherStore_isRefusedWithBothNames() throws IOException {
        Ran.command("relay", folder.input(TWO), "--to", kept.url(), "--keep-journal");
        MovieStore.over(KeptStoreProvider.kept("relay-elsewhere"), "Movies").createTable();

        Ran ran = Ran.command("relay", folder.input(TWO), "--to", "kept://relay-elsewhere");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages())
                .singleElement()
                .asString()
                .contains("is of a relay to table Movies of " + kept.url()
                        + ", not to table Movies of kept://relay-elsewhere");
    }

    @ParameterizedTest
    @CsvSource({"endpoint, http://localhost:8000, http://localhost:8001", "schema, one, two"})
    void relay_toAnotherPlaceByAParameter_isRefusedWithBothNamesAndNoSecret(String name, String one, String another)
            throws IOException {
        String to = kept.url() + "?password=secret&" + name + "=";
        Ran.command("relay", folder.input(TWO), "--to", to + one, "--keep-journal");

        Ran same = Ran.command("relay", folder.input(TWO), "--to", to + one, "--keep-journal");
        Ran other = Ran.command("relay", folder.input(TWO), "--to", to + another);

        assertThat(same.code()).isZero();
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.messages())
                .singleElement()
                .asString()
                .contains("is of a relay to table Movies of " + kept.url() + "?" + name + "=" + one
                        + ", not to table Movies of " + kept.url() + "?" + name + "=" + another + ";");
        assertThat(folder.journal()).content().doesNotContain("secret");
    }

    @Test
    void relay_whoseResultCannotBeWritten_keepsTheJournal() throws IOException {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int unit) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(messages, true, StandardCharsets.UTF_8);
        Progress progress = new Progress(err, false, System::nanoTime);
        Shell shell = new Shell(InputStream.nullInputStream(), new Output(full), err, Map.of(), progress);

        int code = Main.run(shell, "relay", folder.input(TWO), "--to", kept.url());

        assertThat(code).isEqualTo(2);
        assertThat(messages.toString(StandardCharsets.UTF_8)).contains("the results cannot be written");
        assertThat(folder.journal()).exists();
        assertThat(Ran.command("relay", folder.input(TWO), "--to", kept.url()).lines())
                .containsExactly("{\"relayed\":0,\"relayedBefore\":2,\"refused\":0,\"unknown\":0}");
    }

    @Test
    void relay_withoutTable_saysWhatToDoAndWritesNoJournal() throws IOException {
        kept.movies().dropTable();

        Ran ran = Ran.command("relay", folder.input(TWO), "--to", kept.url());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).singleElement().asString().contains("there is no table Movies in this store");
        assertThat(folder.journal()).doesNotExist();
    }

    @Test
    void relay_createTable_createsItOnce() throws IOException {
        kept.movies().dropTable();

        Ran first = Ran.command("relay", folder.input(TWO), "--to", kept.url(), "--create-table");
        Ran second = Ran.command("relay", folder.input(TWO), "--to", kept.url(), "--create-table");

        assertThat(first.code()).isZero();
        assertThat(second.code()).isZero();
        assertThat(kept.titles()).containsExactly("a", "b");
    }

    @Test
    @Timeout(60)
    void relay_whenTheTableGoesMeanwhile_saysHowFarItCame() {
        InputStream first = new ByteArrayInputStream("{\"year\":1,\"title\":\"a\"}\n".getBytes(StandardCharsets.UTF_8));
        InputStream second =
                new ByteArrayInputStream("{\"year\":2,\"title\":\"b\"}\n".getBytes(StandardCharsets.UTF_8));
        InputStream in = new SequenceInputStream(first, new FilterInputStream(second) {
            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                if (in.available() > 0) {
                    while (kept.movies().get(1, "a").isEmpty()) {
                        Thread.onSpinWait();
                    }
                    kept.movies().dropTable();
                }
                return super.read(bytes, from, length);
            }
        });

        Ran ran = folder.relay(in, kept.url());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.messages())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("the relay stopped: 1 records are relayed, 0 were refused, 0 are unknown;"
                                        + " without a journal the same command begins anew, which is safe if nobody"
                                        + " else writes them"),
                        line -> assertThat(line).startsWith("moviestore: there is no table Movies"));
    }

    @Test
    void relay_folder_saysThatItIsOne() {
        Ran ran = Ran.command("relay", folder.path().toString(), "--to", kept.url());

        assertThat(ran)
                .isEqualTo(
                        new Ran(2, "", "moviestore: FILE must name a file, and " + folder.path() + " is a folder\n"));
    }

    @Test
    void relay_fileThatIsMissing_saysSo() {
        Ran ran = Ran.command("relay", folder.path().resolve("none").toString(), "--to", kept.url());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages())
                .containsExactly("moviestore: there is no file " + folder.path().resolve("none"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--window 0|--window must be from 1 to 1024, not 0",
                "--window 1025|--window must be from 1 to 1024, not 1025",
                "--window x|Invalid value for option '--window'",
                "--give-up -1|--give-up must be from 0 to 10080 minutes, not -1",
            })
    void relay_optionOutOfBounds_saysWhatItMayBe(String option, String message) throws IOException {
        String[] parts = option.split(" ");

        Ran ran = Ran.command("relay", folder.input(TWO), "--to", kept.url(), parts[0], parts[1]);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).singleElement().asString().contains(message);
    }

    @Test
    void relay_help_isOnStandardOutput() {
        Ran ran = Ran.command("relay", "--help");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith("Usage: moviestore relay").contains("--to=HOST:PORT");
        assertThat(Ran.command("--help").out()).contains("\n  relay ");
    }
}
