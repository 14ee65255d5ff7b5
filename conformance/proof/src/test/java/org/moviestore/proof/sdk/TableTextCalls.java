// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import static org.moviestore.proof.sdk.UnstorableTextIT.FILMS;
import static org.moviestore.proof.sdk.UnstorableTextIT.GENRES;
import static org.moviestore.proof.sdk.UnstorableTextIT.film;
import static org.moviestore.proof.sdk.UnstorableTextIT.key;
import static org.moviestore.proof.sdk.UnstorableTextIT.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Calls with a text, each in one place of a request for a table, a query or a scan. */
final class TableTextCalls {
    private TableTextCalls() {}

    static Stream<NamedCall> with(String wrong) {
        return Stream.of(tables(wrong), pages(wrong)).flatMap(List::stream);
    }

    private static CreateTableRequest table(String name, String key) {
        return CreateTableRequest.builder()
                .tableName(name)
                .attributeDefinitions(definition(key))
                .keySchema(hash(key))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .build();
    }

    private static AttributeDefinition definition(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement hash(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.HASH)
                .build();
    }

    private static GlobalSecondaryIndexUpdate adding(String name, String key, String held) {
        return GlobalSecondaryIndexUpdate.builder()
                .create(index -> index.indexName(name)
                        .keySchema(hash(key))
                        .projection(kept ->
                                kept.projectionType(ProjectionType.INCLUDE).nonKeyAttributes(held)))
                .build();
    }

    private static NamedCall changeBy(String name, String key, GlobalSecondaryIndexUpdate change) {
        return new NamedCall(
                name,
                client -> client.updateTable(table -> table.tableName(FILMS)
                        .attributeDefinitions(definition(key))
                        .globalSecondaryIndexUpdates(change)));
    }

    private static List<NamedCall> tables(String wrong) {
        return List.of(
                new NamedCall("name of a new table", client -> client.createTable(table(wrong, "id"))),
                new NamedCall("key of a new table", client -> client.createTable(table("Other", wrong))),
                changeBy("name of an index", "x", adding(wrong, "x", "y")),
                changeBy("key of an index", wrong, adding("other", wrong, "y")),
                changeBy("projection of an index", "x", adding("other", "x", wrong)),
                new NamedCall("described table", client -> client.describeTable(table -> table.tableName(wrong))),
                new NamedCall("dropped table", client -> client.deleteTable(table -> table.tableName(wrong))));
    }

    private static QueryRequest.Builder query(String id) {
        return QueryRequest.builder()
                .tableName(FILMS)
                .keyConditionExpression("id = :id")
                .expressionAttributeValues(Map.of(":id", text(id)));
    }

    private static List<NamedCall> pages(String wrong) {
        List<NamedCall> pages = new ArrayList<>();
        pages.add(new NamedCall("query", client -> client.query(query(wrong).build())));
        pages.add(new NamedCall(
                "old query",
                client -> client.query(query -> query.tableName(FILMS).keyConditions(Map.of("id", equalTo(wrong))))));
        pages.add(new NamedCall(
                "index", client -> client.query(query("a").indexName(wrong).build())));
        pages.add(new NamedCall(
                "query from a start",
                client -> client.query(
                        query("a").exclusiveStartKey(key("a", wrong)).build())));
        pages.add(new NamedCall(
                "query of an index from a start",
                client -> client.query(query -> query.tableName(FILMS)
                        .indexName(GENRES)
                        .keyConditionExpression("genre = :genre")
                        .expressionAttributeValues(Map.of(":genre", text("drama")))
                        .exclusiveStartKey(film(wrong, "b")))));
        pages.add(new NamedCall(
                "scan from a start",
                client -> client.scan(scan -> scan.tableName(FILMS).exclusiveStartKey(key(wrong, "b")))));
        pages.add(new NamedCall(
                "counting from a start",
                client -> client.scan(
                        scan -> scan.tableName(FILMS).select("COUNT").exclusiveStartKey(key(wrong, "b")))));
        pages.add(new NamedCall(
                "segment from a start",
                client -> client.scan(scan ->
                        scan.tableName(FILMS).segment(0).totalSegments(1).exclusiveStartKey(key(wrong, "b")))));
        pages.add(new NamedCall(
                "scan of an index from a start",
                client -> client.scan(scan ->
                        scan.tableName(FILMS).indexName(GENRES).exclusiveStartKey(film("genre", text(wrong))))));
        pages.add(new NamedCall(
                "filter",
                client -> client.scan(scan -> scan.tableName(FILMS)
                        .filterExpression("begins_with(x, :x)")
                        .expressionAttributeValues(Map.of(":x", text(wrong))))));
        pages.add(new NamedCall(
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
}
