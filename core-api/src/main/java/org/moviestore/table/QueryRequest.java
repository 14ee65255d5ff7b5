// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import java.util.Optional;
import org.moviestore.expression.Condition;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Projection;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;

/**
 * Reads the items of one partition, of a table or of a secondary index, in the order of its sort key. Items of an index
 * with the same sort key come in an order that the backend chooses and keeps from page to page. Immutable.
 *
 * @param schema the schema of the table
 * @param keyCondition which partition to read, and which part of it
 * @param order the direction to read in
 * @param options what it has in common with a scan
 */
public record QueryRequest(TableSchema schema, KeyCondition keyCondition, SortOrder order, PageOptions options)
        implements PageRequest {
    /**
     * Checks the request and puts the test of the partition key first.
     *
     * @throws InvalidRequestException with {@link ErrorCode#KEY_CONDITION}, {@link ErrorCode#QUERY_FILTER_KEY} if the
     *     filter names an attribute of the key that is read, {@link ErrorCode#PAGE_TOKEN} if the start position is no
     *     key that the key condition accepts, a code of a key value, or a code as of {@link ScanRequest}
     */
    public QueryRequest {
        Objects.requireNonNull(order, "order");
        keyCondition = QueryKeys.resolve(schema, options, keyCondition);
        PageRules.check(schema, options);
        if (options.startAfter().isPresent()) {
            QueryKeys.checkPosition(keyCondition, options.startAfter().get());
        }
    }

    /** Returns a request for the items that the key condition selects, ascending and consistently read. */
    public static QueryRequest of(TableSchema schema, KeyCondition keyCondition) {
        return builder(schema, keyCondition).build();
    }

    /**
     * Returns a builder of a request for the selected items, ascending and, unless it reads a global index,
     * consistently.
     */
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
        return new QueryRequest(schema, keyCondition, order, options.withStartAfter(position));
    }

    @Override
    public QueryRequest counting() {
        return new QueryRequest(schema, keyCondition, order, options.counting());
    }

    @Override
    public QueryPlan.Access access() {
        return index().isPresent() ? QueryPlan.Access.INDEX_PARTITION : QueryPlan.Access.PARTITION;
    }

    @Override
    public Page<Item> readFrom(DocumentTable table) {
        return table.query(this);
    }

    /** Collects the parts of a request. Not reusable, not thread-safe. */
    public static final class Builder {
        private final TableSchema schema;
        private final KeyCondition keyCondition;
        private final PageOptions.Builder options;
        private SortOrder order = SortOrder.ASCENDING;

        private Builder(TableSchema schema, KeyCondition keyCondition) {
            this.schema = schema;
            this.keyCondition = Objects.requireNonNull(keyCondition, "keyCondition");
            this.options = new PageOptions.Builder(schema);
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

        /** Sets where to begin. */
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
            return new QueryRequest(schema, keyCondition, order, options.build());
        }
    }
}
