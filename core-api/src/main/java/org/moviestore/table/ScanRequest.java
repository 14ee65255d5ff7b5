// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Projection;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;

/**
 * Reads the items of a table, in an order that the backend chooses and keeps from page to page; partitions are not
 * mixed. Immutable.
 *
 * @param schema the schema of the table
 * @param filter what must hold of an item, once read, for it to be returned
 * @param projection what to return of each item, all of it if empty
 * @param limit the most items to evaluate for one page, at least 1; the backend chooses if empty
 * @param consistency which writes to see
 * @param startAfter where to begin; at the beginning if empty
 * @param capacityReport whether to say what the read consumed
 */
public record ScanRequest(
        TableSchema schema,
        Optional<Condition> filter,
        Optional<Projection> projection,
        OptionalInt limit,
        ReadConsistency consistency,
        Optional<Position> startAfter,
        CapacityReport capacityReport)
        implements PageRequest {
    /**
     * Checks the request.
     *
     * @throws InvalidRequestException with {@link ErrorCode#LIMIT_RANGE}, {@link ErrorCode#PAGE_TOKEN} if the start
     *     position is no key of the table, or a code of the filter or the projection
     */
    public ScanRequest {
        Objects.requireNonNull(consistency, "consistency");
        Objects.requireNonNull(capacityReport, "capacityReport");
        PageRequest.check(schema, filter, projection, limit, startAfter);
    }

    /** Returns a request for all items, consistently read. */
    public static ScanRequest of(TableSchema schema) {
        return builder(schema).build();
    }

    /** Returns a builder of a request for all items, consistently read. */
    public static Builder builder(TableSchema schema) {
        return new Builder(schema);
    }

    @Override
    public ScanRequest withStartAfter(Position position) {
        return new ScanRequest(schema, filter, projection, limit, consistency, Optional.of(position), capacityReport);
    }

    @Override
    public Page<Item> readFrom(DocumentTable table) {
        return table.scan(this);
    }

    /** Collects the parts of a request. Not reusable, not thread-safe. */
    public static final class Builder {
        private final TableSchema schema;
        private Optional<Condition> filter = Optional.empty();
        private Optional<Projection> projection = Optional.empty();
        private OptionalInt limit = OptionalInt.empty();
        private ReadConsistency consistency = ReadConsistency.CONSISTENT;
        private Optional<Position> startAfter = Optional.empty();
        private CapacityReport capacityReport = CapacityReport.NONE;

        private Builder(TableSchema schema) {
            this.schema = Objects.requireNonNull(schema, "schema");
        }

        /** Sets what must hold of an item for it to be returned. */
        public Builder filter(Condition value) {
            filter = Optional.of(value);
            return this;
        }

        /** Sets what to return of each item. */
        public Builder projection(Projection value) {
            projection = Optional.of(value);
            return this;
        }

        /** Sets what to return of each item by paths; see {@link Projection#of(String...)}. */
        public Builder project(String... paths) {
            return projection(Projection.of(paths));
        }

        /** Sets the most items to evaluate for one page, at least 1. */
        public Builder limit(int value) {
            limit = OptionalInt.of(value);
            return this;
        }

        /** Sets which writes to see. */
        public Builder consistency(ReadConsistency value) {
            consistency = value;
            return this;
        }

        /** Sets where to begin. */
        public Builder startAfter(Position value) {
            startAfter = Optional.of(value);
            return this;
        }

        /** Sets whether to say what the read consumed. */
        public Builder capacityReport(CapacityReport value) {
            capacityReport = value;
            return this;
        }

        /** Returns the request; see {@link ScanRequest#ScanRequest}. */
        public ScanRequest build() {
            return new ScanRequest(schema, filter, projection, limit, consistency, startAfter, capacityReport);
        }
    }
}
