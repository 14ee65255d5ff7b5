// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.moviestore.examples.command.Main;
import org.moviestore.remote.RemoteStore;
import org.moviestore.servers.LocalPostgres;
import org.moviestore.table.DocumentTable;

/** A server of little memory, of which clients of all kinds want as much as they may, all at the same time. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class MixedLoadIT {
    private static final String LISTENING = "listening on 127.0.0.1:";
    private static final String METRICS = "moviestore: telling metrics on ";

    private static final Duration HANG = Duration.ofMinutes(5);

    private static final String[] NOTHING_KEPT = {
        "moviestore_connections 0.0",
        "moviestore_requests_underway 0.0",
        "moviestore_requests_bytes 0.0",
        "moviestore_replies_bytes 0.0"
    };

    /** What must have come at least once, so that the load was one. */
    private static final String[] RESULTS = {"small puts: result", "small gets: result", "nonsense: MALFORMED", "pings"
    };

    /** What may be refused where it comes once, but not always where it comes again and again. */
    private static final List<String> MANY_OR_LARGE =
            List.of("long texts", "pages", "filtered pages", "batches", "transactions", "largest items", "streams");

    @TempDir
    private Path folder;

    private Process serve(LocalPostgres postgres) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--create-table",
                        "--listen",
                        "127.0.0.1:0",
                        "--metrics",
                        "127.0.0.1:0"))
                .redirectError(log().toFile());
        builder.environment()
                .put(
                        "MOVIESTORE_STORE",
                        "postgresql://" + postgres.user() + ":" + postgres.password() + "@" + postgres.host() + ":"
                                + postgres.port() + "/" + postgres.database());
        return builder.start();
    }

    private Path log() {
        return folder.resolve("log");
    }

    /** Waits until nothing is under way any more, nor kept: reads for clients that have left may take a while. */
    private void checkNothingIsKept() throws IOException, InterruptedException {
        String address = Files.readAllLines(log()).stream()
                .filter(line -> line.contains(METRICS))
                .map(line -> line.substring(line.indexOf(METRICS) + METRICS.length()))
                .findFirst()
                .orElseThrow();
        HttpClient http = HttpClient.newHttpClient();
        long begin = System.nanoTime();
        List<String> kept = List.of(NOTHING_KEPT);
        while (!kept.isEmpty()) {
            String metrics = http.send(
                            HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                    .body();
            List<String> lines = metrics.lines().toList();
            kept = Stream.of(NOTHING_KEPT).filter(line -> !lines.contains(line)).toList();
            assertThat(System.nanoTime() - begin)
                    .as("it hangs: not %s in%n%s", kept, metrics)
                    .isLessThan(HANG.toNanos());
        }
    }

    private void load(long seed, int rounds) throws Exception {
        System.out.println("mixed load of seed " + seed);
        try (LocalPostgres postgres = LocalPostgres.embedded()) {
            Process server = serve(postgres);
            try (BufferedReader out = server.inputReader()) {
                int port = Integer.parseInt(out.readLine().substring(LISTENING.length()));
                MixedLoad load = new MixedLoad(port, seed, rounds);
                try {
                    load.run();
                } finally {
                    System.out.println(load.tally());
                    System.out.println(Files.readString(log()));
                    assertThat(server.isAlive()).as("the server goes on").isTrue();
                }
                assertThat(load.tally()).containsKeys(RESULTS);
                MANY_OR_LARGE.forEach(kind -> assertThat(load.tally().keySet())
                        .anyMatch(what -> what.startsWith(kind + ": ") && (rounds == 1 || what.endsWith("result"))));
                assertThat(load.tally().keySet()).noneMatch(what -> what.endsWith("no reply"));
                checkAcknowledged(load);
                checkNothingIsKept();
                assertThat(Files.readString(log())).doesNotContain("OutOfMemoryError");
            } finally {
                server.destroyForcibly();
            }
        }
    }

    private static void checkAcknowledged(MixedLoad load) throws IOException {
        try (LoadConnection connection = LoadConnection.open(load.port());
                RemoteStore store = RemoteStore.connect("tcp://127.0.0.1:" + load.port())) {
            connection.ping();
            DocumentTable table = store.table("Movies");
            load.items()
                    .acknowledged()
                    .forEach((key, item) ->
                            assertThat(table.get(key)).as("%s", key).contains(item));
        }
    }

    @Test
    void serve_allKindsOfClientsInASmallHeap_answersThemAll() throws Exception {
        load(1, 1);
    }

    @Test
    @Tag("full")
    void serve_allKindsOfClientsInASmallHeapForLong_answersThemAll() throws Exception {
        load(System.nanoTime(), 6);
    }
}
