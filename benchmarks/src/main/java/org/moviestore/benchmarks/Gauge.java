// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Amounts of our own that have limits. */
final class Gauge implements Contest {
    private static final int ROUNDS = 11;

    private final List<Goal> goals;
    private final Readings readings;
    private final int rounds;

    /** One measurement. */
    @FunctionalInterface
    interface Reading {
        double read() throws Exception;
    }

    /** One measurement of several amounts. */
    @FunctionalInterface
    interface Readings {
        List<Double> read() throws Exception;
    }

    Gauge(Goal goal, Reading reading) {
        this(List.of(goal), () -> List.of(reading.read()), ROUNDS);
    }

    private Gauge(List<Goal> goals, Readings readings, int rounds) {
        this.goals = goals;
        this.readings = readings;
        this.rounds = rounds;
    }

    /** Returns a gauge that is read once, since that takes long. */
    static Gauge once(Goal goal, Reading reading) {
        return once(List.of(goal), () -> List.of(reading.read()));
    }

    /** Returns a gauge of several amounts, in the order of their goals, that is read once. */
    static Gauge once(List<Goal> goals, Readings readings) {
        return new Gauge(goals, readings, 1);
    }

    @Override
    public Set<Goal> goals() {
        return EnumSet.copyOf(goals);
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
            readings.read();
        } while (System.nanoTime() < end);
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        double[][] amounts = new double[goals.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            List<Double> read = readings.read();
            for (int i = 0; i < amounts.length; i++) {
                amounts[i][round] = read.get(i);
            }
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < amounts.length; i++) {
            Quartiles spread = Quartiles.of(amounts[i]);
            results.add(new Result(goals.get(i), spread.median(), 0, spread));
        }
        return results;
    }
}
