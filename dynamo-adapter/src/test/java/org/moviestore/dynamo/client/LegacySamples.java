// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Values of all types, and what old parameters may do with them. */
final class LegacySamples {
    static final List<ComparisonOperator> OPERATORS =
            ComparisonOperator.knownValues().stream().sorted().toList();

    /** Many of these are equal to others, begin or contain them, or come before them. */
    static final List<AttributeValue> VALUES = List.of(
            AttributeValue.fromS(""),
            AttributeValue.fromS("a"),
            AttributeValue.fromS("ab"),
            AttributeValue.fromS("b"),
            AttributeValue.fromS("1"),
            AttributeValue.fromS("\uffff"),
            AttributeValue.fromS("\ud83d\ude00"),
            AttributeValue.fromN("-2"),
            AttributeValue.fromN("1"),
            AttributeValue.fromN("1.0"),
            AttributeValue.fromN("1.50"),
            AttributeValue.fromN("10"),
            AttributeValue.fromB(bytes()),
            AttributeValue.fromB(bytes('a')),
            AttributeValue.fromB(bytes('a', 'b')),
            AttributeValue.fromB(bytes(0x7f)),
            AttributeValue.fromB(bytes(0x80)),
            AttributeValue.fromBool(true),
            AttributeValue.fromBool(false),
            AttributeValue.fromNul(true),
            AttributeValue.fromL(List.of()),
            AttributeValue.fromL(
                    List.of(AttributeValue.fromS("a"), AttributeValue.fromN("1"), AttributeValue.fromB(bytes('a')))),
            AttributeValue.fromL(List.of(
                    AttributeValue.fromBool(true), AttributeValue.fromNul(true), AttributeValue.fromSs(List.of("a")))),
            AttributeValue.fromM(Map.of()),
            AttributeValue.fromM(Map.of("a", AttributeValue.fromN("1.0"))),
            AttributeValue.fromSs(List.of("a")),
            AttributeValue.fromSs(List.of("b", "a", "")),
            AttributeValue.fromNs(List.of("1")),
            AttributeValue.fromNs(List.of("1", "1.5", "-2")),
            AttributeValue.fromBs(List.of(bytes('a'))),
            AttributeValue.fromBs(List.of(bytes('b'), bytes('a'), bytes())));

    private LegacySamples() {}

    private static SdkBytes bytes(int... content) {
        byte[] bytes = new byte[content.length];
        for (int i = 0; i < content.length; i++) {
            bytes[i] = (byte) content[i];
        }
        return SdkBytes.fromByteArray(bytes);
    }

    /** Returns an item for each value, and one that has none; all have a name with signs of paths in it. */
    static List<Map<String, AttributeValue>> items() {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        items.add(Map.of("p", AttributeValue.fromS("p"), "c", AttributeValue.fromS("none")));
        for (int i = 0; i < VALUES.size(); i++) {
            items.add(Map.of(
                    "p",
                    AttributeValue.fromS("p"),
                    "c",
                    AttributeValue.fromS("" + i),
                    "a",
                    VALUES.get(i),
                    "b.c[0]",
                    VALUES.get(VALUES.size() - 1 - i)));
        }
        return items;
    }

    /** Returns an item for each value that can be a sort key of the type. */
    static List<Map<String, AttributeValue>> items(ScalarAttributeType type) {
        return VALUES.stream()
                .filter(value -> isKey(value, type))
                .distinct()
                .map(value -> Map.of("p", AttributeValue.fromS("p"), "c", value))
                .toList();
    }

    static boolean isKey(AttributeValue value, ScalarAttributeType type) {
        return switch (type) {
            case S -> value.type() == AttributeValue.Type.S && !value.s().isEmpty();
            case N -> value.type() == AttributeValue.Type.N;
            default -> value.type() == AttributeValue.Type.B && value.b().asByteArrayUnsafe().length > 0;
        };
    }

    /**
     * Returns lists of arguments for an operator, of which it cannot take all; of two arguments, the second is up to so
     * many values away from the first.
     */
    static List<List<AttributeValue>> arguments(ComparisonOperator operator, int reach) {
        List<List<AttributeValue>> arguments = new ArrayList<>();
        arguments.add(List.of());
        for (int i = 0; i < VALUES.size(); i++) {
            arguments.add(List.of(VALUES.get(i)));
            if (operator == ComparisonOperator.BETWEEN || operator == ComparisonOperator.IN) {
                int end = Math.min(VALUES.size(), i + reach + 1);
                for (AttributeValue other : VALUES.subList(Math.max(0, i - reach), end)) {
                    arguments.add(List.of(VALUES.get(i), other));
                }
            }
        }
        return arguments;
    }

    static Condition condition(ComparisonOperator operator, List<AttributeValue> arguments) {
        return Condition.builder()
                .comparisonOperator(operator)
                .attributeValueList(arguments)
                .build();
    }

    static void fill(
            DynamoDbClient client, String table, ScalarAttributeType sortKey, List<Map<String, AttributeValue>> items) {
        client.createTable(request -> request.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(definition("p", ScalarAttributeType.S), definition("c", sortKey))
                .keySchema(element("p", KeyType.HASH), element("c", KeyType.RANGE)));
        items.forEach(item -> client.putItem(request -> request.tableName(table).item(item)));
    }

    private static AttributeDefinition definition(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement element(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
