// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/**
 * Changes an item, or creates it of its key and the update. Immutable.
 *
 * @param schema the schema of the table
 * @param key the item's key
 * @param update how the item changes
 * @param condition what must hold of the stored item for the write to happen; a missing item has no attributes
 * @param expectedVersion the version that is expected of the stored item, 0 for none, in a table that keeps versions;
 *     no other table takes one
 * @param returning which attributes to return, of which side
 * @param onConditionFailure whether a failed condition brings the stored item back
 * @param capacityReport whether to say what the write consumed
 */
public record UpdateRequest(
        TableSchema schema,
        Key key,
        Update update,
        Optional<Condition> condition,
        OptionalLong expectedVersion,
        ReturnValues returning,
        OnConditionFailure onConditionFailure,
        CapacityReport capacityReport)
        implements WriteAction {
    /**
     * Checks the request.
     *
     * @throws InvalidRequestException with a code of the key, the condition or the update; {@link ErrorCode#KEY_UPDATE}
     *     if it names a key attribute; {@link ErrorCode#KEY_TYPE}, {@link ErrorCode#KEY_EMPTY} or
     *     {@link ErrorCode#KEY_LENGTH} if it sets a key attribute of an index to what the index cannot take;
     *     {@link ErrorCode#VERSION} if the expected version cannot be one
     */
    public UpdateRequest {
        Objects.requireNonNull(returning, "returning");
        Objects.requireNonNull(onConditionFailure, "onConditionFailure");
        Objects.requireNonNull(capacityReport, "capacityReport");
        schema.checkKey(key);
        checkNoKeyAttribute(schema, update);
        condition.ifPresent(ExpressionLimits::check);
        expectedVersion.ifPresent(Versions::checkExpected);
        ExpressionLimits.check(update);
        checkLiterals(schema, update);
        condition.ifPresent(each -> KeyPaths.check(schema, each));
        KeyPaths.check(schema, update);
    }

    private static void checkNoKeyAttribute(TableSchema schema, Update update) {
        for (Update.Action action : update.actions()) {
            String name = action.path().attribute();
            if (schema.isKeyAttribute(name)) {
                throw new InvalidRequestException(
                        ErrorCode.KEY_UPDATE,
                        "key attribute " + name + " cannot be updated; delete the item and put a new one");
            }
        }
    }

    /** A literal that an index cannot take would be rejected whatever is stored. */
    private static void checkLiterals(TableSchema schema, Update update) {
        for (Update.Action action : update.actions()) {
            if (action instanceof Update.Set set
                    && set.path().isTopLevel()
                    && set.value() instanceof UpdateValue.Literal literal) {
                String name = set.path().attribute();
                IndexKeys.checkItem(schema, Item.of(name, literal.value()), name::equals);
            }
        }
    }

    /** Returns a request without condition that returns nothing. */
    public static UpdateRequest of(TableSchema schema, Key key, Update update) {
        return builder(schema, key, update).build();
    }

    /** Returns a builder of a request without condition that returns nothing. */
    public static Builder builder(TableSchema schema, Key key, Update update) {
        return new Builder(schema, key, update);
    }

    @Override
    public UpdateRequest madeFor(TableSchema table) {
        table.checkSameKey(schema);
        return table.indexes().equals(schema.indexes())
                ? this
                : new UpdateRequest(
                        table, key, update, condition, expectedVersion, returning, onConditionFailure, capacityReport);
    }

    /**
     * Returns the item that this request makes of the stored one, for a backend that computes it in this process; empty
     * if there is none and the update only removes things.
     *
     * @throws ConditionFailedException if the condition does not hold on the stored item
     * @throws UpdateRejectedException if the update cannot be applied to it
     */
    @Override
    public Optional<Item> appliedTo(Optional<Item> stored) {
        WriteConditions.check(schema, key, condition, onConditionFailure, stored);
        if (stored.isEmpty() && !update.createsItem()) {
            return Optional.empty();
        }
        try {
            Item changed = update.applyTo(stored.orElse(key.attributes()));
            IndexKeys.checkItem(schema, changed, this::touches);
            return Optional.of(changed);
        } catch (UpdateRejectedException e) {
            throw new UpdateRejectedException(schema.tableName(), key, e.code(), e);
        } catch (InvalidRequestException e) {
            throw new UpdateRejectedException(schema.tableName(), key, e.code(), e);
        }
    }

    private boolean touches(String attribute) {
        return update.actions().stream()
                .anyMatch(action -> action.path().attribute().equals(attribute));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.update(this);
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
        private final Update update;
        private Optional<Condition> condition = Optional.empty();
        private OptionalLong expectedVersion = OptionalLong.empty();
        private ReturnValues returning = ReturnValues.NONE;
        private OnConditionFailure onConditionFailure = OnConditionFailure.OMIT_ITEM;
        private CapacityReport capacityReport = CapacityReport.NONE;

        private Builder(TableSchema schema, Key key, Update update) {
            this.schema = Objects.requireNonNull(schema, "schema");
            this.key = Objects.requireNonNull(key, "key");
            this.update = Objects.requireNonNull(update, "update");
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

        /** Sets which attributes to return. */
        public Builder returning(ReturnValues value) {
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

        /** Returns the request; see {@link UpdateRequest#UpdateRequest}. */
        public UpdateRequest build() {
            return new UpdateRequest(
                    schema, key, update, condition, expectedVersion, returning, onConditionFailure, capacityReport);
        }
    }
}
