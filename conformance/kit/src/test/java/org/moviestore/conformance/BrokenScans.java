// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.ValueOrder;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.GetResult;
import org.moviestore.table.Page;
import org.moviestore.table.Position;
import org.moviestore.table.ScanRequest;

/** Stores that scan or read something else than the table as it is; rules G6, G10, G12 and G15. */
final class BrokenScans {
    private BrokenScans() {}

    /** Ignores the filter of a scan. */
    @ConformsWith(UnfilteredScans.class)
    @CaughtBy({
        "scan_withAFilterOnKeyAttributes_returnsWhatItHoldsOn",
        "scan_withFilterAndProjection_returnsThosePathsOfWhatItHoldsOn",
        "scan_withALimit_countsItemsBeforeTheFilter"
    })
    static final class UnfilteredScans extends BrokenStore {
        @Override
        Page<Item> scan(DocumentTable sound, ScanRequest request) {
            return sound.scan(ScanRequest.of(request.schema()));
        }
    }

    /** Scans in the order of the sort key, through all partitions. */
    @ConformsWith(MixedPartitions.class)
    @CaughtBy("scan_ofATable_keepsPartitionsTogetherAndSorted")
    static final class MixedPartitions extends BrokenStore {
        private static final Comparator<AttributeValue> ORDER =
                (left, right) -> ValueOrder.compare(left, right).orElseThrow();

        @Override
        Page<Item> scan(DocumentTable sound, ScanRequest request) {
            List<Item> items = new ArrayList<>(sound.scan(request).items());
            items.sort(Comparator.comparing(item -> item.attribute("s").orElseThrow(), ORDER));
            return BrokenPages.last(items);
        }
    }

    /** Hands positions to a backend that may not be able to take their text. */
    @ConformsWith(UncheckedPositions.class)
    @CaughtBy("scan_startingAtAPositionWithNul_goesOnOrIsRefused")
    static final class UncheckedPositions extends BrokenStore {
        @Override
        Page<Item> scan(DocumentTable sound, ScanRequest request) {
            request.startAfter().ifPresent(UncheckedPositions::send);
            return sound.scan(request);
        }

        private static void send(Position position) {
            try {
                position.checkText();
            } catch (InvalidRequestException e) {
                throw new RequestRejectedException("the backend cannot take it: " + e.getMessage());
            }
        }
    }

    /** Scans by counting items from the beginning. */
    @ConformsWith(OffsetScans.class)
    @CaughtBy({"scan_whileItsItemsAreDeleted_returnsEachOnce", "scan_startingAtADeletedItem_goesOnFromItsPlace"})
    static final class OffsetScans extends BrokenStore {
        private final Map<Position, Integer> offsets = new ConcurrentHashMap<>();

        @Override
        Page<Item> scan(DocumentTable sound, ScanRequest request) {
            if (request.limit().isEmpty()) {
                return sound.scan(request);
            }
            int from = request.startAfter().map(offsets::get).orElse(0);
            int limit = request.limit().getAsInt();
            List<Item> items = sound.stream(ScanRequest.of(request.schema()))
                    .skip(from)
                    .limit(limit)
                    .toList();
            Optional<Position> last = BrokenPages.after(request.schema(), items, limit);
            last.ifPresent(position -> offsets.put(position, from + limit));
            return BrokenPages.with(BrokenPages.last(items), last);
        }
    }

    /** Reads from a copy that it makes when an item is first read. */
    @ConformsWith(StaleReads.class)
    @CaughtBy("read_byDefault_seesEveryWriteBefore")
    static final class StaleReads extends BrokenStore {
        private final Map<Key, GetResult> copies = new ConcurrentHashMap<>();

        @Override
        GetResult get(DocumentTable sound, GetRequest request) {
            return copies.computeIfAbsent(request.key(), key -> sound.get(request));
        }
    }

    /** Scans a copy that it makes when the table is first scanned. */
    @ConformsWith(StaleScans.class)
    @CaughtBy("scan_byDefault_seesEveryWriteBefore")
    static final class StaleScans extends BrokenStore {
        private final Map<String, Page<Item>> copies = new ConcurrentHashMap<>();

        @Override
        Page<Item> scan(DocumentTable sound, ScanRequest request) {
            return copies.computeIfAbsent(request.schema().tableName(), name -> sound.scan(request));
        }
    }

    /** Scans for a part by what an index of elements and members finds, and so misses texts. */
    @ConformsWith(MembersAlone.class)
    @CaughtBy("filterIndex_ofATableThatIsWritten_findsTheItemsAsTheyAre")
    static final class MembersAlone extends BrokenStore {
        @Override
        Page<Item> scan(DocumentTable sound, ScanRequest request) {
            Page<Item> page = sound.scan(request);
            return BrokenPages.with(
                    BrokenPages.last(page.items().stream()
                            .filter(item -> !AttributePath.parse("m.tags")
                                    .in(item)
                                    .filter(AttributeValue.StringValue.class::isInstance)
                                    .isPresent())
                            .toList()),
                    page.last());
        }
    }
}
