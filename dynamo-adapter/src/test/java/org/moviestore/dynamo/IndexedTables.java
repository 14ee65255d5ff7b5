// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.servers.LocalDynamoDb;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PageRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A DynamoDB Local of a test class, with a store and a client of the SDK's, and tables with two indexes by {@code h}.
 */
abstract class IndexedTables {
    static LocalDynamoDb server;
    static DynamoStore store;
    static DynamoDbClient client;

    @BeforeAll
    static void start() {
        server = LocalDynamoDb.embedded();
        store = DynamoHarness.open(server);
        client = DynamoDbClient.builder()
                .region(Region.of(server.region()))
                .endpointOverride(server.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey())))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        store.close();
        server.close();
    }

    static TableSchema.Builder schema(String name) {
        return TableSchema.builder(name).partitionKey("p", AttributeType.STRING).sortKey("s", AttributeType.STRING);
    }

    static SecondaryIndex.Builder global(AttributeType sortType) {
        return SecondaryIndex.builder("global")
                .partitionKey("g", AttributeType.STRING)
                .sortKey("h", sortType);
    }

    static SecondaryIndex.Builder local(AttributeType sortType) {
        return SecondaryIndex.builder("local")
                .partitionKey("p", AttributeType.STRING)
                .sortKey("h", sortType);
    }

    /** Returns a new table with a global and a local index. */
    static DocumentTable table(String name, AttributeType sortType) {
        return store.createTable(schema(name)
                .index(global(sortType).build())
                .index(local(sortType).build())
                .build());
    }

    /** Returns a query of the partition {@code G} of the global index, or {@code P} of the local one. */
    static QueryRequest.Builder query(DocumentTable table, String index) {
        KeyCondition partition =
                index.equals("local") ? KeyCondition.partition("p", "P") : KeyCondition.partition("g", "G");
        return QueryRequest.builder(table.schema(), partition).index(index);
    }

    static List<Item> all(DocumentTable table, PageRequest request) {
        return table.stream(request).toList();
    }

    static Key key(DocumentTable table, String sort) {
        return table.schema().key("P", sort);
    }

    static Item item(Object... namesAndValues) {
        Item.Builder item = Item.builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            item.set((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return item.build();
    }
}
