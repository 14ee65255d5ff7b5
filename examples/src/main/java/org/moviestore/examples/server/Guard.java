// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import io.netty.channel.Channel;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what keeps a connection going. Where that fails, as without memory, the connection is cut off, since its client
 * would wait for ever. Thread-safe.
 */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final Channel channel;
    private final Runnable cutOff;

    /** @param cutOff what ends the connection without a word */
    Guard(Channel channel, Runnable cutOff) {
        this.channel = channel;
        this.cutOff = cutOff;
    }

    void run(Runnable action) {
        get(() -> {
            action.run();
            return false;
        });
    }

    /** Returns what the action returns, or false if it fails. */
    boolean get(BooleanSupplier action) {
        try {
            return action.getAsBoolean();
        } catch (RuntimeException | Error e) {
            failed(e);
            return false;
        }
    }

    /** Cuts the connection off after a failure. */
    void failed(Throwable failure) {
        cutOff.run();
        LOG.error("a connection could not go on and was cut off", Faults.trace(failure));
    }

    /** Has an action done on the event loop of the channel, and throws if that is not possible. */
    void runSoon(Runnable action) {
        try {
            channel.eventLoop().execute(() -> run(action));
        } catch (RuntimeException | Error e) {
            cutOff.run();
            throw e;
        }
    }
}
