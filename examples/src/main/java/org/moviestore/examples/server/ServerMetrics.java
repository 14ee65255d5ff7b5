// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What a server counts and measures. Thread-safe. */
final class ServerMetrics {
    private static final double[] PERCENTILES = {0.5, 0.95, 0.99};

    private final MeterRegistry registry;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Outcome, Counter> outcomes = new ConcurrentHashMap<>();
    private final LongAdder requests = new LongAdder();
    private final Counter refusedConnections;

    private record Outcome(String op, String code) {}

    ServerMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.refusedConnections = Counter.builder("moviestore.connections.refused")
                .description("Connections that were refused since there were too many.")
                .register(registry);
    }

    /** Shows how many connections and requests there are, and how much memory is kept for them. */
    void watch(Connections connections, UnderWay underWay, Budget lineBytes, Budget replyBytes) {
        Gauge.builder("moviestore.connections", connections, Connections::count)
                .description("Connections that are open.")
                .register(registry);
        Gauge.builder("moviestore.requests.underway", underWay, UnderWay::count)
                .description("Requests that are not answered yet.")
                .register(registry);
        Gauge.builder("moviestore.requests.bytes", lineBytes, Budget::taken)
                .description("Memory that is kept for lines and requests that are not answered yet.")
                .register(registry);
        Gauge.builder("moviestore.replies.bytes", replyBytes, Budget::taken)
                .description("Memory that is kept for replies that are not read yet.")
                .register(registry);
    }

    /**
     * Counts a request.
     *
     * @param op its operation, one of those that there are
     * @param outcome {@code OK} or the code of its error
     * @param nanos from when it came until it was answered
     */
    void ended(String op, String outcome, long nanos) {
        requests.increment();
        outcomes.computeIfAbsent(new Outcome(op, outcome), this::counter).increment();
        timers.computeIfAbsent(op, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Counter counter(Outcome outcome) {
        return Counter.builder("moviestore.requests")
                .description("Requests that were answered, by what came of them.")
                .tag("op", outcome.op())
                .tag("outcome", outcome.code())
                .register(registry);
    }

    private Timer timer(String op) {
        return Timer.builder("moviestore.request.duration")
                .description("From when a request came until it was answered.")
                .tag("op", op)
                .publishPercentiles(PERCENTILES)
                .register(registry);
    }

    void refusedConnection() {
        refusedConnections.increment();
    }

    /** Returns how many requests were answered. */
    long requests() {
        return requests.sum();
    }
}
