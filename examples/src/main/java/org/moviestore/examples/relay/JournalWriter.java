// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what many threads do. Those that must wait until their line is kept are served together: one of them
 * writes the lines of all and forces them to the disk once. After a failure nothing is written any more. Thread-safe.
 */
final class JournalWriter {
    /** So many characters do not wait for others any more. */
    private static final int FULL = 1 << 16;

    private final String name;
    private final LineOutput lines;
    private final RefusedRecords refused;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private final StringBuilder waiting = new StringBuilder();
    private boolean refusalWaits;
    private boolean isWriting;
    /** Whether the thread that is writing has to hand over what waits then, too. */
    private boolean isFlushAsked;

    private @Nullable Throwable failure;
    /** How many lines there are. */
    private long noted;
    /** How many of them outlive the system. */
    private long kept;

    JournalWriter(RelayJournal journal, RefusedRecords refused) {
        this.name = journal.name();
        this.lines = journal.lines();
        this.refused = refused;
    }

    /**
     * Lines that one thread writes.
     *
     * @param text the lines
     * @param hasRefusal whether one says that a record will not be sent again though it is not stored
     * @param upTo the number of the last
     * @param durably whether they must outlive the system
     */
    private record Batch(String text, boolean hasRefusal, long upTo, boolean durably) {}

    /**
     * Notes that a record is about to be sent for the first time, and returns when that is kept.
     *
     * @throws UncheckedIOException if it cannot be kept; then the record must not be sent
     */
    void begin(long number, Instant at) {
        keep(note(JournalHistory.begun(number, at), false));
    }

    /** Notes that a record that was begun is not stored, and may be sent as if it had not been. */
    void notStored(long number) {
        note(JournalHistory.notStored(number), false);
    }

    /** Notes what became of a record; the line is kept with those that follow. */
    void settle(long number, Outcome.Kind kind) {
        note(JournalHistory.settled(number, kind), kind != Outcome.Kind.RELAYED);
        takeIfFull().ifPresent(this::write);
    }

    /** Hands what was noted to the system; if another thread is writing, that does it next. */
    void flush() {
        takeOrAsk().ifPresent(this::write);
    }

    /**
     * Returns when all that was noted is kept.
     *
     * @throws UncheckedIOException if it cannot be
     */
    void close() {
        keep(note("", false));
    }

    private long note(String line, boolean isRefusal) {
        lock.lock();
        try {
            if (failure == null && !line.isEmpty()) {
                waiting.append(line);
                refusalWaits |= isRefusal;
                noted++;
            }
            return noted;
        } finally {
            lock.unlock();
        }
    }

    private void keep(long line) {
        Optional<Batch> batch = awaitTurn(line);
        while (batch.isPresent()) {
            write(batch.get());
            batch = awaitTurn(line);
        }
    }

    /** Returns what this thread has to write so that the line is kept, or nothing if it is. */
    private Optional<Batch> awaitTurn(long line) {
        lock.lock();
        try {
            while (isWriting && failure == null && kept < line) {
                written.awaitUninterruptibly();
            }
            if (failure != null) {
                throw unwritable(failure);
            }
            return kept < line ? Optional.of(take(true)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private UncheckedIOException unwritable(Throwable why) {
        return new UncheckedIOException(
                "the journal " + name + " cannot be written: " + why.getMessage()
                        + "; what is stored stays; make room, then relay the same again to go on",
                why instanceof IOException problem ? problem : new IOException(why));
    }

    /** Returns what waits if it is much, and no other thread is writing. */
    private Optional<Batch> takeIfFull() {
        lock.lock();
        try {
            boolean isTurn = !isWriting && failure == null && waiting.length() > FULL;
            return isTurn ? Optional.of(take(false)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Returns what waits, unless it is left to another thread. */
    private Optional<Batch> takeOrAsk() {
        lock.lock();
        try {
            if (failure != null || waiting.length() == 0) {
                return Optional.empty();
            }
            isFlushAsked = isWriting;
            return isWriting ? Optional.empty() : Optional.of(take(false));
        } finally {
            lock.unlock();
        }
    }

    private Batch take(boolean durably) {
        Batch batch = new Batch(waiting.toString(), refusalWaits, noted, durably);
        waiting.setLength(0);
        refusalWaits = false;
        isFlushAsked = false;
        isWriting = true;
        return batch;
    }

    /** Writes what one thread has taken, while others may note more, and what is left to it meanwhile. */
    private void write(Batch taken) {
        Optional<Batch> batch = Optional.of(taken);
        while (batch.isPresent()) {
            batch = end(batch.get(), attempt(batch.get()));
        }
    }

    /** Tells the others that a batch is written, and returns what is left to this thread. */
    private Optional<Batch> end(Batch batch, @Nullable Throwable problem) {
        lock.lock();
        try {
            isWriting = false;
            failure = problem;
            if (batch.durably() && problem == null) {
                kept = batch.upTo();
            }
            written.signalAll();
            return isFlushAsked && problem == null ? Optional.of(take(false)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Throwable attempt(Batch batch) {
        try {
            if (batch.hasRefusal()) {
                // What is not sent again must be found there, whatever happens.
                refused.force();
            }
            lines.append(batch.text());
            if (batch.durably()) {
                lines.force();
            }
            return null;
        } catch (IOException | RuntimeException | Error e) {
            return e;
        }
    }
}
