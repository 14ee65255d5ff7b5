// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {
    @TempDir
    private Path folder;

    @Test
    void append_byAThreadThatIsInterrupted_stillWrites() throws IOException {
        Path path = folder.resolve("lines");

        try (LineFile file = LineFile.open(path).orElseThrow()) {
            Thread.currentThread().interrupt();
            file.append("one\n");
            file.force();
            assertThat(Thread.interrupted()).isTrue();
            file.append("two\n");
        }

        assertThat(Files.readAllLines(path)).containsExactly("one", "two");
    }

    @Test
    void open_whatIsLocked_isRefusedUntilItIsClosed() throws IOException {
        Path path = folder.resolve("lines");

        try (LineFile file = LineFile.open(path).orElseThrow()) {
            file.append("one\n");
            assertThat(LineFile.open(path)).isEmpty();
        }

        try (LineFile file = LineFile.open(path).orElseThrow()) {
            LineReader reader = new LineReader(file.fromStart());
            assertThat(reader.next()).contains("one");
        }
    }

    @Test
    void reader_ofALineWithoutEnd_tellsWhereTheWholeOnesEnd() {
        LineReader reader = new LineReader(CountedRecords.stream("one\ntwo"));

        assertThat(read(reader)).isEqualTo("one");
        assertThat(read(reader)).isEmpty();
        assertThat(reader.whole()).isEqualTo(4);
        assertThat(reader.torn()).isEqualTo("two");
    }

    private static String read(LineReader reader) {
        try {
            return reader.next().orElse("");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
