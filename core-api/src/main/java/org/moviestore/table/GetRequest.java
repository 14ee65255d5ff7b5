// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import java.util.Optional;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.expression.Projection;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Key;

/**
 * Reads one item by its key. Immutable.
 *
 * @param schema the schema of the table
 * @param key the item's key
 * @param projection what to return of the item, all of it if empty
 * @param consistency which writes to see
 * @param capacityReport whether to say what the read consumed
 */
public record GetRequest(
        TableSchema schema,
        Key key,
        Optional<Projection> projection,
        ReadConsistency consistency,
        CapacityReport capacityReport) {
    /**
     * Checks the request.
     *
     * @throws InvalidRequestException with a code of the key or the projection
     */
    public GetRequest {
        Objects.requireNonNull(consistency, "consistency");
        Objects.requireNonNull(capacityReport, "capacityReport");
        schema.checkKey(key);
        projection.ifPresent(ExpressionLimits::check);
        projection.ifPresent(each -> KeyPaths.check(schema, each));
    }

    /** Returns a request for the whole item, consistently read. */
    public static GetRequest of(TableSchema schema, Key key) {
        return new GetRequest(schema, key, Optional.empty(), ReadConsistency.CONSISTENT, CapacityReport.NONE);
    }

    /** Returns a builder of a request for the whole item, consistently read. */
    public static Builder builder(TableSchema schema, Key key) {
        return new Builder(schema, key);
    }

    /** Collects the parts of a request. Not reusable, not thread-safe. */
    public static final class Builder {
        private final TableSchema schema;
        private final Key key;
        private Optional<Projection> projection = Optional.empty();
        private ReadConsistency consistency = ReadConsistency.CONSISTENT;
        private CapacityReport capacityReport = CapacityReport.NONE;

        private Builder(TableSchema schema, Key key) {
            this.schema = Objects.requireNonNull(schema, "schema");
            this.key = Objects.requireNonNull(key, "key");
        }

        /** Sets what to return of the item. */
        public Builder projection(Projection value) {
            projection = Optional.of(value);
            return this;
        }

        /** Sets what to return of the item by paths; see {@link Projection#of(String...)}. */
        public Builder project(String... paths) {
            return projection(Projection.of(paths));
        }

        /** Sets which writes to see. */
        public Builder consistency(ReadConsistency value) {
            consistency = value;
            return this;
        }

        /** Sets whether to say what the read consumed. */
        public Builder capacityReport(CapacityReport value) {
            capacityReport = value;
            return this;
        }

        /** Returns the request; see {@link GetRequest#GetRequest}. */
        public GetRequest build() {
            return new GetRequest(schema, key, projection, consistency, capacityReport);
        }
    }
}
