// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.List;
import java.util.Optional;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributePath;
import org.moviestore.item.Item;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** Stores whose writes return something else than what was asked for; rules F. */
final class BrokenResults {
    private BrokenResults() {}

    /** Returns nothing of a delete. */
    @ConformsWith(SilentDeletes.class)
    @CaughtBy({"delete_returningTheOldItem_returnsItIfThereWasOne", "delete_onConditionReturningTheOldItem_returnsIt"})
    static final class SilentDeletes extends BrokenStore {
        @Override
        WriteResult delete(DocumentTable sound, DeleteRequest request) {
            sound.delete(request);
            return WriteResult.of(Optional.empty());
        }
    }

    /** Returns the item that was put. */
    @ConformsWith(EchoedPuts.class)
    @CaughtBy({"put_returningTheOldItem_returnsItIfThereWasOne", "put_onConditionReturningTheOldItem_returnsIt"})
    static final class EchoedPuts extends BrokenStore {
        @Override
        WriteResult put(DocumentTable sound, PutRequest request) {
            sound.put(request);
            return WriteResult.of(
                    request.returning() == ReturnItem.OLD ? Optional.of(request.item()) : Optional.empty());
        }
    }

    /** Returns something else of an update than the request asks for. */
    abstract static class Returning extends BrokenStore {
        abstract Optional<Item> returned(UpdateRequest request, Optional<Item> before, Optional<Item> after);

        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            Optional<Item> before = sound.get(request.key());
            sound.update(request);
            return WriteResult.of(returned(request, before, sound.get(request.key())));
        }

        static boolean isOfUpdated(UpdateRequest request) {
            return request.returning() == ReturnValues.UPDATED_OLD || request.returning() == ReturnValues.UPDATED_NEW;
        }

        static Optional<Item> selected(UpdateRequest request, Optional<Item> before, Optional<Item> after) {
            return request.returning().select(request.update(), before, after);
        }
    }

    /** Returns the old item for the new one. */
    @ConformsWith(OldForNew.class)
    @CaughtBy("update_returningAll_returnsTheWholeItem")
    static final class OldForNew extends Returning {
        @Override
        Optional<Item> returned(UpdateRequest request, Optional<Item> before, Optional<Item> after) {
            return selected(request, before, before);
        }
    }

    /** Returns the new item for an old one that was not there. */
    @ConformsWith(NewForOld.class)
    @CaughtBy("update_ofAMissingItemReturningTheOld_returnsNothing")
    static final class NewForOld extends Returning {
        @Override
        Optional<Item> returned(UpdateRequest request, Optional<Item> before, Optional<Item> after) {
            return selected(request, before.or(() -> after), after);
        }
    }

    /** Returns the whole item for what an update touched. */
    @ConformsWith(WholeItems.class)
    @CaughtBy({
        "update_returningTheUpdated_returnsTouchedAttributesOfThatSide",
        "update_whoseTouchedAttributesAreNotThere_returnsNothing"
    })
    static final class WholeItems extends Returning {
        @Override
        Optional<Item> returned(UpdateRequest request, Optional<Item> before, Optional<Item> after) {
            return switch (request.returning()) {
                case NONE -> Optional.empty();
                case ALL_OLD, UPDATED_OLD -> before;
                case ALL_NEW, UPDATED_NEW -> after;
            };
        }
    }

    /** Returns the whole attribute for a path in it, as DynamoDB Local does. */
    @ConformsWith(WholeAttributes.class)
    @CaughtBy({"update_ofNestedPaths_returnsThosePathsOnly", "update_ofListElements_returnsThemMovedTogether"})
    static final class WholeAttributes extends Returning {
        @Override
        Optional<Item> returned(UpdateRequest request, Optional<Item> before, Optional<Item> after) {
            List<Update.Action> whole = request.update().actions().stream()
                    .map(action -> AttributePath.of(action.path().attribute()))
                    .distinct()
                    .<Update.Action>map(Update.Remove::new)
                    .toList();
            return request.returning().select(new Update(whole), before, after);
        }
    }

    /** Returns of what an update touched only what is different now. */
    @ConformsWith(ChangedOnly.class)
    @CaughtBy("update_rewritingTheSameValue_countsItAsTouched")
    static final class ChangedOnly extends Returning {
        @Override
        Optional<Item> returned(UpdateRequest request, Optional<Item> before, Optional<Item> after) {
            return isOfUpdated(request) && before.equals(after) ? Optional.empty() : selected(request, before, after);
        }
    }

    /** Returns the key with what an update touched. */
    @ConformsWith(KeyReturned.class)
    @CaughtBy("update_ofAMissingItemReturningTheNew_returnsTouchedAttributes")
    static final class KeyReturned extends Returning {
        @Override
        Optional<Item> returned(UpdateRequest request, Optional<Item> before, Optional<Item> after) {
            Optional<Item> touched = selected(request, before, after);
            return isOfUpdated(request) ? touched.map(item -> ConformanceTests.withKey(request.key(), item)) : touched;
        }
    }

    /** Says that a condition failed, and never on which item. */
    @ConformsWith(BareFailures.class)
    @CaughtBy("write_whoseConditionFails_bringsTheStoredItemIfAsked")
    static final class BareFailures extends BrokenStore {
        @Override
        WriteResult put(DocumentTable sound, PutRequest request) {
            try {
                return sound.put(request);
            } catch (ConditionFailedException e) {
                throw new ConditionFailedException(request.schema().tableName(), request.key());
            }
        }
    }

    /** Brings an item with a failed condition even if there is none. */
    @ConformsWith(MadeUpItems.class)
    @CaughtBy("write_whoseConditionFailsOnNoItem_bringsNone")
    static final class MadeUpItems extends BrokenStore {
        @Override
        WriteResult delete(DocumentTable sound, DeleteRequest request) {
            try {
                return sound.delete(request);
            } catch (ConditionFailedException e) {
                throw new ConditionFailedException(
                        request.schema().tableName(),
                        request.key(),
                        e.storedItem().orElse(request.key().attributes()));
            }
        }
    }
}
