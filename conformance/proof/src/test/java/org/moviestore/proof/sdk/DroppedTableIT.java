// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.moviestore.dynamo.client.DocumentStoreDynamoDbClient;
import org.moviestore.item.AttributeType;
import org.moviestore.postgres.PostgresStore;
import org.moviestore.servers.LocalPostgres;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Batches for tables that another program drops on PostgreSQL, while the client still knows them. */
class DroppedTableIT {
    private static final Map<String, AttributeValue> ITEM = Map.of("id", AttributeValue.fromS("a"));

    private static LocalPostgres server;
    private static DynamoDbClient client;
    /** Of the other program. */
    private static DocumentStore other;

    @BeforeAll
    static void start() {
        server = LocalPostgres.embedded();
        client = DocumentStoreDynamoDbClient.over(open());
        other = open();
    }

    private static DocumentStore open() {
        return PostgresStore.builder(server.jdbcUrl())
                .user(server.user())
                .password(server.password())
                .connect();
    }

    @AfterAll
    static void stop() {
        other.close();
        client.close();
        server.close();
    }

    @BeforeEach
    void createTables() {
        other.listTables().forEach(other::dropTable);
        create("Kept");
        create("Dropped");
        write("Kept", "Dropped");
    }

    private static void create(String name) {
        other.createTable(TableSchema.builder(name)
                .partitionKey("id", AttributeType.STRING)
                .build());
    }

    private static Map<String, List<WriteRequest>> write(String... tables) {
        Map<String, List<WriteRequest>> items = new LinkedHashMap<>();
        for (String table : tables) {
            items.put(
                    table,
                    List.of(WriteRequest.builder()
                            .putRequest(put -> put.item(ITEM))
                            .build()));
        }
        return client.batchWriteItem(write -> write.requestItems(items)).unprocessedItems();
    }

    private static BatchGetItemResponse get(String... tables) {
        Map<String, KeysAndAttributes> keys = new LinkedHashMap<>();
        for (String table : tables) {
            keys.put(table, KeysAndAttributes.builder().keys(List.of(ITEM)).build());
        }
        return client.batchGetItem(get -> get.requestItems(keys));
    }

    @Test
    void batch_forATableThatAnotherProgramDropped_isNotFound() {
        other.dropTable("Dropped");

        assertThatThrownBy(() -> write("Kept", "Dropped")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> get("Kept", "Dropped")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> write("Dropped")).isInstanceOf(ResourceNotFoundException.class);
        assertThat(get("Kept").responses()).containsEntry("Kept", List.of(ITEM));
    }

    @Test
    void batch_forATableThatAnotherProgramMadeAnew_findsIt() {
        other.dropTable("Dropped");
        assertThatThrownBy(() -> get("Dropped", "Kept")).isInstanceOf(ResourceNotFoundException.class);

        create("Dropped");

        assertThat(write("Kept", "Dropped")).isEmpty();
        assertThat(get("Kept", "Dropped").responses()).containsEntry("Dropped", List.of(ITEM));
    }
}
