// SPDX-License-Identifier: Apache-2.0
package org.moviestore.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that a PostgreSQL server and its data folder do not outlive this JVM, however the JVM ends: a shell waits
 * for its standard input to end, which the operating system brings about, then ends what still runs over the folder and
 * deletes the folder. On a system without a shell nobody watches.
 */
final class Watchdog {
    private static final Path SHELL = Path.of("/bin/sh");
    private static final long DEADLINE_SECONDS = 20;

    // A terminal's interrupt reaches the shell too and must not end it. QUIT is PostgreSQL's immediate shutdown.
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            cat >/dev/null
            if read -r pid <"$1/postmaster.pid"; then
              kill -QUIT "$pid"
              tries=100
              while [ $tries -gt 0 ] && kill -0 "$pid"; do sleep 0.1; tries=$((tries - 1)); done
            fi
            rm -rf "$1"
            """;

    private Watchdog() {}

    /** Starts watching and returns what ends the server, if it still runs, deletes the folder and ends the watch. */
    static Runnable over(Path dataFolder) throws IOException {
        if (!Files.isExecutable(SHELL)) {
            return () -> {};
        }
        Process shell = new ProcessBuilder(SHELL.toString(), "-c", SCRIPT, "watchdog", dataFolder.toString())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        return () -> end(shell);
    }

    private static void end(Process shell) {
        try {
            shell.getOutputStream().close();
            shell.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
