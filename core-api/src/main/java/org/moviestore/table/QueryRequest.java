// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.moviestore.expression.Condition;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Projection;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;

/**
 * Reads the items of one partition in the order of the sort key. Immutable.
 *
 * @param schema the schema of the table
 * @param keyCondition which partition to read, and which part of it
 * @param filter what must hold of an item, once read, for it to be returned
 * @param projection what to return of each item, all of it if empty
 * @param limit the most items to evaluate for one page, at least 1; the backend chooses if empty
 * @param order the direction to read in
 * @param consistency which writes to see
 * @param startAfter where to begin; at the beginning if empty
 * @param capacityReport whether to say what the read consumed
 */
public record QueryRequest(
        TableSchema schema,
        KeyCondition keyCondition,
        Optional<Condition> filter,
        Optional<Projection> projection,
        OptionalInt limit,
        SortOrder order,
        ReadConsistency consistency,
        Optional<Position> startAfter,
        CapacityReport capacityReport)
        implements PageRequest {
    /**
     * Checks the request and puts the test of the partition key first.
     *
     * @throws InvalidRequestException with {@link ErrorCode#KEY_CONDITION}, {@link ErrorCode#QUERY_FILTER_KEY} if the
     *     filter names a key attribute, {@link ErrorCode#LIMIT_RANGE}, {@link ErrorCode#PAGE_TOKEN} if the start
     *     position is no key that the key condition accepts, or a code of a key value, the filter or the projection
     */
    public QueryRequest {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(consistency, "consistency");
        Objects.requireNonNull(capacityReport, "capacityReport");
        keyCondition = QueryKeys.resolve(schema, keyCondition);
        filter.ifPresent(condition -> QueryKeys.checkFilter(schema, condition));
        PageRequest.check(schema, filter, projection, limit, startAfter);
        if (startAfter.isPresent()) {
            QueryKeys.checkPosition(keyCondition, startAfter.get());
        }
    }

    /** Returns a request for the items that the key condition selects, ascending and consistently read. */
    public static QueryRequest of(TableSchema schema, KeyCondition keyCondition) {
        return builder(schema, keyCondition).build();
    }

    /** Returns a builder of a request for the selected items, ascending and consistently read. */
    public static Builder builder(TableSchema schema, KeyCondition keyCondition) {
        return new Builder(schema, keyCondition);
    }

    /** Returns the value of the partition key. */
    public AttributeValue partitionValue() {
        return keyCondition.tests().get(0).values().get(0);
    }

    /** Returns the test of the sort key, if there is one. */
    public Optional<KeyCondition.Test> sortTest() {
        return keyCondition.tests().stream().skip(1).findFirst();
    }

    @Override
    public QueryRequest withStartAfter(Position position) {
        return new QueryRequest(
                schema,
                keyCondition,
                filter,
                projection,
                limit,
                order,
                consistency,
                Optional.of(position),
                capacityReport);
    }

    @Override
    public Page<Item> readFrom(DocumentTable table) {
        return table.query(this);
    }

    /** Collects the parts of a request. Not reusable, not thread-safe. */
    public static final class Builder {
        private final TableSchema schema;
        private final KeyCondition keyCondition;
        private Optional<Condition> filter = Optional.empty();
        private Optional<Projection> projection = Optional.empty();
        private OptionalInt limit = OptionalInt.empty();
        private SortOrder order = SortOrder.ASCENDING;
        private ReadConsistency consistency = ReadConsistency.CONSISTENT;
        private Optional<Position> startAfter = Optional.empty();
        private CapacityReport capacityReport = CapacityReport.NONE;

        private Builder(TableSchema schema, KeyCondition keyCondition) {
            this.schema = Objects.requireNonNull(schema, "schema");
            this.keyCondition = Objects.requireNonNull(keyCondition, "keyCondition");
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

        /** Sets the direction to read in. */
        public Builder order(SortOrder value) {
            order = value;
            return this;
        }

        /** Makes the query read from the highest sort key down. */
        public Builder descending() {
            return order(SortOrder.DESCENDING);
        }

        /** Returns the request; see {@link QueryRequest#QueryRequest}. */
        public QueryRequest build() {
            return new QueryRequest(
                    schema, keyCondition, filter, projection, limit, order, consistency, startAfter, capacityReport);
        }
    }
}
