// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.Bytes;

class RelayJournalTest {
    private static final InputMark INPUT = new InputMark(123, "abc");
    private static final String TARGET = "table Movies of tcp://localhost:7070";

    @TempDir
    private Path folder;

    private Path path = Path.of("none");

    @BeforeEach
    void namePath() {
        path = folder.resolve("movies.json.journal");
    }

    private RelayJournal open() throws IOException {
        return RelayJournal.open(path, INPUT, TARGET);
    }

    /** Writes a journal with one line for each, and returns the token of its first record. */
    private String write(String lines) throws IOException {
        try (RelayJournal journal = open()) {
            journal.lines().append(lines);
            return journal.token(1);
        }
    }

    @Test
    void open_whereThereIsNone_begins() throws IOException {
        try (RelayJournal journal = open()) {
            assertThat(journal.isBegun()).isFalse();
        }

        assertThat(Files.readAllLines(path))
                .singleElement()
                .asString()
                .matches("\\{\"relay\":1,\"run\":\"[0-9a-f]{16}\",\"to\":\"" + TARGET
                        + "\",\"bytes\":123,\"sha256\":\"abc\"}");
    }

    @Test
    void open_again_goesOnWithTheSameTokens() throws IOException {
        String token = write("B 1 1000\nD 1\nB 2 2000\n");

        try (RelayJournal journal = open()) {
            assertThat(journal.isBegun()).isTrue();
            assertThat(journal.token(1)).isEqualTo(token);
            assertThat(journal.history().isSettled(1)).isTrue();
            assertThat(journal.history().begun(2)).contains(Instant.ofEpochMilli(2000));
        }
    }

    @Test
    void token_ofTheLargestNumber_isNoLongerThanTokensMayBe() {
        RelayJournal journal = RelayJournal.none();

        String token = journal.token(Long.MAX_VALUE);

        assertThat(token).hasSize(36);
        assertThat(token).isNotEqualTo(RelayJournal.none().token(Long.MAX_VALUE));
    }

    @Test
    void open_withATornLine_cutsItOff() throws IOException {
        write("B 1 1000\nD 1\nB 22 20");

        try (RelayJournal journal = open()) {
            journal.lines().append("D 2\n");
        }

        assertThat(Files.readAllLines(path).subList(1, 4)).containsExactly("B 1 1000", "D 1", "D 2");
    }

    @Test
    void open_withAHeaderTornAnywhere_beginsAnew() throws IOException {
        write("");
        byte[] header = Files.readAllBytes(path);

        for (int length = 0; length < header.length; length++) {
            Files.write(path, Arrays.copyOf(header, length));

            try (RelayJournal journal = open()) {
                assertThat(journal.isBegun()).isFalse();
            }

            assertThat(Files.readAllLines(path)).hasSize(1);
            assertThat(Files.size(path)).isEqualTo(header.length);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "some notes",
                "some notes\nand more\n",
                "{\"relay\":2,\"run\":\"0123456789abcdef\",\"to\":\"x\",\"bytes\":1,\"sha256\":\"a\"}\n",
                "{\"relay\":1,\"run\":\"../etc\",\"to\":\"x\",\"bytes\":1,\"sha256\":\"a\"}\n",
                "{\"relay\":1,\"run\":\"0123456789abcdef\",\"to\":\"x\",\"bytes\":-1,\"sha256\":\"a\"}\n",
                "{\"relay\":1}\n",
                "\n"
            })
    void open_fileThatIsNoJournal_refusesAndLeavesIt(String content) throws IOException {
        Files.writeString(path, content);

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "the file " + path + " is no journal of a relay of this version; name another by --journal");
        assertThat(path).hasContent(content);
    }

    @Test
    void open_journalOfAnotherInput_refusesAndLeavesIt() throws IOException {
        write("D 1\n");
        String before = Files.readString(path);

        assertThatThrownBy(() -> RelayJournal.open(path, new InputMark(124, "abc"), TARGET))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is of another input")
                .hasMessageContaining("delete this one");
        assertThat(path).hasContent(before);
    }

    @Test
    void open_whileItTellsOfNoRecord_takesOnTheMarkOfTheInput() throws IOException {
        String token;
        try (RelayJournal journal = RelayJournal.open(path, mark("a"), TARGET)) {
            token = journal.token(1);
        }

        try (RelayJournal journal = RelayJournal.open(path, mark("abc"), TARGET)) {
            assertThat(journal.isBegun()).isFalse();
            assertThat(journal.token(1)).isEqualTo(token);
            journal.lines().append("D 1\n");
        }

        assertThatThrownBy(() -> RelayJournal.open(path, mark("abx"), TARGET))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is of another input");
        try (RelayJournal journal = RelayJournal.open(path, mark("abcd"), TARGET)) {
            assertThat(journal.history().isSettled(1)).isTrue();
        }
    }

    @Test
    void open_journalOfAnotherTarget_refusesAndNamesBoth() throws IOException {
        write("D 1\n");

        assertThatThrownBy(() -> RelayJournal.open(path, INPUT, "elsewhere"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(TARGET)
                .hasMessageContaining("not to elsewhere");
    }

    @Test
    void open_whileAnotherRelayHasIt_refuses() throws IOException {
        try (RelayJournal first = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is in use by another relay");
            first.lines().append("D 1\n");
        }

        try (RelayJournal second = open()) {
            assertThat(second.history().isSettled(1)).isTrue();
        }
    }

    @Test
    void open_inAFolderThatIsMissing_saysWhatToDo() {
        path = folder.resolve("missing/journal");

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the journal cannot be written: ")
                .hasMessageEndingWith("; name another by --journal");
    }

    @Test
    void remove_deletesTheFile() throws IOException {
        try (RelayJournal journal = open()) {
            journal.remove();
        }

        assertThat(path).doesNotExist();
    }

    @Test
    void inputMark_ofFile_isOfAllItsBytes() throws IOException {
        Path input = Files.writeString(folder.resolve("input"), "abc");

        InputMark mark = InputMark.ofFile(input);

        assertThat(mark)
                .isEqualTo(new InputMark(3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @Test
    void inputMark_ofBeginning_goesOnFromOneOfFewerBytesThatAreTheSame() {
        InputMark mark = mark("abcd");

        assertThat(mark.goesOnFrom(mark("abcd"))).isTrue();
        assertThat(mark.goesOnFrom(mark("abc"))).isTrue();
        assertThat(mark.goesOnFrom(mark("abx"))).isFalse();
        assertThat(mark.goesOnFrom(mark("abcde"))).isFalse();
    }

    private static InputMark mark(String beginning) {
        return InputMark.ofBeginning(Bytes.of(beginning.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void inputMark_ofFile_goesOnFromTheSameFileAlone() throws IOException {
        InputMark mark = InputMark.ofFile(Files.writeString(folder.resolve("input"), "abcd"));

        assertThat(mark.goesOnFrom(mark("abcd"))).isTrue();
        assertThat(mark.goesOnFrom(mark("abc"))).isFalse();
        assertThat(mark.goesOnFrom(mark(""))).isFalse();
    }
}
