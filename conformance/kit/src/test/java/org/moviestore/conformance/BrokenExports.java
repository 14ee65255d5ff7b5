// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.Collections;
import java.util.List;
import org.moviestore.item.Item;
import org.moviestore.item.ItemSize;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.Segment;
import org.moviestore.table.TableExport;

/** Stores that export something else than what the table has; rule G14. */
final class BrokenExports {
    private BrokenExports() {}

    /** Exports the whole table in each segment. */
    @ConformsWith(OverlappingSegments.class)
    @CaughtBy({"export_inSegments_returnsEachItemOnce", "export_bySeveralThreadsAtOnce_returnsEachItemOnce"})
    static final class OverlappingSegments extends BrokenStore {
        @Override
        TableExport export(DocumentTable sound, int segments) {
            List<Item> all = sound.stream(ScanRequest.of(sound.schema())).toList();
            return new TableExport(Collections.nCopies(segments, all).stream()
                    .map(List::stream)
                    .toList());
        }
    }

    /** Leaves large items out, as a reader does that takes a message for a row. */
    @ConformsWith(NoLargeItems.class)
    @CaughtBy("export_ofItemsOfAllSizes_returnsThemWhole")
    static final class NoLargeItems extends BrokenStore {
        @Override
        TableExport export(DocumentTable sound, int segments) {
            return new TableExport(sound.export(segments).segments().stream()
                    .map(segment -> segment.filter(item -> ItemSize.of(item) < 1 << 16))
                    .toList());
        }
    }

    /** Reads each item when it is its turn, and says it were of one moment. */
    @ConformsWith(LateExports.class)
    @CaughtBy("export_whileItsItemsAreWritten_returnsThoseOfItsMoment")
    static final class LateExports extends BrokenStore {
        @Override
        TableExport export(DocumentTable sound, int segments) {
            return new TableExport(Segment.all(segments)
                    .map(segment -> sound.stream(ScanRequest.builder(sound.schema())
                            .segment(segment.number(), segment.total())
                            .build()))
                    .toList());
        }
    }
}
