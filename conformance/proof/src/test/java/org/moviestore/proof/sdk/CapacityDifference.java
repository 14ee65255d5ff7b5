// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.moviestore.proof.sdk.Differences.Difference;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.IndexScope;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A way in which DynamoDB Local is known to report consumed capacity otherwise than the published formulas say. */
enum CapacityDifference {
    /** A delete of nothing reports without being asked. */
    UNASKED_OF_NOTHING {
        @Override
        boolean explains(Exchange exchange, Difference difference) {
            return exchange.request() instanceof DeleteItemRequest
                    && exchange.other().capacity() == null
                    && exchange.before().get(0).isEmpty();
        }
    },

    /** What finds nothing is free; by the formulas it is the smallest read. */
    NOTHING_IS_FREE {
        @Override
        boolean explains(Exchange exchange, Difference difference) {
            if (exchange.request() instanceof BatchGetItemRequest batch) {
                return isLessBy(difference, smallestReads(exchange, batch, difference));
            }
            boolean isRead = exchange.request() instanceof QueryRequest || exchange.request() instanceof ScanRequest;
            return isRead && exchange.evaluatedByOther() == 0 && isLess(difference.left(), difference.right());
        }

        /** Returns what the keys of a table come to that have no items. */
        private static BigDecimal smallestReads(Exchange exchange, BatchGetItemRequest batch, Difference difference) {
            String table = step(difference, 1);
            @Nullable KeysAndAttributes asked = batch.requestItems().get(table);
            Object found = at(exchange.other().body(), "Responses", table);
            if (asked == null || !(found instanceof List<?> items)) {
                return BigDecimal.ZERO;
            }
            BigDecimal unit = Boolean.TRUE.equals(asked.consistentRead()) ? BigDecimal.ONE : new BigDecimal("0.5");
            return unit.multiply(BigDecimal.valueOf(asked.keys().size() - items.size()));
        }
    },

    /** Units of transactions are not told by their kind. */
    NO_KINDS_OF_UNITS {
        @Override
        boolean explains(Exchange exchange, Difference difference) {
            String kind = exchange.request() instanceof TransactGetItemsRequest
                    ? "ReadCapacityUnits"
                    : exchange.request() instanceof TransactWriteItemsRequest ? "WriteCapacityUnits" : "none";
            String[] steps = difference.place().substring(1).split("/");
            boolean isKind = steps[steps.length - 1].equals(kind);
            steps[steps.length - 1] = "CapacityUnits";
            return isKind
                    && difference.left() == null
                    && String.valueOf(at(tree(exchange.other().capacity()), steps))
                            .equals(difference.right());
        }
    },

    /** A transaction sent again is reported as the reads that it was, as by the service; a store does not tell it. */
    READS_WHEN_SENT_AGAIN {
        @Override
        boolean explains(Exchange exchange, Difference difference) {
            return exchange.isSentAgain() && isLessOrWithoutIndexes(difference);
        }
    },

    /** A delete of nothing counts in a transaction as one outside. */
    DELETE_OF_NOTHING_AS_OUTSIDE {
        @Override
        boolean explains(Exchange exchange, Difference difference) {
            if (!(exchange.request() instanceof TransactWriteItemsRequest transaction)) {
                return false;
            }
            int[] inTable = writesIn(exchange, step(difference, 1));
            return inTable.length == 1
                    && transaction.transactItems().get(inTable[0]).delete() != null
                    && exchange.before().get(inTable[0]).isEmpty()
                    && isLessBy(difference, BigDecimal.ONE);
        }
    },

    /** Several writes of one transaction in one table are reported as less than each alone. */
    LESS_IN_TRANSACTIONS {
        @Override
        boolean explains(Exchange exchange, Difference difference) {
            return exchange.request() instanceof TransactWriteItemsRequest
                    && writesIn(exchange, step(difference, 1)).length > 1
                    && isLessOrWithoutIndexes(difference);
        }
    },

    /** A delete of nothing counts twice in a batch. */
    DELETES_OF_NOTHING_TWICE {
        @Override
        boolean explains(Exchange exchange, Difference difference) {
            if (!(exchange.request() instanceof BatchWriteItemRequest batch)) {
                return false;
            }
            List<WriteRequest> writes =
                    batch.requestItems().values().stream().flatMap(List::stream).toList();
            long ofNothing = IntStream.of(writesIn(exchange, step(difference, 1)))
                    .filter(i -> writes.get(i).deleteRequest() != null
                            && exchange.before().get(i).isEmpty())
                    .count();
            return ofNothing > 0
                    && difference.place().matches("/[^/]*(/Table)?/CapacityUnits")
                    && isLessBy(difference, BigDecimal.valueOf(-ofNothing));
        }
    },

    /** A page of an index counts items as large as they are in the table, whatever of them the index holds. */
    WHOLE_ITEMS_IN_INDEXES {
        @Override
        boolean explains(Exchange exchange, Difference difference) {
            DynamoDbRequest request = exchange.request();
            String index = request.getValueForField("IndexName", String.class).orElse("");
            boolean isPartial =
                    exchange
                            .schemas()
                            .apply(request.getValueForField("TableName", String.class)
                                    .orElse(""))
                            .stream()
                            .flatMap(schema -> schema.indexes().stream())
                            .anyMatch(each -> each.name().equals(index)
                                    && !each.projection().equals(IndexProjection.all()));
            return isPartial && isLess(difference.right(), difference.left());
        }
    },

    /** A write counts in a global index that shows nothing of what it changes. */
    INDEXES_WRITTEN_UNCHANGED {
        @Override
        boolean explains(Exchange exchange, Difference difference) {
            if (!Shapes.isWrite(exchange.call())) {
                return false;
            } else if (difference.place().contains("/GlobalSecondaryIndexes")) {
                return difference.right() == null || isLess(difference.right(), difference.left());
            }
            // The sum alone is told.
            String table = exchange.request()
                    .getValueForField("TableName", String.class)
                    .orElse(step(difference, 1));
            return difference.place().split("/").length == 3
                    && at(tree(exchange.other().capacity()), step(difference, 1), "Table") == null
                    && exchange.schemas().apply(table).stream()
                            .flatMap(schema -> schema.indexes().stream())
                            .anyMatch(index -> index.scope() == IndexScope.GLOBAL)
                    && isLess(difference.right(), difference.left());
        }
    };

    abstract boolean explains(Exchange exchange, Difference difference);

    private static boolean isLess(@Nullable Object units, @Nullable Object than) {
        return units instanceof String less
                && than instanceof String more
                && new BigDecimal(less).compareTo(new BigDecimal(more)) < 0;
    }

    /** Says whether the left units are so much less than the right. */
    private static boolean isLessBy(Difference difference, BigDecimal units) {
        return difference.left() instanceof String left
                && difference.right() instanceof String right
                && new BigDecimal(left).add(units).compareTo(new BigDecimal(right)) == 0;
    }

    private static boolean isLessOrWithoutIndexes(Difference difference) {
        return isLess(difference.left(), difference.right())
                || difference.place().contains("SecondaryIndexes") && difference.left() == null;
    }

    /** Returns which of the actions of a request are for a table. */
    private static int[] writesIn(Exchange exchange, String table) {
        List<Touched> touched = Touched.by(exchange.request());
        return IntStream.range(0, touched.size())
                .filter(i -> touched.get(i).table().equals(table))
                .toArray();
    }

    private static String step(Difference difference, int number) {
        return difference.place().split("/")[number];
    }

    private static @Nullable Object at(Object tree, String... steps) {
        @Nullable Object node = tree;
        for (String step : steps) {
            node = node instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return node;
    }

    /**
     * Returns what differs between the capacities that two answers report. Sums of what is told by its parts do not
     * differ on their own.
     */
    static List<Difference> between(Exchange exchange) {
        Map<String, Object> local = tree(exchange.local().capacity());
        Map<String, Object> other = tree(exchange.other().capacity());
        return Differences.between(local, other).stream()
                .filter(difference -> !(isSum(local, difference) && isSum(other, difference)))
                .toList();
    }

    /** Says whether there is in a place the sum of the parts that are told beside it. */
    private static boolean isSum(Map<String, Object> tree, Difference difference) {
        String[] steps = difference.place().substring(1).split("/");
        if (steps.length != 2 || !steps[1].equals("CapacityUnits") || at(tree, steps[0], "Table") == null) {
            return false;
        }
        BigDecimal sum = units(at(tree, steps[0], "Table"));
        for (String indexes : List.of("GlobalSecondaryIndexes", "LocalSecondaryIndexes")) {
            if (at(tree, steps[0], indexes) instanceof Map<?, ?> map) {
                for (Object index : map.values()) {
                    sum = sum.add(units(index));
                }
            }
        }
        return sum.compareTo(units(at(tree, steps[0]))) == 0;
    }

    private static BigDecimal units(@Nullable Object capacity) {
        @Nullable Object units = capacity == null ? null : at(capacity, "CapacityUnits");
        return units == null ? BigDecimal.ZERO : new BigDecimal(units.toString());
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
