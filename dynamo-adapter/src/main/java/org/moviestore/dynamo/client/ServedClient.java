// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.function.Function;
import org.moviestore.table.DocumentStore;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** The operations that a store can serve. Thread-safe. */
final class ServedClient implements UnservedOperations {
    /** What stands for a region of AWS; it is none. */
    private static final Region NO_REGION = Region.of("moviestore");

    private final DocumentStore store;
    private final ItemOperations items;
    private final PageOperations pages;
    private final BatchOperations batches;
    private final TableOperations tables;
    private final KnownTables known;

    ServedClient(DocumentStore store) {
        this.store = store;
        known = new KnownTables(store, System::nanoTime);
        items = new ItemOperations(known);
        pages = new PageOperations(known);
        batches = new BatchOperations(known);
        tables = new TableOperations(known);
    }

    /** Has an operation answer completely, and by the service's errors if it fails. */
    private static <Q, A extends DynamoDbResponse> A answer(Function<Q, A> operation, Q request) {
        try {
            return ServiceAnswers.completed(operation.apply(request));
        } catch (RuntimeException e) {
            throw ServiceErrors.translate(e);
        }
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return answer(batches::get, request);
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        return answer(batches::write, request);
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        return answer(tables::create, request);
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return answer(items::delete, request);
    }

    @Override
    public DeleteTableResponse deleteTable(DeleteTableRequest request) {
        return answer(tables::delete, request);
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        return answer(tables::describe, request);
    }

    @Override
    public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
        return answer(tables::timeToLive, request);
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return answer(items::get, request);
    }

    @Override
    public ListTablesResponse listTables(ListTablesRequest request) {
        return answer(tables::list, request);
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return answer(items::put, request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return answer(pages::query, request);
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return answer(pages::scan, request);
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return answer(gets -> new TransactGet(known, gets).answer(), request);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return answer(writes -> new TransactWrite(known, writes).answer(), request);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return answer(items::update, request);
    }

    @Override
    public UpdateTableResponse updateTable(UpdateTableRequest request) {
        return answer(tables::update, request);
    }

    @Override
    public DynamoDbWaiter waiter() {
        return DynamoDbWaiter.builder().client(this).build();
    }

    /** Returns that there is nothing of AWS to configure. */
    @Override
    public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
        return DynamoDbServiceClientConfiguration.builder()
                .region(NO_REGION)
                .overrideConfiguration(ClientOverrideConfiguration.builder().build())
                .build();
    }

    @Override
    public String serviceName() {
        return DynamoDbClient.SERVICE_NAME;
    }

    @Override
    public void close() {
        store.close();
    }
}
