// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.enhanced;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.moviestore.dynamo.DynamoStore;
import org.moviestore.dynamo.client.DocumentStoreDynamoDbAsyncClient;
import org.moviestore.dynamo.client.DocumentStoreDynamoDbClient;
import org.moviestore.memory.MemoryStore;
import org.moviestore.postgres.PostgresStore;
import org.moviestore.proof.RemoteHarness;
import org.moviestore.servers.LocalDynamoDb;
import org.moviestore.servers.LocalPostgres;
import org.moviestore.table.DocumentStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the tests run on: the client over stores of every kind, and the SDK's own on DynamoDB Local, by which the tests
 * themselves are proved.
 */
final class Backends implements AutoCloseable {
    /** The client over a store in memory. */
    static final String MEMORY = "memory";

    /** The client over a store on PostgreSQL. */
    static final String POSTGRES = "postgresql";

    /** The client over a store on another DynamoDB Local. */
    static final String ADAPTED = "adapted";

    /** The client over a store behind a server. */
    static final String REMOTE = "remote";

    /** The SDK's own client on DynamoDB Local. */
    static final String DYNAMODB = "dynamodb";

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Backends.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Map<String, DynamoDbClient> clients = new HashMap<>();
    private final Map<String, DocumentStore> stores = new HashMap<>();

    /** Gives the tests of all classes the same backends, which are stopped after the last of them. */
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Backends.class;
        }

        @Override
        public Backends resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(Backends.class, each -> new Backends(), Backends.class);
        }
    }

    /** Returns the client of a backend. */
    synchronized DynamoDbClient client(String backend) {
        return clients.computeIfAbsent(
                backend,
                each -> each.equals(DYNAMODB)
                        ? toBeClosed(ofDynamoDbLocal())
                        : DocumentStoreDynamoDbClient.over(store(each)));
    }

    /** Returns the Enhanced Client of a backend. */
    DynamoDbEnhancedClient enhanced(String backend) {
        return DynamoDbEnhancedClient.builder().dynamoDbClient(client(backend)).build();
    }

    /** Returns a client for asynchronous calls of a backend of ours. */
    synchronized DynamoDbAsyncClient asyncClient(String backend) {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        opened.push(threads::shutdownNow);
        return DocumentStoreDynamoDbAsyncClient.over(store(backend), threads);
    }

    private DocumentStore store(String backend) {
        return stores.computeIfAbsent(backend, each -> toBeClosed(open(each)));
    }

    private DocumentStore open(String backend) {
        return switch (backend) {
            case MEMORY -> new MemoryStore();
            case POSTGRES -> onPostgres(toBeClosed(LocalPostgres.embedded()));
            case ADAPTED -> onDynamoDb(toBeClosed(LocalDynamoDb.embedded()));
            case REMOTE -> toBeClosed(new RemoteHarness.OfMemory()).open();
            default -> throw new IllegalArgumentException("no store of ours: " + backend);
        };
    }

    private static DocumentStore onPostgres(LocalPostgres server) {
        return PostgresStore.builder(server.jdbcUrl())
                .user(server.user())
                .password(server.password())
                .connect();
    }

    private static DocumentStore onDynamoDb(LocalDynamoDb server) {
        return DynamoStore.builder()
                .endpoint(server.endpoint())
                .region(server.region())
                .credentials(server.accessKeyId(), server.secretAccessKey())
                .connect();
    }

    private DynamoDbClient ofDynamoDbLocal() {
        LocalDynamoDb server = toBeClosed(LocalDynamoDb.embedded());
        return DynamoDbClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(server.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey())))
                .build();
    }

    private <T extends AutoCloseable> T toBeClosed(T resource) {
        opened.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            close(opened.pop());
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException("what the tests opened does not close: " + e.getMessage(), e);
        }
    }
}
