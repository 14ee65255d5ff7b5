// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Optional;
import java.util.OptionalLong;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Expressions;
import org.moviestore.expression.Operand;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.ItemLimits;

/**
 * The rules of optimistic versions: an attribute of each item is a number from 1, every write says which one it expects
 * and raises it by one, so that nobody overwrites what they have not seen. Makes of a request that expects a version
 * one that checks and raises it, by its condition, its item and its update, and that any table takes. A table with
 * {@link TableOptions#withVersionAttribute} does so with each of its writes; where others write, as in a transaction,
 * it is done by hand.
 *
 * <p>Version 0 stands for none: no item, or one without the attribute. What the request itself demands must hold as
 * well; which of both failed is not told. An item that is deleted and put again begins at 1 again. Immutable.
 *
 * @param attribute the name of the attribute
 */
public record Versions(String attribute) {
    /**
     * Checks the name.
     *
     * @throws InvalidRequestException with a code of attribute names
     */
    public Versions {
        ItemLimits.checkName(attribute);
    }

    /** Returns the rules for versions in an attribute. */
    public static Versions of(String attribute) {
        return new Versions(attribute);
    }

    /**
     * Returns a put that happens if the stored item has the version that the item of this one has, 0 if it has none,
     * and that stores one more.
     *
     * @throws InvalidRequestException with {@link ErrorCode#VERSION} if the item has anything else in its place than a
     *     version, or a code of the longer condition
     */
    public PutRequest checked(PutRequest request) {
        checkNoKey(request.schema());
        long expected = request.item().attribute(attribute).map(this::version).orElse(0L);
        return new PutRequest(
                request.schema(),
                request.item().with(attribute, expected + 1),
                Optional.of(both(expected, request.condition())),
                request.returning(),
                request.onConditionFailure(),
                request.capacityReport());
    }

    /**
     * Returns an update that happens if the stored item has the expected version, and that raises it. So it is never
     * one that only removes, and creates a missing item if no version is expected. What it returns of the updated
     * attributes has the version with it.
     *
     * @throws InvalidRequestException with {@link ErrorCode#VERSION} if the request does not say which version it
     *     expects, or its update names the attribute, or with a code of the longer condition and update
     */
    public UpdateRequest checked(UpdateRequest request) {
        checkNoKey(request.schema());
        for (Update.Action action : request.update().actions()) {
            if (action.path().attribute().equals(attribute)) {
                throw refused("the update names " + attribute + ", which is the version and raised by itself");
            }
        }
        long expected = expected(request.expectedVersion(), "update");
        return new UpdateRequest(
                request.schema(),
                request.key(),
                request.update().with(new Update.Set(path(), UpdateValue.of(expected + 1))),
                Optional.of(both(expected, request.condition())),
                OptionalLong.empty(),
                request.returning(),
                request.onConditionFailure(),
                request.capacityReport());
    }

    /**
     * Returns a delete that happens if the stored item has the expected version.
     *
     * @throws InvalidRequestException with {@link ErrorCode#VERSION} if the request does not say which version it
     *     expects, or with a code of the longer condition
     */
    public DeleteRequest checked(DeleteRequest request) {
        checkNoKey(request.schema());
        long expected = expected(request.expectedVersion(), "delete");
        return new DeleteRequest(
                request.schema(),
                request.key(),
                Optional.of(both(expected, request.condition())),
                OptionalLong.empty(),
                request.returning(),
                request.onConditionFailure(),
                request.capacityReport());
    }

    void checkNoKey(TableSchema schema) {
        if (schema.isKeyAttribute(attribute)) {
            throw refused("key attribute " + attribute + " of table " + schema.tableName()
                    + " cannot be a version; name another attribute");
        }
    }

    private AttributePath path() {
        return AttributePath.of(attribute);
    }

    private Condition both(long expected, Optional<Condition> own) {
        Operand.Path version = Expressions.attribute(path());
        Condition check = expected == 0 ? version.notExists() : version.equalTo(expected);
        return own.map(check::and).orElse(check);
    }

    private long version(AttributeValue value) {
        if (value instanceof NumberValue number) {
            try {
                return checkExpected(number.value().longValueExact());
            } catch (ArithmeticException e) {
                // It is no whole number, or too large a one.
            }
        }
        throw refused("attribute " + attribute + " is no version; leave it as it was read, or away if the item is new");
    }

    private long expected(OptionalLong expectedVersion, String operation) {
        return expectedVersion.orElseThrow(
                () -> refused("the " + operation + " does not say which version it expects in " + attribute
                        + "; set expectedVersion to the one that was read, or to 0 for none"));
    }

    /** Checks and returns a version that a request expects. */
    static long checkExpected(long version) {
        if (version < 0 || version == Long.MAX_VALUE) {
            throw refused(
                    "an expected version is a whole number from 0 to " + (Long.MAX_VALUE - 1) + ", got " + version);
        }
        return version;
    }

    /** Refuses a request that expects a version of a table that keeps none. */
    static void refuseExpected(TableSchema schema, long expected) {
        throw refused("the request expects version " + expected + ", but this table " + schema.tableName()
                + " keeps no versions; ask the store for it with TableOptions that name the attribute");
    }

    static InvalidRequestException refused(String message) {
        return new InvalidRequestException(ErrorCode.VERSION, message);
    }
}
