// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A relay as a process of its own, with a standard input of its own. */
@Timeout(120)
class RelayIT {
    private final KeptMovies kept = KeptMovies.withTable();

    @TempDir
    private Path folder;

    private Process relay(int port) throws IOException {
        return CommandProcess.of("relay", "-", "--to", "127.0.0.1:" + port, "--give-up", "0")
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private static void write(Process relay, String line) throws IOException {
        OutputStream in = relay.getOutputStream();
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    @Test
    void relay_thatGivesUpWhileStandardInputGivesNothing_endsWith2() throws Exception {
        try (Served served = Served.store(kept.url())) {
            Process relay = relay(served.port());
            try {
                write(relay, "{\"year\":1,\"title\":\"a\"}");
                while (kept.movies().get(1, "a").isEmpty()) {
                    assertThat(relay.isAlive()).isTrue();
                    Thread.sleep(20);
                }
                served.stop();
                write(relay, "{\"year\":2,\"title\":\"b\"}");

                assertThat(relay.waitFor()).isEqualTo(2);
            } finally {
                relay.destroyForcibly();
            }
        }

        assertThat(Files.readAllLines(folder.resolve("err")))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("the relay stopped: 1 records are relayed, 0 were refused"),
                        line -> assertThat(line).startsWith("moviestore: line 2 could not be relayed: "));
        assertThat(folder.resolve("out")).isEmptyFile();
    }
}
