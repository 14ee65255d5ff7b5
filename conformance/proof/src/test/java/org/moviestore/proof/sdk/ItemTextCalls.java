// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import static org.moviestore.proof.sdk.UnstorableTextIT.FILMS;
import static org.moviestore.proof.sdk.UnstorableTextIT.film;
import static org.moviestore.proof.sdk.UnstorableTextIT.key;
import static org.moviestore.proof.sdk.UnstorableTextIT.text;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Calls with a text, each in one place of a request for items. */
final class ItemTextCalls {
    private ItemTextCalls() {}

    static Stream<NamedCall> with(String wrong) {
        return Stream.of(writes(wrong), oldWrites(wrong), reads(wrong), many(wrong))
                .flatMap(List::stream);
    }

    private static NamedCall putOf(String name, Map<String, AttributeValue> item) {
        return new NamedCall(
                "put of " + name,
                client -> client.putItem(put -> put.tableName(FILMS).item(item)));
    }

    private static List<NamedCall> writes(String wrong) {
        return List.of(
                putOf("a partition key", film(wrong, "b")),
                putOf("a sort key", film("a", wrong)),
                putOf("an index key", film("genre", text(wrong))),
                putOf("text", film("x", text(wrong))),
                putOf("a name", film(wrong, text("x"))),
                putOf("a set", film("x", AttributeValue.fromSs(List.of(wrong)))),
                putOf("text inside", film("x", AttributeValue.fromL(List.of(text(wrong))))),
                putOf("a name inside", film("x", AttributeValue.fromM(Map.of(wrong, text("x"))))),
                new NamedCall(
                        "delete",
                        client -> client.deleteItem(
                                delete -> delete.tableName(FILMS).key(key("a", wrong)))),
                new NamedCall(
                        "condition",
                        client -> client.putItem(put -> put.tableName(FILMS)
                                .item(film("a", "b"))
                                .conditionExpression("x = :x")
                                .expressionAttributeValues(Map.of(":x", text(wrong))))),
                new NamedCall(
                        "name in a condition",
                        client -> client.deleteItem(delete -> delete.tableName(FILMS)
                                .key(key("a", "b"))
                                .conditionExpression("attribute_exists(#x)")
                                .expressionAttributeNames(Map.of("#x", wrong)))),
                new NamedCall(
                        "update",
                        client -> client.updateItem(update -> update.tableName(FILMS)
                                .key(key("a", "b"))
                                .updateExpression("SET x = :x")
                                .expressionAttributeValues(Map.of(":x", text(wrong))))),
                new NamedCall(
                        "name in an update",
                        client -> client.updateItem(update -> update.tableName(FILMS)
                                .key(key("a", "b"))
                                .updateExpression("REMOVE #x")
                                .expressionAttributeNames(Map.of("#x", wrong)))),
                new NamedCall(
                        "key of an update",
                        client -> client.updateItem(
                                update -> update.tableName(FILMS).key(key(wrong, "b")))));
    }

    private static List<NamedCall> oldWrites(String wrong) {
        return List.of(
                new NamedCall(
                        "expected",
                        client -> client.putItem(put -> put.tableName(FILMS)
                                .item(film("a", "b"))
                                .expected(Map.of(
                                        "x",
                                        ExpectedAttributeValue.builder()
                                                .value(text(wrong))
                                                .build())))),
                new NamedCall(
                        "name of expected",
                        client -> client.putItem(put -> put.tableName(FILMS)
                                .item(film("a", "b"))
                                .expected(Map.of(
                                        wrong,
                                        ExpectedAttributeValue.builder()
                                                .exists(false)
                                                .build())))),
                new NamedCall(
                        "attribute update",
                        client -> client.updateItem(update -> update.tableName(FILMS)
                                .key(key("a", "b"))
                                .attributeUpdates(Map.of("x", updateTo(text(wrong)))))),
                new NamedCall(
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

    private static List<NamedCall> reads(String wrong) {
        return List.of(
                new NamedCall(
                        "get",
                        client -> client.getItem(get -> get.tableName(FILMS).key(key("a", wrong)))),
                new NamedCall(
                        "projection",
                        client -> client.getItem(get -> get.tableName(FILMS)
                                .key(key("a", "b"))
                                .projectionExpression("#x")
                                .expressionAttributeNames(Map.of("#x", wrong)))),
                new NamedCall(
                        "attribute to get",
                        client -> client.getItem(
                                get -> get.tableName(FILMS).key(key("a", "b")).attributesToGet(wrong))),
                new NamedCall(
                        "table",
                        client -> client.getItem(get -> get.tableName(wrong).key(key("a", "b")))));
    }

    private static List<NamedCall> many(String wrong) {
        return List.of(
                new NamedCall(
                        "batch get",
                        client -> client.batchGetItem(get -> get.requestItems(Map.of(
                                FILMS,
                                KeysAndAttributes.builder()
                                        .keys(List.of(key("a", wrong)))
                                        .build())))),
                new NamedCall(
                        "batch put",
                        client -> client.batchWriteItem(write -> write.requestItems(Map.of(
                                FILMS,
                                List.of(WriteRequest.builder()
                                        .putRequest(put -> put.item(film("a", wrong)))
                                        .build()))))),
                new NamedCall(
                        "batch delete",
                        client -> client.batchWriteItem(write -> write.requestItems(Map.of(
                                FILMS,
                                List.of(WriteRequest.builder()
                                        .deleteRequest(delete -> delete.key(key("a", wrong)))
                                        .build()))))),
                new NamedCall(
                        "transaction of reads",
                        client -> client.transactGetItems(read -> read.transactItems(TransactGetItem.builder()
                                .get(get -> get.tableName(FILMS).key(key("a", wrong)))
                                .build()))),
                new NamedCall(
                        "transaction",
                        client -> client.transactWriteItems(write -> write.transactItems(TransactWriteItem.builder()
                                .put(put -> put.tableName(FILMS).item(film("a", wrong)))
                                .build()))),
                new NamedCall(
                        "check",
                        client -> client.transactWriteItems(write -> write.transactItems(TransactWriteItem.builder()
                                .conditionCheck(check -> check.tableName(FILMS)
                                        .key(key("a", "b"))
                                        .conditionExpression("x = :x")
                                        .expressionAttributeValues(Map.of(":x", text(wrong))))
                                .build()))),
                new NamedCall(
                        "client token",
                        client -> client.transactWriteItems(write -> write.clientRequestToken(wrong)
                                .transactItems(TransactWriteItem.builder()
                                        .put(put -> put.tableName(FILMS).item(film("a", "b")))
                                        .build()))));
    }
}
