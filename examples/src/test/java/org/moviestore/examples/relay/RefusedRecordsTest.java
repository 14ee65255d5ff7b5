// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.moviestore.Movie;
import org.moviestore.item.Item;

class RefusedRecordsTest {
    private static final Item ITEM = Movie.of(2013, "Rush").item();

    @TempDir
    private Path folder;

    private Path path = Path.of("none");

    @BeforeEach
    void namePath() {
        path = folder.resolve("refused");
    }

    /** Returns a journal of a relay that goes on. */
    private RelayJournal begun() throws IOException {
        Path file = folder.resolve("journal");
        InputMark input = new InputMark(1, "a");
        try (RelayJournal journal = RelayJournal.open(file, input, "x")) {
            journal.lines().append("R 1\n");
        }
        return RelayJournal.open(file, input, "x");
    }

    @Test
    void add_withAndWithoutRecord_writesALineForEach() throws IOException {
        try (RefusedRecords refused = RefusedRecords.in(path, RelayJournal.none())) {
            refused.add("line 3", Outcome.refused("a \"reason\""), Optional.of(ITEM));
            refused.add("line 4", Outcome.unknown("lost"), Optional.empty());
        }

        assertThat(Files.readAllLines(path))
                .containsExactly(
                        "{\"place\":\"line 3\",\"outcome\":\"refused\",\"reason\":\"a \\\"reason\\\"\","
                                + "\"record\":{\"year\":2013,\"title\":\"Rush\"}}",
                        "{\"place\":\"line 4\",\"outcome\":\"unknown\",\"reason\":\"lost\"}");
    }

    @Test
    void in_withNothingToWrite_makesNoFile() throws IOException {
        try (RefusedRecords refused = RefusedRecords.in(path, RelayJournal.none())) {
            refused.force();
        }

        assertThat(path).doesNotExist();
    }

    @Test
    void in_forANewRelay_givesTheFileAnotherNameThatIsFree() throws IOException {
        Files.writeString(path, "of another relay\n");
        Files.writeString(folder.resolve("refused.1"), "of an older one\n");
        Files.createSymbolicLink(folder.resolve("refused.2"), folder.resolve("nowhere"));

        try (RefusedRecords refused = RefusedRecords.in(path, RelayJournal.none())) {
            assertThat(refused.before()).contains(folder.resolve("refused.3"));
            assertThat(path).doesNotExist();
            refused.add("line 1", Outcome.refused("bad"), Optional.empty());
        }

        assertThat(Files.readAllLines(path)).hasSize(1);
        assertThat(folder.resolve("refused.1")).hasContent("of an older one");
        assertThat(folder.resolve("refused.3")).hasContent("of another relay");
    }

    @Test
    void in_forANewRelay_leavesAnEmptyFileAndALinkWhereTheyAre() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("file");
        Files.writeString(elsewhere, "of another relay\n");
        Files.createSymbolicLink(path, elsewhere);

        try (RefusedRecords toEmpty = RefusedRecords.in(empty, RelayJournal.none());
                RefusedRecords linked = RefusedRecords.in(path, RelayJournal.none())) {
            linked.add("line 1", Outcome.refused("bad"), Optional.empty());
            assertThat(toEmpty.before()).isEmpty();
        }

        assertThat(empty).exists();
        assertThat(path).isSymbolicLink();
        assertThat(elsewhere).content().contains("line 1").doesNotContain("of another relay");
        assertThat(elsewhere.resolveSibling("file.1")).hasContent("of another relay");
    }

    @Test
    void in_whileAnotherRelayWritesToTheFile_saysWhatToDoAndLeavesIt() throws IOException {
        try (RefusedRecords first = RefusedRecords.in(path, RelayJournal.none())) {
            first.add("line 1", Outcome.refused("bad"), Optional.empty());

            assertThatThrownBy(() -> RefusedRecords.in(path, RelayJournal.none()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("another relay writes what it refuses to " + path
                            + "; wait until that ends, or name another file by --refused");
        }

        assertThat(Files.readAllLines(path)).hasSize(1);
    }

    @Test
    void in_forARelayThatGoesOn_writesOnAfterTheLastWholeLine() throws IOException {
        Files.writeString(path, "{\"place\":\"line 1\"}\n{\"place\":\"li");

        try (RelayJournal journal = begun();
                RefusedRecords refused = RefusedRecords.in(path, journal)) {
            refused.add("line 2", Outcome.refused("bad"), Optional.empty());
        }

        assertThat(Files.readAllLines(path))
                .containsExactly(
                        "{\"place\":\"line 1\"}", "{\"place\":\"line 2\",\"outcome\":\"refused\",\"reason\":\"bad\"}");
    }

    @Test
    void in_aFolderThatIsMissing_saysSoAtOnce() {
        path = folder.resolve("missing/refused");

        assertThatThrownBy(() -> RefusedRecords.in(path, RelayJournal.none()))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no folder " + folder.resolve("missing")
                        + " for what is refused; name another file by --refused");
    }

    @Test
    void add_whatCannotBeWritten_saysWhatToDo() throws IOException {
        RefusedRecords.Opening full = () -> {
            throw new IOException("No space left on device");
        };
        try (RefusedRecords refused = RefusedRecords.of(full)) {
            Optional<Item> record = Optional.of(ITEM);
            Outcome outcome = Outcome.refused("bad");

            assertThatThrownBy(() -> refused.add("line 1", outcome, record))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("what was refused cannot be written to ")
                    .hasMessageContaining("No space left on device; make room or name another file by --refused")
                    .hasMessageNotContaining("Rush");
        }
    }

    @Test
    void add_afterALineThatWasTorn_writesNoMore() throws IOException {
        KeptLines lines = new KeptLines().withRoomFor(20);
        try (RefusedRecords refused = RefusedRecords.of(() -> lines)) {
            Outcome outcome = Outcome.refused("bad");
            assertThatThrownBy(() -> refused.add("line 1", outcome, Optional.empty()))
                    .isInstanceOf(UncheckedIOException.class);
            String torn = lines.withRoomFor(1000).appended();

            assertThatThrownBy(() -> refused.add("line 2", outcome, Optional.empty()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("No space left on device");

            assertThat(lines.appended()).isEqualTo(torn);
        }
    }
}
