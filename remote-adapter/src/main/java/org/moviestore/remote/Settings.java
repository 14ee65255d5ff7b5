// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How a store deals with its server.
 *
 * @param token that both know, if the client has one
 * @param connectTimeout how long to wait for a connection, and again for the answer to the greeting
 * @param timeout how long to wait for a reply
 * @param tableTimeout how long to wait for a reply to what changes a table
 * @param maxReplyBytes the longest line that is read
 * @param nanoTime a clock that counts nanoseconds
 */
record Settings(
        Optional<String> token,
        Duration connectTimeout,
        Duration timeout,
        Duration tableTimeout,
        int maxReplyBytes,
        LongSupplier nanoTime) {
    /** Tells nobody the token. */
    @Override
    public String toString() {
        return "Settings[connectTimeout=" + connectTimeout + ", timeout=" + timeout + ", tableTimeout=" + tableTimeout
                + "]";
    }
}
