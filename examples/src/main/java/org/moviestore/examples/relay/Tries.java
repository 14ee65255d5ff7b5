// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.RetryAdvice;
import org.moviestore.error.StoreException;

/** What the tries to send one record came to so far. Begins before the first. Not thread-safe. */
final class Tries {
    /**
     * For how long a record is sent with its token. Stores remember tokens for ten minutes; the rest of them is for a
     * request that arrives late, or is carried out long after it was sent.
     */
    static final Duration TOKEN_HOLDS = Duration.ofMinutes(5);

    static final Duration SHORTEST_PAUSE = Duration.ofMillis(25);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** How far a clock may have been set back. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private static final int MOST_DOUBLINGS = 10;

    /** When the first try was made that may have stored the record. */
    private @Nullable Instant first;

    private boolean mayBeStored;
    private int failures;
    private long firstFailure;

    Tries(Optional<Instant> begunBefore) {
        this.first = begunBefore.orElse(null);
        this.mayBeStored = begunBefore.isPresent();
    }

    /** Says whether one of the tries may have stored the record. */
    boolean mayBeStored() {
        return mayBeStored;
    }

    /** Says whether none of the tries since the beginning that was noted has stored the record. */
    boolean hasBegunInVain() {
        return first != null && !mayBeStored;
    }

    /** Says whether the record may be sent without harm if it is stored already. */
    boolean doesTokenHold(Instant now) {
        if (first == null) {
            return false;
        }
        Duration age = Duration.between(first, now);
        return age.compareTo(TOKEN_HOLDS) < 0 && age.compareTo(SLACK.negated()) > 0;
    }

    /** The first try is made now, or those before are as if they had not been. */
    void begin(Instant now) {
        first = now;
    }

    /** A try failed. */
    void failed(StoreException reason, long nanos) {
        if (failures == 0) {
            firstFailure = nanos;
        }
        failures++;
        mayBeStored |= reason.retryAdvice() == RetryAdvice.IF_IDEMPOTENT;
    }

    /** Returns for how long all tries have failed. */
    Duration failing(long nanos) {
        return Duration.ofNanos(nanos - firstFailure);
    }

    /** Returns a random time that may be longer the more tries failed, so that senders come apart. */
    Duration nextPause() {
        long doubled = SHORTEST_PAUSE.toNanos() << Math.min(failures, MOST_DOUBLINGS);
        long most = Math.min(doubled, LONGEST_PAUSE.toNanos());
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(1, most + 1));
    }
}
