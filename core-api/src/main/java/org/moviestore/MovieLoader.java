// SPDX-License-Identifier: Apache-2.0
package org.moviestore;

import java.io.InputStream;
import java.util.OptionalLong;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.json.JsonForm;
import org.moviestore.json.JsonRecords;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadRecord;
import org.moviestore.table.LoadReport;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableSchema;

/** Loads the movies of a JSON stream, or only looks at them. */
final class MovieLoader {
    private MovieLoader() {}

    // The stream is the caller's to close, and closing the records would close it.
    private static MovieRecords records(InputStream json, LoadListener listener) {
        return new MovieRecords(JsonRecords.of(json, JsonForm.NATURAL), listener);
    }

    static LoadReport load(InputStream json, DocumentTable table, LoadListener listener) {
        MovieRecords records = records(json, listener);
        LoadReport report = table.load(records, listener);
        return new LoadReport(report.loaded(), report.replaced(), records.refused() + report.refused());
    }

    /** Counts what a load would store, and refuses what it would refuse, without a table. */
    static LoadReport check(InputStream json, TableSchema schema, LoadListener listener) {
        MovieRecords records = records(json, listener);
        long good = 0;
        long bad = 0;
        while (records.hasNext()) {
            LoadRecord record = records.next();
            try {
                PutRequest.of(schema, record.item());
                good++;
            } catch (InvalidRequestException e) {
                bad++;
                listener.refused(record.place(), e.getMessage());
            }
        }
        return new LoadReport(good, OptionalLong.of(0), records.refused() + bad);
    }
}
