// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.moviestore.expression.Condition;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** Stores that let another writer in between what belongs to one moment; rules H. */
final class BrokenWriters {
    private BrokenWriters() {}

    /** A place between a read and a write, where a writer waits a moment for another one to come. */
    static final class Gap {
        private final Exchanger<String> writers = new Exchanger<>();

        void meetAnother() {
            try {
                writers.exchange("", 50, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Nobody came.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Updates by a get and a put. */
    @ConformsWith(LostUpdates.class)
    @CaughtBy({
        "update_addingFromFiftyThreads_losesNothing",
        "update_settingASumFromFiftyThreads_losesNothing",
        "update_ofDifferentAttributesAtOnce_losesNone",
        "update_thatOnlyRemovesBesideADelete_neverCreatesTheItemAgain"
    })
    static final class LostUpdates extends BrokenStore {
        private final Gap gap = new Gap();

        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            Optional<Item> before = sound.get(request.key());
            Optional<Item> after = request.appliedTo(before);
            gap.meetAnother();
            after.ifPresent(sound::put);
            return WriteResult.of(request.returning().select(request.update(), before, after));
        }
    }

    /** Checks conditions before it writes. */
    @ConformsWith(CheckedBefore.class)
    @CaughtBy({
        "put_ofFiftyCreatorsAtOnce_letsExactlyOneWin",
        "update_ofFiftyCreatorsAtOnce_letsExactlyOneWin",
        "writes_onOneConditionAtOnce_letExactlyOneWin",
        "delete_onOneConditionAtOnce_letsExactlyOneWin",
        "deleteAndUpdate_onOneConditionAtOnce_letExactlyOneWin",
        "putAndDelete_onOneConditionAtOnce_letExactlyOneWin",
        "putsIfAbsentAndDeletesIfPresent_fromFiftyThreads_takeTurns"
    })
    static final class CheckedBefore extends Misjudging {
        /** One for each condition, so that those meet who go on because of the same. */
        private final Map<Condition, Gap> gaps = new ConcurrentHashMap<>();

        @Override
        boolean holds(Condition condition, Item item) {
            boolean holds = condition.holdsOn(item);
            if (holds) {
                gaps.computeIfAbsent(condition, each -> new Gap()).meetAnother();
            }
            return holds;
        }
    }

    /** Reads what a put returns before it writes. */
    @ConformsWith(OldReadBefore.class)
    @CaughtBy("put_returningTheOldItemFromFiftyThreads_returnsEachItemOnce")
    static final class OldReadBefore extends BrokenStore {
        private final Gap gap = new Gap();

        @Override
        WriteResult put(DocumentTable sound, PutRequest request) {
            Optional<Item> before = sound.get(request.key());
            gap.meetAnother();
            sound.put(request.item());
            return WriteResult.of(request.returning() == ReturnItem.OLD ? before : Optional.empty());
        }
    }

    /** Reads what an update returns after it has written. */
    @ConformsWith(NewReadAfter.class)
    @CaughtBy("update_returningTheNewItemFromFiftyThreads_returnsEachSumOnce")
    static final class NewReadAfter extends BrokenStore {
        private final Gap gap = new Gap();

        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            sound.update(request);
            gap.meetAnother();
            return WriteResult.of(sound.get(request.key()));
        }
    }
}
