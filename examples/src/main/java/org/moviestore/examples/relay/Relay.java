// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.moviestore.MovieStore;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.Item;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.WriteAction;

/**
 * Brings the movies of a JSON array or of JSON lines into a store, in natural JSON and UTF-8, each in place of any with
 * the same key. Many are on their way at once; of two with one key the later is sent when the earlier has been
 * acknowledged.
 *
 * <p>Each record is a transaction with a token of its own, so that it may be sent again when its answer was lost: for
 * five minutes it is, with growing pauses. After that the stored item is looked at; where it is not the record's, the
 * outcome is unknown, since others may have changed the item, and the record is not sent any more. What is no movie, or
 * breaks a rule of the store's, is written down, and the relay goes on. Where the store refuses for another reason,
 * such as a lack of rights, the relay stops, and may be started again when that is mended.
 *
 * <p>Before a record is sent the first time the journal keeps that, and afterwards what became of it. So a relay whose
 * process ended goes on with the same journal where it was: what was settled is not sent again, and what was under way
 * is treated as above.
 *
 * <p>Used once, by one thread; the threads that it starts end with it.
 */
public final class Relay {
    /** How many records are on their way unless the builder is told otherwise. */
    public static final int DEFAULT_WINDOW = 64;
    /** The most records that can be on their way. */
    public static final int MAX_WINDOW = 1024;
    /** For how long a record is tried in vain unless the builder is told otherwise. */
    public static final Duration DEFAULT_GIVE_UP = Duration.ofMinutes(10);

    private final Builder parts;

    private Relay(Builder parts) {
        this.parts = parts;
    }

    /**
     * Returns a builder of a relay, which closes none of what it is given.
     *
     * @param movies where the records go
     * @param journal what is known of them
     * @param refused where those go that are refused
     */
    public static Builder builder(MovieStore movies, RelayJournal journal, RefusedRecords refused) {
        return new Builder(movies, journal, refused);
    }

    /**
     * Relays the records of the stream, which is read no faster than they are sent, and not closed. If the relay stops
     * while it waits for more of the stream, it interrupts that; a stream that takes no notice keeps it waiting.
     *
     * <p>A thread that is interrupted begins no more records, waits for those under way, throws
     * {@link StoreUnavailableException} and stays interrupted.
     *
     * @throws TableNotFoundException if there is no table
     * @throws StoreUnavailableException if a record was tried in vain for as long as the relay should; the same relay
     *     may be started again
     * @throws RequestRejectedException if the store refuses a record that breaks no rule; the same relay may be started
     *     again when the reason is mended
     * @throws java.io.UncheckedIOException if the input cannot be read, or the journal or what was refused cannot be
     *     written. What had not been noted then was not sent
     */
    public RelayReport run(InputStream json) {
        return new RelayRun(parts).run(json);
    }

    /** Collects the parts of a relay. Not reusable, not thread-safe. */
    public static final class Builder {
        final MovieStore movies;
        final RelayJournal journal;
        final RefusedRecords refused;
        int window = DEFAULT_WINDOW;
        Duration giveUp = DEFAULT_GIVE_UP;
        RelayListener listener = soFar -> {};
        BiFunction<TableSchema, Item, List<WriteAction>> actions =
                (schema, item) -> List.of(PutRequest.of(schema, item));
        Timing timing = Timing.SYSTEM;

        private Builder(MovieStore movies, RelayJournal journal, RefusedRecords refused) {
            this.movies = Objects.requireNonNull(movies, "movies");
            this.journal = Objects.requireNonNull(journal, "journal");
            this.refused = Objects.requireNonNull(refused, "refused");
        }

        /** Sets how many records are on their way at most, from 1 to {@value #MAX_WINDOW}. */
        public Builder window(int value) {
            if (value < 1 || value > MAX_WINDOW) {
                throw new IllegalArgumentException("a window is of 1 to " + MAX_WINDOW + " records, not " + value);
            }
            window = value;
            return this;
        }

        /** Sets for how long a record is tried in vain before the relay stops; zero allows one try. */
        public Builder giveUp(Duration value) {
            if (Objects.requireNonNull(value, "giveUp").isNegative()) {
                throw new IllegalArgumentException("a relay gives up after no time or some, not after " + value);
            }
            giveUp = value;
            return this;
        }

        /** Sets who is told how far the relay has come. */
        public Builder listener(RelayListener value) {
            listener = Objects.requireNonNull(value, "listener");
            return this;
        }

        /**
         * Sets what the transaction of a record does, from the table's schema and the record's item, such as to count
         * the record too. One of its actions must store the item.
         */
        public Builder actions(BiFunction<TableSchema, Item, List<WriteAction>> value) {
            actions = Objects.requireNonNull(value, "actions");
            return this;
        }

        Builder timing(Timing value) {
            timing = value;
            return this;
        }

        /** Returns the relay. */
        public Relay build() {
            return new Relay(this);
        }
    }
}
