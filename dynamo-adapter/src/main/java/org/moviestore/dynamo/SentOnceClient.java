// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;

/** Sends writes by another's client, but with retries of our own; see {@link Retries#sentOnce}. */
final class SentOnceClient implements DynamoDbClient {
    private final DynamoDbClient client;
    private final AwsRequestOverrideConfiguration sentOnce;

    SentOnceClient(DynamoDbClient client, Retries retries) {
        this.client = client;
        RetryStrategy strategy = retries.sentOnce();
        SdkPlugin plugin = service -> service.overrideConfiguration(
                service.overrideConfiguration().copy(calls -> calls.retryStrategy(strategy)));
        this.sentOnce =
                AwsRequestOverrideConfiguration.builder().addPlugin(plugin).build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return client.putItem(
                request.toBuilder().overrideConfiguration(sentOnce).build());
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return client.updateItem(
                request.toBuilder().overrideConfiguration(sentOnce).build());
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return client.deleteItem(
                request.toBuilder().overrideConfiguration(sentOnce).build());
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        return client.createTable(
                request.toBuilder().overrideConfiguration(sentOnce).build());
    }

    @Override
    public UpdateTableResponse updateTable(UpdateTableRequest request) {
        return client.updateTable(
                request.toBuilder().overrideConfiguration(sentOnce).build());
    }

    @Override
    public DeleteTableResponse deleteTable(DeleteTableRequest request) {
        return client.deleteTable(
                request.toBuilder().overrideConfiguration(sentOnce).build());
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
