// SPDX-License-Identifier: Apache-2.0
package org.moviestore.error;

import java.util.Objects;
import java.util.Optional;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;

/**
 * What one action had to do with the end of its transaction. Immutable.
 *
 * @param kind whether the action failed, and how
 * @param storedItem the item that the condition did not hold on, if the action asked for it and there is one
 * @param code the rule that the update breaks on the stored item, if it was rejected
 */
public record CancellationReason(Kind kind, Optional<Item> storedItem, Optional<ErrorCode> code) {
    /** Whether an action failed, and how. Immutable. */
    public enum Kind {
        /** The action could have been carried out; it was not, because another failed. */
        NONE,
        /** The condition did not hold on the stored item, or on the lack of one. */
        CONDITION_FAILED,
        /**
         * The update cannot be applied to the stored item, or an index of the table cannot take what would be stored.
         */
        UPDATE_REJECTED,
        /** Another call was at the item, or there was no capacity for it, so the action was not looked at. */
        CONFLICT
    }

    /** Checks that the parts fit together. */
    public CancellationReason {
        Objects.requireNonNull(kind, "kind");
        if (storedItem.isPresent() && kind != Kind.CONDITION_FAILED) {
            throw new IllegalArgumentException("only a failed condition brings an item back, not " + kind);
        }
        if (code.isPresent() != (kind == Kind.UPDATE_REJECTED)) {
            throw new IllegalArgumentException("a rejected update has a code, and nothing else has; got " + kind);
        }
    }

    /** Returns the reason of an action that did not fail. */
    public static CancellationReason none() {
        return of(Kind.NONE);
    }

    /** Returns the reason of a failed condition, without the stored item: there is none, or nobody asked for it. */
    public static CancellationReason conditionFailed() {
        return of(Kind.CONDITION_FAILED);
    }

    /** Returns the reason of a condition that did not hold on the stored item. */
    public static CancellationReason conditionFailed(Item storedItem) {
        return new CancellationReason(Kind.CONDITION_FAILED, Optional.of(storedItem), Optional.empty());
    }

    /** Returns the reason of an update that breaks a rule on the stored item. */
    public static CancellationReason updateRejected(ErrorCode code) {
        return new CancellationReason(Kind.UPDATE_REJECTED, Optional.empty(), Optional.of(code));
    }

    /** Returns the reason of an action that another call got in the way of. */
    public static CancellationReason conflict() {
        return of(Kind.CONFLICT);
    }

    private static CancellationReason of(Kind kind) {
        return new CancellationReason(kind, Optional.empty(), Optional.empty());
    }

    /** Says whether the action failed on the stored item, on which it would fail again. */
    public boolean isFailure() {
        return kind == Kind.CONDITION_FAILED || kind == Kind.UPDATE_REJECTED;
    }
}
