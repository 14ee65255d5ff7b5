// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.moviestore.error.StoreException;

/**
 * Makes a random history of calls on several stores and compares what each answers with what a model in memory does:
 * items, what writes return, failed conditions with the stored item, codes, pages, and now and then everything that a
 * table holds. The history is a matter of the seed alone: no answer of a store has a say in it, and a shorter one is
 * the beginning of a longer one.
 *
 * <p>Tables are created for it, whose names begin with {@code differential-} and the seed, and dropped again; one that
 * is there already is not touched, and ends the run with a {@link org.moviestore.error.TableExistsException}. The
 * stores are not closed. Where a store diverges, the history is shrunk to the shortest that still shows it, and the run
 * goes on with other tables, up to {@value #MOST_DIVERGENCES} divergences.
 *
 * <p>Immutable.
 */
public final class Differential {
    /** After so many divergences a run ends. */
    public static final int MOST_DIVERGENCES = 10;

    private final List<ComparedStore> stores;
    private final long seed;

    private Differential(List<ComparedStore> stores, long seed) {
        this.stores = List.copyOf(stores);
        this.seed = seed;
    }

    /** Returns what makes the history of the seed on the stores. */
    public static Differential of(List<ComparedStore> stores, long seed) {
        return new Differential(stores, seed);
    }

    /**
     * Makes so many operations.
     *
     * @throws IllegalArgumentException if that is less than one
     * @throws StoreException if a store cannot be used at all
     */
    public DifferentialReport run(long operations, DifferentialListener listener) {
        if (operations < 1) {
            throw new IllegalArgumentException("a run makes at least one operation, not " + operations);
        }
        Objects.requireNonNull(listener, "listener");
        Tally tally = new Tally();
        return run(tally, operations, () -> (double) tally.operations() / operations, listener);
    }

    /**
     * Makes operations for so long, and then ends the chapter of the history that it is in.
     *
     * @throws StoreException if a store cannot be used at all
     */
    public DifferentialReport run(Duration time, DifferentialListener listener) {
        Objects.requireNonNull(listener, "listener");
        long begin = System.nanoTime();
        double nanos = time.toNanos();
        return run(new Tally(), Long.MAX_VALUE, () -> (System.nanoTime() - begin) / nanos, listener);
    }

    private DifferentialReport run(Tally tally, long operations, DoubleSupplier part, DifferentialListener listener) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, stores.size()));
        try {
            long rest = operations;
            long number = 0;
            do {
                int length = (int) Math.min(Chapter.LENGTH, rest);
                rest -= length;
                Chapter chapter = Chapter.draw(seed, number++, length);
                List<Replay> replays = play(threads, chapter);
                tally.add(chapter, compared(replays, length), hidden(replays));
                listener.compared(tally.operations(), part.getAsDouble());
                shrink(chapter, replays).forEach(divergence -> {
                    tally.add(divergence);
                    listener.diverged(divergence);
                });
            } while (rest > 0 && part.getAsDouble() < 1 && tally.divergences() < MOST_DIVERGENCES);
            return tally.report();
        } finally {
            threads.shutdownNow();
        }
    }

    private Stream<Divergence> shrink(Chapter chapter, List<Replay> replays) {
        return IntStream.range(0, replays.size())
                .boxed()
                .flatMap(i -> replays.get(i).difference().stream()
                        .map(difference -> Divergence.of(stores.get(i), seed, chapter, difference)));
    }

    /** Has all stores make a chapter at the same time. */
    private List<Replay> play(ExecutorService threads, Chapter chapter) {
        List<Callable<Replay>> calls = stores.stream()
                .<Callable<Replay>>map(
                        store -> () -> Replay.of(store, chapter.schemas(), chapter.steps(), chapter.expected()))
                .toList();
        try {
            List<Replay> replays = new ArrayList<>();
            for (Future<Replay> replay : threads.invokeAll(calls)) {
                replays.add(replay.get());
            }
            return replays;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the differential run was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a store ended a differential run: " + e.getCause(), e.getCause());
        }
    }

    private static int compared(List<Replay> replays, int length) {
        return replays.stream().mapToInt(Replay::steps).min().orElse(length);
    }

    private static int hidden(List<Replay> replays) {
        return replays.stream().mapToInt(Replay::hidden).max().orElse(0);
    }
}
