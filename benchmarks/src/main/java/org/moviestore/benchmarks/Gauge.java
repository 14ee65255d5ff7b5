// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

/** An amount of our own that has a limit. */
final class Gauge implements Contest {
    private static final int ROUNDS = 11;

    private final Goal goal;
    private final Reading reading;
    private final int rounds;

    /** One measurement. */
    @FunctionalInterface
    interface Reading {
        double read() throws Exception;
    }

    Gauge(Goal goal, Reading reading) {
        this(goal, reading, ROUNDS);
    }

    private Gauge(Goal goal, Reading reading, int rounds) {
        this.goal = goal;
        this.reading = reading;
        this.rounds = rounds;
    }

    /** Returns a gauge that is read once, since that takes long. */
    static Gauge once(Goal goal, Reading reading) {
        return new Gauge(goal, reading, 1);
    }

    @Override
    public Set<Goal> goals() {
        return Set.of(goal);
    }

    @Override
    public Cores cores() {
        return Cores.ALL;
    }

    @Override
    public void warmUp(Scale scale) throws Exception {
        if (rounds == 1) {
            return;
        }
        long end = System.nanoTime() + scale.warmUp().toNanos();
        do {
            reading.read();
        } while (System.nanoTime() < end);
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        DoubleStream.Builder amounts = DoubleStream.builder();
        for (int i = 0; i < rounds; i++) {
            amounts.add(reading.read());
        }
        Quartiles spread = Quartiles.of(amounts.build().toArray());
        return List.of(new Result(goal, spread.median(), 0, spread));
    }
}
