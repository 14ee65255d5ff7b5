// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import java.util.Optional;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/**
 * Makes a transaction depend on an item that it does not write. Immutable.
 *
 * @param schema the schema of the table
 * @param key the item's key
 * @param required what must hold of the stored item for the transaction to happen; a missing item has no attributes
 * @param onConditionFailure whether a failed condition brings the stored item back
 */
public record ConditionCheck(TableSchema schema, Key key, Condition required, OnConditionFailure onConditionFailure)
        implements WriteAction {
    /**
     * Checks the action.
     *
     * @throws InvalidRequestException with a code of the key or the condition
     */
    public ConditionCheck {
        Objects.requireNonNull(onConditionFailure, "onConditionFailure");
        schema.checkKey(key);
        ExpressionLimits.check(required);
        KeyPaths.check(schema, required);
    }

    /** Returns a check that brings no item back when it fails. */
    public static ConditionCheck of(TableSchema schema, Key key, Condition required) {
        return new ConditionCheck(schema, key, required, OnConditionFailure.OMIT_ITEM);
    }

    @Override
    public Optional<Condition> condition() {
        return Optional.of(required);
    }

    @Override
    public Optional<Item> appliedTo(Optional<Item> stored) {
        WriteConditions.check(schema, key, condition(), onConditionFailure, stored);
        return stored;
    }

    @Override
    public ConditionCheck madeFor(TableSchema table) {
        table.checkSameKey(schema);
        return this;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.check(this);
    }
}
