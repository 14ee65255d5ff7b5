// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.moviestore.MovieStore;
import org.moviestore.dynamo.DynamoStore;
import org.moviestore.item.Item;
import org.moviestore.servers.LocalDynamoDb;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.Batches;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ScanRequest;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Bulk loads into DynamoDB Local. */
final class DynamoLocalArena implements Arena {
    private static final String TABLE = MovieStore.DEFAULT_TABLE;
    private static final int FILMS = 400;

    private final LocalDynamoDb server;
    private final DynamoStore store;
    private final DynamoDbClient client;
    private final List<Film> films = new Films(FILMS, 4).films(0, FILMS, 0);
    private DocumentTable table;

    DynamoLocalArena() {
        server = LocalDynamoDb.embedded();
        store = DynamoStore.builder()
                .region(server.region())
                .endpoint(server.endpoint())
                .credentials(server.accessKeyId(), server.secretAccessKey())
                .connect();
        client = DynamoDbClient.builder()
                .region(Region.of(server.region()))
                .endpointOverride(server.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey())))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
        table = store.createTable(MovieStore.schema(TABLE));
    }

    @Override
    public List<Contest> contests() {
        List<Item> items = films.stream().map(Film::item).toList();
        List<PutItemRequest> puts = films.stream().map(DynamoLocalArena::put).toList();
        return List.of(Race.of((i, sink) -> Batches.over(table).write(BatchWriteRequest.ofPuts(table.schema(), items)))
                .against(Goal.DYNAMODB_BULK_LOAD, (i, sink) -> puts.forEach(client::putItem))
                .onAllCores());
    }

    private static PutItemRequest put(Film film) {
        return PutItemRequest.builder()
                .tableName(TABLE)
                .item(EnhancedDocument.fromJson(film.json()).toMap())
                .build();
    }

    /** Returns the server's process, which is a child of this one. */
    @Override
    public List<ProcessHandle> processes() {
        return ProcessHandle.current().descendants().toList();
    }

    @Override
    public void settle() {}

    @Override
    public void restore() {
        store.dropTable(TABLE);
        table = store.createTable(MovieStore.schema(TABLE));
    }

    @Override
    public Set<Item> state() {
        return table.stream(ScanRequest.of(table.schema())).collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return "DynamoDB Local in memory, in a process of its own";
    }

    @Override
    public void close() {
        client.close();
        store.close();
        server.close();
    }
}
