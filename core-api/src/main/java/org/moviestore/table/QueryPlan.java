// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a backend reads a page of a query or a scan, as {@link DocumentTable#explain} tells it. Immutable.
 *
 * @param access how the items are found
 * @param index the name of the secondary index that is read; the table itself if empty
 * @param filteredBy who evaluates the filter; empty without one
 * @param backendPlan the backend's own words for it, where it has such: text for people, which may show values of the
 *     request and differ from one release of the backend to the next
 * @param estimatedCapacity how many capacity units the page may take, where the backend bills by them and can tell; see
 *     its adapter for what the estimate is made of
 */
public record QueryPlan(
        Access access,
        Optional<String> index,
        Optional<FilteredBy> filteredBy,
        Optional<String> backendPlan,
        OptionalDouble estimatedCapacity) {
    /**
     * How the items are found, as the contract has it on every backend. A database may still read a small table as a
     * whole where that is the shorter way; its own plan says so. Immutable.
     */
    public enum Access {
        /** In a partition of the table, by its key. */
        PARTITION,
        /** In a partition of a secondary index, by the index's key. */
        INDEX_PARTITION,
        /**
         * By an index that the backend has for what the filter asks, which may be all there is; see
         * {@link TableOptions#withFilterIndex}.
         */
        FILTER_INDEX,
        /** By reading the table from one end to the other, or a segment of it. */
        TABLE_SCAN,
        /** By reading a secondary index from one end to the other, or a segment of it. */
        INDEX_SCAN;

        /**
         * Says whether all pages together may read all there is in the table or the index, whatever they return of it:
         * so also by a filter index, which only some backends have, and which finds most of the table for some filters.
         */
        public boolean isFullScan() {
            return this != PARTITION && this != INDEX_PARTITION;
        }

        private boolean isOfIndex() {
            return this == INDEX_PARTITION || this == INDEX_SCAN;
        }
    }

    /** Who evaluates the filter of a query or scan. Immutable. */
    public enum FilteredBy {
        /** The backend: what the filter drops never leaves it. */
        BACKEND,
        /** This library, in this process, on all items that are found. */
        LIBRARY
    }

    /** Checks the parts. */
    public QueryPlan {
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(filteredBy, "filteredBy");
        Objects.requireNonNull(backendPlan, "backendPlan");
        Objects.requireNonNull(estimatedCapacity, "estimatedCapacity");
        if (access.isOfIndex() != Objects.requireNonNull(index, "index").isPresent()) {
            throw new IllegalArgumentException("only a read by an index has the name of one, got " + access
                    + index.map(name -> " of " + name).orElse(""));
        }
    }

    /** Returns what a request alone tells of its plan, on a backend whose filters this side evaluates. */
    public static QueryPlan of(PageRequest request, FilteredBy side) {
        Objects.requireNonNull(side, "side");
        return new QueryPlan(
                request.access(),
                request.index().map(SecondaryIndex::name),
                request.filter().map(filter -> side),
                Optional.empty(),
                OptionalDouble.empty());
    }

    /** Returns the same plan of a backend that finds the items otherwise than the request alone tells. */
    public QueryPlan withAccess(Access found) {
        return new QueryPlan(
                found, found.isOfIndex() ? index : Optional.empty(), filteredBy, backendPlan, estimatedCapacity);
    }

    /** Returns the same plan with the backend's own words for it. */
    public QueryPlan withBackendPlan(String text) {
        return new QueryPlan(access, index, filteredBy, Optional.of(text), estimatedCapacity);
    }

    /** Returns the same plan with an estimate of its capacity units, or with none. */
    public QueryPlan withEstimatedCapacity(OptionalDouble units) {
        return new QueryPlan(access, index, filteredBy, backendPlan, units);
    }
}
