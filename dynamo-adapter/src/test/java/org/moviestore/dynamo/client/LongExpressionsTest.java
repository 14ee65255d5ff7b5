// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.dynamo.client.IndexedFilms.TABLE;
import static org.moviestore.dynamo.client.IndexedFilms.film;
import static org.moviestore.dynamo.client.IndexedFilms.key;
import static org.moviestore.dynamo.client.IndexedFilms.number;
import static org.moviestore.dynamo.client.IndexedFilms.text;
import static org.moviestore.dynamo.client.Refusals.INVALID;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.GetRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;

/** What has the service's own limits here, and what has those of stores. */
class LongExpressionsTest extends FilmRequests {
    private static final List<String> NAMES = numbered("a", 700);
    private static final String LONG_PROJECTION = String.join(",", NAMES.subList(1, 700)) + ",l[1]";
    private static final Map<String, AttributeValue> FILM =
            IndexedFilms.with(film("l", AttributeValue.fromL(List.of(text("x"), text("y")))), "a699", text("z"));
    private static final Map<String, AttributeValue> KEPT =
            Map.of("l", AttributeValue.fromL(List.of(text("y"))), "a699", text("z"));

    private static List<String> numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private static Map<String, AttributeValue> values(List<String> placeholders, AttributeValue value) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        placeholders.forEach(placeholder -> values.put(placeholder, value));
        return values;
    }

    private static ScanRequest.Builder filtered(String filter, Map<String, AttributeValue> values) {
        return ScanRequest.builder().tableName(TABLE).filterExpression(filter).expressionAttributeValues(values);
    }

    private int found(ScanRequest.Builder scan) {
        return client.scan(scan.build()).count();
    }

    @Test
    void filter_whoseTextFits_isTakenHoweverLongItWouldBeAsItIsSent() {
        put(film("b", number("599")));
        List<String> placeholders = numbered(":", 600);
        String filter = IntStream.range(0, 6)
                .mapToObj(i -> "b IN(" + String.join(",", placeholders.subList(100 * i, 100 * i + 100)) + ")")
                .collect(Collectors.joining(" OR "));
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        IntStream.range(0, 600).forEach(i -> values.put(":" + i, number(Integer.toString(i))));

        assertThat(found(filtered(filter, values))).isEqualTo(1);
    }

    @Test
    void filter_ofUpTo2MebibytesOfNamesAndValues_isTaken() {
        put(film("b", text("x")));
        Map<String, AttributeValue> values = values(numbered(":v", 4), text("y".repeat(500_000)));
        Map<String, AttributeValue> tooMuch = values(numbered(":v", 5), text("y".repeat(500_000)));
        Map<String, String> names =
                numbered("#n", 40).stream().collect(Collectors.toMap(name -> name, name -> name + "x".repeat(60_000)));
        String anyOfNames = names.keySet().stream()
                .map(name -> "attribute_exists(" + name + ")")
                .collect(Collectors.joining(" OR "));

        assertThat(found(filtered("NOT b IN (:v0, :v1, :v2, :v3)", values))).isEqualTo(1);
        assertRefused(
                () -> found(filtered("NOT b IN (:v0, :v1, :v2, :v3, :v4)", tooMuch)),
                "ExpressionAttributeValues exceeds max size");
        assertRefused(
                () -> client.scan(request ->
                        request.tableName(TABLE).filterExpression(anyOfNames).expressionAttributeNames(names)),
                "ExpressionAttributeNames exceeds max size");
        assertRefused(
                () -> found(filtered("#n <> :v0 OR b IN (:v1, :v2, :v3)", values)
                        .projectionExpression("#o, #p")
                        .expressionAttributeNames(
                                Map.of("#n", "n".repeat(60_000), "#o", "o".repeat(60_000), "#p", "p"))),
                "Combined size of ExpressionAttributeNames and ExpressionAttributeValues exceeds max size");
    }

    @Test
    void filter_ofNames_isTakenOfAnySize() {
        put(film("a699", number("1")));
        Map<String, Condition> tests = new LinkedHashMap<>();
        NAMES.forEach(name -> tests.put(
                name,
                Condition.builder()
                        .comparisonOperator("NOT_CONTAINS")
                        .attributeValueList(number("2"))
                        .build()));

        assertThat(found(
                        ScanRequest.builder().tableName(TABLE).scanFilter(tests).conditionalOperator("OR")))
                .isEqualTo(1);
        assertThat(found(ScanRequest.builder().tableName(TABLE).scanFilter(tests)))
                .isZero();
    }

    @Test
    void getItem_withALongProjection_keepsWhatItNames() {
        put(FILM);

        assertThat(get(request -> request.projectionExpression(LONG_PROJECTION)).item())
                .isEqualTo(KEPT);
        assertThat(called.last(GetRequest.class).projection()).isEmpty();
        assertThat(get(request -> request.projectionExpression(LONG_PROJECTION)
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                        .item())
                .isEqualTo(KEPT);
        assertThat(get(request -> request.attributesToGet(NAMES)).item()).isEqualTo(Map.of("a699", text("z")));
    }

    @Test
    void getItem_withALongProjectionIntoItsKey_isRefused() {
        assertRefused(
                () -> get(request -> request.projectionExpression(LONG_PROJECTION + ",title.b")),
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key:"
                        + " title");
    }

    @Test
    void batchGetItem_withALongProjection_keepsWhatItNames() {
        put(FILM);
        KeysAndAttributes.Builder asked = KeysAndAttributes.builder().keys(List.of(key()));
        Map<String, KeysAndAttributes> byExpression =
                Map.of(TABLE, asked.projectionExpression(LONG_PROJECTION).build());
        Map<String, KeysAndAttributes> byNames = Map.of(
                TABLE, asked.projectionExpression(null).attributesToGet(NAMES).build());

        assertThat(client.batchGetItem(request -> request.requestItems(byExpression))
                        .responses()
                        .get(TABLE))
                .containsExactly(KEPT);
        assertThat(called.last(BatchGetRequest.class).projection()).isEmpty();
        assertThat(client.batchGetItem(request -> request.requestItems(byNames))
                        .responses()
                        .get(TABLE))
                .containsExactly(Map.of("a699", text("z")));
    }

    @Test
    void transactGetItems_withALongProjection_keepsWhatItNames() {
        put(FILM);
        TransactGetItem asked = TransactGetItem.builder()
                .get(get -> get.tableName(TABLE).key(key()).projectionExpression(LONG_PROJECTION))
                .build();

        var response = client.transactGetItems(
                request -> request.transactItems(asked).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(response.responses().get(0).item()).isEqualTo(KEPT);
        assertThat(response.consumedCapacity().get(0).capacityUnits()).isEqualTo(2);
    }

    @Test
    void update_whoseTextFits_isRefusedIfItIsTooLongAsItIsSent() {
        String update = NAMES.subList(0, 290).stream().map(name -> name + "=:v").collect(Collectors.joining(","));

        assertRefused(
                () -> client.updateItem(request -> request.tableName(TABLE)
                        .key(key())
                        .updateExpression("SET " + update)
                        .expressionAttributeValues(Map.of(":v", number("1")))),
                INVALID + "expression is 4132 bytes; limit 4096 as it is sent to a store, with a placeholder for each"
                        + " name and each use of a value, which this client refuses, unlike DynamoDB; use fewer of"
                        + " them");
        assertThat(isStored()).isFalse();
    }

    @Test
    void condition_thatUsesALongValueOften_isRefusedForEachUse() {
        String condition = "attribute_not_exists(p) OR x = :v OR y = :v OR z = :v";
        Map<String, AttributeValue> values = Map.of(":v", text("v".repeat(350_000)));
        String refusal = INVALID + "expression values total 1050004 bytes; limit 1000000, each counted as often as it"
                + " is used, which this client refuses, unlike DynamoDB; use fewer or shorter ones";

        assertRefused(
                () -> put(
                        key(), request -> request.conditionExpression(condition).expressionAttributeValues(values)),
                refusal);
        assertRefused(
                () -> client.transactWriteItems(request -> request.transactItems(WriteActions.put(
                        TABLE, key(), put -> put.conditionExpression(condition).expressionAttributeValues(values)))),
                refusal);
        assertThat(isStored()).isFalse();
    }
}
