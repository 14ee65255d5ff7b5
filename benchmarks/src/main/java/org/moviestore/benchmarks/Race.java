// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Our way of doing something against others'. In each round everybody has a turn of about the same length, in an order
 * drawn anew, so that whatever disturbs the machine disturbs all of them alike; what counts is the ratio of the times
 * within a round.
 */
final class Race implements Contest {
    private static final long SEED = 1;
    /** Everybody is warmed up in so many parts, so that what one makes the compiler assume is soon put right. */
    private static final int WARM_UPS = 10;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Operation ours;
    private final Map<Goal, Operation> baselines = new EnumMap<>(Goal.class);
    private Cores cores = Cores.ONE;
    private LongSupplier nanoClock = System::nanoTime;
    private boolean isPrepared;
    private Operation preparation = (i, sink) -> {};
    private List<Operation> rehearsal = List.of();
    private int warmUpFactor = 1;

    private Race(Operation ours) {
        this.ours = ours;
    }

    /** Begins a race of ours on one core by the clock on the wall. */
    static Race of(Operation ours) {
        return new Race(ours);
    }

    /** Adds whom we race against. */
    Race against(Goal goal, Operation baseline) {
        baselines.put(goal, baseline);
        return this;
    }

    Race onAllCores() {
        cores = Cores.ALL;
        return this;
    }

    /** Counts the time that this thread has a processor, and not what it waits. */
    Race byProcessorTime() {
        return by(THREADS::getCurrentThreadCpuTime);
    }

    Race by(LongSupplier clock) {
        nanoClock = clock;
        return this;
    }

    /**
     * Sets who is warmed up in place of these contenders: the same code where calls do not wait. Code gets as fast as
     * it can be after some ten thousand calls, whatever they wait for.
     */
    Race rehearsedBy(Race faster) {
        if (faster.isPrepared) {
            throw new IllegalArgumentException("a rehearsal has no preparations");
        }
        rehearsal = faster.contenders();
        return this;
    }

    /**
     * Sets how many times longer than usual everybody is warmed up. A process of its own is cold when its contest
     * begins, while in this one the code of our stores has run since their tables were filled.
     */
    Race warmedUpLonger(int factor) {
        warmUpFactor = factor;
        return this;
    }

    /** Sets what must happen before each call and is not measured. */
    Race after(Operation unmeasured) {
        preparation = unmeasured;
        isPrepared = true;
        return this;
    }

    /** Returns all contenders, ours first. */
    List<Operation> contenders() {
        List<Operation> contenders = new ArrayList<>(List.of(ours));
        contenders.addAll(baselines.values());
        return contenders;
    }

    Operation preparation() {
        return preparation;
    }

    @Override
    public Set<Goal> goals() {
        return Collections.unmodifiableSet(baselines.keySet());
    }

    @Override
    public Cores cores() {
        return cores;
    }

    @Override
    public void warmUp(Scale scale) throws Exception {
        List<Operation> contenders = contenders();
        for (Operation contender : contenders) {
            // The first call may open what takes a while.
            callFor(0, contender);
        }
        List<Operation> rehearsed = rehearsal.isEmpty() ? contenders : rehearsal;
        long[] spent = new long[rehearsed.size()];
        for (int part = 1; part <= WARM_UPS; part++) {
            for (int i = 0; i < spent.length; i++) {
                long left = scale.warmUp().toNanos() * warmUpFactor * part / WARM_UPS - spent[i];
                if (left > 0) {
                    long begin = System.nanoTime();
                    callFor(left, rehearsed.get(i));
                    spent[i] += System.nanoTime() - begin;
                }
            }
        }
        for (Operation contender : contenders) {
            callFor(scale.slice().toNanos(), contender);
        }
    }

    /** Calls for so long, though at least once, and returns how long a call takes with its preparation. */
    private long callFor(long nanos, Operation contender) throws Exception {
        Sink sink = Sink.blackHole();
        long begin = System.nanoTime();
        int calls = 0;
        do {
            preparation.run(calls, sink);
            contender.run(calls++, sink);
        } while (System.nanoTime() - begin < nanos);
        return Math.max(1, (System.nanoTime() - begin) / calls);
    }

    @Override
    public List<Result> measure(Scale scale) throws Exception {
        List<Operation> contenders = contenders();
        int[] calls = new int[contenders.size()];
        long wholeRound = 0;
        for (int i = 0; i < calls.length; i++) {
            long nanos = callFor(scale.slice().toNanos() / 2, contenders.get(i));
            calls[i] = (int) Math.max(1, scale.slice().toNanos() / nanos);
            wholeRound += calls[i] * nanos;
        }
        long affordable = scale.longest().toNanos() / wholeRound;
        int rounds = (int) Math.max((scale.rounds() + 2) / 3, Math.min(scale.rounds(), affordable));
        return results(times(contenders, calls, rounds));
    }

    /** Returns the nanoseconds per call of each contender in each round. */
    private double[][] times(List<Operation> contenders, int[] calls, int rounds) throws Exception {
        Random random = new Random(SEED);
        double[][] times = new double[contenders.size()][rounds];
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, contenders.size()).boxed().toList());
        int begin = 0;
        int most = IntStream.of(calls).max().orElseThrow();
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (int contender : order) {
                times[contender][round] = turn(contenders.get(contender), begin, calls[contender]);
            }
            begin += most;
        }
        return times;
    }

    private double turn(Operation contender, int begin, int calls) throws Exception {
        Sink sink = Sink.blackHole();
        if (isPrepared) {
            long sum = 0;
            for (int i = begin; i < begin + calls; i++) {
                preparation.run(i, sink);
                long start = nanoClock.getAsLong();
                contender.run(i, sink);
                sum += nanoClock.getAsLong() - start;
            }
            return (double) sum / calls;
        }
        long start = nanoClock.getAsLong();
        for (int i = begin; i < begin + calls; i++) {
            contender.run(i, sink);
        }
        return (double) (nanoClock.getAsLong() - start) / calls;
    }

    private List<Result> results(double[][] times) {
        List<Result> results = new ArrayList<>();
        int contender = 1;
        for (Goal goal : baselines.keySet()) {
            double[] mine = times[0];
            double[] other = times[contender++];
            double[] ratios = IntStream.range(0, mine.length)
                    .mapToDouble(round -> other[round] / mine[round])
                    .toArray();
            results.add(new Result(goal, micros(mine), micros(other), Quartiles.of(ratios)));
        }
        return results;
    }

    private static double micros(double[] nanos) {
        return Quartiles.of(nanos).median() / TimeUnit.MICROSECONDS.toNanos(1);
    }
}
