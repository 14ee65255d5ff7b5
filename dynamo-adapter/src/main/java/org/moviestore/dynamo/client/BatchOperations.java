// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The batches. All of a request is checked before any of it is carried out, table by table in the order of the request,
 * by as many calls of the store as its limits ask for. What the store leaves undone is handed back, as unprocessed, to
 * be sent again by the caller; it is also that of calls that certainly did nothing, unless no call did anything or the
 * table is not there any more. Thread-safe.
 */
final class BatchOperations {
    private final KnownTables tables;

    BatchOperations(KnownTables tables) {
        this.tables = tables;
    }

    BatchGetItemResponse get(BatchGetItemRequest request) {
        new ParameterConstraints()
                .returnConsumedCapacity(request.returnConsumedCapacityAsString())
                .check();
        Map<String, KeysAndAttributes> asked = required(request.requestItems(), "BatchGetItem");
        return new BatchGet(tables, BatchGetTable.all(asked), request.returnConsumedCapacity()).answer();
    }

    BatchWriteItemResponse write(BatchWriteItemRequest request) {
        new ParameterConstraints()
                .returnConsumedCapacity(request.returnConsumedCapacityAsString())
                .returnItemCollectionMetrics(request.returnItemCollectionMetricsAsString())
                .check();
        Map<String, List<WriteRequest>> asked = required(request.requestItems(), "BatchWriteItem");
        return new BatchWrite(tables, BatchWriteTable.all(asked), request).answer();
    }

    private static <T> Map<String, T> required(Map<String, T> requestItems, String operation) {
        Map<String, T> asked = RequestValues.members(requestItems);
        if (asked.isEmpty()) {
            throw ServiceErrors.validation("The requestItems parameter is required for " + operation);
        }
        return asked;
    }
}
