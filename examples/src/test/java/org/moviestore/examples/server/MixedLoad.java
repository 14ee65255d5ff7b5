// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.moviestore.error.RetryAdvice;
import org.moviestore.remote.protocol.Fields;
import org.moviestore.remote.protocol.ReplyError;
import org.moviestore.remote.protocol.ReplyReader;
import org.moviestore.remote.protocol.RequestId;
import org.moviestore.remote.protocol.RequestWriter;
import org.moviestore.remote.protocol.StoreCall;

/**
 * Clients of all kinds that use one server at the same time: some go on for as many rounds as told, the others for as
 * long as those. Each makes its requests at random, from the seed. Thread-safe.
 */
final class MixedLoad {
    private final int port;
    private final long seed;
    private final int rounds;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger clients = new AtomicInteger();
    private final LoadItems items = new LoadItems();
    private final Map<String, AtomicInteger> tally = new ConcurrentSkipListMap<>();
    private volatile boolean isOver;

    MixedLoad(int port, long seed, int rounds) {
        this.port = port;
        this.seed = seed;
        this.rounds = rounds;
    }

    /** What one of the clients does; its items are of a year of its own. */
    interface Client {
        void run(Random random, int year) throws IOException;
    }

    int port() {
        return port;
    }

    int rounds() {
        return rounds;
    }

    boolean isOver() {
        return isOver;
    }

    /** Returns what the clients write. */
    LoadItems items() {
        return items;
    }

    /** Returns how often each kind of reply came. */
    Map<String, AtomicInteger> tally() {
        return tally;
    }

    void count(String what) {
        tally.computeIfAbsent(what, unknown -> new AtomicInteger()).incrementAndGet();
    }

    void run() throws Exception {
        LoadWriters writers = new LoadWriters(this);
        LoadReaders readers = new LoadReaders(this);
        try {
            await(start(1, writers::fill));
            LoadTableReaders tables = new LoadTableReaders(this);
            List<Future<?>> small = start(1, writers::smallItems);
            small.addAll(start(1, readers::pings));
            small.addAll(start(1, readers::nonsense));
            List<Future<?>> large = start(4, writers::longTexts);
            large.addAll(start(10, writers::manyNumbers));
            large.addAll(start(3, writers::halfLines));
            large.addAll(start(1, tables::pages));
            large.addAll(start(2, tables::filteredPages));
            large.addAll(start(1, tables::batches));
            large.addAll(start(1, tables::transactions));
            large.addAll(start(1, tables::largestItems));
            large.addAll(start(1, readers::streams));
            large.addAll(start(2, readers::slowly));
            await(large);
            isOver = true;
            await(small);
        } finally {
            isOver = true;
            threads.shutdownNow();
        }
    }

    private List<Future<?>> start(int count, Client client) {
        List<Future<?>> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = clients.incrementAndGet();
            started.add(threads.submit((Callable<Void>) () -> {
                client.run(new Random(seed + number), 10_000 + number);
                return null;
            }));
        }
        return started;
    }

    private static void await(List<Future<?>> all) throws Exception {
        for (Future<?> each : all) {
            each.get();
        }
    }

    /**
     * What came of a call.
     *
     * @param result of it, if it was carried out
     * @param isEnd whether the connection is over
     */
    record Answered<R>(Optional<R> result, boolean isEnd) {}

    /** Makes a call and returns what came of it, which is counted under a name. */
    <R> Answered<R> ask(LoadConnection connection, String name, StoreCall<R> call) throws IOException {
        connection.send(RequestWriter.write(RequestId.of(1), call));
        return answered(connection.next(), name, call);
    }

    <R> Answered<R> answered(Optional<Fields> reply, String name, StoreCall<R> call) {
        if (reply.isEmpty()) {
            count(name + ": no reply");
            return new Answered<>(Optional.empty(), true);
        }
        if (isRefused(reply.get(), name)) {
            return new Answered<>(Optional.empty(), reply.get().id().isEmpty());
        }
        return new Answered<>(Optional.of(ReplyReader.read(call, reply.get())), false);
    }

    /** Counts a reply under a name, and says whether it is a refusal, which must be that of a busy server. */
    boolean isRefused(Fields reply, String name) {
        Optional<ReplyError> refusal = ReplyReader.error(reply);
        count(name + ": " + refusal.map(error -> error.code().toString()).orElse("result")
                + (reply.id().isEmpty() ? " at the end" : ""));
        refusal.ifPresent(error -> {
            assertThat(error.code()).as("%s", error).isEqualTo(ReplyError.Code.UNAVAILABLE);
            assertThat(error.retry()).isEqualTo(RetryAdvice.AFTER_BACKOFF);
            assertThat(error.message()).contains("this server has no room");
        });
        return refusal.isPresent();
    }
}
