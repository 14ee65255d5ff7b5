// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many who want turns at once, and take, pass on or leave what they get. */
class TurnsRaceTest {
    private static final long SEED = 20130927;
    private static final int TAKERS = 8;
    private static final int ROUNDS = 3000;
    /** One telling of so many fails where some do. */
    private static final int TELLINGS_OF_A_FAILURE = 2000;

    private final ExecutorService threads = Executors.newFixedThreadPool(TAKERS);
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger mostHeld = new AtomicInteger();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicInteger tellings = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** One that wants a turn again and again, and tells how many of the others it saw begin at most while it waited. */
    private final class Taker implements Callable<Long> {
        private final Turns turns;
        private final boolean canFail;
        private final Random random;
        private final Semaphore told = new Semaphore(0);
        private final Turns.Place place;
        private long mostBefore;

        Taker(Turns turns, boolean canFail, int number) {
            this.turns = turns;
            this.canFail = canFail;
            this.random = new Random(SEED + number);
            this.place = turns.place(this::tell);
        }

        private void tell() {
            told.release();
            if (canFail && tellings.incrementAndGet() % TELLINGS_OF_A_FAILURE == 0) {
                throw new IllegalStateException("of this test");
            }
        }

        @Override
        public Long call() throws InterruptedException {
            for (int i = 0; i < ROUNDS; i++) {
                if (place.begin() || waits()) {
                    hold();
                }
            }
            place.leave();
            return mostBefore;
        }

        /** Waits for a turn, unless it thinks better of it; returns whether it has begun. */
        private boolean waits() throws InterruptedException {
            long before = begun.get();
            switch (random.nextInt(4)) {
                case 0 -> place.leave();
                case 1 -> {
                    told.acquire();
                    place.passOn();
                }
                default -> {
                    do {
                        told.acquire();
                    } while (!place.begin());
                    mostBefore = Math.max(mostBefore, begun.get() - before);
                    return true;
                }
            }
            return false;
        }

        private void hold() {
            begun.incrementAndGet();
            mostHeld.accumulateAndGet(held.incrementAndGet(), Math::max);
            if (random.nextBoolean()) {
                Thread.yield();
            }
            held.decrementAndGet();
            turns.end();
        }
    }

    /** Has all take turns until they have enough, and returns how many of the others each saw begin at most. */
    private List<Long> race(Turns turns, boolean canFail) throws InterruptedException, ExecutionException {
        List<Taker> takers = new ArrayList<>();
        for (int i = 0; i < TAKERS; i++) {
            takers.add(new Taker(turns, canFail, i));
        }
        List<Long> mostBefore = new ArrayList<>();
        // Whoever waits for a turn that was lost is canceled, and then there is no result.
        for (Future<Long> taker : threads.invokeAll(takers, 1, TimeUnit.MINUTES)) {
            mostBefore.add(taker.get());
        }
        return mostBefore;
    }

    private static void assertNoneIsLost(Turns turns, int most) {
        Turns.Place last = turns.place(() -> {});
        for (int i = 0; i < most; i++) {
            assertThat(last.begin()).isTrue();
        }
        assertThat(last.begin()).isFalse();
    }

    @Test
    void turns_ofManyAtOnceSomeOfWhomCannotBeTold_areNeverTooManyAndNoneIsLost()
            throws InterruptedException, ExecutionException {
        Turns turns = new Turns(3);

        race(turns, true);

        assertThat(mostHeld.get()).isBetween(1, 3);
        assertThat(held.get()).isZero();
        assertNoneIsLost(turns, 3);
    }

    @Test
    void turns_oneAfterAnother_letNobodyWaitForMoreThanOneOfEachOther()
            throws InterruptedException, ExecutionException {
        Turns turns = new Turns(1);

        List<Long> mostBefore = race(turns, false);

        assertThat(mostHeld.get()).isEqualTo(1);
        assertThat(mostBefore).allMatch(before -> before < TAKERS);
        assertNoneIsLost(turns, 1);
    }
}
