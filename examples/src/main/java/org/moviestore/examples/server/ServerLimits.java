// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.time.Duration;

/**
 * How much a server takes on. Immutable.
 *
 * @param maxLineBytes the longest line of a request; unless told otherwise 16 MiB, or a 32nd of the memory that Java
 *     may take if this is less, since a line takes five times its length while it is read
 * @param maxNesting how many objects and arrays of a request may stand inside each other; 100
 * @param maxConnections how many connections there may be at once; 1,000
 * @param maxRequestsPerConnection how many requests of one connection are under way at once, further ones not being
 *     read; 256
 * @param maxRequests how many requests of all connections are under way at once, further ones being refused; 10,000
 * @param idle how long a connection may go without a request; 600 seconds
 * @param maxReplyBytes the longest line of a reply; 16 MiB
 * @param stopWithin how long a server that stops waits for the requests under way; 30 seconds
 */
public record ServerLimits(
        int maxLineBytes,
        int maxNesting,
        int maxConnections,
        int maxRequestsPerConnection,
        int maxRequests,
        Duration idle,
        int maxReplyBytes,
        Duration stopWithin) {
    private static final int MEBIBYTE = 1 << 20;
    private static final int LEAST_LINE_BYTES = 1024;
    private static final int PARTS_OF_HEAP = 32;
    private static final int MOST_LINE_BYTES = 512 * MEBIBYTE;
    private static final int MOST_NESTING = 500;

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its range, naming both
     */
    public ServerLimits {
        check("bytes of a line", maxLineBytes, LEAST_LINE_BYTES, MOST_LINE_BYTES);
        check("nesting", maxNesting, 1, MOST_NESTING);
        check("number of connections", maxConnections, 1, MEBIBYTE);
        check("number of requests of a connection", maxRequestsPerConnection, 1, MEBIBYTE);
        check("number of requests", maxRequests, 1, MEBIBYTE);
        check("idle seconds", idle.toSeconds(), 1, Integer.MAX_VALUE);
        check("bytes of a reply", maxReplyBytes, LEAST_LINE_BYTES, MOST_LINE_BYTES);
        check("seconds to stop within", stopWithin.toSeconds(), 0, Integer.MAX_VALUE);
    }

    private static void check(String what, long limit, long least, long most) {
        if (limit < least || limit > most) {
            throw new IllegalArgumentException(
                    "the " + what + " must be from " + least + " to " + most + ", got " + limit);
        }
    }

    /** Returns a builder of limits that are as above unless told otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds limits. Not thread-safe. */
    public static final class Builder {
        private int maxLineBytes =
                (int) Math.min(16 * MEBIBYTE, Runtime.getRuntime().maxMemory() / PARTS_OF_HEAP);
        private int maxNesting = 100;
        private int maxConnections = 1000;
        private int maxRequestsPerConnection = 256;
        private int maxRequests = 10_000;
        private Duration idle = Duration.ofSeconds(600);
        private int maxReplyBytes = 16 * MEBIBYTE;
        private Duration stopWithin = Duration.ofSeconds(30);

        private Builder() {}

        /** Sets the longest line of a request. */
        public Builder maxLineBytes(int value) {
            maxLineBytes = value;
            return this;
        }

        /** Sets how many objects and arrays of a request may stand inside each other. */
        public Builder maxNesting(int value) {
            maxNesting = value;
            return this;
        }

        /** Sets how many connections there may be at once. */
        public Builder maxConnections(int value) {
            maxConnections = value;
            return this;
        }

        /** Sets how many requests of one connection are under way at once. */
        public Builder maxRequestsPerConnection(int value) {
            maxRequestsPerConnection = value;
            return this;
        }

        /** Sets how many requests of all connections are under way at once. */
        public Builder maxRequests(int value) {
            maxRequests = value;
            return this;
        }

        /** Sets how long a connection may go without a request. */
        public Builder idle(Duration value) {
            idle = value;
            return this;
        }

        /** Sets the longest line of a reply. */
        public Builder maxReplyBytes(int value) {
            maxReplyBytes = value;
            return this;
        }

        /** Sets how long a server that stops waits for the requests under way. */
        public Builder stopWithin(Duration value) {
            stopWithin = value;
            return this;
        }

        /**
         * Returns the limits.
         *
         * @throws IllegalArgumentException if one is out of its range, naming both
         */
        public ServerLimits build() {
            return new ServerLimits(
                    maxLineBytes,
                    maxNesting,
                    maxConnections,
                    maxRequestsPerConnection,
                    maxRequests,
                    idle,
                    maxReplyBytes,
                    stopWithin);
        }
    }
}
