// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class InputFilesTest {
    private final KeptMovies kept = KeptMovies.withTable();

    @TempDir
    private Path folder;

    private Path pipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    @ParameterizedTest
    @CsvSource({"load, --store", "relay, --to"})
    void open_namedPipe_isReadToItsEnd(String command, String store) throws Exception {
        Path pipe = pipe();
        Thread writer = new Thread(() -> {
            try {
                Files.writeString(pipe, "{\"year\":1,\"title\":\"a\"}\n{\"year\":2,\"title\":\"b\"}\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        writer.start();
        Ran ran = Ran.command(command, pipe.toString(), store, kept.url());
        writer.join();

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(kept.titles()).containsExactly("a", "b");
    }

    @Test
    void openAgain_namedPipe_isRefused() throws Exception {
        Path pipe = pipe();

        Ran ran = Ran.command("exercises", "--data", pipe.toString(), "--store", "memory:");

        assertThat(ran)
                .isEqualTo(new Ran(
                        2,
                        "",
                        "moviestore: --data must name a file that can be read again, and " + pipe + " cannot\n"));
    }
}
