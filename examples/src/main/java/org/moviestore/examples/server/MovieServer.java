// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that offers a store over TCP. It runs from {@link #start} until {@link #stop} on threads of its own.
 * Thread-safe.
 */
public final class MovieServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MovieServer.class);
    /** For calls of the store that nobody waits for any more. */
    private static final Duration LAST_CALLS = Duration.ofSeconds(1);

    private final ServerParts parts;
    private final Listener listener;
    private final Optional<MetricsEndpoint> metrics;
    private final MeterRegistry registry;
    private final AtomicBoolean isStopped = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private MovieServer(
            ServerParts parts, Listener listener, Optional<MetricsEndpoint> metrics, MeterRegistry registry) {
        this.parts = parts;
        this.listener = listener;
        this.metrics = metrics;
        this.registry = registry;
    }

    /**
     * Starts a server; when this returns, clients can connect.
     *
     * @throws IllegalArgumentException if the files for TLS cannot be used
     * @throws IOException if it cannot listen where it should
     */
    public static MovieServer start(ServerOptions options, RequestHandler handler) throws IOException {
        if (options.metrics().isEmpty()) {
            // Without registries inside, it measures nothing and costs nothing.
            MeterRegistry none = new CompositeMeterRegistry();
            ServerParts parts = parts(options, handler, none);
            return started(new MovieServer(parts, listen(parts), Optional.empty(), none));
        }
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ServerParts parts = parts(options, handler, registry);
        Listener listener = listen(parts);
        try {
            MetricsEndpoint endpoint =
                    MetricsEndpoint.start(options.metrics().get(), registry, parts.underWay()::isStopping);
            return started(new MovieServer(parts, listener, Optional.of(endpoint), registry));
        } catch (IOException e) {
            listener.close();
            listener.end();
            parts.threads().stop(Duration.ZERO);
            throw e;
        }
    }

    private static ServerParts parts(ServerOptions options, RequestHandler handler, MeterRegistry registry) {
        ServerMetrics metrics = new ServerMetrics(registry);
        ServerParts parts = ServerParts.of(options, handler, metrics);
        metrics.watch(parts.connections(), parts.underWay(), parts.lineBytes(), parts.replyBytes());
        return parts;
    }

    private static Listener listen(ServerParts parts) throws IOException {
        try {
            return Listener.start(parts);
        } catch (IOException | RuntimeException e) {
            parts.threads().stop(Duration.ZERO);
            throw e;
        }
    }

    private static MovieServer started(MovieServer server) {
        LOG.info(
                "listening on {}, {} threads, {}, {}",
                server.address(),
                server.parts.options().threads(),
                server.parts.options().tls().isPresent() ? "with TLS" : "without TLS",
                server.parts.options().token().isPresent() ? "with a token" : "without a token");
        server.metricsAddress().ifPresent(address -> LOG.info("telling metrics on {}", address));
        return server;
    }

    /** Returns where it listens, with the port that was found. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** Returns where it tells metrics, with the port that was found, if it does. */
    public Optional<InetSocketAddress> metricsAddress() {
        return metrics.map(MetricsEndpoint::address);
    }

    /**
     * Stops the server. New connections and requests are refused at once; requests under way are waited for as long as
     * the limits say, and then their clients are told that they are given up. What was acknowledged is stored. It
     * returns when all is done, also to those who call it again meanwhile.
     */
    public void stop() {
        if (isStopped.compareAndSet(false, true)) {
            try {
                stopOnce();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                end();
                stopped.countDown();
            }
        } else {
            try {
                awaitStopped();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void stopOnce() throws InterruptedException {
        LOG.info("stopping, with {} requests under way", parts.underWay().count());
        parts.connections().close();
        listener.close();
        parts.underWay().stop();
        Duration within = parts.options().limits().stopWithin();
        if (!parts.underWay().awaitNone(within)) {
            LOG.warn(
                    "giving up {} requests, which did not end within {}",
                    parts.underWay().count(),
                    within);
        }
        List<Connection> connections = parts.connections().all();
        connections.forEach(connection -> connection.end(Optional.empty()));
        parts.connections().awaitNone();
    }

    private void end() {
        listener.end();
        parts.threads().stop(LAST_CALLS);
        metrics.ifPresent(MetricsEndpoint::stop);
        registry.close();
        LOG.info("stopped");
    }

    /** Waits until the server has stopped. */
    public void awaitStopped() throws InterruptedException {
        stopped.await();
    }

    /** Does what {@link #stop} does. */
    @Override
    public void close() {
        stop();
    }
}
