// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.CancellationReason.Kind;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.item.Key;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactGetResult;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/** Stores whose transactions do something else than all or nothing, or say why in another way; rules H3 to H5. */
final class BrokenTransactions {
    private BrokenTransactions() {}

    static TransactWriteResult carryOut(DocumentStore sound, List<? extends WriteAction> actions) {
        return actions.isEmpty() ? TransactWriteResult.of() : sound.transactWrite(TransactWriteRequest.of(actions));
    }

    /** Carries out what actions do, whatever they ask of items. */
    static TransactWriteResult carryOutUnchecked(DocumentStore sound, TransactWriteRequest request) {
        return carryOut(
                sound,
                request.actions().stream()
                        .flatMap(action -> ChangedRequests.unconditional(action).stream())
                        .toList());
    }

    /** Carries out each action that can be, one after the other. */
    @ConformsWith(OneByOne.class)
    @CaughtBy({
        "transactWrite_whoseConditionFails_writesNothing",
        "transactWrite_whoseConditionFailsInOneTable_writesNothingInAnother",
        "transactWrite_whoseUpdatesCannotBeApplied_namesAllOfThemInOrder",
        "transactWrite_ofAnotherKeyThanTheTableHas_isRejectedAndChangesNothing",
        "transactWrite_onAMissingTable_namesItAndChangesNothing"
    })
    static final class OneByOne extends BrokenStore {
        @Override
        TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            List<CancellationReason> reasons = new ArrayList<>();
            for (WriteAction action : request.actions()) {
                try {
                    carryOut(sound, List.of(action));
                    reasons.add(CancellationReason.none());
                } catch (TransactionCanceledException e) {
                    reasons.addAll(e.reasons());
                }
            }
            if (reasons.stream().anyMatch(CancellationReason::isFailure)) {
                throw request.canceled(reasons);
            }
            return TransactWriteResult.of();
        }
    }

    /** Carries out the first actions, as many as a batch takes. */
    @ConformsWith(FirstTwentyFive.class)
    @CaughtBy("transactWrite_of100Actions_carriesThemOut")
    static final class FirstTwentyFive extends BrokenStore {
        @Override
        TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            return carryOut(
                    sound,
                    request.actions().subList(0, Math.min(25, request.actions().size())));
        }
    }

    /** Keeps actions by the keys of their items, whatever tables those are in. */
    @ConformsWith(OneForEachKey.class)
    @CaughtBy("transactWrite_ofOneKeyInTwoTables_isCarriedOut")
    static final class OneForEachKey extends BrokenStore {
        @Override
        TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            Map<Key, WriteAction> byKey = new LinkedHashMap<>();
            request.actions().forEach(action -> byKey.put(action.key(), action));
            return carryOut(sound, List.copyOf(byKey.values()));
        }
    }

    /** Creates an item by an update that only removes, as DynamoDB Local does. */
    @ConformsWith(CreatedByRemovals.class)
    @CaughtBy("transactWrite_ofUpdatesThatOnlyRemove_createsNothing")
    static final class CreatedByRemovals extends BrokenStore {
        @Override
        TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            sound.transactWrite(request);
            for (WriteAction action : request.actions()) {
                DocumentTable table = sound.table(action.schema().tableName());
                if (action instanceof UpdateRequest && table.get(action.key()).isEmpty()) {
                    table.put(action.key().attributes());
                }
            }
            return TransactWriteResult.of();
        }
    }

    /** Says nothing of a capacity report that it cannot give. */
    @ConformsWith(SilentCapacity.class)
    @CaughtBy("transactWrite_askedForConsumedCapacityThatIsLacking_isRefusedAndChangesNothing")
    static final class SilentCapacity extends BrokenStore {
        @Override
        TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            return sound.transactWrite(request.withCapacityReport(CapacityReport.NONE));
        }
    }

    /** A store that gives other reasons than the true ones. */
    abstract static class Misreporting extends BrokenStore {
        abstract List<CancellationReason> reasons(
                DocumentStore sound, List<WriteAction> actions, List<CancellationReason> reasons);

        @Override
        TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            try {
                return sound.transactWrite(request);
            } catch (TransactionCanceledException e) {
                throw request.canceled(reasons(sound, request.actions(), e.reasons()));
            }
        }
    }

    /** Stops at the first action that fails. */
    @ConformsWith(FirstFailure.class)
    @CaughtBy({
        "transactWrite_whoseConditionsFail_namesAllOfThemInOrder",
        "transactWrite_whoseConditionsFail_bringsTheStoredItemsIfAsked",
        "transactWrite_whoseConditionsFailOnMoreThan4Mebibytes_bringsThemAll",
        "transactWrite_whoseUpdatesCannotBeApplied_namesAllOfThemInOrder",
        "transactWrite_whoseUpdatesBreakLimits_namesThem",
        "transactWrite_failingInDifferentWays_namesEachItsOwn",
        "transactWrite_ofUpdatesThatOnlyRemove_failsForTheReasonsOfOthers"
    })
    static final class FirstFailure extends Misreporting {
        @Override
        List<CancellationReason> reasons(
                DocumentStore sound, List<WriteAction> actions, List<CancellationReason> reasons) {
            int first = IntStream.range(0, reasons.size())
                    .filter(i -> reasons.get(i).isFailure())
                    .findFirst()
                    .orElseThrow();
            List<CancellationReason> told = new ArrayList<>(reasons.subList(0, first + 1));
            told.addAll(Collections.nCopies(reasons.size() - told.size(), CancellationReason.none()));
            return told;
        }
    }

    /** Gives the reasons in the order in which it locked the items. */
    @ConformsWith(ReasonsByKey.class)
    @CaughtBy({
        "transactWrite_whoseConditionsFail_namesAllOfThemInOrder",
        "transactWrite_failingInDifferentWays_namesEachItsOwn"
    })
    static final class ReasonsByKey extends Misreporting {
        @Override
        List<CancellationReason> reasons(
                DocumentStore sound, List<WriteAction> actions, List<CancellationReason> reasons) {
            Comparator<Integer> order =
                    Comparator.comparing(i -> actions.get(i).key().toString());
            return IntStream.range(0, reasons.size())
                    .boxed()
                    .sorted(order)
                    .map(reasons::get)
                    .toList();
        }
    }

    /** Says that conditions failed, and never on which items. */
    @ConformsWith(BareFailures.class)
    @CaughtBy({
        "transactWrite_whoseConditionsFail_bringsTheStoredItemsIfAsked",
        "transactWrite_whoseConditionsFailOnMoreThan4Mebibytes_bringsThemAll",
        "transactWrite_failingInDifferentWays_namesEachItsOwn"
    })
    static final class BareFailures extends Misreporting {
        @Override
        List<CancellationReason> reasons(
                DocumentStore sound, List<WriteAction> actions, List<CancellationReason> reasons) {
            return reasons.stream()
                    .map(reason ->
                            reason.kind() == Kind.CONDITION_FAILED ? CancellationReason.conditionFailed() : reason)
                    .toList();
        }
    }

    /** Brings each stored item, asked or not. */
    @ConformsWith(UnaskedItems.class)
    @CaughtBy("transactWrite_whoseConditionsFail_bringsTheStoredItemsIfAsked")
    static final class UnaskedItems extends Misreporting {
        @Override
        List<CancellationReason> reasons(
                DocumentStore sound, List<WriteAction> actions, List<CancellationReason> reasons) {
            List<CancellationReason> told = new ArrayList<>(reasons);
            for (int i = 0; i < actions.size(); i++) {
                if (reasons.get(i).kind() == Kind.CONDITION_FAILED) {
                    told.set(
                            i,
                            sound.table(actions.get(i).schema().tableName())
                                    .get(actions.get(i).key())
                                    .map(CancellationReason::conditionFailed)
                                    .orElseGet(CancellationReason::conditionFailed));
                }
            }
            return told;
        }
    }

    /** Tries updates before it looks at their conditions. */
    @ConformsWith(UpdatesFirst.class)
    @CaughtBy({
        "transactWrite_whoseConditionAndUpdateAreBothWrong_failsByTheCondition",
        "transactWrite_whoseConditionAndIndexKeyAreBothWrong_failsByTheCondition"
    })
    static final class UpdatesFirst extends Misreporting {
        @Override
        List<CancellationReason> reasons(
                DocumentStore sound, List<WriteAction> actions, List<CancellationReason> reasons) {
            List<CancellationReason> told = new ArrayList<>(reasons);
            for (int i = 0; i < actions.size(); i++) {
                if (actions.get(i) instanceof UpdateRequest update) {
                    try {
                        ChangedRequests.unconditional(update)
                                .appliedTo(
                                        sound.table(update.schema().tableName()).get(update.key()));
                    } catch (UpdateRejectedException e) {
                        told.set(i, CancellationReason.updateRejected(e.code()));
                    }
                }
            }
            return told;
        }
    }

    /** Says that one of its tables is missing, and not which. */
    @ConformsWith(AnyIsMissing.class)
    @CaughtBy({"transactWrite_onAMissingTable_namesItAndChangesNothing", "transactGet_onAMissingTable_namesIt"})
    static final class AnyIsMissing extends BrokenStore {
        private static TableNotFoundException missing(Stream<TableSchema> schemas) {
            return new TableNotFoundException(
                    schemas.map(TableSchema::tableName).distinct().collect(Collectors.joining(" or ")));
        }

        @Override
        TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            try {
                return sound.transactWrite(request);
            } catch (TableNotFoundException e) {
                throw missing(request.actions().stream().map(WriteAction::schema));
            }
        }

        @Override
        TransactGetResult transactGet(DocumentStore sound, TransactGetRequest request) {
            try {
                return sound.transactGet(request);
            } catch (TableNotFoundException e) {
                throw missing(request.gets().stream().map(GetRequest::schema));
            }
        }
    }

    /** Says that an update was rejected, and nothing of the other actions. */
    @ConformsWith(RejectedAlone.class)
    @CaughtBy({
        "transactWrite_whoseUpdatesCannotBeApplied_namesAllOfThemInOrder",
        "transactWrite_whoseUpdatesBreakLimits_namesThem",
        "transactWrite_failingInDifferentWays_namesEachItsOwn"
    })
    static final class RejectedAlone extends BrokenStore {
        @Override
        TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            try {
                return sound.transactWrite(request);
            } catch (TransactionCanceledException e) {
                for (int i = 0; i < e.reasons().size(); i++) {
                    if (e.reasons().get(i).code().isPresent()) {
                        WriteAction action = request.actions().get(i);
                        throw new UpdateRejectedException(
                                action.schema().tableName(),
                                action.key(),
                                e.reasons().get(i).code().get(),
                                e);
                    }
                }
                throw e;
            }
        }
    }
}
