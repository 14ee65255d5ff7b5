// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import java.util.Optional;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Projection;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;

/**
 * Reads the items of a table or of a secondary index, in an order that the backend chooses and keeps from page to page;
 * partitions are not mixed. Immutable.
 *
 * @param schema the schema of the table
 * @param segment the part to read; all of it if empty
 * @param options what it has in common with a query
 */
public record ScanRequest(TableSchema schema, Optional<Segment> segment, PageOptions options) implements PageRequest {
    /**
     * Checks the request.
     *
     * @throws InvalidRequestException with {@link ErrorCode#LIMIT_RANGE}, {@link ErrorCode#PAGE_TOKEN} if the start
     *     position is no key of what is read, {@link ErrorCode#INDEX_UNKNOWN}, {@link ErrorCode#INDEX_CONSISTENCY} for
     *     a consistent read of a global index, {@link ErrorCode#INDEX_PROJECTION} if the filter, or the projection of a
     *     global index, names what the index does not hold, {@link ErrorCode#SELECT_COUNT} for a projection of what is
     *     only counted, or a code of the filter or the projection
     */
    public ScanRequest {
        Objects.requireNonNull(segment, "segment");
        PageRules.check(schema, options);
    }

    /** Returns a request for all items, consistently read. */
    public static ScanRequest of(TableSchema schema) {
        return builder(schema).build();
    }

    /** Returns a builder of a request for all items, consistently read unless it reads a global index. */
    public static Builder builder(TableSchema schema) {
        return new Builder(schema);
    }

    @Override
    public ScanRequest withStartAfter(Position position) {
        return new ScanRequest(schema, segment, options.withStartAfter(position));
    }

    @Override
    public ScanRequest counting() {
        return new ScanRequest(schema, segment, options.counting());
    }

    @Override
    public QueryPlan.Access access() {
        return index().isPresent() ? QueryPlan.Access.INDEX_SCAN : QueryPlan.Access.TABLE_SCAN;
    }

    @Override
    public Page<Item> readFrom(DocumentTable table) {
        return table.scan(this);
    }

    /** Collects the parts of a request. Not reusable, not thread-safe. */
    public static final class Builder {
        private final TableSchema schema;
        private final PageOptions.Builder options;
        private Optional<Segment> segment = Optional.empty();

        private Builder(TableSchema schema) {
            this.schema = schema;
            this.options = new PageOptions.Builder(schema);
        }

        /** Sets the part to read, from 0 up to one less than the total; see {@link Segment}. */
        public Builder segment(int number, int total) {
            segment = Optional.of(new Segment(number, total));
            return this;
        }

        /** Makes the request read a secondary index of the table; see {@link TableSchema#index(String)}. */
        public Builder index(String name) {
            options.index(name);
            return this;
        }

        /** Sets what must hold of an item for it to be returned. */
        public Builder filter(Condition value) {
            options.filter(value);
            return this;
        }

        /** Sets what to return of each item. */
        public Builder projection(Projection value) {
            options.projection(value);
            return this;
        }

        /** Sets what to return of each item by paths; see {@link Projection#of(String...)}. */
        public Builder project(String... paths) {
            return projection(Projection.of(paths));
        }

        /** Sets the most items to evaluate for one page, at least 1. */
        public Builder limit(int value) {
            options.limit(value);
            return this;
        }

        /** Sets which writes to see. */
        public Builder consistency(ReadConsistency value) {
            options.consistency(value);
            return this;
        }

        /**
         * Sets where to begin. Give a scan of a segment a position of that segment: with one of another the scan may be
         * rejected or leave out items, but it returns none of another segment.
         */
        public Builder startAfter(Position value) {
            options.startAfter(value);
            return this;
        }

        /** Sets whether to return the items or only count them. */
        public Builder select(Select value) {
            options.select(value);
            return this;
        }

        /** Sets whether to say what the read consumed. */
        public Builder capacityReport(CapacityReport value) {
            options.capacityReport(value);
            return this;
        }

        /** Returns the request; see {@link ScanRequest#ScanRequest}. */
        public ScanRequest build() {
            return new ScanRequest(schema, segment, options.build());
        }
    }
}
