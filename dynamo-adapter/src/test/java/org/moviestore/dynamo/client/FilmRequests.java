// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.moviestore.dynamo.client.IndexedFilms.TABLE;
import static org.moviestore.dynamo.client.IndexedFilms.key;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** A table of films in memory, and requests for one of them. */
abstract class FilmRequests {
    final DocumentStore store = new MemoryStore();
    final CalledTables called = new CalledTables();
    final DynamoDbClient client = DocumentStoreDynamoDbClient.over(called.watching(store));

    @BeforeEach
    void createTable() {
        store.createTable(IndexedFilms.SCHEMA);
    }

    final GetItemResponse get(Consumer<GetItemRequest.Builder> more) {
        GetItemRequest.Builder request =
                GetItemRequest.builder().tableName(TABLE).key(key());
        more.accept(request);
        return client.getItem(request.build());
    }

    final PutItemResponse put(Map<String, AttributeValue> item, Consumer<PutItemRequest.Builder> more) {
        PutItemRequest.Builder request =
                PutItemRequest.builder().tableName(TABLE).item(item);
        more.accept(request);
        return client.putItem(request.build());
    }

    final void put(Map<String, AttributeValue> item) {
        put(item, request -> {});
    }

    final Map<String, AttributeValue> stored() {
        return get(request -> request.consistentRead(true)).item();
    }

    final boolean isStored() {
        return get(request -> request.consistentRead(true)).hasItem();
    }
}
