// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.moviestore.MovieStore;
import org.moviestore.item.Item;
import org.moviestore.memory.MemoryStore;

/** What tests of whole relays begin with: a store, and relays to it that leave everything in memory, and no thread. */
abstract class MemoryRelay {
    final MemoryStore memory = new MemoryStore();
    final MovieStore movies = MovieStore.over(memory, "Movies");
    final KeptLines journal = new KeptLines();
    final KeptLines refused = new KeptLines();

    @BeforeEach
    void createTable() {
        movies.createTable();
    }

    @AfterEach
    void noThreadIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("moviestore-relay-"));
    }

    Relay.Builder relayTo(HookedStore.Hook writes) {
        return Relay.builder(
                        MovieStore.over(HookedStore.over(memory, writes), "Movies"),
                        RelayJournal.of(journal),
                        RefusedRecords.of(() -> refused))
                .timing(new FakeTiming());
    }

    Relay.Builder relay() {
        return relayTo(HookedStore.Hook.NONE);
    }

    static RelayReport relayed(long count) {
        return new RelayReport(count, 0, 0, 0, Optional.empty());
    }

    static List<Item> items(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(CountedRecords::item).toList();
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
