// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Optional;
import java.util.OptionalInt;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.expression.Projection;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;

/** What a query and a scan have in common: they return items by pages. Immutable. */
public sealed interface PageRequest permits QueryRequest, ScanRequest {
    /** Returns the schema of the table. */
    TableSchema schema();

    /** Returns what must hold of an item, once read, for it to be returned. */
    Optional<Condition> filter();

    /** Returns what to return of each item, all of it if empty. */
    Optional<Projection> projection();

    /** Returns the most items to evaluate for one page; the backend chooses if empty. */
    OptionalInt limit();

    /** Returns which writes to see. */
    ReadConsistency consistency();

    /** Returns where to begin; at the beginning if empty. */
    Optional<Position> startAfter();

    /** Returns whether to say what the read consumed. */
    CapacityReport capacityReport();

    /**
     * Returns the same request, beginning after a position.
     *
     * @throws InvalidRequestException with {@link ErrorCode#PAGE_TOKEN} if the position does not fit the request
     */
    PageRequest withStartAfter(Position position);

    /** Reads one page of the table. */
    Page<Item> readFrom(DocumentTable table);

    /** Checks what both kinds of request share. */
    static void check(
            TableSchema schema,
            Optional<Condition> filter,
            Optional<Projection> projection,
            OptionalInt limit,
            Optional<Position> startAfter) {
        if (limit.isPresent() && limit.getAsInt() < 1) {
            throw new InvalidRequestException(
                    ErrorCode.LIMIT_RANGE, "page limit must be at least 1, got " + limit.getAsInt());
        }
        filter.ifPresent(ExpressionLimits::check);
        projection.ifPresent(ExpressionLimits::check);
        filter.ifPresent(each -> KeyPaths.check(schema, each));
        projection.ifPresent(each -> KeyPaths.check(schema, each));
        startAfter.ifPresent(position -> checkPosition(schema, position));
    }

    private static void checkPosition(TableSchema schema, Position position) {
        try {
            schema.checkStoredKey(position.key());
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(
                    ErrorCode.PAGE_TOKEN, "the start position does not fit: " + e.getMessage());
        }
    }
}
