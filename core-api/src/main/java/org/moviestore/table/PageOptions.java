// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Projection;

/**
 * The parts that queries and scans have in common. They are checked when a request is made of them. Immutable.
 *
 * @param index the secondary index to read; the table itself if empty
 * @param filter what must hold of an item, once read, for it to be returned
 * @param projection what to return of each item; if empty, all of it or, of an index, what the index holds
 * @param limit the most items to evaluate for one page, at least 1; the backend chooses if empty
 * @param consistency which writes to see; {@link ReadConsistency#EVENTUAL} of a global index
 * @param startAfter where to begin; at the beginning if empty
 * @param select whether to return the items or only count them
 * @param capacityReport whether to say what the read consumed
 */
public record PageOptions(
        Optional<SecondaryIndex> index,
        Optional<Condition> filter,
        Optional<Projection> projection,
        OptionalInt limit,
        ReadConsistency consistency,
        Optional<Position> startAfter,
        Select select,
        CapacityReport capacityReport) {
    /** Checks that no part is null. */
    public PageOptions {
        Objects.requireNonNull(index, "index");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(projection, "projection");
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(consistency, "consistency");
        Objects.requireNonNull(startAfter, "startAfter");
        Objects.requireNonNull(select, "select");
        Objects.requireNonNull(capacityReport, "capacityReport");
    }

    /** Returns the same options, beginning after a position. */
    public PageOptions withStartAfter(Position position) {
        return new PageOptions(
                index, filter, projection, limit, consistency, Optional.of(position), select, capacityReport);
    }

    /** Returns the same options for counting, without projection. */
    public PageOptions counting() {
        return new PageOptions(
                index, filter, Optional.empty(), limit, consistency, startAfter, Select.COUNT, capacityReport);
    }

    /** Collects the parts for the builders of requests. */
    static final class Builder {
        private final TableSchema schema;
        private Optional<SecondaryIndex> index = Optional.empty();
        private Optional<Projection> projection = Optional.empty();
        private OptionalInt limit = OptionalInt.empty();
        private @Nullable ReadConsistency consistency;
        private Optional<Position> startAfter = Optional.empty();
        private Select select = Select.ITEMS;
        private CapacityReport capacityReport = CapacityReport.NONE;
        private Optional<Condition> filter = Optional.empty();

        Builder(TableSchema schema) {
            this.schema = Objects.requireNonNull(schema, "schema");
        }

        void index(String name) {
            index = Optional.of(schema.index(name));
        }

        void filter(Condition value) {
            filter = Optional.of(value);
        }

        void projection(Projection value) {
            projection = Optional.of(value);
        }

        void limit(int value) {
            limit = OptionalInt.of(value);
        }

        void consistency(ReadConsistency value) {
            consistency = Objects.requireNonNull(value, "consistency");
        }

        void startAfter(Position value) {
            startAfter = Optional.of(value);
        }

        void select(Select value) {
            select = Objects.requireNonNull(value, "select");
        }

        void capacityReport(CapacityReport value) {
            capacityReport = value;
        }

        /** Returns the parts; a request that says nothing of consistency reads as consistently as it can. */
        PageOptions build() {
            boolean global =
                    index.map(read -> read.scope() == IndexScope.GLOBAL).orElse(false);
            ReadConsistency strongest = global ? ReadConsistency.EVENTUAL : ReadConsistency.CONSISTENT;
            return new PageOptions(
                    index,
                    filter,
                    projection,
                    limit,
                    Objects.requireNonNullElse(consistency, strongest),
                    startAfter,
                    select,
                    capacityReport);
        }
    }
}
