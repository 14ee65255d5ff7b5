// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.moviestore.dynamo.client.Refusals.INVALID;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

class LegacyLimitsTest {
    private static final String UNLIKE_DYNAMODB = ", which this client refuses, unlike DynamoDB; give fewer of them";

    private static <T> Map<String, T> named(int count, T value) {
        Map<String, T> named = new LinkedHashMap<>();
        IntStream.range(0, count).forEach(i -> named.put("n" + i, value));
        return named;
    }

    @Test
    void expected_ofMoreConditionsThanAnExpressionHas_isRefusedByThem() {
        var exists =
                ExpectedAttributeValue.builder().comparisonOperator("NOT_NULL").build();

        assertRefused(
                () -> LegacyParameters.expected(named(301, exists), null),
                INVALID + "the conditions of Expected come to more than 300 operators" + UNLIKE_DYNAMODB);
    }

    @Test
    void expected_ofLongValues_isRefusedByTheirBytes() {
        var equal = ExpectedAttributeValue.builder()
                .value(AttributeValue.fromS("x".repeat(400_000)))
                .build();

        assertRefused(
                () -> LegacyParameters.expected(named(3, equal), null),
                INVALID + "the conditions of Expected come to more than 1000000 bytes of names and values"
                        + UNLIKE_DYNAMODB);
    }

    @Test
    void attributeUpdates_ofMoreAttributesThanAnExpressionHas_areRefusedByThem() {
        var one = AttributeValueUpdate.builder()
                .action("ADD")
                .value(AttributeValue.fromN("1"))
                .build();

        assertRefused(
                () -> LegacyParameters.attributeUpdates(named(301, one)),
                INVALID + "the attributes of AttributeUpdates come to more than 300 operators" + UNLIKE_DYNAMODB);
    }
}
