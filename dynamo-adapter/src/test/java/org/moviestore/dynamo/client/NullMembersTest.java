// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.dynamo.client.IndexedFilms.TABLE;
import static org.moviestore.dynamo.client.IndexedFilms.film;
import static org.moviestore.dynamo.client.IndexedFilms.key;
import static org.moviestore.dynamo.client.IndexedFilms.number;
import static org.moviestore.dynamo.client.IndexedFilms.text;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Members of maps without a value, which the SDK does not send, and elements of lists that are null, which it does. */
class NullMembersTest extends FilmRequests {
    private static final Condition YEAR = Condition.builder()
            .comparisonOperator("EQ")
            .attributeValueList(number("2013"))
            .build();

    private static <T> Map<String, T> with(Map<String, T> members, String... without) {
        Map<String, T> all = new LinkedHashMap<>(members);
        Arrays.asList(without).forEach(name -> all.put(name, null));
        return all;
    }

    private static <T> Map<String, T> only(String without) {
        return with(Map.of(), without);
    }

    private static <T> List<T> nothing() {
        return Collections.singletonList(null);
    }

    private static String missing(String... members) {
        return (members.length == 1 ? "1 validation error" : members.length + " validation errors") + " detected: "
                + String.join(
                        "; ",
                        Arrays.stream(members)
                                .map(member -> "Value null at '" + member
                                        + "' failed to satisfy constraint: Member must not be null")
                                .toList());
    }

    @Test
    void expected_withoutAValue_isNotThere() {
        put(film("a", text("x")), request -> request.expected(only("a")));
        client.deleteItem(request ->
                request.tableName(TABLE).key(key()).expected(only("b")).conditionExpression("a <> b"));

        assertThat(isStored()).isFalse();
    }

    @Test
    void attributeUpdates_withoutAValue_areNotThere() {
        put(film("a", text("x")));

        client.updateItem(request -> request.tableName(TABLE)
                .key(key())
                .attributeUpdates(with(
                        Map.of(
                                "b",
                                AttributeValueUpdate.builder().value(text("y")).build()),
                        "a")));
        client.updateItem(request ->
                request.tableName(TABLE).key(key()).attributeUpdates(only("b")).updateExpression("REMOVE nothing"));

        assertThat(stored()).isEqualTo(IndexedFilms.with(film("a", text("x")), "b", text("y")));
    }

    @Test
    void conditionsOfPages_withoutAValue_areNotThere() {
        put(key());

        assertThat(client.scan(request -> request.tableName(TABLE).scanFilter(only("a")))
                        .count())
                .isEqualTo(1);
        assertThat(client.query(request -> request.tableName(TABLE)
                                .keyConditions(with(Map.of("year", YEAR), "title"))
                                .queryFilter(only("a")))
                        .count())
                .isEqualTo(1);
        assertRefused(
                () -> client.query(request -> request.tableName(TABLE).keyConditions(only("year"))),
                "Conditions can be of length 1 or 2 only");
    }

    @Test
    void tablesOfBatches_withoutAValue_areNotThere() {
        put(key());
        Map<String, KeysAndAttributes> keys =
                Map.of(TABLE, KeysAndAttributes.builder().keys(List.of(key())).build());

        assertThat(client.batchGetItem(request -> request.requestItems(with(keys, "Tab")))
                        .responses())
                .containsExactly(Map.entry(TABLE, List.of(key())));
        assertRefused(
                () -> client.batchGetItem(request -> request.requestItems(only("Tab"))),
                "The requestItems parameter is required for BatchGetItem");
    }

    @Test
    void actions_thatAreNull_areRefused() {
        WriteRequest put =
                WriteRequest.builder().putRequest(each -> each.item(key())).build();
        TransactWriteItem write = WriteActions.put(TABLE, key());
        BatchWriteItemRequest batch = BatchWriteItemRequest.builder()
                .requestItems(Map.of(TABLE, Arrays.asList(put, null)))
                .build();

        assertRefused(() -> client.batchWriteItem(batch), missing("requestItems.Films.member.2.member"));
        assertRefused(
                () -> client.transactWriteItems(request -> request.transactItems(Arrays.asList(write, null, null))),
                missing("transactItems.2.member", "transactItems.3.member"));
        assertRefused(
                () -> client.transactGetItems(request -> request.transactItems((TransactGetItem) null)),
                missing("transactItems.1.member"));
        assertThat(isStored()).isFalse();
    }

    @Test
    void attributesToGet_thatAreNull_areRefused() {
        KeysAndAttributes keys = KeysAndAttributes.builder()
                .keys(List.of(key()))
                .attributesToGet((String) null)
                .build();

        assertRefused(() -> get(request -> request.attributesToGet("a", null)), missing("attributesToGet.2.member"));
        assertRefused(
                () -> client.scan(request -> request.tableName(TABLE).attributesToGet((String) null)),
                missing("attributesToGet.1.member"));
        assertRefused(
                () -> client.batchGetItem(request -> request.requestItems(Map.of(TABLE, keys))),
                missing("RequestItems.Films.member.AttributesToGet.1.member"));
    }

    private void create(Consumer<CreateTableRequest.Builder> more) {
        client.createTable(request -> {
            request.tableName("Other")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build());
            more.accept(request);
        });
    }

    @Test
    void partsOfATable_thatAreNull_areRefused() {
        assertRefused(
                () -> create(request -> request.keySchema(NullMembersTest.<KeySchemaElement>nothing())
                        .attributeDefinitions(NullMembersTest.<AttributeDefinition>nothing())
                        .localSecondaryIndexes(nothing())
                        .globalSecondaryIndexes(nothing())),
                missing(
                        "keySchema.1.member",
                        "attributeDefinitions.1.member",
                        "localSecondaryIndexes.1.member",
                        "globalSecondaryIndexes.1.member"));
        assertRefused(
                () -> create(request -> request.globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("byId")
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build())
                        .projection(shown ->
                                shown.projectionType(ProjectionType.INCLUDE).nonKeyAttributes("a", null))
                        .build())),
                missing("globalSecondaryIndexes.1.member.projection.nonKeyAttributes.2.member"));
        assertRefused(
                () -> client.updateTable(request -> request.tableName(TABLE).globalSecondaryIndexUpdates(nothing())),
                missing("globalSecondaryIndexUpdates.1.member"));
        assertThat(store.listTables()).containsExactly(TABLE);
    }
}
