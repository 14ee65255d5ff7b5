// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.moviestore.examples.server.ServerLimits;
import picocli.CommandLine.Option;

/** How much a server takes on. */
final class ServerLimitOptions {
    @Option(
            names = "--max-line-bytes",
            paramLabel = "BYTES",
            description = "The longest line of a request; 16 MiB unless given, or a 32nd of Java's memory if less.")
    private @Nullable Integer maxLineBytes;

    @Option(
            names = "--max-nesting",
            paramLabel = "N",
            description = "How many objects and arrays of a request may stand inside each other; 100 unless given.")
    private @Nullable Integer maxNesting;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "How many connections there may be at once; 1000 unless given.")
    private @Nullable Integer maxConnections;

    @Option(
            names = "--max-requests-per-connection",
            paramLabel = "N",
            description = "How many requests of a connection are under way before no more are read; 256 unless given.")
    private @Nullable Integer maxRequestsPerConnection;

    @Option(
            names = "--max-requests",
            paramLabel = "N",
            description =
                    "How many requests of all connections are under way before more are refused; 10000 unless given.")
    private @Nullable Integer maxRequests;

    @Option(
            names = "--max-reply-bytes",
            paramLabel = "BYTES",
            description = "The longest line of a reply; 16 MiB unless given.")
    private @Nullable Integer maxReplyBytes;

    @Option(
            names = "--idle-seconds",
            paramLabel = "SECONDS",
            description = "How long a connection may go without a request before it is ended; 600 unless given.")
    private @Nullable Integer idleSeconds;

    @Option(
            names = "--stop-seconds",
            paramLabel = "SECONDS",
            description = "How long to wait for the requests under way when told to stop; 30 unless given.")
    private @Nullable Integer stopSeconds;

    ServerLimits limits() {
        ServerLimits.Builder limits = ServerLimits.builder();
        if (maxLineBytes != null) {
            limits.maxLineBytes(maxLineBytes);
        }
        if (maxNesting != null) {
            limits.maxNesting(maxNesting);
        }
        if (maxConnections != null) {
            limits.maxConnections(maxConnections);
        }
        if (maxRequestsPerConnection != null) {
            limits.maxRequestsPerConnection(maxRequestsPerConnection);
        }
        if (maxRequests != null) {
            limits.maxRequests(maxRequests);
        }
        if (maxReplyBytes != null) {
            limits.maxReplyBytes(maxReplyBytes);
        }
        if (idleSeconds != null) {
            limits.idle(Duration.ofSeconds(idleSeconds));
        }
        if (stopSeconds != null) {
            limits.stopWithin(Duration.ofSeconds(stopSeconds));
        }
        return limits.build();
    }
}
