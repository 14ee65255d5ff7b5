// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.StoreException;
import org.moviestore.remote.protocol.ReplyError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log is told of requests and connections that end badly: of each thing that clients or the store can bring
 * about again and again no more than one line a second, and nothing of requests that clients got wrong. Thread-safe.
 */
final class ServerLog {
    private static final Logger LOG = LoggerFactory.getLogger(ServerLog.class);
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final String STORE = "the store";

    private final LongSupplier nanoTime;
    private final Map<String, Told> last = new HashMap<>();
    private volatile boolean isStoreFailing;

    /** When something was told last, and how often it was not told since. */
    private static final class Told {
        private final long at;
        private long untold;

        Told(long at) {
            this.at = at;
        }
    }

    ServerLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Tells why a request failed, if that is nobody's mistake: a fault, or that the store begins to fail. */
    void failed(String op, ReplyError error, Throwable failure) {
        switch (error.code()) {
            case INTERNAL ->
                LOG.error(
                        "request {} ended by a fault; its client was told {}", op, error.code(), Faults.trace(failure));
            case UNAVAILABLE, OUTCOME_UNKNOWN -> {
                if (isOfStore(failure) && turnsTo(true)) {
                    LOG.warn(
                            "the store fails; the client of request {} was told {}, and so are others until it works again",
                            op,
                            error.code(),
                            Faults.trace(failure));
                }
            }
            default -> {}
        }
    }

    private static boolean isOfStore(Throwable failure) {
        return failure instanceof StoreException || failure.getCause() instanceof StoreException;
    }

    /** Tells that the store works again, if it had failed. */
    void succeeded() {
        if (isStoreFailing && turnsTo(false)) {
            LOG.info("the store works again");
        }
    }

    private synchronized boolean turnsTo(boolean isFailing) {
        if (isStoreFailing == isFailing || begin(STORE).isEmpty()) {
            return false;
        }
        isStoreFailing = isFailing;
        return true;
    }

    /** Tells what became of a connection; the same as before only if a second has passed. */
    void warn(String what, @Nullable SocketAddress client) {
        OptionalLong untold = begin(what);
        if (untold.isPresent()) {
            LOG.warn("{}; its client is {}; not told since the last time: {}", what, client, untold.getAsLong());
        }
    }

    /** Begins a line if there may be one; returns how many there might have been since the last. */
    private synchronized OptionalLong begin(String what) {
        long now = nanoTime.getAsLong();
        @Nullable Told before = last.get(what);
        if (before != null && now - before.at < PAUSE) {
            before.untold++;
            return OptionalLong.empty();
        }
        last.put(what, new Told(now));
        return OptionalLong.of(before == null ? 0 : before.untold);
    }
}
