// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputTest {
    private static final String LONG_LINE = "x".repeat(100_000);

    private static Output failing(String message) {
        return new Output(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        });
    }

    @Test
    void line_ofAnyText_isUtf8() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Output out = new Output(bytes);

        boolean isRead = out.line("七人の侍");
        out.flush();

        assertThat(isRead).isTrue();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("七人の侍\n");
    }

    @Test
    void line_afterTheReaderHasLeft_saysSoAndIsNoError() {
        Output out = failing("Broken pipe");

        assertThat(out.line(LONG_LINE)).isFalse();
        assertThat(out.line("more")).isFalse();
        out.flush();
    }

    @Test
    void line_onAFullDisk_isAnErrorThatSaysSo() {
        Output out = failing("No space left on device");

        assertThatThrownBy(() -> out.line(LONG_LINE))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the results cannot be written: No space left on device");
    }
}
