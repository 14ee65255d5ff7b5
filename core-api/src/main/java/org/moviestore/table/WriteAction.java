// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Optional;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Condition;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/** What a transaction does with one item: writes it, or only tests a condition on it. Immutable. */
public sealed interface WriteAction permits PutRequest, UpdateRequest, DeleteRequest, ConditionCheck {
    /** Returns the schema of the item's table. */
    TableSchema schema();

    /** Returns the key of the item. */
    Key key();

    /** Returns what must hold of the stored item, if anything must; a missing item has no attributes. */
    Optional<Condition> condition();

    /** Returns whether a failed condition brings the stored item back. */
    OnConditionFailure onConditionFailure();

    /**
     * Returns this action as one of the table with the schema: what it stores then obeys the indexes that the table
     * has, and no others, whichever it was made with.
     *
     * @throws InvalidRequestException with {@link ErrorCode#TABLE_MISMATCH} if it was made for another table or another
     *     key, or the code of an index key that the action would store
     */
    WriteAction madeFor(TableSchema table);

    /**
     * Returns the item that this action leaves in place of the stored one, if it leaves any, for a backend that
     * computes it in this process.
     *
     * @throws ConditionFailedException if the condition does not hold on the stored item
     * @throws UpdateRejectedException if this is an update that cannot be applied to it
     */
    Optional<Item> appliedTo(Optional<Item> stored);

    /** Calls the visitor's method for this kind of action and returns its result. */
    <R> R accept(Visitor<R> visitor);

    /**
     * One method for each kind of action.
     *
     * @param <R> what each method returns
     */
    interface Visitor<R> {
        /** Visits an action that stores an item. */
        R put(PutRequest action);

        /** Visits an action that changes an item. */
        R update(UpdateRequest action);

        /** Visits an action that removes an item. */
        R delete(DeleteRequest action);

        /** Visits an action that only tests a condition. */
        R check(ConditionCheck action);
    }
}
