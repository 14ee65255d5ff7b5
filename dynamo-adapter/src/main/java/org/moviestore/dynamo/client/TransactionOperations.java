// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** The transactions. Thread-safe. */
final class TransactionOperations {
    private final KnownTables tables;

    TransactionOperations(KnownTables tables) {
        this.tables = tables;
    }

    TransactGetItemsResponse get(TransactGetItemsRequest request) {
        return new TransactGet(tables, request).answer();
    }

    TransactWriteItemsResponse write(TransactWriteItemsRequest request) {
        return new TransactWrite(tables, request).answer();
    }
}
