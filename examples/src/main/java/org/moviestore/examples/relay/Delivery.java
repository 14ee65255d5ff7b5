// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.moviestore.MovieStore;
import org.moviestore.error.ContentionException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;

/**
 * Sends records, each until it is known what became of it or the relay stops. A record that may be stored is sent again
 * while its token keeps it from being stored twice; after that the stored item is looked at, and the record is not sent
 * any more. Where the store refuses for another reason than a rule for records, such as a lack of rights, a record is
 * neither stored nor refused, and can be sent when that is mended. Thread-safe.
 */
final class Delivery {
    private final MovieStore movies;
    private final JournalWriter journal;
    private final Timing timing;
    private final Duration giveUp;
    private final Stop stop;

    Delivery(MovieStore movies, JournalWriter journal, Timing timing, Duration giveUp, Stop stop) {
        this.movies = movies;
        this.journal = journal;
        this.timing = timing;
        this.giveUp = giveUp;
        this.stop = stop;
    }

    /**
     * Sends a record and returns what became of it, or nothing if the relay stopped before that was known.
     *
     * @throws StoreException if the relay must stop
     */
    Optional<Outcome> send(RelayRecord record) {
        Tries tries = new Tries(record.begun());
        try {
            Optional<Outcome> outcome = trying(record, tries);
            if (outcome.isEmpty()) {
                takeBack(record, tries);
            }
            return outcome;
        } catch (StoreException e) {
            takeBack(record, tries);
            throw e;
        }
    }

    /** A record that is certainly not stored can be sent at any time, whenever it was begun. */
    private void takeBack(RelayRecord record, Tries tries) {
        if (tries.hasBegunInVain()) {
            journal.notStored(record.number());
        }
    }

    private Optional<Outcome> trying(RelayRecord record, Tries tries) {
        while (!stop.isCalled()) {
            try {
                return Optional.of(attempt(record, tries));
            } catch (OutcomeUnknownException | StoreUnavailableException | ContentionException e) {
                tries.failed(e, timing.nanos());
                pauseAfter(e, record, tries);
            }
        }
        return Optional.empty();
    }

    private void pauseAfter(StoreException e, RelayRecord record, Tries tries) {
        if (tries.failing(timing.nanos()).compareTo(giveUp) >= 0) {
            stop.because(new StoreUnavailableException(
                    record.place() + " could not be relayed" + (giveUp.isZero() ? "" : " within " + words(giveUp))
                            + ": " + e.getMessage(),
                    e));
        } else {
            timing.pause(tries.nextPause(), stop);
        }
    }

    /** Returns what people write for a time, such as 10m or 1m30s. */
    private static String words(Duration time) {
        return time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    private Outcome attempt(RelayRecord record, Tries tries) {
        Instant now = timing.now();
        if (!tries.doesTokenHold(now)) {
            if (tries.mayBeStored()) {
                return look(record, "its answer was lost, and it was not found when it could not be sent again safely");
            }
            journal.begin(record.number(), now);
            tries.begin(now);
        }
        try {
            movies.store().transactWrite(record.request());
            return Outcome.RELAYED;
        } catch (RequestRejectedException e) {
            if (e.code().isEmpty()) {
                throw new RequestRejectedException(record.place() + " could not be relayed: " + e.getMessage(), e);
            }
            return refused(record, tries, e);
        } catch (TransactionCanceledException | InvalidRequestException e) {
            return refused(record, tries, e);
        }
    }

    private Outcome refused(RelayRecord record, Tries tries, RuntimeException e) {
        String reason = Objects.requireNonNullElse(e.getMessage(), "the store gave no reason");
        return tries.mayBeStored() ? look(record, reason) : Outcome.refused(reason);
    }

    /**
     * Returns whether a record that may be stored, and cannot be sent again, is. Where the store refuses to say, the
     * relay stops, and may be started again when it does not.
     */
    private Outcome look(RelayRecord record, String doubt) {
        Optional<Item> stored;
        try {
            stored = movies.table().get(record.key());
        } catch (RequestRejectedException e) {
            throw new RequestRejectedException(
                    record.place() + " may be stored, and the store refuses to say: " + e.getMessage(), e);
        }
        return stored.filter(record.item()::equals).isPresent() ? Outcome.RELAYED : Outcome.unknown(doubt);
    }
}
