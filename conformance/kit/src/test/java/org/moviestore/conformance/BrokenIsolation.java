// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactGetResult;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;
import org.moviestore.table.WriteAction;
import org.moviestore.table.WriteResult;

/** Stores whose transactions do not belong to one moment, or read something else; rules H7 and H9. */
final class BrokenIsolation {
    private BrokenIsolation() {}

    /** Checks conditions before it takes locks, so that they need not hold any more when it writes. */
    @ConformsWith(CheckedBefore.class)
    @CaughtBy({
        "transactWrite_eachOnTheAbsenceOfTheOthersItem_letsExactlyOneWin",
        "transactWrite_eachOnTheStateOfTheOthersItem_letsExactlyOneWin",
        "transactWrite_onTheAbsenceOfWhatAPutWrites_isBeforeOrAfterIt",
        "transactWrite_ofEightCreatorsInDifferentOrders_letsExactlyOneWin"
    })
    static final class CheckedBefore extends BrokenStore {
        private final BrokenWriters.Gap gap = new BrokenWriters.Gap();

        /** Waits a moment for a transaction that has checked its conditions, and then comes before it. */
        @Override
        WriteResult put(DocumentTable sound, PutRequest request) {
            gap.meetAnother();
            return sound.put(request);
        }

        @Override
        TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            request.appliedTo(storedOf(sound, request.actions()));
            gap.meetAnother();
            gap.meetAnother();
            return BrokenTransactions.carryOutUnchecked(sound, request);
        }
    }

    static List<Optional<Item>> storedOf(DocumentStore sound, List<WriteAction> actions) {
        return actions.stream()
                .map(action -> sound.table(action.schema().tableName()).get(action.key()))
                .toList();
    }

    /** Computes what it writes of items that others may change meanwhile. */
    @ConformsWith(LostUpdates.class)
    @CaughtBy({
        "transactWrite_overTwoTablesInEitherOrder_losesNothing",
        "transactWrite_ofTransfersThatCross_keepsTheSumForEveryReader"
    })
    static final class LostUpdates extends BrokenStore {
        private final BrokenWriters.Gap gap = new BrokenWriters.Gap();

        @Override
        TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            List<Optional<Item>> changed = request.appliedTo(storedOf(sound, request.actions()));
            gap.meetAnother();
            for (int i = 0; i < changed.size(); i++) {
                String table = request.actions().get(i).schema().tableName();
                changed.get(i).ifPresent(sound.table(table)::put);
            }
            return TransactWriteResult.of();
        }
    }

    /** Reads one item after the other. */
    @ConformsWith(ReadApart.class)
    @CaughtBy({
        "transactGet_whileItemsComeAndGoTogether_seesAllOrNone",
        "transactWrite_ofTransfersThatCross_keepsTheSumForEveryReader"
    })
    static final class ReadApart extends BrokenStore {
        private final SynchronousQueue<String> begun = new SynchronousQueue<>();
        private final SynchronousQueue<String> ended = new SynchronousQueue<>();

        /** Waits a moment for a reader between two items, so that one is there when this happens. */
        @Override
        TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            waiting(() -> begun.offer("", 5, TimeUnit.MILLISECONDS));
            TransactWriteResult result = sound.transactWrite(request);
            waiting(() -> ended.offer("", 5, TimeUnit.MILLISECONDS));
            return result;
        }

        @Override
        synchronized TransactGetResult transactGet(DocumentStore sound, TransactGetRequest request) {
            List<Optional<Item>> items = new ArrayList<>();
            for (GetRequest get : request.gets()) {
                items.add(sound.table(get.schema().tableName()).get(get).item());
                waiting(() -> begun.poll(5, TimeUnit.MILLISECONDS));
                waiting(() -> ended.poll(5, TimeUnit.MILLISECONDS));
            }
            return TransactGetResult.of(items);
        }

        private static void waiting(Callable<?> meeting) {
            try {
                meeting.call();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Returns items in the order of their keys. */
    @ConformsWith(ItemsByKey.class)
    @CaughtBy("transactGet_overSeveralTables_returnsThemInTheOrderOfTheGets")
    static final class ItemsByKey extends BrokenStore {
        @Override
        TransactGetResult transactGet(DocumentStore sound, TransactGetRequest request) {
            return sound.transactGet(TransactGetRequest.of(request.gets().stream()
                    .sorted(Comparator.comparing(get -> get.schema().tableName() + get.key()))
                    .toList()));
        }
    }

    /** Returns the items that are there, and nothing of those that are not. */
    @ConformsWith(FoundOnly.class)
    @CaughtBy({
        "transactGet_ofSeveralItems_returnsThemInTheOrderOfTheGets",
        "transactGet_overSeveralTables_returnsThemInTheOrderOfTheGets"
    })
    static final class FoundOnly extends BrokenStore {
        @Override
        TransactGetResult transactGet(DocumentStore sound, TransactGetRequest request) {
            return TransactGetResult.of(sound.transactGet(request).items().stream()
                    .filter(Optional::isPresent)
                    .toList());
        }
    }

    /** Returns whole items, whatever the projections ask for. */
    @ConformsWith(WholeItems.class)
    @CaughtBy("transactGet_withProjections_keepsThosePaths")
    static final class WholeItems extends BrokenStore {
        @Override
        TransactGetResult transactGet(DocumentStore sound, TransactGetRequest request) {
            return sound.transactGet(TransactGetRequest.of(request.gets().stream()
                    .map(get -> GetRequest.of(get.schema(), get.key()))
                    .toList()));
        }
    }

    /** Returns more than may be read at once. */
    @ConformsWith(AnySize.class)
    @CaughtBy("transactGet_ofMoreThan4Mebibytes_isRejectedUnlessProjected")
    static final class AnySize extends BrokenStore {
        @Override
        TransactGetResult transactGet(DocumentStore sound, TransactGetRequest request) {
            try {
                return sound.transactGet(request);
            } catch (RequestRejectedException e) {
                int half = request.gets().size() / 2;
                return TransactGetResult.of(Stream.of(
                                request.gets().subList(0, half),
                                request.gets().subList(half, request.gets().size()))
                        .flatMap(gets -> sound.transactGet(TransactGetRequest.of(gets)).items().stream())
                        .toList());
            }
        }
    }
}
