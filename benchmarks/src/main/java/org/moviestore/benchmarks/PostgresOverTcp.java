// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.moviestore.examples.command.Main;
import org.moviestore.remote.RemoteStore;
import org.moviestore.table.DocumentTable;

/**
 * Gets and puts in turn by many threads, through one connection to a server in a process of its own, against the same
 * calls of the store that the server has.
 */
final class PostgresOverTcp {
    private static final String LISTENING = "listening on ";
    private static final int IDLE_CONNECTIONS = 500;
    /** Until it has run so much longer than others, the server's compiler takes more than its requests do. */
    private static final int WARM_UP_FACTOR = 6;

    private final PostgresArena arena;
    private final DocumentTable direct;
    private final List<Film> films;
    private @Nullable DocumentTable remote;

    PostgresOverTcp(PostgresArena arena) {
        this.arena = arena;
        this.direct = arena.writtenMovies();
        this.films = arena.shuffledVersions();
    }

    List<Contest> contests() {
        ExecutorService threads = Executors.newFixedThreadPool(PostgresReads.THREADS);
        arena.toBeClosed(threads::shutdownNow);
        return List.of(Race.of(
                        (i, sink) -> PostgresReads.onThreads(threads, i, sink, (n, each) -> call(remote(), n, each)))
                .against(
                        Goal.TCP,
                        (i, sink) -> PostgresReads.onThreads(threads, i, sink, (n, each) -> call(direct, n, each)))
                .onAllCores()
                .warmedUpLonger(WARM_UP_FACTOR));
    }

    private void call(DocumentTable table, int i, Sink sink) {
        Film film = films.get(i % films.size());
        if (i % 2 == 0) {
            table.put(film.item());
        } else {
            table.get(film.key()).ifPresent(sink::take);
        }
    }

    /** Returns the table by the server, which is started when it is first asked for. */
    private synchronized DocumentTable remote() throws IOException {
        if (remote == null) {
            int port = serve();
            for (int i = 0; i < IDLE_CONNECTIONS; i++) {
                arena.toBeClosed(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            remote = arena.toBeClosed(RemoteStore.connect("tcp://127.0.0.1:" + port))
                    .table(RawWrites.TABLE);
        }
        return remote;
    }

    /** Starts the server with a small heap, and returns its port. */
    private int serve() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--listen",
                "127.0.0.1:0");
        builder.environment().put("MOVIESTORE_STORE", arena.url() + "?poolSize=" + PostgresArena.POOL_SIZE);
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        arena.toBeClosed(() -> {
            process.destroy();
            process.waitFor();
        });
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null || !line.startsWith(LISTENING)) {
            throw new IllegalStateException("the server did not start, and said " + line);
        }
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }
}
