// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.moviestore.dynamo.client.DocumentStoreDynamoDbClient;
import org.moviestore.item.AttributeType;
import org.moviestore.memory.MemoryStore;
import org.moviestore.postgres.PostgresStore;
import org.moviestore.servers.LocalPostgres;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** No text of a request that PostgreSQL cannot take reaches it: each is refused before, as it is in memory. */
class UnstorableTextIT {
    static final String FILMS = "Films";
    static final String GENRES = "genres";
    private static final List<String> TEXTS = List.of("a\0b", "a\uD83D", "\uDE00b");

    private static LocalPostgres server;
    private static DynamoDbClient memory;
    private static DynamoDbClient postgres;

    @BeforeAll
    static void start() {
        server = LocalPostgres.embedded();
        memory = client(new MemoryStore());
        postgres = client(PostgresStore.builder(server.jdbcUrl())
                .user(server.user())
                .password(server.password())
                .connect());
    }

    private static DynamoDbClient client(DocumentStore store) {
        store.createTable(TableSchema.builder(FILMS)
                .partitionKey("id", AttributeType.STRING)
                .sortKey("title", AttributeType.STRING)
                .index(SecondaryIndex.builder(GENRES)
                        .partitionKey("genre", AttributeType.STRING)
                        .build())
                .build());
        DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);
        client.putItem(put -> put.tableName(FILMS).item(film("a", "b")));
        return client;
    }

    @AfterAll
    static void stop() {
        postgres.close();
        memory.close();
        server.close();
    }

    static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    static Map<String, AttributeValue> key(String id, String title) {
        return Map.of("id", text(id), "title", text(title));
    }

    static Map<String, AttributeValue> film(String id, String title) {
        Map<String, AttributeValue> film = new LinkedHashMap<>(key(id, title));
        film.put("genre", text("drama"));
        return film;
    }

    static Map<String, AttributeValue> film(String name, AttributeValue value) {
        Map<String, AttributeValue> film = new LinkedHashMap<>(film("a", "b"));
        film.put(name, value);
        return film;
    }

    @Test
    void request_withTextThatPostgresCannotTake_isRefusedInTheWordsThatMemoryHas() {
        for (String wrong : TEXTS) {
            Stream.concat(ItemTextCalls.with(wrong), TableTextCalls.with(wrong))
                    .forEach(each -> assertThat(each.answerOf(postgres))
                            .as(each.name())
                            .isEqualTo(each.answerOf(memory))
                            .startsWith("ValidationException: "));
        }
    }
}
