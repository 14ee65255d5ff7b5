// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.exercises;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.moviestore.MovieStore;
import org.moviestore.dynamo.DynamoStore;
import org.moviestore.memory.MemoryStore;
import org.moviestore.postgres.PostgresStore;
import org.moviestore.servers.LocalDynamoDb;
import org.moviestore.servers.LocalPostgres;
import org.moviestore.table.StoreUrl;

/**
 * A store to do exercises on, with the server that was started for it, if one was.
 *
 * @param name what the results call it
 * @param movies the movies
 * @param stopServer what ends the server
 */
public record OpenStore(String name, MovieStore movies, Runnable stopServer) implements AutoCloseable {
    private static final Map<String, String> NAMES = Map.of("postgres", "postgresql");

    /** Servers that were started just for this share a machine that may be busy. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Checks the parts. */
    public OpenStore {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(movies, "movies");
        Objects.requireNonNull(stopServer, "stopServer");
    }

    /** Returns what opens one store of each kind, the two databases on servers of their own on this machine. */
    public static List<Supplier<OpenStore>> ofEachKind() {
        return List.of(OpenStore::memory, OpenStore::postgres, OpenStore::dynamoDb);
    }

    /** Opens the store that a URL names. */
    public static OpenStore at(String url) {
        String scheme = StoreUrl.parse(url).scheme();
        return new OpenStore(NAMES.getOrDefault(scheme, scheme), MovieStore.open(url), () -> {});
    }

    private static OpenStore memory() {
        return new OpenStore("memory", MovieStore.over(new MemoryStore(), MovieStore.DEFAULT_TABLE), () -> {});
    }

    private static OpenStore postgres() {
        LocalPostgres server = LocalPostgres.embedded();
        PostgresStore.Builder builder = PostgresStore.builder(server.jdbcUrl())
                .user(server.user())
                .password(server.password())
                .timeout(PATIENCE);
        return opened("postgresql", () -> builder.connect().movies(), server::close);
    }

    private static OpenStore dynamoDb() {
        LocalDynamoDb server = LocalDynamoDb.embedded();
        DynamoStore.Builder builder = DynamoStore.builder()
                .region(server.region())
                .endpoint(server.endpoint())
                .credentials(server.accessKeyId(), server.secretAccessKey())
                .timeout(PATIENCE);
        return opened("dynamodb", () -> builder.connect().movies(), server::close);
    }

    private static OpenStore opened(String name, Supplier<MovieStore> opening, Runnable stopServer) {
        try {
            return new OpenStore(name, opening.get(), stopServer);
        } catch (RuntimeException e) {
            stopServer.run();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            movies.close();
        } finally {
            stopServer.run();
        }
    }
}
