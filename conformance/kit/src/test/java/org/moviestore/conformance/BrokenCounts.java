// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.Segment;
import org.moviestore.table.Select;

/** Stores that miscount, or cut a table into wrong segments; rules G8 and G11. */
final class BrokenCounts {
    private BrokenCounts() {}

    /** A store that changes the pages that only count. */
    abstract static class Miscounting extends BrokenStore {
        abstract Page<Item> counted(DocumentTable sound, PageRequest request);

        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            return request.select() == Select.COUNT ? counted(sound, request) : sound.query(request);
        }

        @Override
        Page<Item> scan(DocumentTable sound, ScanRequest request) {
            return request.select() == Select.COUNT ? counted(sound, request) : sound.scan(request);
        }
    }

    /** Counts items before the filter. */
    @ConformsWith(UnfilteredCounts.class)
    @CaughtBy({
        "count_withAFilter_isThatOfItemsItHoldsOn",
        "page_thatCounts_bringsNoItems",
        "count_byFilteredPagesOfEveryLimit_countsItemsBeforeTheFilterAgainstTheLimit",
        "page_thatCountsUpToALimit_hasThePositionOfItsLastItem"
    })
    static final class UnfilteredCounts extends Miscounting {
        @Override
        Page<Item> counted(DocumentTable sound, PageRequest request) {
            Page<Item> page = request.readFrom(sound);
            return new Page<>(
                    List.of(), page.evaluated().orElseThrow(), page.last(), page.evaluated(), page.consumedCapacity());
        }
    }

    /** Counts all at once, and says so on every page. */
    @ConformsWith(UnpagedCounts.class)
    @CaughtBy({
        "count_byPagesOfEveryLimit_sumsUp",
        "count_ofAScan_isThatOfTheTable",
        "page_thatCountsUpToALimit_hasThePositionOfItsLastItem"
    })
    static final class UnpagedCounts extends Miscounting {
        @Override
        Page<Item> counted(DocumentTable sound, PageRequest request) {
            Page<Item> page = request.readFrom(sound);
            int all = (int)
                    (request instanceof QueryRequest query
                            ? sound.count(ChangedRequests.whole(query))
                            : sound.count(ScanRequest.of(request.schema())));
            return new Page<>(List.of(), all, page.last(), page.evaluated(), page.consumedCapacity());
        }
    }

    /** A store that finds other items in a segment. */
    abstract static class Missegmenting extends BrokenStore {
        abstract Stream<Item> found(DocumentTable sound, ScanRequest request, Segment segment);

        @Override
        Page<Item> scan(DocumentTable sound, ScanRequest request) {
            if (request.segment().isEmpty()) {
                return sound.scan(request);
            }
            List<Item> items = found(sound, request, request.segment().get()).toList();
            return new Page<>(items, Optional.empty(), OptionalInt.of(items.size()), OptionalDouble.empty());
        }

        static Stream<Item> all(DocumentTable sound, ScanRequest request, int number, int total) {
            ScanRequest.Builder scan = ScanRequest.builder(request.schema()).segment(number, total);
            request.index().ifPresent(index -> scan.index(index.name()));
            return sound.stream(scan.build());
        }
    }

    /** Has the items of the next segment in each segment too. */
    @ConformsWith(OverlappingSegments.class)
    @CaughtBy({
        "scan_ofEachSegment_returnsEachItemOnceAndSplitsNoPartition",
        "scan_ofEachSegmentOfAnIndex_returnsEachItemOnce",
        "scan_ofEachSegmentOfATableOfOtherKeys_returnsEachItemOnce",
        "scan_ofAllSegmentsAtOnce_returnsEachItemOnce",
        "count_ofEachSegment_sumsUpToThatOfTheTable"
    })
    static final class OverlappingSegments extends Missegmenting {
        @Override
        Stream<Item> found(DocumentTable sound, ScanRequest request, Segment segment) {
            return IntStream.of(segment.number(), (segment.number() + 1) % segment.total())
                    .distinct()
                    .boxed()
                    .flatMap(number -> all(sound, request, number, segment.total()));
        }
    }

    /** Deals items out to segments one by one. */
    @ConformsWith(SplitPartitions.class)
    @CaughtBy({
        "scan_ofEachSegment_returnsEachItemOnceAndSplitsNoPartition",
        "scan_ofEachSegmentOfALocalIndex_splitsNoPartition"
    })
    static final class SplitPartitions extends Missegmenting {
        @Override
        Stream<Item> found(DocumentTable sound, ScanRequest request, Segment segment) {
            List<Item> items = all(sound, request, 0, 1).toList();
            return IntStream.range(0, items.size())
                    .filter(i -> i % segment.total() == segment.number())
                    .mapToObj(items::get);
        }
    }

    /** Deals partitions out to segments by how many items there are. */
    @ConformsWith(ShiftingSegments.class)
    @CaughtBy("scan_ofASegmentAgain_findsTheSamePartitionsWithWhatWasWritten")
    static final class ShiftingSegments extends Missegmenting {
        @Override
        Stream<Item> found(DocumentTable sound, ScanRequest request, Segment segment) {
            int shift = (int) sound.count(ScanRequest.of(request.schema()));
            return all(sound, request, (segment.number() + shift) % segment.total(), segment.total());
        }
    }

    /** Reads the whole table for each segment. */
    @ConformsWith(IgnoredSegments.class)
    @CaughtBy({
        "scan_ofEachSegment_returnsEachItemOnceAndSplitsNoPartition",
        "scan_ofSegmentsWithAFilterAndALimit_evaluatesEachItemOnce",
        "count_ofEachSegment_sumsUpToThatOfTheTable"
    })
    static final class IgnoredSegments extends Missegmenting {
        @Override
        Stream<Item> found(DocumentTable sound, ScanRequest request, Segment segment) {
            return all(sound, request, 0, 1);
        }
    }

    /** Reads on in the whole table. */
    @ConformsWith(ForgottenSegments.class)
    @CaughtBy({
        "scan_ofASegmentInPagesOfEveryLimit_returnsEachItemOnceInTheSameOrder",
        "scan_ofASegmentStartingInAnother_isRejectedOrFindsNothingOfAnother"
    })
    static final class ForgottenSegments extends BrokenStore {
        @Override
        Page<Item> scan(DocumentTable sound, ScanRequest request) {
            return sound.scan(
                    request.startAfter().isPresent()
                            ? new ScanRequest(request.schema(), Optional.empty(), request.options())
                            : request);
        }
    }
}
