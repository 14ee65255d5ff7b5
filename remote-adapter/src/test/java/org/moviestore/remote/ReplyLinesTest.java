// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyLinesTest {
    private static final int MAX_BYTES = 300_000;

    /** Gives so many bytes at a time. */
    private static InputStream inPieces(String text, int size) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(size, length));
            }
        };
    }

    private static List<String> all(ReplyLines lines) throws IOException {
        List<String> all = new ArrayList<>();
        for (Optional<ByteBuffer> line = lines.next(); line.isPresent(); line = lines.next()) {
            all.add(StandardCharsets.UTF_8.decode(line.get()).toString());
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 1000})
    void next_ofLinesInPieces_returnsEachWhole(int size) throws IOException {
        String text = "one\r\n\n\r\ntwo\nüber\rflut\r\n\n";

        assertThat(all(new ReplyLines(inPieces(text, size), MAX_BYTES))).containsExactly("one", "two", "über\rflut");
    }

    @Test
    void next_ofLinesOfAnyLength_returnsEachWhole() throws IOException {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int length = 1 + random.nextInt(i % 10 == 0 ? MAX_BYTES : 5_000);
            lines.add(Character.toString('a' + i % 26).repeat(length));
        }
        String text = String.join("\n", lines) + "\n";

        assertThat(all(new ReplyLines(inPieces(text, 10_000), MAX_BYTES))).isEqualTo(lines);
    }

    @Test
    void next_ofALineThatIsJustNotTooLong_returnsIt() throws IOException {
        String line = "x".repeat(10);

        assertThat(all(new ReplyLines(inPieces(line + "\n", 100), 10))).containsExactly(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xxxxxxxxxxx\n", "xxxxxxxxxxxxxxxxxxxxxxx"})
    void next_ofALineThatIsTooLong_refusesIt(String text) {
        ReplyLines lines = new ReplyLines(inPieces(text, 100), 10);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(lines::next)
                .withMessageContaining("more than 10 bytes");
    }

    @Test
    void next_ofALineWithoutAnEnd_refusesIt() {
        ReplyLines lines = new ReplyLines(inPieces("{\"id\":1", 100), MAX_BYTES);

        assertThatExceptionOfType(EOFException.class).isThrownBy(lines::next);
    }
}
