// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import org.moviestore.proof.sdk.Differences.Difference;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** What DynamoDB Local is known to do otherwise with transactions. */
enum TransactionDifference implements KnownDifference {
    /** A transaction is refused as a whole for an action that cannot be carried out, without saying which. */
    TRANSACTION_REFUSED_WHOLE {
        @Override
        public boolean explains(Exchange exchange) {
            Object reasons = exchange.other().body().get("CancellationReasons");
            Object told = exchange.local().body().get("CancellationReasons");
            return String.valueOf(reasons).contains("Code=ValidationError")
                    && (exchange.local().outcome().endsWith(" ValidationException")
                            || exchange.local()
                                            .outcome()
                                            .equals(exchange.other().outcome())
                                    && (told == null || told.toString().equals("[{Code=ValidationError}]")));
        }
    },

    /** That a transaction names an item twice is seen after its conditions are. */
    REPEATED_ITEM_SEEN_LATE {
        @Override
        public boolean explains(Exchange exchange) {
            return exchange.local().outcome().startsWith("TransactionCanceledException")
                    && exchange.other()
                            .message()
                            .equals("Transaction request cannot include multiple operations on one item");
        }
    },

    /** Conditions of a transaction are told to fail, where a key of it is none or an index cannot take one. */
    CONDITIONS_BEFORE_KEYS {
        @Override
        public boolean explains(Exchange exchange, Difference difference) {
            return difference.place().matches("/CancellationReasons/\\d+/(Code|Item)")
                    && exchange.refusesKeys()
                    && (difference.place().endsWith("Item")
                            ? difference.right() == null
                            : "ConditionalCheckFailed".equals(difference.left())
                                    && !"ConditionalCheckFailed".equals(difference.right()));
        }
    },

    /** In a transaction, a path may lead into the key attribute of an index. */
    PATHS_INTO_INDEX_KEYS {
        @Override
        public boolean explains(Exchange exchange) {
            return exchange.request() instanceof TransactWriteItemsRequest
                    && exchange.other().message().startsWith("Key attributes must be scalars");
        }
    },

    /** A key that is none is seen before the projections of a transaction are. */
    PROJECTIONS_CHECKED_LATE {
        @Override
        public boolean explains(Exchange exchange) {
            return exchange.request() instanceof TransactGetItemsRequest
                    && exchange.local().outcome().endsWith(" TransactionCanceledException")
                    && exchange.other().message().startsWith("Invalid ProjectionExpression: ");
        }
    },

    /** Tables are looked for one after the other, so that what is wrong with an action comes before a missing table. */
    TABLES_MISSED_LATE {
        @Override
        public boolean explains(Exchange exchange) {
            boolean isTransaction = exchange.request() instanceof TransactWriteItemsRequest
                    || exchange.request() instanceof TransactGetItemsRequest;
            return isTransaction
                    && exchange.other().outcome().startsWith("ResourceNotFoundException")
                    && (exchange.local().outcome().endsWith(" ValidationException")
                            || exchange.local().outcome().endsWith(" TransactionCanceledException"));
        }
    },

    /**
     * The token of a transaction is looked at before the transaction is; no order of the two is known of the service.
     */
    TOKEN_LOOKED_AT_FIRST {
        @Override
        public boolean explains(Exchange exchange) {
            return exchange.local().outcome().startsWith("IdempotentParameterMismatchException")
                    && (exchange.other().outcome().startsWith("ResourceNotFoundException")
                            || exchange.other().outcome().endsWith(" ValidationException")
                            || exchange.other().body().toString().contains("Code=ValidationError"));
        }
    };
}
