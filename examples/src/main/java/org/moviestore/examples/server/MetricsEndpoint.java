// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Tells metrics and health over HTTP: {@code /metrics} in Prometheus' format, and {@code /health}. Thread-safe. */
final class MetricsEndpoint {
    /** Each request that does not come in whole keeps one of them until its time is over. */
    private static final int MOST_THREADS = 16;

    private static final int IDLE_SECONDS = 60;
    /** The JDK's server takes these from the system alone, and without them waits for ever. */
    private static final List<String> TIMES = List.of("sun.net.httpserver.maxReqTime", "sun.net.httpserver.maxRspTime");

    private static final String MOST_SECONDS = "10";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;

    private final HttpServer http;
    private final ExecutorService threads;

    private MetricsEndpoint(HttpServer http, ExecutorService threads) {
        this.http = http;
        this.threads = threads;
    }

    /** Starts to tell; healthy is who does not stop. */
    static MetricsEndpoint start(
            InetSocketAddress address, PrometheusMeterRegistry registry, BooleanSupplier isStopping)
            throws IOException {
        limitTimes();
        HttpServer http;
        try {
            http = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new IOException(
                    "metrics cannot be told on " + address.getHostString() + ":" + address.getPort() + ": "
                            + e.getMessage(),
                    e);
        }
        ExecutorService threads = new ThreadPoolExecutor(
                0,
                MOST_THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new DefaultThreadFactory("moviestore-metrics", true));
        http.setExecutor(threads);
        http.createContext("/metrics", exchange -> answer(exchange, "/metrics", OK, registry.scrape()));
        http.createContext("/health", exchange -> {
            boolean isUp = !isStopping.getAsBoolean();
            answer(exchange, "/health", isUp ? OK : UNAVAILABLE, isUp ? "up\n" : "stopping\n");
        });
        http.start();
        return new MetricsEndpoint(http, threads);
    }

    private static void limitTimes() {
        for (String time : TIMES) {
            if (System.getProperty(time) == null) {
                System.setProperty(time, MOST_SECONDS);
            }
        }
    }

    private static void answer(HttpExchange exchange, String path, int status, String body) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, -1);
            } else if (!exchange.getRequestURI().getPath().equals(path)) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
            } else {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    InetSocketAddress address() {
        return http.getAddress();
    }

    void stop() {
        http.stop(0);
        threads.shutdown();
    }
}
