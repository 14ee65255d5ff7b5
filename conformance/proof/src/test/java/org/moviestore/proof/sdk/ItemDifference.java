// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.moviestore.proof.sdk.Differences.Difference;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What DynamoDB Local is known to do otherwise with items and reads. */
enum ItemDifference implements KnownDifference {
    /** An update that only removes creates an item, or is refused for its paths, where there is none. */
    REMOVING_CREATES {
        @Override
        public boolean explains(Exchange exchange) {
            return exchange.removesFromNothing()
                    && (exchange.other().isOk() || exchange.other().outcome().endsWith(" TransactionCanceledException"))
                    && (exchange.local().isOk()
                            || exchange.local().outcome().endsWith(" ValidationException")
                            || exchange.local().outcome().endsWith(" TransactionCanceledException"));
        }
    },

    /** Of a nested path of UPDATED_OLD and UPDATED_NEW the whole attribute is returned. */
    WHOLE_ATTRIBUTE_RETURNED {
        @Override
        public boolean explains(Exchange exchange, Difference difference) {
            Object whole = exchange.local().body().getOrDefault("Attributes", Map.of());
            Object part = exchange.other().body().getOrDefault("Attributes", Map.of());
            return exchange.request() instanceof UpdateItemRequest update
                    && String.valueOf(update.returnValuesAsString()).startsWith("UPDATED_")
                    && difference.place().startsWith("/Attributes")
                    && part.equals(UpdatedPaths.of(update, (Map<?, ?>) whole));
        }
    },

    /**
     * The condition of an update comes before the check that it leaves keys as they are and index keys of their types.
     */
    CONDITION_BEFORE_KEYS {
        @Override
        public boolean explains(Exchange exchange) {
            return exchange.local().outcome().startsWith("ConditionalCheckFailedException") && exchange.refusesKeys();
        }
    },

    /** Some parameters may be any word, and some that are required be left out, or are missed after all else. */
    PARAMETERS_UNCHECKED {
        private static final String PLACE = "(returnConsumedCapacity|transactItems\\.\\d+\\.member\\."
                + "(get|update\\.updateExpression|conditionCheck\\.conditionExpression"
                + "|\\w+\\.returnValuesOnConditionCheckFailure))";
        private static final String PROBLEM = "Value [^;]* at '" + PLACE + "' failed to satisfy constraint: [^;]*";
        private static final Pattern PROBLEMS =
                Pattern.compile("\\d+ validation errors? detected: " + PROBLEM + "(; " + PROBLEM + ")*");

        @Override
        public boolean explains(Exchange exchange) {
            return PROBLEMS.matcher(exchange.other().message()).matches();
        }
    },

    /** The sort key of a local index is not looked at in updates. */
    LOCAL_INDEX_KEYS_UNCHECKED {
        @Override
        public boolean explains(Exchange exchange) {
            return exchange.local().isOk()
                    && exchange.other()
                            .message()
                            .matches("(?s).*Type mismatch for Index Key l1 .* IndexName: local-1.*");
        }
    },

    /** What local indexes hold of an item does not count to its size in updates. */
    LOCAL_INDEX_SIZES_UNCHECKED {
        @Override
        public boolean explains(Exchange exchange) {
            return exchange.local().isOk()
                    && exchange.other().message().contains("Item size to update has exceeded")
                    && (exchange.request().toString().contains("l1")
                            || exchange.before().stream().anyMatch(item -> item.containsKey("l1")));
        }
    },

    /** A page that its limit ended at the last item that the key condition takes has no position. */
    NO_POSITION_AT_THE_BOUND {
        @Override
        public boolean explains(Exchange exchange, Difference difference) {
            if (!(exchange.request() instanceof QueryRequest query) || query.limit() == null) {
                return false;
            }
            String fault = query.limit() + " evaluated of " + query.limit() + " and no position";
            return difference.place().equals("/LastEvaluatedKey")
                            && difference.left() == null
                            && ("" + query.limit())
                                    .equals(exchange.other().body().get("ScannedCount"))
                    || difference.place().equals("/faults")
                            && List.of(fault).equals(difference.left())
                            && List.of().equals(difference.right());
        }
    },

    /** A page goes on after 1 MB where the filter drops what there is. */
    FILTERED_BYTES_UNCOUNTED {
        @Override
        public boolean explains(Exchange exchange) {
            if (!(exchange.request() instanceof QueryRequest query)
                    || query.filterExpression() == null && !query.hasQueryFilter()
                    || !exchange.local().isOk()
                    || !exchange.other().body().containsKey("LastEvaluatedKey")) {
                return false;
            }
            List<?> items = (List<?>) exchange.other().body().getOrDefault("Items", List.of());
            List<?> more = (List<?>) exchange.local().body().getOrDefault("Items", List.of());
            return exchange.evaluatedByLocal() > exchange.evaluatedByOther()
                    && more.size() >= items.size()
                    && more.subList(0, items.size()).equals(items);
        }
    },

    /** A query cannot start at the last item that its key condition takes. */
    NO_START_AT_THE_BOUND {
        @Override
        public boolean explains(Exchange exchange) {
            return exchange.request() instanceof QueryRequest
                    && exchange.local()
                            .message()
                            .equals("The provided starting key does not match the range key predicate")
                    && exchange.other().isOk()
                    && "0".equals(exchange.other().body().get("ScannedCount"));
        }
    },

    /** A table is looked for before a request has been checked as a whole. */
    TABLE_LOOKED_FOR_FIRST {
        @Override
        public boolean explains(Exchange exchange) {
            return exchange.local().outcome().startsWith("ResourceNotFoundException")
                    && exchange.other().outcome().endsWith(" ValidationException");
        }
    },

    /** A filter of a scan may name what the index does not hold. */
    FILTER_BY_WHAT_AN_INDEX_LACKS {
        @Override
        public boolean explains(Exchange exchange) {
            return exchange.request() instanceof ScanRequest scan
                    && scan.indexName() != null
                    && exchange.local().isOk()
                    && exchange.other().message().contains("does not project one or more filter attributes");
        }
    },

    /** Numbers of sets are compared as they are written, where a set is changed without an expression. */
    NUMBERS_AS_WRITTEN {
        @Override
        public boolean explains(Exchange exchange) {
            boolean isRefused = exchange.local().message().equals("Input collection contains duplicates");
            return exchange.changesNumberSet()
                    && (isRefused || exchange.local().isOk())
                    && exchange.other().isOk();
        }
    },

    /** Where a condition from before expressions looks for bytes in others, it takes them for text. */
    BYTES_LOOKED_FOR_AS_TEXT {
        @Override
        public boolean explains(Exchange exchange) {
            return isAnswered(exchange.local())
                    && isAnswered(exchange.other())
                    && Trees.of(exchange.request(), Trees.Numbers.AS_THEY_ARE)
                            .toString()
                            .matches(
                                    "(?s).*AttributeValueList=\\[\\{B=[^\\]]*\\], ComparisonOperator=(NOT_)?CONTAINS.*");
        }

        /** Says whether a condition was looked at, whatever came of it. */
        private static boolean isAnswered(Answer answer) {
            return answer.isOk() || answer.outcome().startsWith("ConditionalCheckFailedException");
        }
    },

    /** How long a start key is, is not looked at. */
    START_KEYS_OF_ANY_LENGTH {
        @Override
        public boolean explains(Exchange exchange) {
            return exchange.local().isOk()
                    && exchange.other()
                            .message()
                            .matches("(?s)The provided starting key is invalid: .*(Size of hashkey|Aggregated size).*");
        }
    },

    /** An attribute update without an action, which is PUT, does nothing, though its value be none for an index key. */
    UPDATE_WITHOUT_ACTION {
        @Override
        public boolean explains(Exchange exchange) {
            return exchange.hasUpdateWithoutAction()
                    && exchange.local().isOk()
                    && (exchange.other().isOk() || exchange.refusesKeys());
        }
    };
}
