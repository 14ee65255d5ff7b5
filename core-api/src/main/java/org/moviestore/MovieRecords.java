// SPDX-License-Identifier: Apache-2.0
package org.moviestore;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.json.JsonRecord;
import org.moviestore.json.JsonRecords;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadRecord;

/** The movies of a JSON stream; tells a listener of the records that are none. Not thread-safe. */
final class MovieRecords implements Iterator<LoadRecord> {
    private final JsonRecords records;
    private final LoadListener listener;
    private @Nullable LoadRecord next;
    private long refused;

    MovieRecords(JsonRecords records, LoadListener listener) {
        this.records = records;
        this.listener = listener;
    }

    /** Returns how many records were no movies. */
    long refused() {
        return refused;
    }

    @Override
    public boolean hasNext() {
        while (next == null && records.hasNext()) {
            next = read(records.next());
        }
        return next != null;
    }

    @Override
    public LoadRecord next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("there are no more movies");
        }
        LoadRecord read = next;
        next = null;
        return read;
    }

    private @Nullable LoadRecord read(JsonRecord record) {
        if (!(record instanceof JsonRecord.Good good)) {
            return refuse(record, ((JsonRecord.Bad) record).reason());
        }
        try {
            return new LoadRecord(records.placeOf(record), new Movie(good.item()).item());
        } catch (InvalidRequestException e) {
            return refuse(record, e.getMessage());
        }
    }

    private @Nullable LoadRecord refuse(JsonRecord record, String reason) {
        refused++;
        listener.refused(records.placeOf(record), reason);
        return null;
    }
}
