// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.sdk;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Carries out so many writes of each batch for one table and no more, and nothing else. */
final class HesitantClient implements DynamoDbClient {
    private final DynamoDbClient client;
    private final int writesOfACall;
    private int calls;

    HesitantClient(DynamoDbClient client, int writesOfACall) {
        this.client = client;
        this.writesOfACall = writesOfACall;
    }

    int calls() {
        return calls;
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        calls++;
        Map.Entry<String, List<WriteRequest>> writes =
                request.requestItems().entrySet().iterator().next();
        List<WriteRequest> all = writes.getValue();
        int taken = Math.min(writesOfACall, all.size());
        if (taken > 0) {
            client.batchWriteItem(some -> some.requestItems(Map.of(writes.getKey(), all.subList(0, taken))));
        }
        BatchWriteItemResponse.Builder response = BatchWriteItemResponse.builder();
        if (taken < all.size()) {
            response.unprocessedItems(Map.of(writes.getKey(), all.subList(taken, all.size())));
        }
        return response.build();
    }

    @Override
    public String serviceName() {
        return client.serviceName();
    }

    @Override
    public void close() {
        client.close();
    }
}
