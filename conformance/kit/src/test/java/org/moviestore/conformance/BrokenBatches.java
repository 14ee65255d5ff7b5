// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.AttributePath;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.Batches;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.UpdateRequest;

/** Stores that get batches wrong; rules H1 and H2. */
final class BrokenBatches {
    private BrokenBatches() {}

    /** Forgets the keys that a call left unprocessed. */
    @ConformsWith(LostKeys.class)
    @CaughtBy({
        "batchGet_ofAsManyKeysAsOneCallTakes_findsThemAll",
        "batchGet_ofMoreBytesThanABackendSendsAtOnce_losesNoItem",
        "batchWrite_ofAsManyAsOneCallTakes_doesThemAll",
        "batchWrite_ofTheLargestItems_keepsThem"
    })
    static final class LostKeys extends BrokenStore {
        private static final int PROCESSED = 20;

        private static List<Key> first(List<Key> keys) {
            return keys.subList(0, Math.min(PROCESSED, keys.size()));
        }

        @Override
        BatchGetResult batchGet(DocumentTable sound, BatchGetRequest request) {
            return sound.batchGet(request.only(first(request.keys())));
        }

        @Override
        BatchWriteResult batchWrite(DocumentTable sound, BatchWriteRequest request) {
            return sound.batchWrite(request.only(first(request.keys())));
        }
    }

    /** Takes what a call returns for the items of the keys in their order. */
    @ConformsWith(ByPosition.class)
    @CaughtBy("batchGet_ofSeveralKeys_returnsTheItemsThatAreThereByTheirKeys")
    static final class ByPosition extends BrokenStore {
        @Override
        BatchGetResult batchGet(DocumentTable sound, BatchGetRequest request) {
            Map<Key, Item> items = new LinkedHashMap<>();
            for (Item item : sound.batchGet(request).items().values()) {
                items.put(request.keys().get(items.size()), item);
            }
            return BatchGetResult.of(items, List.of());
        }
    }

    /** Does more by one call than it says that one takes. */
    @ConformsWith(AnySize.class)
    @CaughtBy({
        "batchGet_ofMoreKeysThanOneCallTakes_isRefusedAndFoundByBatches",
        "batchWrite_ofMoreThanOneCallTakes_isRefusedAndDoneByBatches"
    })
    static final class AnySize extends BrokenStore {
        @Override
        BatchGetResult batchGet(DocumentTable sound, BatchGetRequest request) {
            return BatchGetResult.of(Batches.over(sound).get(request).items(), List.of());
        }

        @Override
        BatchWriteResult batchWrite(DocumentTable sound, BatchWriteRequest request) {
            Batches.over(sound).write(request);
            return BatchWriteResult.of(List.of());
        }
    }

    /** Takes an item of which the projection keeps nothing for one that is not there. */
    @ConformsWith(EmptyIsAbsent.class)
    @CaughtBy("batchGet_ofWhichTheProjectionKeepsNothing_isEmptyNotAbsent")
    static final class EmptyIsAbsent extends BrokenStore {
        @Override
        BatchGetResult batchGet(DocumentTable sound, BatchGetRequest request) {
            Map<Key, Item> items = new LinkedHashMap<>(sound.batchGet(request).items());
            items.values().removeIf(Item.EMPTY::equals);
            return BatchGetResult.of(items, List.of());
        }
    }

    /** Returns whole items, whatever the projection asks for. */
    @ConformsWith(WholeItems.class)
    @CaughtBy("batchGet_withAProjection_keepsThosePathsOfEachItem")
    static final class WholeItems extends BrokenStore {
        @Override
        BatchGetResult batchGet(DocumentTable sound, BatchGetRequest request) {
            return sound.batchGet(BatchGetRequest.of(request.schema(), request.keys()));
        }
    }

    /** Returns items as it read them the first time. */
    @ConformsWith(Remembering.class)
    @CaughtBy("batchGet_byDefault_seesEveryWriteBefore")
    static final class Remembering extends BrokenStore {
        private final Map<Key, Item> read = new ConcurrentHashMap<>();

        @Override
        BatchGetResult batchGet(DocumentTable sound, BatchGetRequest request) {
            Map<Key, Item> items = new LinkedHashMap<>(sound.batchGet(request).items());
            items.replaceAll((key, item) -> read.computeIfAbsent(key, first -> item));
            return BatchGetResult.of(items, List.of());
        }
    }

    /** Stores what is to be stored, and removes nothing. */
    @ConformsWith(PutsOnly.class)
    @CaughtBy({
        "batchWrite_ofPutsAndDeletes_doesEachAndNothingElse",
        "batches_ofKeysOfEachType_writeReadAndDelete",
        "batchWrite_ofOneCall_doesWhatItDoesNotTellUnprocessed"
    })
    static final class PutsOnly extends BrokenStore {
        @Override
        BatchWriteResult batchWrite(DocumentTable sound, BatchWriteRequest request) {
            return request.puts().isEmpty()
                    ? BatchWriteResult.of(List.of())
                    : sound.batchWrite(BatchWriteRequest.ofPuts(request.schema(), request.puts()));
        }
    }

    /** Leaves of an item that is stored again what the new one lacks. */
    @ConformsWith(MergedPuts.class)
    @CaughtBy("batchWrite_ofPutsAndDeletes_doesEachAndNothingElse")
    static final class MergedPuts extends BrokenStore {
        @Override
        BatchWriteResult batchWrite(DocumentTable sound, BatchWriteRequest request) {
            for (Item item : request.puts()) {
                List<Update.Action> sets = new ArrayList<>();
                item.attributes().forEach((name, value) -> {
                    if (!request.schema().isKeyAttribute(name)) {
                        sets.add(new Update.Set(AttributePath.of(name), UpdateValue.of(value)));
                    }
                });
                sound.update(UpdateRequest.of(request.schema(), request.schema().keyOf(item), new Update(sets)));
            }
            request.deletes().forEach(sound::delete);
            return BatchWriteResult.of(List.of());
        }
    }

    /** Does what it says is unprocessed. */
    @ConformsWith(DoneAndUnprocessed.class)
    @CaughtBy("batchWrite_ofOneCall_doesWhatItDoesNotTellUnprocessed")
    static final class DoneAndUnprocessed extends BrokenStore {
        @Override
        BatchWriteResult batchWrite(DocumentTable sound, BatchWriteRequest request) {
            sound.batchWrite(request);
            return BatchWriteResult.of(request.keys().subList(0, 1));
        }
    }

    /** Takes a batch for as many writes of its own, and refuses the larger ones after all. */
    @ConformsWith(RefusedLate.class)
    @CaughtBy("batchWrite_ofMoreThanOneCallTakes_isRefusedAndDoneByBatches")
    static final class RefusedLate extends BrokenStore {
        @Override
        BatchWriteResult batchWrite(DocumentTable sound, BatchWriteRequest request) {
            try {
                return sound.batchWrite(request);
            } catch (InvalidRequestException e) {
                request.puts().forEach(sound::put);
                throw e;
            }
        }
    }
}
