// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.IndexScope;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Position;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** Stores whose secondary indexes are not what their tables say; rules I. */
final class BrokenIndexes {
    private BrokenIndexes() {}

    /** Returns the same page of other items. */
    private static Page<Item> of(Page<Item> page, Stream<Item> items) {
        return new Page<>(items.toList(), page.last(), page.evaluated(), page.consumedCapacity());
    }

    /** A store that reads indexes from copies of its tables. */
    abstract static class Copying extends BrokenStore {
        private final DocumentStore copies = new MemoryStore();
        private final Map<String, DocumentTable> byName = new ConcurrentHashMap<>();

        final DocumentTable copyOf(DocumentTable sound) {
            return byName.computeIfAbsent(sound.schema().tableName(), name -> copies.createTable(sound.schema()));
        }

        @Override
        WriteResult put(DocumentTable sound, PutRequest request) {
            WriteResult result = sound.put(request);
            copy(sound, request.key());
            return result;
        }

        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            WriteResult result = sound.update(request);
            copy(sound, request.key());
            return result;
        }

        @Override
        WriteResult delete(DocumentTable sound, DeleteRequest request) {
            WriteResult result = sound.delete(request);
            copy(sound, request.key());
            return result;
        }

        /** Is called when the item with the key was written. */
        void copy(DocumentTable sound, Key key) {
            copy(sound, key, sound.get(key));
        }

        final void copy(DocumentTable sound, Key key, Optional<Item> item) {
            item.ifPresentOrElse(copyOf(sound)::put, () -> copyOf(sound).delete(key));
        }

        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            return request.readFrom(request.index().isPresent() ? copyOf(sound) : sound);
        }

        @Override
        Page<Item> scan(DocumentTable sound, ScanRequest request) {
            return request.readFrom(request.index().isPresent() ? copyOf(sound) : sound);
        }
    }

    /** Forgets its indexes when an item is updated. */
    @ConformsWith(StaleAfterUpdates.class)
    @CaughtBy({
        "update_ofIndexKeys_movesTheItemInEachIndex",
        "update_removingAndSettingAnIndexKey_takesTheItemOutAndIn",
        "update_addingToAnIndexKey_movesTheItem",
        "update_ofOtherAttributes_isSeenInEachIndexThatHoldsThem",
        "update_ofAMissingItem_entersTheIndexes",
        "writes_inAnyOrder_leaveNoIndexStale"
    })
    static final class StaleAfterUpdates extends Copying {
        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            return sound.update(request);
        }
    }

    /** Forgets its indexes when an item is deleted. */
    @ConformsWith(StaleAfterDeletes.class)
    @CaughtBy({"delete_ofAnItem_takesItAloneOutOfEachIndex", "index_ofAnItemThatManyWrite_showsItOnceAsItIsInTheEnd"})
    static final class StaleAfterDeletes extends Copying {
        @Override
        WriteResult delete(DocumentTable sound, DeleteRequest request) {
            return sound.delete(request);
        }
    }

    /** Brings its indexes up to date when the next item is written. */
    @ConformsWith(OneWriteLate.class)
    @CaughtBy({
        "localIndex_byDefault_seesEveryWriteBefore",
        "globalIndex_thatNeverLags_seesEveryWriteBefore",
        "localIndex_whileItemsMove_showsEachWriterItsOwnOnce",
        "globalIndex_thatNeverLagsWhileItemsMove_showsEachWriterItsOwnOnce"
    })
    static final class OneWriteLate extends Copying {
        private final List<Runnable> late = new ArrayList<>();

        @Override
        synchronized void copy(DocumentTable sound, Key key) {
            late.forEach(Runnable::run);
            late.clear();
            Optional<Item> item = sound.get(key);
            late.add(() -> copy(sound, key, item));
        }
    }

    /** Shows an item that moves in its old place as well, until the next write. */
    @ConformsWith(TwiceWhileMoving.class)
    @CaughtBy("globalIndex_thatNeverLagsReadBesideWriters_showsEachItemOnceInEveryPage")
    static final class TwiceWhileMoving extends BrokenStore {
        private final Map<Key, Item> before = new ConcurrentHashMap<>();

        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            sound.get(request.key()).ifPresent(item -> before.put(request.key(), item));
            return sound.update(request);
        }

        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            Page<Item> page = sound.query(request);
            return request.index().isEmpty()
                    ? page
                    : of(
                            page,
                            page.items().stream()
                                    .flatMap(item -> Stream.concat(
                                            Stream.of(item),
                                            Stream.ofNullable(
                                                    before.get(sound.schema().keyOf(item))))));
        }
    }

    /** Has items without sort key in its indexes too, after all others, as SQL sorts them. */
    @ConformsWith(NullsLast.class)
    @CaughtBy({
        "index_ofItemsThatLackAKeyAttribute_leavesThemOut",
        "index_ofItemsWithItsKeyInsideOtherAttributes_leavesThemOut",
        "put_withoutAKeyAttribute_takesTheItemOutOfItsIndexes"
    })
    static final class NullsLast extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            Page<Item> page = sound.query(request);
            return request.index()
                    .flatMap(SecondaryIndex::sortKey)
                    .map(sortKey -> of(
                            page,
                            Stream.concat(
                                    page.items().stream(),
                                    inPartition(sound, request).filter(item -> !item.has(sortKey.name())))))
                    .orElse(page);
        }

        private static Stream<Item> inPartition(DocumentTable sound, QueryRequest request) {
            String partition = request.keyAttributes().get(0).name();
            return sound.stream(ScanRequest.of(request.schema()))
                    .filter(item -> item.attribute(partition).equals(Optional.of(request.partitionValue())));
        }
    }

    /** Says nothing of an update that its indexes cannot take. */
    @ConformsWith(SilentRejections.class)
    @CaughtBy({
        "update_ofAnIndexKeyByAValueThatItCannotTake_isRejected",
        "update_ofAnIndexKeyByAResultThatItCannotTake_isRejected",
        "update_ofTheKeyOfALocalIndexAloneByAValueThatItCannotTake_isRejected",
        "update_ofAMissingItemByWhatAnIndexCannotTake_isRejectedAndCreatesNothing"
    })
    static final class SilentRejections extends BrokenStore {
        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            try {
                return sound.update(request);
            } catch (UpdateRejectedException e) {
                return WriteResult.of(Optional.empty());
            }
        }
    }

    /** Goes on after all items with the index key of the position. */
    @ConformsWith(SkippedTies.class)
    @CaughtBy({
        "query_byAnIndexInPagesOfEveryLimit_returnsEachItemOnceInOneOrder",
        "query_byAnIndexInFilteredPages_returnsEachItemOnceInOneOrder",
        "query_byAnIndexOfATableWithoutSortKey_pagesThroughTies",
        "query_byAnIndexOfATableOfBinaryAndNumberKeys_pagesThroughTies",
        "query_byAnIndexStartingAtADeletedItem_goesOnFromItsPlace"
    })
    static final class SkippedTies extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            Page<Item> page = sound.query(request);
            Optional<Position> position = request.index().flatMap(index -> request.startAfter());
            return position.map(after -> of(page, page.items().stream().filter(differsFrom(after.indexKey()))))
                    .orElse(page);
        }

        private static Predicate<Item> differsFrom(Item indexKey) {
            return item -> indexKey.attributes().entrySet().stream()
                    .anyMatch(part -> !item.attribute(part.getKey()).equals(Optional.of(part.getValue())));
        }
    }

    /** Goes on after an item by looking for it, and begins again where it is gone. */
    @ConformsWith(BeginningAgain.class)
    @CaughtBy({
        "query_byAnIndexStartingAtADeletedItem_goesOnFromItsPlace",
        "query_byAnIndexStartingAtAKeyThatNeverWas_goesOnFromItsPlace",
        "query_byAnIndexStartingAtAnItemThatMovedOrLeft_goesOnFromItsPlace"
    })
    static final class BeginningAgain extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            boolean gone = request.index().isPresent()
                    && request.startAfter()
                            .filter(position -> isGone(sound, position))
                            .isPresent();
            return sound.query(gone ? fromTheBeginning(request) : request);
        }

        private static boolean isGone(DocumentTable sound, Position position) {
            return sound.get(position.key())
                    .filter(item -> position.indexKey().attributes().entrySet().stream()
                            .allMatch(part -> item.attribute(part.getKey()).equals(Optional.of(part.getValue()))))
                    .isEmpty();
        }

        private static QueryRequest fromTheBeginning(QueryRequest request) {
            QueryRequest.Builder changed = QueryRequest.builder(request.schema(), request.keyCondition())
                    .order(request.order())
                    .index(request.index().orElseThrow().name());
            request.limit().ifPresent(changed::limit);
            return changed.build();
        }
    }

    /** Returns the items of an index in the order of the table. */
    @ConformsWith(OrderOfTheTable.class)
    @CaughtBy({
        "query_byAnIndexOfText_ordersByUtf8Bytes",
        "query_byAnIndexOfNumbers_ordersByValueToTheLastDigit",
        "query_byAnIndexWithTies_keepsTheOrderOfTheSortKey"
    })
    static final class OrderOfTheTable extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            Page<Item> page = sound.query(request);
            Comparator<Item> order = Comparator.comparing(
                    item -> request.schema().storedKeyOf(item).toString());
            return request.index().isEmpty()
                    ? page
                    : of(page, page.items().stream().sorted(order));
        }
    }

    /** Reads the whole partition of an index, whatever is asked of its sort key. */
    @ConformsWith(WholePartitions.class)
    @CaughtBy({
        "query_byAnIndexBetweenBounds_includesBoth",
        "query_byAnIndexAndAPrefix_findsExactlyWhatBeginsWithIt",
        "query_byAGlobalIndexOfEachKeyType_findsItsItems"
    })
    static final class WholePartitions extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            if (request.index().isEmpty() || request.sortTest().isEmpty()) {
                return sound.query(request);
            }
            return sound.query(QueryRequest.builder(
                            request.schema(),
                            KeyCondition.partition(
                                    request.keyAttributes().get(0).name(), request.partitionValue()))
                    .index(request.index().get().name())
                    .build());
        }
    }

    /** Returns whole items, whatever an index holds. */
    @ConformsWith(HoldingAll.class)
    @CaughtBy({
        "index_thatHoldsKeys_returnsThoseOfTableAndIndex",
        "index_thatHoldsSome_returnsThemAndTheKeys",
        "scan_byAnIndex_returnsWhatItHoldsOfEachItemOnce"
    })
    static final class HoldingAll extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            return whole(sound, request, sound.query(request));
        }

        @Override
        Page<Item> scan(DocumentTable sound, ScanRequest request) {
            return whole(sound, request, sound.scan(request));
        }

        private static Page<Item> whole(DocumentTable sound, PageRequest request, Page<Item> page) {
            return request.index().isEmpty() || request.projection().isPresent()
                    ? page
                    : of(
                            page,
                            page.items().stream()
                                    .flatMap(item -> sound.get(sound.schema().keyOf(item)).stream()));
        }
    }

    /** Returns of a local index what it holds, whatever the projection asks for. */
    @ConformsWith(NothingFetched.class)
    @CaughtBy({"query_byALocalIndexForWhatItDoesNotHold_fetchesIt", "scan_byALocalIndexForWhatItDoesNotHold_fetchesIt"})
    static final class NothingFetched extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            return held(request, sound.query(request));
        }

        @Override
        Page<Item> scan(DocumentTable sound, ScanRequest request) {
            return held(request, sound.scan(request));
        }

        private static Page<Item> held(PageRequest request, Page<Item> page) {
            return request.index()
                    .filter(index -> index.scope() == IndexScope.LOCAL)
                    .map(index -> of(
                            page,
                            page.items().stream().map(item -> request.schema().heldBy(index, item))))
                    .orElse(page);
        }
    }
}
