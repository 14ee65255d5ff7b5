// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Tells metrics and health over HTTP: {@code /metrics} in Prometheus' format, and {@code /health}. Thread-safe. */
final class MetricsEndpoint {
    private static final int THREADS = 2;
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
        HttpServer http;
        try {
            http = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new IOException(
                    "metrics cannot be told on " + address.getHostString() + ":" + address.getPort() + ": "
                            + e.getMessage(),
                    e);
        }
        ExecutorService threads =
                Executors.newFixedThreadPool(THREADS, new DefaultThreadFactory("moviestore-metrics", true));
        http.setExecutor(threads);
        http.createContext("/metrics", exchange -> answer(exchange, "/metrics", OK, registry.scrape()));
        http.createContext("/health", exchange -> {
            boolean isUp = !isStopping.getAsBoolean();
            answer(exchange, "/health", isUp ? OK : UNAVAILABLE, isUp ? "up\n" : "stopping\n");
        });
        http.start();
        return new MetricsEndpoint(http, threads);
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
