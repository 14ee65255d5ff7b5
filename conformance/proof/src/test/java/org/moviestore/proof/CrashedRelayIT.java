// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.moviestore.Movie;
import org.moviestore.MovieKey;
import org.moviestore.MovieStore;
import org.moviestore.examples.command.Main;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.json.JsonForm;
import org.moviestore.servers.LocalPostgres;
import org.moviestore.servers.LocalPostgres.Durability;

/** A relay while its own process, the server's and those of PostgreSQL are killed at random moments. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class CrashedRelayIT {
    private static final long SEED = 5;
    private static final int POLL_MILLIS = 20;
    private static final int LONGEST_LIFE_MILLIS = 300;
    private static final String PLOT = "A letter that was never sent comes to the harbour. ".repeat(8);

    private final Random random = new Random(SEED);

    @TempDir
    private Path folder;

    private LocalPostgres postgres;
    private int port;
    private Process server;
    private Process relay;

    @BeforeEach
    void start() throws Exception {
        postgres = LocalPostgres.embedded(Durability.FULL);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (MovieStore movies = MovieStore.open(url())) {
            movies.createTable();
        }
    }

    @AfterEach
    void stop() {
        Stream.of(relay, server).filter(Objects::nonNull).map(Process::toHandle).forEach(JavaProcess::kill);
        postgres.close();
    }

    private String url() {
        return "postgresql://" + postgres.user() + ":" + postgres.password() + "@" + postgres.host() + ":"
                + postgres.port() + "/" + postgres.database();
    }

    private static Movie movie(int number) {
        return new Movie(Item.builder()
                .set("year", 1900 + number % 120)
                .set("title", "Film " + number)
                .set("info", Map.of("rank", number, "rating", "7.5", "plot", PLOT))
                .build());
    }

    private Process launchServer() throws IOException {
        return JavaProcess.start(
                JavaProcess.of(
                        Main.class, 256, Map.of("MOVIESTORE_STORE", url()), "serve", "--listen", "127.0.0.1:" + port),
                folder.resolve("server.log"));
    }

    private Process launchRelay(Path file) throws IOException {
        return JavaProcess.start(
                JavaProcess.of(CountingRelay.class, 256, Map.of(), "tcp://127.0.0.1:" + port, file.toString()),
                folder.resolve("relay.log"));
    }

    /**
     * Kills one of PostgreSQL's processes, upon which it ends all others and recovers from its log; false if it is just
     * doing that.
     */
    private boolean killPostgres() {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT max(pid) FROM pg_stat_activity WHERE backend_type = 'client backend'")) {
            row.next();
            JavaProcess.kill(ProcessHandle.of(row.getLong(1)).orElseThrow());
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Relays the file while something is killed again and again, and returns how often that was. */
    private int relayThroughCrashes(Path file, int kills) throws Exception {
        server = launchServer();
        relay = launchRelay(file);
        int killed = 0;
        while (true) {
            boolean ended = killed == kills ? ends() : endsSoonAfterProgress();
            if (ended && relay.exitValue() == 0) {
                return killed;
            } else if (ended) {
                // It found no server when it began.
                assertThat(Files.readString(folder.resolve("relay.log"))).doesNotContain(CountingRelay.INCOMPLETE);
                relay = launchRelay(file);
            } else if (killOne(file)) {
                killed++;
            }
        }
    }

    /**
     * Waits until records were settled, and a moment more, so that something is under way; or until the relay ended.
     */
    private boolean endsSoonAfterProgress() throws Exception {
        long settled = journalBytes();
        while (journalBytes() == settled) {
            if (endsSoon()) {
                return true;
            }
        }
        return relay.waitFor(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
    }

    private boolean ends() throws Exception {
        while (!endsSoon()) {
            // It goes on by itself.
            continue;
        }
        return true;
    }

    private boolean endsSoon() throws Exception {
        if (!server.isAlive()) {
            // It ends when it finds PostgreSQL recovering, and is started again, as a service is.
            server = launchServer();
        }
        return relay.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private long journalBytes() throws IOException {
        Path journal = folder.resolve("journal");
        return Files.exists(journal) ? Files.size(journal) : 0;
    }

    private boolean killOne(Path file) throws IOException {
        switch (random.nextInt(3)) {
            case 0 -> {
                JavaProcess.kill(server.toHandle());
                server = launchServer();
                return true;
            }
            case 1 -> {
                JavaProcess.kill(relay.toHandle());
                relay = launchRelay(file);
                return true;
            }
            default -> {
                return killPostgres();
            }
        }
    }

    private void assertRelayed(int records) {
        try (MovieStore movies = MovieStore.open(url());
                Stream<Movie> stored = movies.scan()) {
            Map<MovieKey, Item> found = stored.collect(Collectors.toMap(Movie::key, Movie::item));
            Item counter = found.remove(CountingRelay.COUNTER);

            assertThat(counter.attribute(CountingRelay.COUNT)).contains(Values.number(records));
            assertThat(found)
                    .isEqualTo(IntStream.range(0, records)
                            .mapToObj(CrashedRelayIT::movie)
                            .collect(Collectors.toMap(Movie::key, Movie::item)));
        }
    }

    private Path file(int records) throws IOException {
        return Files.write(
                folder.resolve("movies.json"),
                IntStream.range(0, records)
                        .mapToObj(number -> JsonForm.NATURAL.write(movie(number).item()))
                        .toList());
    }

    @Test
    void relay_throughAFewCrashes_storesEachRecordOnce() throws Exception {
        int killed = relayThroughCrashes(file(2000), 3);

        assertThat(killed).as("crashes before the relay had ended").isEqualTo(3);
        assertRelayed(2000);
    }

    @Test
    @Tag("full")
    void relay_throughFiftyCrashes_storesEachRecordOnce() throws Exception {
        int killed = relayThroughCrashes(file(20_000), 50);

        assertThat(killed).as("crashes before the relay had ended").isEqualTo(50);
        assertRelayed(20_000);
    }
}
