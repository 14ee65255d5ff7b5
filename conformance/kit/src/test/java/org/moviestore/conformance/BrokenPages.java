// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SortOrder;
import org.moviestore.table.TableSchema;

/** Stores whose queries read other pages than those asked for; rules G1 to G5 and G9. */
final class BrokenPages {
    private BrokenPages() {}

    /** Returns a page after which nothing is left. */
    static Page<Item> last(List<Item> items) {
        return new Page<>(items, Optional.empty(), OptionalInt.of(items.size()), OptionalDouble.empty());
    }

    static Page<Item> with(Page<Item> page, Optional<Position> last) {
        return new Page<>(page.items(), last, page.evaluated(), page.consumedCapacity());
    }

    /** Returns the position after the last item, if there are as many as the limit. */
    static Optional<Position> after(TableSchema schema, List<Item> items, int limit) {
        return items.size() < limit
                ? Optional.empty()
                : Optional.of(new Position(schema.keyOf(items.get(items.size() - 1))));
    }

    /** Pages by counting items from the beginning, as OFFSET does. */
    @ConformsWith(OffsetPages.class)
    @CaughtBy({
        "query_startingAtADeletedItem_goesOnFromItsPlace",
        "query_whileItemsBeforeThePositionComeAndGo_neitherSkipsNorRepeats"
    })
    static final class OffsetPages extends BrokenStore {
        private final Map<Position, Integer> offsets = new ConcurrentHashMap<>();

        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            if (request.limit().isEmpty() || request.filter().isPresent()) {
                return sound.query(request);
            }
            List<Item> all = sound.stream(ChangedRequests.whole(request)).toList();
            int from = request.startAfter().map(offsets::get).orElse(0);
            int to = Math.min(all.size(), from + request.limit().getAsInt());
            List<Item> items = all.subList(Math.min(from, to), to);
            Optional<Position> last =
                    after(request.schema(), items, request.limit().getAsInt());
            last.ifPresent(position -> offsets.put(position, to));
            return with(last(items), last);
        }
    }

    /** Counts against the limit only what the filter lets through. */
    @ConformsWith(LimitAfterFilter.class)
    @CaughtBy({
        "query_withALimit_countsItemsBeforeTheFilter",
        "query_whoseFilterDropsAWholePage_returnsAnEmptyPageWithAPosition",
        "query_byFilteredPagesOfEveryLimit_returnsEachItemOnceInOrder"
    })
    static final class LimitAfterFilter extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            if (request.limit().isEmpty() || request.filter().isEmpty()) {
                return sound.query(request);
            }
            int limit = request.limit().getAsInt();
            List<Item> items = sound.stream(request).limit(limit).toList();
            return with(last(items), after(request.schema(), items, limit));
        }
    }

    /** Takes a page without items for the last one. */
    @ConformsWith(EmptyIsLast.class)
    @CaughtBy({
        "query_whoseFilterDropsAWholePage_returnsAnEmptyPageWithAPosition",
        "query_byFilteredPagesOfEveryLimit_returnsEachItemOnceInOrder"
    })
    static final class EmptyIsLast extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            Page<Item> page = sound.query(request);
            return page.items().isEmpty() ? with(page, Optional.empty()) : page;
        }

        @Override
        Page<Item> scan(DocumentTable sound, ScanRequest request) {
            Page<Item> page = sound.scan(request);
            return page.items().isEmpty() ? with(page, Optional.empty()) : page;
        }
    }

    /** Looks one item ahead, so that a full page after which nothing follows is the last. */
    @ConformsWith(PeekedEnd.class)
    @CaughtBy({
        "query_withTheLimitReached_hasAPositionEvenIfNothingFollows",
        "scan_withTheLimitReached_hasAPositionEvenIfNothingFollows"
    })
    static final class PeekedEnd extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            Page<Item> page = sound.query(request);
            return with(
                    page,
                    page.last()
                            .filter(last -> sound.query(request.withStartAfter(last))
                                            .evaluated()
                                            .orElseThrow()
                                    > 0));
        }

        @Override
        Page<Item> scan(DocumentTable sound, ScanRequest request) {
            Page<Item> page = sound.scan(request);
            return with(
                    page,
                    page.last()
                            .filter(last -> sound.scan(request.withStartAfter(last))
                                            .evaluated()
                                            .orElseThrow()
                                    > 0));
        }
    }

    /** Gives every page that has an item a position. */
    @ConformsWith(NeverLast.class)
    @CaughtBy("query_withTheLimitNotReached_hasNoPosition")
    static final class NeverLast extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            Page<Item> page = sound.query(request);
            return with(page, after(request.schema(), page.items(), 1));
        }
    }

    /** Begins a page at the item that the last one ended with. */
    @ConformsWith(RepeatedItem.class)
    @CaughtBy({
        "query_byPagesOfEveryLimit_returnsEachItemOnceInOrder",
        "scan_byPagesOfEveryLimit_returnsEachItemOnceInTheSameOrder"
    })
    static final class RepeatedItem extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            return repeating(sound, request.startAfter(), sound.query(request));
        }

        @Override
        Page<Item> scan(DocumentTable sound, ScanRequest request) {
            return repeating(sound, request.startAfter(), sound.scan(request));
        }

        private static Page<Item> repeating(DocumentTable sound, Optional<Position> start, Page<Item> page) {
            List<Item> items = new ArrayList<>(page.items());
            start.flatMap(position -> sound.get(position.key())).ifPresent(item -> items.add(0, item));
            return new Page<>(items, page.last(), page.evaluated(), page.consumedCapacity());
        }
    }

    /** Goes up from a position even where it reads down. */
    @ConformsWith(AscendingPositions.class)
    @CaughtBy({"query_byPagesOfEveryLimit_returnsEachItemOnceInOrder", "query_startingAtADeletedItem_goesOnFromItsPlace"
    })
    static final class AscendingPositions extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            if (request.order() == SortOrder.ASCENDING || request.startAfter().isEmpty()) {
                return sound.query(request);
            }
            QueryRequest.Builder ascending = QueryRequest.builder(request.schema(), request.keyCondition())
                    .startAfter(request.startAfter().get());
            request.limit().ifPresent(ascending::limit);
            return sound.query(ascending.build());
        }
    }

    /** Begins again where the item of a position has been deleted. */
    @ConformsWith(LostPlace.class)
    @CaughtBy({
        "query_startingAtADeletedItem_goesOnFromItsPlace",
        "query_startingAtAKeyThatNeverWas_goesOnFromItsPlace",
        "scan_startingAtADeletedItem_goesOnFromItsPlace"
    })
    static final class LostPlace extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            return isThere(sound, request.startAfter())
                    ? sound.query(request)
                    : sound.query(ChangedRequests.whole(request));
        }

        @Override
        Page<Item> scan(DocumentTable sound, ScanRequest request) {
            return isThere(sound, request.startAfter())
                    ? sound.scan(request)
                    : sound.scan(ScanRequest.of(request.schema()));
        }

        private static boolean isThere(DocumentTable sound, Optional<Position> position) {
            return position.map(start -> sound.get(start.key()).isPresent()).orElse(true);
        }
    }

    /** Ends a query at a mebibyte, and does not say so. */
    @ConformsWith(OneMebibyte.class)
    @CaughtBy({
        "query_ofMoreThanAMebibyte_returnsEachItemOnce",
        "query_ofMoreThanAMebibyteWithALimit_returnsEachItemOnceAndCountsThem"
    })
    static final class OneMebibyte extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            List<Item> items = new ArrayList<>();
            int bytes = 0;
            for (Item item : sound.query(request).items()) {
                bytes += item.sizeInBytes();
                if (bytes > 1 << 20) {
                    break;
                }
                items.add(item);
            }
            return last(items);
        }
    }

    /** Takes a page that ended before its limit, by the size of its items, for the last. */
    @ConformsWith(ShortIsLast.class)
    @CaughtBy("query_ofMoreThanAMebibyteWithALimit_returnsEachItemOnceAndCountsThem")
    static final class ShortIsLast extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            Page<Item> page = sound.query(request);
            int limit = request.limit().orElse(1);
            return with(page, page.last().filter(last -> page.evaluated().orElseThrow() >= limit));
        }
    }

    /** Says of each page with a limit after which something may follow that it evaluated as many. */
    @ConformsWith(LimitAsEvaluated.class)
    @CaughtBy("query_ofMoreThanAMebibyteWithALimit_returnsEachItemOnceAndCountsThem")
    static final class LimitAsEvaluated extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            Page<Item> page = sound.query(request);
            OptionalInt evaluated = page.isLast() || request.limit().isEmpty() ? page.evaluated() : request.limit();
            return new Page<>(page.items(), page.last(), evaluated, page.consumedCapacity());
        }
    }

    /** Finds a partition by the beginning of its key. */
    @ConformsWith(PartitionPrefixes.class)
    @CaughtBy("query_ofAPartition_returnsItsItemsAndNoOthers")
    static final class PartitionPrefixes extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            if (!(request.partitionValue() instanceof StringValue prefix)) {
                return sound.query(request);
            }
            return last(sound.stream(ScanRequest.of(request.schema()))
                    .filter(item -> item.attribute("p").orElseThrow() instanceof StringValue text
                            && text.text().startsWith(prefix.text()))
                    .toList());
        }
    }

    /** Reads the whole partition, whatever is asked of the sort key. */
    @ConformsWith(WholePartitions.class)
    @CaughtBy({"query_withATestOfTheSortKey_returnsThatPart", "query_byTextWithOperandsInEitherOrder_readsTheSame"})
    static final class WholePartitions extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            return sound.query(
                    QueryRequest.of(request.schema(), KeyCondition.partition("p", request.partitionValue())));
        }
    }

    /** Reads upwards only. */
    @ConformsWith(AscendingOnly.class)
    @CaughtBy("query_descending_returnsTheReverse")
    static final class AscendingOnly extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            return sound.query(QueryRequest.of(request.schema(), request.keyCondition()));
        }
    }
}
