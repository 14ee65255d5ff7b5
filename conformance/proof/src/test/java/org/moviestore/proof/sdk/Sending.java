// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Sends requests of every kind that histories have. */
final class Sending {
    private static final Map<Class<?>, BiFunction<DynamoDbClient, DynamoDbRequest, DynamoDbResponse>> OPERATIONS =
            new HashMap<>();

    static {
        add(GetItemRequest.class, DynamoDbClient::getItem);
        add(PutItemRequest.class, DynamoDbClient::putItem);
        add(UpdateItemRequest.class, DynamoDbClient::updateItem);
        add(DeleteItemRequest.class, DynamoDbClient::deleteItem);
        add(QueryRequest.class, DynamoDbClient::query);
        add(ScanRequest.class, DynamoDbClient::scan);
        add(BatchGetItemRequest.class, DynamoDbClient::batchGetItem);
        add(BatchWriteItemRequest.class, DynamoDbClient::batchWriteItem);
        add(TransactGetItemsRequest.class, DynamoDbClient::transactGetItems);
        add(TransactWriteItemsRequest.class, DynamoDbClient::transactWriteItems);
        add(CreateTableRequest.class, DynamoDbClient::createTable);
        add(DescribeTableRequest.class, DynamoDbClient::describeTable);
        add(UpdateTableRequest.class, DynamoDbClient::updateTable);
        add(DeleteTableRequest.class, DynamoDbClient::deleteTable);
        add(ListTablesRequest.class, DynamoDbClient::listTables);
        add(DescribeTimeToLiveRequest.class, DynamoDbClient::describeTimeToLive);
    }

    private Sending() {}

    private static <Q extends DynamoDbRequest> void add(
            Class<Q> type, BiFunction<DynamoDbClient, Q, ? extends DynamoDbResponse> operation) {
        OPERATIONS.put(type, (client, request) -> operation.apply(client, type.cast(request)));
    }

    static DynamoDbResponse send(DynamoDbClient client, DynamoDbRequest request) {
        return Objects.requireNonNull(OPERATIONS.get(request.getClass())).apply(client, request);
    }

    /** Returns where a page ended, without attributes if it was the last. */
    static Map<String, AttributeValue> position(DynamoDbResponse page) {
        return page instanceof QueryResponse query
                ? query.lastEvaluatedKey()
                : ((ScanResponse) page).lastEvaluatedKey();
    }

    /** Returns a read that starts after a position. */
    static DynamoDbRequest from(DynamoDbRequest read, Map<String, AttributeValue> position) {
        return read instanceof QueryRequest query
                ? query.toBuilder().exclusiveStartKey(position).build()
                : ((ScanRequest) read).toBuilder().exclusiveStartKey(position).build();
    }
}
