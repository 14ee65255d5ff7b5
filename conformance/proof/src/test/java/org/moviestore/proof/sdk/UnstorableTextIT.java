// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** No text of a request that PostgreSQL cannot take reaches it: each is refused before, as it is in memory. */
class UnstorableTextIT {
    private static final String FILMS = "Films";
    private static final String GENRES = "genres";
    private static final List<String> TEXTS = List.of("a\0b", "a\uD83D", "\uDE00b");

    private static LocalPostgres server;
    private static DynamoDbClient memory;
    private static DynamoDbClient postgres;

    /** A call, by a name to find it by. */
    private record Named(String name, Consumer<DynamoDbClient> call) {}

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

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static Map<String, AttributeValue> key(String id, String title) {
        return Map.of("id", text(id), "title", text(title));
    }

    private static Map<String, AttributeValue> film(String id, String title) {
        Map<String, AttributeValue> film = new LinkedHashMap<>(key(id, title));
        film.put("genre", text("drama"));
        return film;
    }

    private static Map<String, AttributeValue> film(String name, AttributeValue value) {
        Map<String, AttributeValue> film = new LinkedHashMap<>(film("a", "b"));
        film.put(name, value);
        return film;
    }

    private static Stream<Named> calls(String wrong) {
        return Stream.of(writes(wrong), oldWrites(wrong), reads(wrong), pages(wrong), many(wrong))
                .flatMap(List::stream);
    }

    private static Named putOf(String name, Map<String, AttributeValue> item) {
        return new Named(
                "put of " + name,
                client -> client.putItem(put -> put.tableName(FILMS).item(item)));
    }

    private static List<Named> writes(String wrong) {
        return List.of(
                putOf("a partition key", film(wrong, "b")),
                putOf("a sort key", film("a", wrong)),
                putOf("an index key", film("genre", text(wrong))),
                putOf("text", film("x", text(wrong))),
                putOf("a name", film(wrong, text("x"))),
                putOf("a set", film("x", AttributeValue.fromSs(List.of(wrong)))),
                putOf("text inside", film("x", AttributeValue.fromL(List.of(text(wrong))))),
                putOf("a name inside", film("x", AttributeValue.fromM(Map.of(wrong, text("x"))))),
                new Named(
                        "delete",
                        client -> client.deleteItem(
                                delete -> delete.tableName(FILMS).key(key("a", wrong)))),
                new Named(
                        "condition",
                        client -> client.putItem(put -> put.tableName(FILMS)
                                .item(film("a", "b"))
                                .conditionExpression("x = :x")
                                .expressionAttributeValues(Map.of(":x", text(wrong))))),
                new Named(
                        "name in a condition",
                        client -> client.deleteItem(delete -> delete.tableName(FILMS)
                                .key(key("a", "b"))
                                .conditionExpression("attribute_exists(#x)")
                                .expressionAttributeNames(Map.of("#x", wrong)))),
                new Named(
                        "update",
                        client -> client.updateItem(update -> update.tableName(FILMS)
                                .key(key("a", "b"))
                                .updateExpression("SET x = :x")
                                .expressionAttributeValues(Map.of(":x", text(wrong))))),
                new Named(
                        "name in an update",
                        client -> client.updateItem(update -> update.tableName(FILMS)
                                .key(key("a", "b"))
                                .updateExpression("REMOVE #x")
                                .expressionAttributeNames(Map.of("#x", wrong)))),
                new Named(
                        "key of an update",
                        client -> client.updateItem(
                                update -> update.tableName(FILMS).key(key(wrong, "b")))));
    }

    private static List<Named> oldWrites(String wrong) {
        return List.of(
                new Named(
                        "expected",
                        client -> client.putItem(put -> put.tableName(FILMS)
                                .item(film("a", "b"))
                                .expected(Map.of(
                                        "x",
                                        ExpectedAttributeValue.builder()
                                                .value(text(wrong))
                                                .build())))),
                new Named(
                        "name of expected",
                        client -> client.putItem(put -> put.tableName(FILMS)
                                .item(film("a", "b"))
                                .expected(Map.of(
                                        wrong,
                                        ExpectedAttributeValue.builder()
                                                .exists(false)
                                                .build())))),
                new Named(
                        "attribute update",
                        client -> client.updateItem(update -> update.tableName(FILMS)
                                .key(key("a", "b"))
                                .attributeUpdates(Map.of("x", updateTo(text(wrong)))))),
                new Named(
                        "name of an attribute update",
                        client -> client.updateItem(update -> update.tableName(FILMS)
                                .key(key("a", "b"))
                                .attributeUpdates(Map.of(wrong, updateTo(text("x")))))));
    }

    private static AttributeValueUpdate updateTo(AttributeValue value) {
        return AttributeValueUpdate.builder()
                .action(AttributeAction.PUT)
                .value(value)
                .build();
    }

    private static List<Named> reads(String wrong) {
        return List.of(
                new Named(
                        "get",
                        client -> client.getItem(get -> get.tableName(FILMS).key(key("a", wrong)))),
                new Named(
                        "projection",
                        client -> client.getItem(get -> get.tableName(FILMS)
                                .key(key("a", "b"))
                                .projectionExpression("#x")
                                .expressionAttributeNames(Map.of("#x", wrong)))),
                new Named(
                        "attribute to get",
                        client -> client.getItem(
                                get -> get.tableName(FILMS).key(key("a", "b")).attributesToGet(wrong))),
                new Named(
                        "table",
                        client -> client.getItem(get -> get.tableName(wrong).key(key("a", "b")))),
                new Named("described table", client -> client.describeTable(table -> table.tableName(wrong))),
                new Named("dropped table", client -> client.deleteTable(table -> table.tableName(wrong))));
    }

    private static QueryRequest.Builder query(String id) {
        return QueryRequest.builder()
                .tableName(FILMS)
                .keyConditionExpression("id = :id")
                .expressionAttributeValues(Map.of(":id", text(id)));
    }

    private static List<Named> pages(String wrong) {
        List<Named> pages = new ArrayList<>();
        pages.add(new Named("query", client -> client.query(query(wrong).build())));
        pages.add(new Named(
                "old query",
                client -> client.query(query -> query.tableName(FILMS).keyConditions(Map.of("id", equalTo(wrong))))));
        pages.add(new Named(
                "index", client -> client.query(query("a").indexName(wrong).build())));
        pages.add(new Named(
                "query from a start",
                client -> client.query(
                        query("a").exclusiveStartKey(key("a", wrong)).build())));
        pages.add(new Named(
                "query of an index from a start",
                client -> client.query(query -> query.tableName(FILMS)
                        .indexName(GENRES)
                        .keyConditionExpression("genre = :genre")
                        .expressionAttributeValues(Map.of(":genre", text("drama")))
                        .exclusiveStartKey(film(wrong, "b")))));
        pages.add(new Named(
                "scan from a start",
                client -> client.scan(scan -> scan.tableName(FILMS).exclusiveStartKey(key(wrong, "b")))));
        pages.add(new Named(
                "counting from a start",
                client -> client.scan(
                        scan -> scan.tableName(FILMS).select("COUNT").exclusiveStartKey(key(wrong, "b")))));
        pages.add(new Named(
                "segment from a start",
                client -> client.scan(scan ->
                        scan.tableName(FILMS).segment(0).totalSegments(1).exclusiveStartKey(key(wrong, "b")))));
        pages.add(new Named(
                "scan of an index from a start",
                client -> client.scan(scan ->
                        scan.tableName(FILMS).indexName(GENRES).exclusiveStartKey(film("genre", text(wrong))))));
        pages.add(new Named(
                "filter",
                client -> client.scan(scan -> scan.tableName(FILMS)
                        .filterExpression("begins_with(x, :x)")
                        .expressionAttributeValues(Map.of(":x", text(wrong))))));
        pages.add(new Named(
                "old filter",
                client -> client.scan(scan -> scan.tableName(FILMS).scanFilter(Map.of("x", equalTo(wrong))))));
        return pages;
    }

    private static Condition equalTo(String value) {
        return Condition.builder()
                .comparisonOperator(ComparisonOperator.EQ)
                .attributeValueList(text(value))
                .build();
    }

    private static List<Named> many(String wrong) {
        return List.of(
                new Named(
                        "batch get",
                        client -> client.batchGetItem(get -> get.requestItems(Map.of(
                                FILMS,
                                KeysAndAttributes.builder()
                                        .keys(List.of(key("a", wrong)))
                                        .build())))),
                new Named(
                        "batch put",
                        client -> client.batchWriteItem(write -> write.requestItems(Map.of(
                                FILMS,
                                List.of(WriteRequest.builder()
                                        .putRequest(put -> put.item(film("a", wrong)))
                                        .build()))))),
                new Named(
                        "batch delete",
                        client -> client.batchWriteItem(write -> write.requestItems(Map.of(
                                FILMS,
                                List.of(WriteRequest.builder()
                                        .deleteRequest(delete -> delete.key(key("a", wrong)))
                                        .build()))))),
                new Named(
                        "transaction of reads",
                        client -> client.transactGetItems(read -> read.transactItems(TransactGetItem.builder()
                                .get(get -> get.tableName(FILMS).key(key("a", wrong)))
                                .build()))),
                new Named(
                        "transaction",
                        client -> client.transactWriteItems(write -> write.transactItems(TransactWriteItem.builder()
                                .put(put -> put.tableName(FILMS).item(film("a", wrong)))
                                .build()))),
                new Named(
                        "check",
                        client -> client.transactWriteItems(write -> write.transactItems(TransactWriteItem.builder()
                                .conditionCheck(check -> check.tableName(FILMS)
                                        .key(key("a", "b"))
                                        .conditionExpression("x = :x")
                                        .expressionAttributeValues(Map.of(":x", text(wrong))))
                                .build()))),
                new Named(
                        "client token",
                        client -> client.transactWriteItems(write -> write.clientRequestToken(wrong)
                                .transactItems(TransactWriteItem.builder()
                                        .put(put -> put.tableName(FILMS).item(film("a", "b")))
                                        .build()))));
    }

    private static String answerOf(DynamoDbClient client, Named named) {
        try {
            named.call().accept(client);
            return "taken";
        } catch (DynamoDbException e) {
            return e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage();
        }
    }

    @Test
    void request_withTextThatPostgresCannotTake_isRefusedInTheWordsThatMemoryHas() {
        for (String wrong : TEXTS) {
            calls(wrong)
                    .forEach(each -> assertThat(answerOf(postgres, each))
                            .as(each.name())
                            .isEqualTo(answerOf(memory, each))
                            .startsWith("ValidationException: "));
        }
    }
}
