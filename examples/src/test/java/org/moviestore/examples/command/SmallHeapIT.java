// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.moviestore.MovieStore;
import org.moviestore.servers.LocalPostgres;
import org.moviestore.table.ScanRequest;

/** The command in a Java machine whose heap holds a small part of the movies that go through it. */
class SmallHeapIT {
    private static final int MOVIES = 150_000;
    private static final String PLOT = "A letter that was never sent comes to the harbour. ".repeat(12);

    private static LocalPostgres postgres;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.embedded();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static String url() {
        return "postgresql://" + postgres.user() + ":" + postgres.password() + "@" + postgres.host() + ":"
                + postgres.port() + "/" + postgres.database();
    }

    private static String line(int number) {
        return "{\"year\":" + (1900 + number % 120) + ",\"title\":\"Film " + number
                + "\",\"info\":{\"rank\":" + number + ",\"rating\":7.5,\"genres\":[\"Drama\",\"War\"],\"plot\":\""
                + PLOT + "\"}}\n";
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("MOVIESTORE_STORE", url());
        return builder.start();
    }

    @Test
    void load_ofMoreMoviesThanTheHeapHolds_storesThemAll() throws Exception {
        try (MovieStore movies = MovieStore.open(url())) {
            movies.createTable();

            Process load = start("load", "-");
            try (OutputStream lines = new BufferedOutputStream(load.getOutputStream())) {
                for (int i = 0; i < MOVIES; i++) {
                    lines.write(line(i).getBytes(StandardCharsets.UTF_8));
                }
            }

            assertThat(load.waitFor()).isZero();
            assertThat(Files.readString(folder.resolve("err"))).isEmpty();
            assertThat(Files.readString(folder.resolve("out")))
                    .isEqualTo("{\"loaded\":" + MOVIES + ",\"replaced\":0,\"refused\":0}\n");
            assertThat(movies.table().count(ScanRequest.of(movies.table().schema())))
                    .isEqualTo(MOVIES);
        }
    }
}
