// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.Movie;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.moviestore.json.JsonRecord;
import org.moviestore.json.JsonRecords;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TransactWriteRequest;

/** Reads the records of one relay and deals those that are to be sent to its lanes. Not thread-safe. */
final class RelayRun implements Lanes.Work {
    private final Relay.Builder parts;
    private final DocumentTable table;
    private final JournalHistory history;
    private final JournalWriter journal;
    private final Stop stop = new Stop();
    private final Outcomes outcomes;
    private final Delivery delivery;
    private final Lanes lanes;
    private Optional<String> broken = Optional.empty();
    private @Nullable UncheckedIOException unreadable;

    RelayRun(Relay.Builder parts) {
        this.parts = parts;
        this.table = parts.movies.table();
        this.history = parts.journal.history();
        this.journal = new JournalWriter(parts.journal, parts.refused);
        this.outcomes = new Outcomes(history, journal, parts.refused);
        this.delivery = new Delivery(parts.movies, journal, parts.timing, parts.giveUp, stop);
        this.lanes = new Lanes(parts.window, this, stop);
    }

    RelayReport run(InputStream json) {
        attempt(() -> dealAll(json));
        attempt(lanes::end);
        attempt(journal::close);
        RelayReport report = outcomes.report(broken);
        attempt(() -> parts.listener.relayed(report));
        stop.throwReason();
        if (unreadable != null) {
            throw unreadable;
        }
        return report;
    }

    /** Whatever fails, the steps that end the relay are taken. */
    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            stop.because(e);
        }
    }

    // The stream is the caller's to close, and closing the records would close it.
    private void dealAll(InputStream json) {
        JsonRecords records = JsonRecords.of(json, JsonForm.NATURAL);
        while (hasNext(records)) {
            deal(records.next(), records);
            tick();
        }
    }

    /** What was read is relayed before it is told that the rest cannot be. */
    private boolean hasNext(JsonRecords records) {
        if (!stop.beginWaiting()) {
            return false;
        }
        try {
            return records.hasNext();
        } catch (UncheckedIOException e) {
            unreadable = e;
            return false;
        } finally {
            stop.endWaiting();
        }
    }

    private void deal(JsonRecord record, JsonRecords records) {
        String place = records.placeOf(record);
        if (record instanceof JsonRecord.Bad bad && bad.endsReading()) {
            broken = Optional.of(place + ": " + bad.reason());
            outcomes.broken(place, bad.reason());
            return;
        }
        if (history.isSettled(record.position())) {
            return;
        }
        if (!(record instanceof JsonRecord.Good good)) {
            outcomes.refuse(record.position(), place, ((JsonRecord.Bad) record).reason(), Optional.empty());
            return;
        }
        RelayRecord dealt;
        try {
            dealt = relayRecord(good.position(), place, new Movie(good.item()).item());
        } catch (InvalidRequestException e) {
            outcomes.refuse(good.position(), place, e.getMessage(), Optional.of(good.item()));
            return;
        }
        lanes.deal(dealt);
    }

    private RelayRecord relayRecord(long number, String place, Item item) {
        TransactWriteRequest request = TransactWriteRequest.of(parts.actions.apply(table.schema(), item))
                .withClientToken(parts.journal.token(number));
        return new RelayRecord(number, place, table.schema().storedKeyOf(item), item, request, history.begun(number));
    }

    @Override
    public void send(RelayRecord record) {
        delivery.send(record).ifPresent(outcome -> outcomes.add(record, outcome));
    }

    @Override
    public void rest() {
        journal.flush();
    }

    @Override
    public void tick() {
        parts.listener.relayed(outcomes.report(Optional.empty()));
    }
}
