// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.moviestore.MovieStore;
import org.moviestore.error.RetryAdvice;
import org.moviestore.error.StoreException;
import org.moviestore.item.Item;
import org.moviestore.postgres.PostgresStore;
import org.moviestore.remote.RemoteStore;
import org.moviestore.servers.LocalPostgres;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ScanRequest;

/** A server whose database cannot be reached for a while, during which its clients go on sending. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StoreOutageIT {
    private static final int CLIENT_THREADS = 6;
    private static final int ENOUGH = 50;

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENT_THREADS);
    private final AtomicInteger numbers = new AtomicInteger();
    /** Opens when the threads have stored many. */
    private final CountDownLatch begun = new CountDownLatch(CLIENT_THREADS * ENOUGH);

    private final Queue<Item> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();

    private record Failure(Item movie, StoreException reason) {
        boolean says(RetryAdvice advice) {
            return reason.retryAdvice() == advice;
        }
    }

    /** What is to be closed, the last one first. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private LocalPostgres postgres;
    private Detour detour;
    private MovieServer server;
    private DocumentTable movies;

    @BeforeEach
    void start() throws IOException {
        postgres = opened(LocalPostgres.embedded());
        detour = opened(new Detour(postgres.port()));
        PostgresStore served =
                opened(PostgresStore.builder(postgres.jdbcUrl().replace(":" + postgres.port(), ":" + detour.port()))
                        .user(postgres.user())
                        .password(postgres.password())
                        .connectTimeout(Duration.ofSeconds(1))
                        .timeout(Duration.ofSeconds(2))
                        .connect());
        served.createTable(MovieStore.schema("Movies"));
        ServerOptions options = ServerOptions.builder(Served.freePort()).build();
        About about = new About("moviestore", "postgresql", "Movies", served.batchLimits(), served.features());
        server = opened(MovieServer.start(
                options, new StoreRequests(served, about, options.limits().maxReplyBytes())));
        movies = opened(RemoteStore.connect(
                        "tcp://127.0.0.1:" + server.address().getPort()))
                .table("Movies");
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    @AfterEach
    void stop() throws Exception {
        threads.shutdownNow();
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    /** Puts movies, one after the other and each once, until so many were stored and so many failed. */
    private void put(int stored, int failed) {
        int storedHere = 0;
        int failedHere = 0;
        while (storedHere < stored || failedHere < failed) {
            Item movie = Item.of("year", 2000, "title", "Film " + numbers.incrementAndGet());
            try {
                movies.put(movie);
                acknowledged.add(movie);
                storedHere++;
                begun.countDown();
            } catch (StoreException e) {
                failures.add(new Failure(movie, e));
                failedHere++;
            }
        }
    }

    private List<Future<?>> putOnAllThreads(int stored, int failed) {
        return Stream.<Future<?>>generate(() -> threads.submit(() -> put(stored, failed)))
                .limit(CLIENT_THREADS)
                .toList();
    }

    private static void await(List<Future<?>> all) throws Exception {
        for (Future<?> each : all) {
            each.get();
        }
    }

    /** Cuts the way to the database for a time, at least until every thread has failed twice. */
    private void putThroughOutage(Duration outage) throws Exception {
        try (RawClient other = RawClient.connect(server.address())) {
            List<Future<?>> during = putOnAllThreads(0, 2);
            begun.await();
            detour.cut();
            long cut = System.nanoTime();
            assertThat(other.ask("{'op':'ping'}")).isEqualTo("{'ok':true}");
            assertThat(other.ask("{'op':'get','year':1999,'title':'a'}"))
                    .contains("'code':'UNAVAILABLE'", "'retry':'AFTER_BACKOFF'", "'maybeApplied':false");
            await(during);
            while (System.nanoTime() - cut < outage.toNanos()) {
                await(putOnAllThreads(0, 1));
            }
            try (RawClient late = RawClient.connect(server.address())) {
                assertThat(late.ask("{'op':'count'}")).contains("'code':'UNAVAILABLE'", "'retry':'AFTER_BACKOFF'");
            }
            detour.mend();
            await(putOnAllThreads(ENOUGH, 0));
            assertThat(other.ask("{'op':'get','year':1999,'title':'a'}")).isEqualTo("{'ok':true,'movie':null}");
        }
    }

    /** Holds up all that goes to the database and comes from it until every thread has failed twice. */
    private void putThroughStall() throws Exception {
        try (RawClient other = RawClient.connect(server.address())) {
            List<Future<?>> during = putOnAllThreads(0, 2);
            begun.await();
            detour.stall();
            assertThat(other.ask("{'op':'ping'}")).isEqualTo("{'ok':true}");
            await(during);
            assertThat(other.ask("{'op':'get','year':1999,'title':'a'}"))
                    .contains("'code':'UNAVAILABLE'", "'retry':'AFTER_BACKOFF'", "'maybeApplied':false");
            detour.mend();
            await(putOnAllThreads(ENOUGH, 0));
        }
    }

    /** What was acknowledged is stored, and what is said not to have happened is not. */
    private void assertStoredIsAsTold() {
        server.close();
        try (PostgresStore direct = PostgresStore.builder(postgres.jdbcUrl())
                .user(postgres.user())
                .password(postgres.password())
                .connect()) {
            DocumentTable table = direct.table("Movies");
            Set<Item> stored = table.stream(ScanRequest.of(table.schema())).collect(Collectors.toSet());
            assertThat(stored).containsAll(acknowledged);
            assertThat(failures)
                    .filteredOn(failure -> failure.says(RetryAdvice.AFTER_BACKOFF))
                    .isNotEmpty()
                    .noneMatch(failure -> stored.contains(failure.movie()));
            assertThat(failures).noneMatch(failure -> failure.says(RetryAdvice.NEVER));
        }
    }

    @Test
    void put_whileTheDatabaseCannotBeReached_saysWhetherItHappened() throws Exception {
        putThroughOutage(Duration.ZERO);

        assertStoredIsAsTold();
    }

    @Test
    void put_whileTheDatabaseIsSilent_saysWhetherItHappened() throws Exception {
        putThroughStall();

        assertThat(failures).anyMatch(failure -> failure.says(RetryAdvice.IF_IDEMPOTENT));
        assertStoredIsAsTold();
    }

    @Test
    @Tag("full")
    void put_whileTheDatabaseCannotBeReachedForAMinute_saysWhetherItHappened() throws Exception {
        putThroughOutage(Duration.ofMinutes(1));

        assertStoredIsAsTold();
    }
}
