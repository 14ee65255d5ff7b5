// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;

/**
 * Writes several items, all of them or none, on condition of these and others. Immutable.
 *
 * <p>A transaction with a client token happens once: sent again with the same token within ten minutes after the first
 * time, it succeeds again and changes nothing. So it may be sent again after an unknown outcome.
 *
 * @param actions 1 to 100 actions, each on another item, of one table or several
 * @param clientToken 1 to 36 characters (UTF-16 units) that name this transaction alone
 * @param capacityReport whether to say what the transaction consumed
 */
public record TransactWriteRequest(
        List<WriteAction> actions, Optional<String> clientToken, CapacityReport capacityReport) {
    /** The most actions of one transaction, and the most items it can read. */
    public static final int MAX_ACTIONS = 100;
    /** The most bytes of all actions together, and of all items that a transaction reads. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;
    /** The longest client token, in UTF-16 units. */
    public static final int MAX_TOKEN_LENGTH = 36;

    /**
     * Checks the actions together.
     *
     * @throws InvalidRequestException with {@link ErrorCode#TX_SIZE}; {@link ErrorCode#TX_DUPLICATE} if two actions
     *     name one item; {@link ErrorCode#TABLE_MISMATCH} if two give one table different keys;
     *     {@link ErrorCode#TX_RETURN_VALUES} if one asks for an item or a capacity report; {@link ErrorCode#TX_BYTES};
     *     {@link ErrorCode#VERSION} if one expects a version, of which {@link Versions} makes a condition;
     *     {@link ErrorCode#TX_TOKEN} or a code of text for the token
     */
    public TransactWriteRequest {
        actions = List.copyOf(actions);
        Objects.requireNonNull(capacityReport, "capacityReport");
        TransactionLimits.checkItems(
                actions.stream().map(WriteAction::schema).toList(),
                actions.stream().map(WriteAction::key).toList());
        TransactionLimits.checkActions(actions);
        clientToken.ifPresent(TransactionLimits::checkToken);
    }

    /** Returns a transaction of the actions, without a client token. */
    public static TransactWriteRequest of(WriteAction... actions) {
        return of(List.of(actions));
    }

    /** Returns a transaction of the actions, without a client token. */
    public static TransactWriteRequest of(List<? extends WriteAction> actions) {
        return new TransactWriteRequest(List.copyOf(actions), Optional.empty(), CapacityReport.NONE);
    }

    /** Returns this transaction with a client token. */
    public TransactWriteRequest withClientToken(String token) {
        return new TransactWriteRequest(actions, Optional.of(token), capacityReport);
    }

    /** Returns this transaction with another capacity report. */
    public TransactWriteRequest withCapacityReport(CapacityReport report) {
        return new TransactWriteRequest(actions, clientToken, report);
    }

    /**
     * Returns what tells these actions from those of another transaction: the same for equal actions in the same order,
     * in whatever order their attributes and set members stand and however their numbers were written.
     */
    public Bytes fingerprint() {
        return TransactionFingerprint.of(actions);
    }

    /**
     * Returns the items that the actions leave in place of the stored ones, in the order of the actions, for a backend
     * that computes them in this process. Every action is tried, its condition before its update.
     *
     * @param tables the schema of each action's table as it is now, in the order of the actions
     * @param stored the stored item of each action, in the order of the actions
     * @throws TransactionCanceledException if any action fails, with the reasons of all that do
     */
    public List<Optional<Item>> appliedTo(List<TableSchema> tables, List<Optional<Item>> stored) {
        List<Optional<Item>> changed = new ArrayList<>();
        List<CancellationReason> reasons = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            CancellationReason reason = CancellationReason.none();
            try {
                changed.add(actions.get(i).madeFor(tables.get(i)).appliedTo(stored.get(i)));
            } catch (ConditionFailedException e) {
                reason = e.storedItem()
                        .map(CancellationReason::conditionFailed)
                        .orElseGet(CancellationReason::conditionFailed);
            } catch (UpdateRejectedException e) {
                reason = CancellationReason.updateRejected(e.code());
            } catch (InvalidRequestException e) {
                // Made of a schema that lacks an index, it would store what the index cannot take.
                reason = CancellationReason.updateRejected(e.code());
            }
            reasons.add(reason);
        }
        if (reasons.stream().anyMatch(CancellationReason::isFailure)) {
            throw canceled(reasons);
        }
        return changed;
    }

    /** As {@link #appliedTo(List, List)}, on tables of the very schemas that the actions were made from. */
    public List<Optional<Item>> appliedTo(List<Optional<Item>> stored) {
        return appliedTo(actions.stream().map(WriteAction::schema).toList(), stored);
    }

    /** Returns the exception for a transaction of these actions that was canceled for a reason of each. */
    public TransactionCanceledException canceled(List<CancellationReason> reasons) {
        return new TransactionCanceledException(TransactionMessage.of(actions, reasons), reasons);
    }
}
