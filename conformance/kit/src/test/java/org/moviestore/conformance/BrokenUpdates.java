// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.moviestore.item.Values.nullValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.NullValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** Stores that change items otherwise than asked; rules E. */
final class BrokenUpdates {
    private BrokenUpdates() {}

    /** Applies the actions of an update one after the other, each to what the one before made. */
    @ConformsWith(OneByOne.class)
    @CaughtBy({
        "update_ofSeveralAttributes_readsTheOldItem",
        "remove_ofSeveralElements_countsInTheOldList",
        "setAndRemove_onOneList_setsThenAppendsThenRemoves",
        "set_ofSeveralElementsBeyondTheEnd_appendsInOrderOfTheirIndexes"
    })
    static final class OneByOne extends BrokenStore {
        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            List<Update.Action> actions = request.update().actions();
            for (Update.Action action : actions.subList(0, Math.max(0, actions.size() - 1))) {
                sound.update(UpdateRequest.of(request.schema(), request.key(), new Update(List.of(action))));
            }
            Update last = actions.isEmpty() ? request.update() : new Update(List.of(actions.get(actions.size() - 1)));
            return sound.update(ChangedRequests.of(request, last));
        }
    }

    /** Evaluates the condition on the item that the update makes. */
    @ConformsWith(ConditionAfterUpdate.class)
    @CaughtBy("update_whoseConditionAndPathAreBothWrong_failsByTheCondition")
    static final class ConditionAfterUpdate extends BrokenStore {
        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            Item before = sound.get(request.key()).orElse(request.key().attributes());
            Item after = request.update().applyTo(before);
            if (!request.condition().map(condition -> condition.holdsOn(after)).orElse(true)) {
                throw new ConditionFailedException(request.schema().tableName(), request.key());
            }
            return sound.update(ChangedRequests.unconditional(request));
        }
    }

    /** Leaves out what has no operand. */
    @ConformsWith(SkippedOperands.class)
    @CaughtBy("set_ofAMissingOperand_isRejected")
    static final class SkippedOperands extends BrokenStore.Tolerant {
        SkippedOperands() {
            super(ErrorCode.OPERAND_MISSING);
        }
    }

    /** Leaves out what has no parent. */
    @ConformsWith(SkippedPaths.class)
    @CaughtBy({
        "set_throughAMissingOrWrongParent_isRejected",
        "set_throughAMissingParentOfAMissingItem_isRejectedAndCreatesNothing",
        "remove_throughAMissingOrWrongParent_isRejected"
    })
    static final class SkippedPaths extends BrokenStore.Tolerant {
        SkippedPaths() {
            super(ErrorCode.PATH_INVALID);
        }
    }

    /** Leaves out what meets a value of another type. */
    @ConformsWith(SkippedTypes.class)
    @CaughtBy({
        "arithmetic_onAnythingButNumbers_isRejected",
        "listAppend_ofAnythingElse_isRejected",
        "add_toAnotherType_isRejected",
        "delete_fromAnotherType_isRejected"
    })
    static final class SkippedTypes extends BrokenStore.Tolerant {
        SkippedTypes() {
            super(ErrorCode.OPERAND_TYPE);
        }
    }

    /** Looks away from whatever an update is to be rejected for. */
    @ConformsWith(AnyFault.class)
    @CaughtBy("update_wrongInSeveralWays_isRejectedForOneOfThem")
    static final class AnyFault extends BrokenStore {
        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            try {
                return sound.update(request);
            } catch (UpdateRejectedException e) {
                return WriteResult.of(Optional.empty());
            }
        }
    }

    /** Computes SET actions by other values than those that were asked for. */
    abstract static class Rewriting extends BrokenStore {
        abstract UpdateValue rewritten(UpdateValue value, Item before);

        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            Item before = sound.get(request.key()).orElse(request.key().attributes());
            List<Update.Action> actions = new ArrayList<>();
            for (Update.Action action : request.update().actions()) {
                actions.add(
                        action instanceof Update.Set set
                                ? new Update.Set(set.path(), rewritten(set.value(), before))
                                : action);
            }
            return sound.update(ChangedRequests.of(request, new Update(actions)));
        }
    }

    /** Takes null for missing in if_not_exists, as COALESCE does. */
    @ConformsWith(Coalesce.class)
    @CaughtBy("ifNotExists_ofAValueThatIsThere_takesIt")
    static final class Coalesce extends Rewriting {
        @Override
        UpdateValue rewritten(UpdateValue value, Item before) {
            return value instanceof UpdateValue.IfNotExists either
                            && either.path().in(before).orElse(null) instanceof NullValue
                    ? either.fallback()
                    : value;
        }
    }

    /** Takes the fallback of if_not_exists for a text of its own. */
    @ConformsWith(LiteralFallback.class)
    @CaughtBy("ifNotExists_ofAValueThatIsNotThere_takesTheFallback")
    static final class LiteralFallback extends Rewriting {
        @Override
        UpdateValue rewritten(UpdateValue value, Item before) {
            return value instanceof UpdateValue.IfNotExists either
                            && either.fallback() instanceof UpdateValue.Attribute fallback
                    ? new UpdateValue.IfNotExists(
                            either.path(), UpdateValue.of(fallback.path().toString()))
                    : value;
        }
    }

    /** Evaluates the fallback of if_not_exists only where it is needed. */
    @ConformsWith(LazyFallback.class)
    @CaughtBy("ifNotExists_withAMissingFallback_isRejectedEvenIfItIsNotNeeded")
    static final class LazyFallback extends Rewriting {
        @Override
        UpdateValue rewritten(UpdateValue value, Item before) {
            return value instanceof UpdateValue.IfNotExists either
                            && either.path().in(before).isPresent()
                    ? new UpdateValue.Attribute(either.path())
                    : value;
        }
    }

    /** Adds as doubles do. */
    @ConformsWith(DoubleSums.class)
    @CaughtBy({"set_ofASumOrDifference_isExact", "set_ofASumOf38Digits_keepsEveryDigit"})
    static final class DoubleSums extends Rewriting {
        @Override
        UpdateValue rewritten(UpdateValue value, Item before) {
            return value instanceof UpdateValue.Plus sum
                    ? UpdateValue.of(number(sum.left(), before) + number(sum.right(), before))
                    : value;
        }

        private static double number(UpdateValue value, Item before) {
            Item number = new Update(List.of(new Update.Set(AttributePath.of("n"), value))).applyTo(before);
            return ((AttributeValue.NumberValue) number.attribute("n").orElseThrow())
                    .value()
                    .doubleValue();
        }
    }

    /** Puts the second list first. */
    @ConformsWith(PrependingLists.class)
    @CaughtBy("listAppend_ofLists_joinsThemInOrder")
    static final class PrependingLists extends Rewriting {
        @Override
        UpdateValue rewritten(UpdateValue value, Item before) {
            return value instanceof UpdateValue.ListAppend lists
                    ? new UpdateValue.ListAppend(lists.second(), lists.first())
                    : value;
        }
    }

    /** Fills a list up with null as far as an element beyond its end, as JavaScript does. */
    @ConformsWith(PaddedLists.class)
    @CaughtBy("set_ofAListElement_replacesItOrAppends")
    static final class PaddedLists extends BrokenStore {
        private static final int LONGEST = 100;

        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            for (Update.Action action : request.update().actions()) {
                List<AttributePath.Step> steps = action.path().steps();
                if (action instanceof Update.Set && steps.get(steps.size() - 1) instanceof AttributePath.Index index) {
                    AttributePath list = new AttributePath(steps.subList(0, steps.size() - 1));
                    for (int i = 0; i < Math.min(index.index(), LONGEST); i++) {
                        UpdateValue filler = new UpdateValue.IfNotExists(list.index(i), UpdateValue.of(nullValue()));
                        Update fill = new Update(List.of(new Update.Set(list.index(i), filler)));
                        sound.update(UpdateRequest.of(request.schema(), request.key(), fill));
                    }
                }
            }
            return sound.update(request);
        }
    }

    /** Removes lists and maps that an update has emptied. */
    @ConformsWith(PrunedContainers.class)
    @CaughtBy("remove_ofTheLastElement_leavesTheEmptyContainer")
    static final class PrunedContainers extends BrokenStore {
        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            WriteResult result = sound.update(request);
            sound.get(request.key()).ifPresent(after -> sound.put(pruned(after)));
            return result;
        }

        private static Item pruned(Item item) {
            Item.Builder kept = Item.builder();
            item.attributes().forEach((name, value) -> {
                if (!value.equals(new MapValue(Map.of())) && !value.equals(new ListValue(List.of()))) {
                    kept.set(name, value);
                }
            });
            return kept.build();
        }
    }

    /** Creates an item by an update that only removes. */
    @ConformsWith(CreatingRemoves.class)
    @CaughtBy({"update_thatOnlyRemoves_createsNothing", "update_thatOnlyRemoves_stillObeysItsCondition"})
    static final class CreatingRemoves extends BrokenStore {
        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            WriteResult result = sound.update(request);
            if (sound.get(request.key()).isEmpty()) {
                sound.put(request.key().attributes());
            }
            return result;
        }
    }

    /** Evaluates the condition of an update that creates the item on the key. */
    @ConformsWith(KeyedConditions.class)
    @CaughtBy("update_ofAMissingItemOnConditionOfItsKey_fails")
    static final class KeyedConditions extends BrokenStore {
        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            boolean holds = request.condition()
                    .filter(condition -> condition.holdsOn(request.key().attributes()))
                    .isPresent();
            return sound.update(
                    holds && sound.get(request.key()).isEmpty() ? ChangedRequests.unconditional(request) : request);
        }
    }

    /** Sends no update that has nothing to do. */
    @ConformsWith(NothingToDo.class)
    @CaughtBy("update_ofAMissingItem_createsItOfItsKeyAndTheUpdate")
    static final class NothingToDo extends BrokenStore {
        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            return request.update().actions().isEmpty()
                    ? WriteResult.of(sound.get(request.key()))
                    : sound.update(request);
        }
    }

    /** Takes a name with a dot for a path. */
    @ConformsWith(DottedNames.class)
    @CaughtBy("update_ofANameWithADot_isNoPath")
    static final class DottedNames extends BrokenStore {
        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            List<Update.Action> actions = request.update().actions().stream()
                    .map(action -> action instanceof Update.Set set
                            ? new Update.Set(AttributePath.parse(set.path().toString()), set.value())
                            : action)
                    .toList();
            return sound.update(ChangedRequests.of(request, new Update(actions)));
        }
    }

    /** Adds to a set by replacing it. */
    @ConformsWith(ReplacedSets.class)
    @CaughtBy({"add_toASet_joinsThem", "add_toANumber_addsAndToNothingStartsThere"})
    static final class ReplacedSets extends BrokenStore {
        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            List<Update.Action> actions = request.update().actions().stream()
                    .map(action -> action instanceof Update.Add add
                            ? new Update.Set(add.path(), UpdateValue.of(add.operand()))
                            : action)
                    .toList();
            return sound.update(ChangedRequests.of(request, new Update(actions)));
        }
    }

    /** Removes a set of which members are to be deleted. */
    @ConformsWith(RemovedSets.class)
    @CaughtBy("delete_fromASet_removesMembersAndAtLastTheAttribute")
    static final class RemovedSets extends BrokenStore {
        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            List<Update.Action> actions = request.update().actions().stream()
                    .map(action -> action instanceof Update.Delete delete ? new Update.Remove(delete.path()) : action)
                    .toList();
            return sound.update(ChangedRequests.of(request, new Update(actions)));
        }
    }

    /** Leaves null of a set that has lost its last member. */
    @ConformsWith(EmptySetIsNull.class)
    @CaughtBy({"update_deletingTheLastMember_removesTheAttribute", "delete_fromASet_removesMembersAndAtLastTheAttribute"
    })
    static final class EmptySetIsNull extends BrokenStore {
        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            WriteResult result = sound.update(request);
            for (Update.Action action : request.update().actions()) {
                sound.get(request.key())
                        .filter(after -> action instanceof Update.Delete
                                && !after.has(action.path().attribute()))
                        .ifPresent(after -> sound.put(after.with(action.path().attribute(), nullValue())));
            }
            return result;
        }
    }
}
