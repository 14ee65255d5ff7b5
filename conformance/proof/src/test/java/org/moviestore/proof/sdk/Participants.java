// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.moviestore.dynamo.DynamoStore;
import org.moviestore.dynamo.client.DocumentStoreDynamoDbClient;
import org.moviestore.memory.MemoryStore;
import org.moviestore.postgres.PostgresStore;
import org.moviestore.proof.RemoteHarness;
import org.moviestore.servers.LocalDynamoDb;
import org.moviestore.servers.LocalPostgres;
import org.moviestore.table.DocumentStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB Local through the SDK, and stores through the SDK's client of a store. */
final class Participants implements AutoCloseable {
    static final String LOCAL = "local";
    /** DynamoDB Local behind the adapter, which passes on some of its ways. */
    static final String ADAPTED = "adapted";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final DocumentStore model;
    private final DynamoDbClient local;
    private final Map<String, DynamoDbClient> others = new LinkedHashMap<>();
    private final List<Runnable> servers;

    /**
     * Takes servers that are stopped in the end, and the stores to compare with the first of them.
     *
     * @param stores by their names; requests are drawn from the items of the first, which is the model
     */
    Participants(LocalDynamoDb server, Map<String, DocumentStore> stores, List<Runnable> servers) {
        this.model = stores.values().iterator().next();
        this.local = client(server);
        this.servers = servers;
        stores.forEach((name, store) -> others.put(name, DocumentStoreDynamoDbClient.over(store)));
    }

    /** Starts DynamoDB Local, and memory, PostgreSQL and a remote memory, whose answers are the same. */
    static Participants start() {
        LocalDynamoDb dynamoDb = LocalDynamoDb.embedded();
        LocalPostgres postgres = LocalPostgres.embedded();
        Map<String, DocumentStore> stores = new LinkedHashMap<>();
        stores.put("memory", new MemoryStore());
        stores.put("postgresql", store(postgres));
        RemoteHarness remote = new RemoteHarness.OfMemory();
        stores.put("remote", remote.open());
        return new Participants(dynamoDb, stores, List.of(dynamoDb::close, postgres::close, remote::close));
    }

    /** Starts DynamoDB Local, and memory and a DynamoDB Local of its own behind the adapter for DynamoDB. */
    static Participants startWithAdapter() {
        LocalDynamoDb dynamoDb = LocalDynamoDb.embedded();
        LocalDynamoDb adapted = LocalDynamoDb.embedded();
        Map<String, DocumentStore> stores = new LinkedHashMap<>();
        stores.put("memory", new MemoryStore());
        stores.put(
                ADAPTED,
                DynamoStore.builder()
                        .endpoint(adapted.endpoint())
                        .region(adapted.region())
                        .credentials(adapted.accessKeyId(), adapted.secretAccessKey())
                        .connect());
        return new Participants(dynamoDb, stores, List.of(dynamoDb::close, adapted::close));
    }

    private static DynamoDbClient client(LocalDynamoDb server) {
        return DynamoDbClient.builder()
                .region(Region.of(server.region()))
                .endpointOverride(server.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey())))
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private static DocumentStore store(LocalPostgres server) {
        return PostgresStore.builder(server.jdbcUrl())
                .user(server.user())
                .password(server.password())
                .timeout(PATIENCE)
                .connect();
    }

    /** Returns the store of one participant, which requests can be drawn from. */
    DocumentStore model() {
        return model;
    }

    DynamoDbClient local() {
        return local;
    }

    /** Returns the clients that are compared with DynamoDB Local's, by their names. */
    Map<String, DynamoDbClient> others() {
        return others;
    }

    @Override
    public void close() {
        others.values().forEach(DynamoDbClient::close);
        local.close();
        servers.forEach(Runnable::run);
    }
}
