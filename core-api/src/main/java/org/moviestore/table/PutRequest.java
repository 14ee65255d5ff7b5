// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import java.util.Optional;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/**
 * Stores an item, in place of any item with the same key. Immutable.
 *
 * @param schema the schema of the table
 * @param item the whole item, key attributes included
 * @param condition what must hold of the stored item for the write to happen; a missing item has no attributes
 * @param returning whether to return the item as it was before
 * @param onConditionFailure whether a failed condition brings the stored item back
 * @param capacityReport whether to say what the write consumed
 */
public record PutRequest(
        TableSchema schema,
        Item item,
        Optional<Condition> condition,
        ReturnItem returning,
        OnConditionFailure onConditionFailure,
        CapacityReport capacityReport)
        implements WriteAction {
    /**
     * Checks the request.
     *
     * @throws InvalidRequestException with a code of the item, its key, the condition or a key of an index:
     *     {@link ErrorCode#KEY_TYPE}, {@link ErrorCode#KEY_EMPTY} or {@link ErrorCode#KEY_LENGTH}
     */
    public PutRequest {
        Objects.requireNonNull(returning, "returning");
        Objects.requireNonNull(onConditionFailure, "onConditionFailure");
        Objects.requireNonNull(capacityReport, "capacityReport");
        schema.checkPut(item);
        condition.ifPresent(ExpressionLimits::check);
        condition.ifPresent(each -> KeyPaths.check(schema, each));
    }

    /** Returns a request without condition that returns nothing. */
    public static PutRequest of(TableSchema schema, Item item) {
        return builder(schema, item).build();
    }

    /** Returns a builder of a request without condition that returns nothing. */
    public static Builder builder(TableSchema schema, Item item) {
        return new Builder(schema, item);
    }

    @Override
    public PutRequest madeFor(TableSchema table) {
        table.checkSameKey(schema);
        return table.indexes().equals(schema.indexes())
                ? this
                : new PutRequest(table, item, condition, returning, onConditionFailure, capacityReport);
    }

    /** Returns the key of the item. */
    @Override
    public Key key() {
        return schema.storedKeyOf(item);
    }

    /**
     * Checks the condition on the stored item, for a backend that evaluates it in this process.
     *
     * @throws ConditionFailedException if it does not hold
     */
    public void checkCondition(Optional<Item> stored) {
        WriteConditions.check(schema, key(), condition, onConditionFailure, stored);
    }

    @Override
    public Optional<Item> appliedTo(Optional<Item> stored) {
        checkCondition(stored);
        return Optional.of(item);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.put(this);
    }

    /** Collects the parts of a request. Not reusable, not thread-safe. */
    public static final class Builder {
        private final TableSchema schema;
        private final Item item;
        private Optional<Condition> condition = Optional.empty();
        private ReturnItem returning = ReturnItem.NONE;
        private OnConditionFailure onConditionFailure = OnConditionFailure.OMIT_ITEM;
        private CapacityReport capacityReport = CapacityReport.NONE;

        private Builder(TableSchema schema, Item item) {
            this.schema = Objects.requireNonNull(schema, "schema");
            this.item = Objects.requireNonNull(item, "item");
        }

        /** Sets the condition under which to write. */
        public Builder condition(Condition value) {
            condition = Optional.of(value);
            return this;
        }

        /** Sets whether to return the item as it was before. */
        public Builder returning(ReturnItem value) {
            returning = value;
            return this;
        }

        /** Sets whether a failed condition brings the stored item back. */
        public Builder onConditionFailure(OnConditionFailure value) {
            onConditionFailure = value;
            return this;
        }

        /** Sets whether to say what the write consumed. */
        public Builder capacityReport(CapacityReport value) {
            capacityReport = value;
            return this;
        }

        /** Returns the request; see {@link PutRequest#PutRequest}. */
        public PutRequest build() {
            return new PutRequest(schema, item, condition, returning, onConditionFailure, capacityReport);
        }
    }
}
