// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.Item;
import org.moviestore.servers.LocalDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The parameters of old, as this client takes them, against DynamoDB Local on values of all types. */
@Tag("full")
class LegacyParametersIT {
    private static final long SEED = 20240815;
    private static final int REACH = 1;
    private static final int ROUNDS = 100;
    private static final String TABLE = "Legacy";
    private static final List<Map<String, AttributeValue>> ITEMS = LegacySamples.items();

    private static LocalDynamoDb server;
    private static DynamoDbClient client;

    private final Random random = new Random(SEED);
    private final List<String> differences = new ArrayList<>();
    private int compared;

    @BeforeAll
    static void start() {
        server = LocalDynamoDb.embedded();
        client = LocalClients.of(server);
        LegacySamples.fill(client, TABLE, ScalarAttributeType.S, ITEMS);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void filter_ofEachOperatorAndType_holdsWhereItHoldsThere() {
        for (ComparisonOperator operator : LegacySamples.OPERATORS) {
            for (List<AttributeValue> arguments : LegacySamples.arguments(operator, REACH)) {
                compareFilter(Map.of("a", LegacySamples.condition(operator, arguments)), null);
            }
        }

        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(500);
    }

    @Test
    void filter_ofTwoConditions_joinsThemAsTheyAreJoinedThere() {
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Condition> filter = new LinkedHashMap<>();
            filter.put("a", randomCondition());
            filter.put("b.c[0]", randomCondition());
            compareFilter(filter, random.nextBoolean() ? ConditionalOperator.OR : ConditionalOperator.AND);
        }

        assertThat(differences).as("seed " + SEED).isEmpty();
    }

    private Condition randomCondition() {
        ComparisonOperator operator = oneOf(LegacySamples.OPERATORS);
        return LegacySamples.condition(operator, oneOf(LegacySamples.arguments(operator, REACH)));
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void compareFilter(Map<String, Condition> filter, ConditionalOperator operator) {
        compare(
                operator + " " + filter,
                () -> sortKeys(client.scan(request ->
                                request.tableName(TABLE).scanFilter(filter).conditionalOperator(operator))
                        .items()),
                () -> {
                    var condition = LegacyParameters.filter(filter, operator).orElseThrow();
                    return sortKeys(chosen(ITEMS, condition::holdsOn));
                });
    }

    @Test
    void expected_ofEachOperatorAndType_holdsWhereItHoldsThere() {
        for (ComparisonOperator operator : LegacySamples.OPERATORS) {
            for (List<AttributeValue> arguments : LegacySamples.arguments(operator, REACH)) {
                ExpectedAttributeValue expected = ExpectedAttributeValue.builder()
                        .comparisonOperator(operator)
                        .attributeValueList(arguments)
                        .build();
                compareExpected(expected, oneOf(ITEMS));
                if (random.nextInt(4) == 0) {
                    compareExpectedOfNothing(expected);
                }
            }
        }

        assertThat(differences).as("seed " + SEED).isEmpty();
    }

    @Test
    void expected_ofEachValueAndOfNone_holdsWhereItHoldsThere() {
        for (AttributeValue value : LegacySamples.VALUES) {
            ExpectedAttributeValue expected =
                    ExpectedAttributeValue.builder().value(value).build();
            ITEMS.stream()
                    .filter(item -> value.equals(item.get("a")) || random.nextInt(8) == 0)
                    .forEach(item -> compareExpected(expected, item));
            compareExpectedOfNothing(expected);
        }
        ITEMS.forEach(item ->
                compareExpected(ExpectedAttributeValue.builder().exists(false).build(), item));

        assertThat(differences).as("seed " + SEED).isEmpty();
    }

    private void compareExpected(ExpectedAttributeValue expected, Map<String, AttributeValue> item) {
        Map<String, ExpectedAttributeValue> all = Map.of("a", expected);
        compare(
                expected + " of " + item,
                () -> client.putItem(
                                request -> request.tableName(TABLE).item(item).expected(all))
                        .hasAttributes(),
                () -> !LegacyParameters.expected(all, null).orElseThrow().holdsOn(ItemCodec.decode(item)));
    }

    private void compareExpectedOfNothing(ExpectedAttributeValue expected) {
        Map<String, AttributeValue> key = Map.of("p", AttributeValue.fromS("x"), "c", AttributeValue.fromS("x"));
        Map<String, ExpectedAttributeValue> all = Map.of("p", expected);
        compare(
                expected + " of nothing",
                () -> client.deleteItem(
                                request -> request.tableName(TABLE).key(key).expected(all))
                        .hasAttributes(),
                () -> !LegacyParameters.expected(all, null).orElseThrow().holdsOn(Item.EMPTY));
    }

    @Test
    void attributeUpdates_ofEachActionAndType_changeWhatTheyChangeThere() {
        LegacySamples.fill(client, "Updates", ScalarAttributeType.S, List.of());

        for (Map<String, AttributeValue> item : ITEMS) {
            for (AttributeValue value : LegacySamples.VALUES) {
                if (isOfType(item, value) || random.nextInt(16) == 0) {
                    AttributeAction.knownValues().forEach(action -> compareUpdate(action, value, item));
                }
            }
        }

        assertThat(differences).as("seed " + SEED).isEmpty();
        assertThat(compared).isGreaterThan(500);
    }

    private static boolean isOfType(Map<String, AttributeValue> item, AttributeValue value) {
        return item.containsKey("a") && item.get("a").type() == value.type();
    }

    private void compareUpdate(AttributeAction action, AttributeValue value, Map<String, AttributeValue> item) {
        Map<String, AttributeValueUpdate> updates = Map.of(
                "a",
                AttributeValueUpdate.builder().action(action).value(value).build(),
                "b.c[0]",
                AttributeValueUpdate.builder().action(AttributeAction.DELETE).build());
        Map<String, AttributeValue> key = Map.of("p", item.get("p"), "c", item.get("c"));
        client.putItem(request -> request.tableName("Updates").item(item));
        compare(
                updates + " of " + item,
                () -> ItemCodec.decode(client.updateItem(request -> request.tableName("Updates")
                                .key(key)
                                .attributeUpdates(updates)
                                .returnValues(ReturnValue.ALL_NEW))
                        .attributes()),
                () -> applied(updates, ItemCodec.decode(item)));
    }

    private static Item applied(Map<String, AttributeValueUpdate> updates, Item item) {
        try {
            return LegacyParameters.attributeUpdates(updates).applyTo(item);
        } catch (UpdateRejectedException e) {
            throw LegacyParameters.rejected(e);
        }
    }

    /** Local fails on NE, which is refused here as the other operators are that no key condition can have. */
    @Test
    void keyConditions_ofEachOperatorAndType_selectWhatTheySelectThere() {
        for (ScalarAttributeType type : ScalarAttributeType.knownValues()) {
            String table = "Keys" + type;
            List<Map<String, AttributeValue>> items = LegacySamples.items(type);
            LegacySamples.fill(client, table, type, items);
            for (ComparisonOperator operator : LegacySamples.OPERATORS) {
                if (operator != ComparisonOperator.NE) {
                    LegacySamples.arguments(operator, REACH).stream()
                            .filter(arguments -> arguments.stream().allMatch(value -> LegacySamples.isKey(value, type)))
                            .forEach(arguments ->
                                    compareKeyConditions(table, LegacySamples.condition(operator, arguments), items));
                }
            }
        }

        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(100);
    }

    private void compareKeyConditions(String table, Condition sort, List<Map<String, AttributeValue>> items) {
        Map<String, Condition> conditions = new LinkedHashMap<>();
        conditions.put("c", sort);
        conditions.put("p", LegacySamples.condition(ComparisonOperator.EQ, List.of(AttributeValue.fromS("p"))));
        compare(
                table + " " + sort,
                () -> sortKeys(client.query(request -> request.tableName(table).keyConditions(conditions))
                        .items()),
                () -> {
                    KeyCondition condition = LegacyParameters.keyConditions(conditions);
                    return sortKeys(chosen(
                            items,
                            item -> condition.tests().stream()
                                    .allMatch(test -> test.accepts(
                                            item.attribute(test.attribute()).orElseThrow()))));
                });
    }

    private static List<Map<String, AttributeValue>> chosen(
            List<Map<String, AttributeValue>> items, Predicate<Item> choice) {
        return items.stream()
                .filter(item -> choice.test(ItemCodec.decode(item)))
                .toList();
    }

    private static Set<Object> sortKeys(List<Map<String, AttributeValue>> items) {
        Set<Object> keys = new HashSet<>();
        items.forEach(item -> keys.add(ItemCodec.decode(item).attribute("c").orElseThrow()));
        return keys;
    }

    private void compare(String what, Supplier<Object> there, Supplier<Object> here) {
        compared++;
        Object theirs = outcome(there);
        Object ours = outcome(here);
        if (!theirs.equals(ours)) {
            differences.add(what + "\n there " + theirs + "\n here  " + ours + "\n");
        }
    }

    /** Returns what a call returns, true if a condition failed, and of errors the code. */
    private static Object outcome(Supplier<Object> call) {
        try {
            return call.get();
        } catch (ConditionalCheckFailedException e) {
            return true;
        } catch (DynamoDbException e) {
            return e.awsErrorDetails().errorCode();
        }
    }
}
