// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;
import org.moviestore.table.WriteResult;

/** Stores whose indexes and batches, or transactions, do not go together; rules I1, I2, I8 and T6. */
final class BrokenIndexBatches {
    private BrokenIndexBatches() {}

    private static Page<Item> of(Page<Item> page, Stream<Item> items) {
        return new Page<>(items.toList(), page.last(), page.evaluated(), page.consumedCapacity());
    }

    /** A store whose indexes do not show some items, until they are put again. */
    abstract static class Hiding extends BrokenStore {
        final Set<Key> hidden = ConcurrentHashMap.newKeySet();

        @Override
        final WriteResult put(DocumentTable sound, PutRequest request) {
            hidden.remove(request.key());
            return sound.put(request);
        }

        @Override
        final Page<Item> query(DocumentTable sound, QueryRequest request) {
            Page<Item> page = sound.query(request);
            return request.index().isEmpty()
                    ? page
                    : of(
                            page,
                            page.items().stream()
                                    .filter(item ->
                                            !hidden.contains(sound.schema().storedKeyOf(item))));
        }
    }

    /** Stores what is in batches in the table alone. */
    @ConformsWith(UnseenPuts.class)
    @CaughtBy({
        "batchWrite_ofPuts_entersEachIndex",
        "batchWrite_ofPutsOverItems_movesThemInEachIndex",
        "batchWrite_ofARequestThatKnowsNothingOfTheIndexes_obeysThemAllTheSame",
        "batchWrite_ofATableThatKnowsNothingOfANewIndex_entersIt",
        "batchWrites_crossingInAnyOrder_leaveNoIndexStale"
    })
    static final class UnseenPuts extends Hiding {
        @Override
        BatchWriteResult batchWrite(DocumentTable sound, BatchWriteRequest request) {
            request.puts().forEach(item -> hidden.add(sound.schema().storedKeyOf(item)));
            return sound.batchWrite(request);
        }
    }

    /** Stores what transactions write in the table alone. */
    @ConformsWith(UnseenTransactions.class)
    @CaughtBy({
        "transactWrite_ofEachKindOfAction_movesItemsInEachIndex",
        "transactWrite_ofActionsThatKnowNothingOfTheIndexes_obeysThemAllTheSame"
    })
    static final class UnseenTransactions extends Hiding {
        @Override
        TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            TransactWriteResult result = sound.transactWrite(request);
            request.actions().stream()
                    .filter(action -> !(action instanceof ConditionCheck))
                    .forEach(action -> hidden.add(action.key()));
            return result;
        }
    }

    /** A store whose indexes still show, as they were, some items that batches replace or remove. */
    abstract static class Haunted extends BrokenStore {
        private final Map<Key, Item> ghosts = new ConcurrentHashMap<>();

        abstract Stream<Key> haunting(BatchWriteRequest request);

        @Override
        final BatchWriteResult batchWrite(DocumentTable sound, BatchWriteRequest request) {
            haunting(request).forEach(key -> sound.get(key).ifPresent(item -> ghosts.put(key, item)));
            return sound.batchWrite(request);
        }

        @Override
        final Page<Item> query(DocumentTable sound, QueryRequest request) {
            Page<Item> page = sound.query(request);
            return request.index()
                    .map(index -> of(page, Stream.concat(page.items().stream(), ghostsIn(request, index))))
                    .orElse(page);
        }

        private Stream<Item> ghostsIn(QueryRequest request, SecondaryIndex index) {
            return ghosts.values().stream()
                    .filter(item -> request.schema().isIn(index, item))
                    .filter(item -> item.attribute(index.partitionKey().name())
                            .filter(request.partitionValue()::equals)
                            .isPresent())
                    .map(item -> request.schema().heldBy(index, item));
        }
    }

    /** Leaves in the indexes what batches delete. */
    @ConformsWith(GhostsOfDeletes.class)
    @CaughtBy({
        "batchWrite_ofDeletes_takesThoseItemsOutOfEachIndex",
        "batchWrite_ofATableThatKnowsNothingOfANewIndex_entersIt",
        "batchWrites_crossingInAnyOrder_leaveNoIndexStale"
    })
    static final class GhostsOfDeletes extends Haunted {
        @Override
        Stream<Key> haunting(BatchWriteRequest request) {
            return request.deletes().stream();
        }
    }

    /** Leaves in the indexes, at their old places, the items that batches put others over. */
    @ConformsWith(OldPlaces.class)
    @CaughtBy({
        "batchWrite_ofPutsOverItems_movesThemInEachIndex",
        "batchWrite_ofATableThatKnowsNothingOfANewIndex_entersIt"
    })
    static final class OldPlaces extends Haunted {
        @Override
        Stream<Key> haunting(BatchWriteRequest request) {
            return request.puts().stream().map(request.schema()::storedKeyOf);
        }
    }

    /** Shows in the indexes, as well, items of batches that lack a key attribute: by the table's partition. */
    @ConformsWith(WithoutAKey.class)
    @CaughtBy({
        "batchWrite_ofItemsThatLackAKeyAttribute_leavesThemOut",
        "batchWrite_ofPutsOverItems_movesThemInEachIndex"
    })
    static final class WithoutAKey extends BrokenStore {
        private final Set<Key> written = ConcurrentHashMap.newKeySet();

        @Override
        BatchWriteResult batchWrite(DocumentTable sound, BatchWriteRequest request) {
            request.puts().stream()
                    .filter(item -> !item.has("sn"))
                    .forEach(item -> written.add(sound.schema().storedKeyOf(item)));
            return sound.batchWrite(request);
        }

        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            Page<Item> page = sound.query(request);
            boolean ofLocalIndex = request.index()
                    .filter(index -> index.name().equals("local-N"))
                    .isPresent();
            return ofLocalIndex
                    ? of(
                            page,
                            Stream.concat(
                                    page.items().stream(), written.stream().flatMap(key -> sound.get(key).stream())))
                    : page;
        }
    }

    /** Writes the members of a batch that may be written, though another may not. */
    @ConformsWith(RefusedInPart.class)
    @CaughtBy("batchWrite_ofARequestThatKnowsNothingOfTheIndexes_obeysThemAllTheSame")
    static final class RefusedInPart extends BrokenStore {
        @Override
        BatchWriteResult batchWrite(DocumentTable sound, BatchWriteRequest request) {
            try {
                return sound.batchWrite(request);
            } catch (InvalidRequestException e) {
                for (Item item : request.puts()) {
                    try {
                        sound.put(item);
                    } catch (InvalidRequestException unfit) {
                        // That one is left out.
                    }
                }
                throw e;
            }
        }
    }

    /** Looks away where an update of a transaction computes what an index cannot take. */
    @ConformsWith(UncheckedTransactions.class)
    @CaughtBy({
        "transactWrite_ofUpdatesThatIndexesCannotTake_namesEachAndChangesNothing",
        "transactWrite_ofActionsThatKnowNothingOfTheIndexes_obeysThemAllTheSame",
        "transactWrite_ofActionsFromBeforeAChange_obeysTheIndexesOfNow"
    })
    static final class UncheckedTransactions extends BrokenStore {
        @Override
        TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            try {
                return sound.transactWrite(request);
            } catch (TransactionCanceledException e) {
                boolean ofIndexes = e.reasons().stream()
                        .flatMap(reason -> reason.code().stream())
                        .anyMatch(code -> code == ErrorCode.KEY_TYPE);
                if (ofIndexes) {
                    return TransactWriteResult.of();
                }
                throw e;
            }
        }
    }

    /** Carries out a part of a canceled transaction. */
    @ConformsWith(FirstDone.class)
    @CaughtBy("transactWrite_whenCanceled_leavesTheIndexesAsTheyAre")
    static final class FirstDone extends BrokenStore {
        @Override
        TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            try {
                return sound.transactWrite(request);
            } catch (TransactionCanceledException e) {
                if (request.actions().get(0) instanceof PutRequest put) {
                    BrokenTransactions.carryOut(sound, List.of(put));
                }
                throw e;
            }
        }
    }
}
