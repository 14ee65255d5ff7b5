// SPDX-License-Identifier: Apache-2.0
package org.moviestore.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;

/** Which transactions happened lately, by their client tokens. Those that have one happen one after the other. */
final class ClientTokens {
    static final Duration WINDOW = Duration.ofMinutes(10);

    private final InstantSource clock;
    /** In the order of their ends. */
    private final Map<String, Happened> happened = new LinkedHashMap<>();

    ClientTokens(InstantSource clock) {
        this.clock = clock;
    }

    private record Happened(Bytes fingerprint, Instant at) {}

    /** Lets a transaction happen unless it has; one that throws has not. */
    synchronized void once(String token, Bytes fingerprint, Runnable transaction) {
        forgetOld();
        @Nullable Happened before = happened.get(token);
        if (before == null) {
            transaction.run();
            happened.put(token, new Happened(fingerprint, clock.instant()));
        } else if (!before.fingerprint().equals(fingerprint)) {
            throw new RequestRejectedException(
                    ErrorCode.TX_TOKEN_MISMATCH,
                    "client token " + token + " was used for another transaction in the last " + WINDOW.toMinutes()
                            + " minutes; nothing has changed; give each transaction a token of its own");
        }
    }

    private void forgetOld() {
        Instant old = clock.instant().minus(WINDOW);
        Iterator<Happened> oldestFirst = happened.values().iterator();
        while (oldestFirst.hasNext() && !oldestFirst.next().at().isAfter(old)) {
            oldestFirst.remove();
        }
    }
}
