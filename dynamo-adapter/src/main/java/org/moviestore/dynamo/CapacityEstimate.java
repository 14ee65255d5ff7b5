// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.table.IndexScope;
import org.moviestore.table.PageRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * How many read units a page may take: it reads items of average size until its limit or 1 MB is reached, or nothing is
 * left in the table or index. How many of them are in a partition, DynamoDB does not say.
 */
final class CapacityEstimate {
    private static final int PAGE_BYTES = 1024 * 1024;
    private static final int UNIT_BYTES = 4096;

    private CapacityEstimate() {}

    /** Returns the units for a page of the request, unless DynamoDB does not say how much there is. */
    static OptionalDouble of(PageRequest request, TableDescription table) {
        Optional<Volume> whole = Volume.of(table.itemCount(), table.tableSizeBytes());
        Optional<Volume> read =
                request.index().isPresent() ? ofIndex(request.index().get(), table) : whole;
        if (whole.isEmpty() || read.isEmpty()) {
            return OptionalDouble.empty();
        }
        double itemBytes = read.get().itemBytes();
        double items = Math.min(itemsAtMost(request, read.get().items()), PAGE_BYTES / itemBytes);
        double units = units(items * itemBytes);
        if (fetchesItems(request)) {
            units += items * units(whole.get().itemBytes());
        }
        return OptionalDouble.of(request.consistency() == ReadConsistency.CONSISTENT ? units : units / 2);
    }

    private static Optional<Volume> ofIndex(SecondaryIndex index, TableDescription table) {
        Stream<Volume> global = table.globalSecondaryIndexes().stream()
                .filter(described -> index.name().equals(described.indexName()))
                .flatMap(described -> Volume.of(described.itemCount(), described.indexSizeBytes()).stream());
        Stream<Volume> local = table.localSecondaryIndexes().stream()
                .filter(described -> index.name().equals(described.indexName()))
                .flatMap(described -> Volume.of(described.itemCount(), described.indexSizeBytes()).stream());
        return Stream.concat(global, local).findFirst();
    }

    private static double itemsAtMost(PageRequest request, double all) {
        double most = isOfOneItem(request) ? Math.min(1, all) : all;
        if (request instanceof ScanRequest scan && scan.segment().isPresent()) {
            most /= scan.segment().get().total();
        }
        return Math.min(most, request.limit().orElse(Integer.MAX_VALUE));
    }

    /** Says whether a query gives the whole key of the table. */
    private static boolean isOfOneItem(PageRequest request) {
        return request instanceof QueryRequest query
                && query.index().isEmpty()
                && (!query.schema().hasSortKey()
                        || query.sortTest()
                                .filter(test -> test instanceof KeyCondition.Comparison comparison
                                        && comparison.comparator() == Comparator.EQUAL)
                                .isPresent());
    }

    /** Says whether each item is read in the table too, since a local index does not hold what is asked for. */
    private static boolean fetchesItems(PageRequest request) {
        Optional<SecondaryIndex> local = request.index().filter(index -> index.scope() == IndexScope.LOCAL);
        return local.isPresent()
                && request.projection().isPresent()
                && request.projection().get().paths().stream()
                        .anyMatch(path -> !request.schema().holds(local.get(), path.attribute()));
    }

    /** A read of nothing takes a unit too. */
    private static double units(double bytes) {
        return Math.max(1, Math.ceil(bytes / UNIT_BYTES));
    }

    /**
     * How much is in a table or an index.
     *
     * @param items how many items
     * @param bytes how large they are together
     */
    private record Volume(double items, double bytes) {
        static Optional<Volume> of(@Nullable Long items, @Nullable Long bytes) {
            return items == null || bytes == null
                    ? Optional.empty()
                    : Optional.of(new Volume(items.doubleValue(), bytes.doubleValue()));
        }

        double itemBytes() {
            return items == 0 ? 0 : bytes / items;
        }
    }
}
