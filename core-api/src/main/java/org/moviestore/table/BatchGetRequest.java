// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.expression.Projection;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Key;

/**
 * Reads items by their keys, of any number for {@link Batches}, of as many as {@link BatchLimits} says for one call.
 * Immutable.
 *
 * @param schema the schema of the table
 * @param keys the items' keys, at least one and none twice
 * @param projection what to return of each item, all of it if empty
 * @param consistency which writes to see
 * @param capacityReport whether to say what the reads consumed
 */
public record BatchGetRequest(
        TableSchema schema,
        List<Key> keys,
        Optional<Projection> projection,
        ReadConsistency consistency,
        CapacityReport capacityReport) {
    /**
     * Checks the request.
     *
     * @throws InvalidRequestException with {@link ErrorCode#BATCH_GET} if there is no key or one is named twice, or a
     *     code of a key or the projection
     */
    public BatchGetRequest {
        keys = List.copyOf(keys);
        Objects.requireNonNull(consistency, "consistency");
        Objects.requireNonNull(capacityReport, "capacityReport");
        keys.forEach(schema::checkKey);
        BatchKeys.check(ErrorCode.BATCH_GET, schema, keys);
        projection.ifPresent(ExpressionLimits::check);
        projection.ifPresent(kept -> KeyPaths.check(schema, kept));
    }

    /** Returns a request for the whole items, consistently read. */
    public static BatchGetRequest of(TableSchema schema, Collection<Key> keys) {
        return builder(schema, keys).build();
    }

    /** Returns a builder of a request for the whole items, consistently read. */
    public static Builder builder(TableSchema schema, Collection<Key> keys) {
        return new Builder(schema, keys);
    }

    /**
     * Returns the same request for those of its keys that are among the given ones.
     *
     * @throws InvalidRequestException with {@link ErrorCode#BATCH_GET} if there are none
     */
    public BatchGetRequest only(Collection<Key> some) {
        Set<Key> kept = new HashSet<>(some);
        return with(keys.stream().filter(kept::contains).toList());
    }

    BatchGetRequest with(List<Key> others) {
        return new BatchGetRequest(schema, others, projection, consistency, capacityReport);
    }

    /** Collects the parts of a request. Not reusable, not thread-safe. */
    public static final class Builder {
        private final TableSchema schema;
        private final List<Key> keys;
        private Optional<Projection> projection = Optional.empty();
        private ReadConsistency consistency = ReadConsistency.CONSISTENT;
        private CapacityReport capacityReport = CapacityReport.NONE;

        private Builder(TableSchema schema, Collection<Key> keys) {
            this.schema = Objects.requireNonNull(schema, "schema");
            this.keys = List.copyOf(Objects.requireNonNull(keys, "keys"));
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

        /** Sets which writes to see. */
        public Builder consistency(ReadConsistency value) {
            consistency = value;
            return this;
        }

        /** Sets whether to say what the reads consumed. */
        public Builder capacityReport(CapacityReport value) {
            capacityReport = value;
            return this;
        }

        /** Returns the request; see {@link BatchGetRequest#BatchGetRequest}. */
        public BatchGetRequest build() {
            return new BatchGetRequest(schema, keys, projection, consistency, capacityReport);
        }
    }
}
