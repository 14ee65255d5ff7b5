// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/**
 * Removes an item, if there is one. Immutable.
 *
 * @param schema the schema of the table
 * @param key the item's key
 * @param condition what must hold of the stored item for the write to happen; a missing item has no attributes
 * @param expectedVersion the version that is expected of the stored item, 0 for none, in a table that keeps versions;
 *     no other table takes one
 * @param returning whether to return the item as it was before
 * @param onConditionFailure whether a failed condition brings the stored item back
 * @param capacityReport whether to say what the write consumed
 */
public record DeleteRequest(
        TableSchema schema,
        Key key,
        Optional<Condition> condition,
        OptionalLong expectedVersion,
        ReturnItem returning,
        OnConditionFailure onConditionFailure,
        CapacityReport capacityReport)
        implements WriteAction {
    /**
     * Checks the request.
     *
     * @throws InvalidRequestException with a code of the key or the condition, or {@link ErrorCode#VERSION} if the
     *     expected version cannot be one
     */
    public DeleteRequest {
        Objects.requireNonNull(returning, "returning");
        Objects.requireNonNull(onConditionFailure, "onConditionFailure");
        Objects.requireNonNull(capacityReport, "capacityReport");
        schema.checkKey(key);
        condition.ifPresent(ExpressionLimits::check);
        expectedVersion.ifPresent(Versions::checkExpected);
        condition.ifPresent(each -> KeyPaths.check(schema, each));
    }

    /** Returns a request without condition that returns nothing. */
    public static DeleteRequest of(TableSchema schema, Key key) {
        return builder(schema, key).build();
    }

    /** Returns a builder of a request without condition that returns nothing. */
    public static Builder builder(TableSchema schema, Key key) {
        return new Builder(schema, key);
    }

    /**
     * Checks the condition on the stored item, for a backend that evaluates it in this process.
     *
     * @throws ConditionFailedException if it does not hold
     */
    public void checkCondition(Optional<Item> stored) {
        WriteConditions.check(schema, key, condition, onConditionFailure, stored);
    }

    @Override
    public Optional<Item> appliedTo(Optional<Item> stored) {
        checkCondition(stored);
        return Optional.empty();
    }

    @Override
    public DeleteRequest madeFor(TableSchema table) {
        table.checkSameKey(schema);
        return this;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.delete(this);
    }

    /**
     * Checks that the request expects no version, for a table that keeps none.
     *
     * @throws InvalidRequestException with {@link ErrorCode#VERSION} if it does
     */
    public void checkUnversioned() {
        expectedVersion.ifPresent(expected -> Versions.refuseExpected(schema, expected));
    }

    /** Collects the parts of a request. Not reusable, not thread-safe. */
    public static final class Builder {
        private final TableSchema schema;
        private final Key key;
        private Optional<Condition> condition = Optional.empty();
        private OptionalLong expectedVersion = OptionalLong.empty();
        private ReturnItem returning = ReturnItem.NONE;
        private OnConditionFailure onConditionFailure = OnConditionFailure.OMIT_ITEM;
        private CapacityReport capacityReport = CapacityReport.NONE;

        private Builder(TableSchema schema, Key key) {
            this.schema = Objects.requireNonNull(schema, "schema");
            this.key = Objects.requireNonNull(key, "key");
        }

        /** Sets the condition under which to write. */
        public Builder condition(Condition value) {
            condition = Optional.of(value);
            return this;
        }

        /** Sets the version that is expected of the stored item, 0 for none, in a table that keeps versions. */
        public Builder expectedVersion(long value) {
            expectedVersion = OptionalLong.of(value);
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

        /** Returns the request; see {@link DeleteRequest#DeleteRequest}. */
        public DeleteRequest build() {
            return new DeleteRequest(
                    schema, key, condition, expectedVersion, returning, onConditionFailure, capacityReport);
        }
    }
}
