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

    private enum Victim {
        RELAY,
        SERVER,
        POSTGRES
    }

    /**
     * Relays the file while something is killed again and again: at random, then the relay, the server and PostgreSQL.
     * The one relay that was started last must live through the two others' ends with records still to send.
     */
    private void relayThroughCrashes(int records, int randomCrashes) throws Exception {
        Path file = file(records);
        server = launchServer();
        relay = launchRelay(file);
        for (int crash = 0; crash < randomCrashes; crash++) {
            crash(Victim.values()[random.nextInt(Victim.values().length)], file);
        }
        crash(Victim.RELAY, file);
        crash(Victim.SERVER, file);
        Process survivor = relay;
        crash(Victim.POSTGRES, file);
        assertThat(begun())
                .as("records that had been sent before the last crash")
                .isLessThan(records);
        while (!hasEnded(file)) {
            // It goes on by itself.
            continue;
        }
        assertThat(relay).as("the relay that ended").isSameAs(survivor);
    }

    private void crash(Victim victim, Path file) throws Exception {
        do {
            awaitProgress(file);
        } while (!kill(victim, file));
    }

    /** Waits until the relay's journal has grown, and a moment more, so that something is under way. */
    private void awaitProgress(Path file) throws Exception {
        long before = journalBytes();
        while (journalBytes() == before) {
            assertThat(hasEnded(file))
                    .as("the relay ended before the last crash")
                    .isFalse();
        }
        relay.waitFor(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
    }

    /** Waits a little and says whether the relay has ended by itself, with all relayed. */
    private boolean hasEnded(Path file) throws Exception {
        if (!server.isAlive()) {
            // It ends when it finds PostgreSQL recovering, and is started again, as a service is.
            server = launchServer();
        }
        if (!relay.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            return false;
        }
        if (relay.exitValue() == CountingRelay.NO_STORE) {
            relay = launchRelay(file);
            return false;
        }
        assertThat(relay.exitValue())
                .as(Files.readString(folder.resolve("relay.log")))
                .isZero();
        return true;
    }

    private long journalBytes() throws IOException {
        Path journal = folder.resolve("journal");
        return Files.exists(journal) ? Files.size(journal) : 0;
    }

    /** Returns how many records were begun, which the journal keeps before they are sent. */
    private long begun() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("journal"))) {
            return lines.filter(line -> line.startsWith("B "))
                    .map(line -> line.split(" ")[1])
                    .distinct()
                    .count();
        }
    }

    /** Kills, and starts again, or says that it could not. */
    private boolean kill(Victim victim, Path file) throws IOException {
        switch (victim) {
            case RELAY -> {
                JavaProcess.kill(relay.toHandle());
                relay = launchRelay(file);
                return true;
            }
            case SERVER -> {
                JavaProcess.kill(server.toHandle());
                server = launchServer();
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
        relayThroughCrashes(2000, 0);

        assertRelayed(2000);
    }

    @Test
    @Tag("full")
    void relay_throughFiftyCrashes_storesEachRecordOnce() throws Exception {
        relayThroughCrashes(20_000, 47);

        assertRelayed(20_000);
    }
}
