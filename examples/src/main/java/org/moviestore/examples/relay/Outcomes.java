// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.moviestore.item.Item;

/** Counts what became of the records, and sees that it is written down. Thread-safe. */
final class Outcomes {
    private final JournalWriter journal;
    private final RefusedRecords refusedRecords;
    private final long relayedBefore;
    private final AtomicLong relayed = new AtomicLong();
    private final AtomicLong refused;
    private final AtomicLong unknown;

    Outcomes(JournalHistory history, JournalWriter journal, RefusedRecords refusedRecords) {
        this.journal = journal;
        this.refusedRecords = refusedRecords;
        this.relayedBefore = history.count(Outcome.Kind.RELAYED);
        this.refused = new AtomicLong(history.count(Outcome.Kind.REFUSED));
        this.unknown = new AtomicLong(history.count(Outcome.Kind.UNKNOWN));
    }

    /** Notes what became of a record that was sent. */
    void add(RelayRecord record, Outcome outcome) {
        if (outcome.kind() == Outcome.Kind.RELAYED) {
            relayed.incrementAndGet();
            journal.settle(record.number(), Outcome.Kind.RELAYED);
        } else {
            add(record.number(), record.place(), outcome, Optional.of(record.item()));
        }
    }

    /** Notes that a record was refused before it was sent. */
    void refuse(long number, String place, String reason, Optional<Item> item) {
        add(number, place, Outcome.refused(reason), item);
    }

    /**
     * Notes that the input could not be read on from a record. The journal does not call it settled: where the input
     * can be read only once, it may be whole the next time.
     */
    void broken(String place, String reason) {
        refusedRecords.add(place, Outcome.refused(reason), Optional.empty());
        refused.incrementAndGet();
    }

    /** The file comes first: what the journal calls settled is not looked at again. */
    private void add(long number, String place, Outcome outcome, Optional<Item> item) {
        refusedRecords.add(place, outcome, item);
        (outcome.kind() == Outcome.Kind.REFUSED ? refused : unknown).incrementAndGet();
        journal.settle(number, outcome.kind());
    }

    RelayReport report(Optional<String> broken) {
        return new RelayReport(relayed.get(), relayedBefore, refused.get(), unknown.get(), broken);
    }
}
