// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.moviestore.proof.sdk.Differences.Difference;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** A way in which DynamoDB Local is known to report consumed capacity otherwise than the published formulas say. */
enum CapacityDifference {
    /** A delete of nothing reports without being asked. */
    UNASKED_OF_NOTHING {
        @Override
        boolean explains(Exchange exchange, Difference difference) {
            return exchange.request() instanceof DeleteItemRequest
                    && difference.right() == null
                    && exchange.before().get(0).isEmpty();
        }
    },

    /** What finds nothing is free; by the formulas it is the smallest read. */
    NOTHING_IS_FREE {
        @Override
        boolean explains(Exchange exchange, Difference difference) {
            boolean reads = exchange.request() instanceof QueryRequest
                    || exchange.request() instanceof ScanRequest
                    || exchange.request() instanceof BatchGetItemRequest;
            return reads
                    && difference.place().endsWith("CapacityUnits")
                    && isLess(difference.left(), difference.right());
        }
    },

    /** Units of transactions are not told by their kind. */
    NO_KINDS_OF_UNITS {
        @Override
        boolean explains(Exchange exchange, Difference difference) {
            return difference.place().matches(".*/(Read|Write)CapacityUnits") && difference.left() == null;
        }
    },

    /** Several writes of one transaction in one table are reported as less than each alone. */
    LESS_IN_TRANSACTIONS {
        @Override
        boolean explains(Exchange exchange, Difference difference) {
            return exchange.request() instanceof TransactWriteItemsRequest
                    && (difference.place().endsWith("/CapacityUnits") && isLess(difference.left(), difference.right())
                            || difference.place().contains("SecondaryIndexes") && difference.left() == null);
        }
    },

    /** A write counts in a global index that shows nothing of what it changes. */
    INDEXES_WRITTEN_UNCHANGED {
        @Override
        boolean explains(Exchange exchange, Difference difference) {
            return Shapes.isWrite(exchange.call())
                    && (difference.place().endsWith("/CapacityUnits") && isLess(difference.right(), difference.left())
                            || difference.place().contains("SecondaryIndexes") && difference.right() == null);
        }
    };

    abstract boolean explains(Exchange exchange, Difference difference);

    private static boolean isLess(@Nullable Object units, @Nullable Object than) {
        return units != null
                && than != null
                && new BigDecimal(units.toString()).compareTo(new BigDecimal(than.toString())) < 0;
    }

    /** Returns what differs between the capacities that two answers report. */
    static List<Difference> between(Exchange exchange) {
        return Differences.between(
                tree(exchange.local().capacity()), tree(exchange.other().capacity()));
    }

    /** Returns the first that explains a difference, if one does. */
    static Optional<CapacityDifference> explaining(Exchange exchange, Difference difference) {
        return Stream.of(values())
                .filter(each -> each.explains(exchange, difference))
                .findFirst();
    }

    /** Returns reports by the names of their tables. */
    private static Map<String, Object> tree(@Nullable Object capacity) {
        Map<String, Object> tree = new TreeMap<>();
        if (capacity instanceof List<?> list) {
            list.forEach(each -> tree.put(String.valueOf(((Map<?, ?>) each).get("TableName")), each));
        } else if (capacity != null) {
            tree.put("table", capacity);
        }
        return tree;
    }
}
