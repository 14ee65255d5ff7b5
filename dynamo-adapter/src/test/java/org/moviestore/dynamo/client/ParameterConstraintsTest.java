// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.memory.MemoryStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class ParameterConstraintsTest {
    private static final String FAILED = " failed to satisfy constraint: Member must ";

    private final ParameterConstraints constraints = new ParameterConstraints();

    @Test
    void check_ofNothingBroken_passes() {
        constraints
                .tableName("Films-1_2.3")
                .required("key", "there")
                .returnConsumedCapacity("INDEXES")
                .returnItemCollectionMetrics(null)
                .returnValues("UPDATED_NEW");

        assertThatCode(constraints::check).doesNotThrowAnyException();
    }

    @Test
    void check_ofOneBroken_namesIt() {
        constraints.returnConsumedCapacity("ALL");

        assertRefused(
                constraints::check,
                "1 validation error detected: Value 'ALL' at 'returnConsumedCapacity'" + FAILED
                        + "satisfy enum value set: [INDEXES, TOTAL, NONE]");
    }

    @Test
    void check_ofSeveralBroken_namesThemAll() {
        constraints
                .required("tableName", null)
                .returnItemCollectionMetrics("ALL")
                .returnValues("NEW")
                .returnValuesOnConditionCheckFailure("ALL_NEW")
                .conditionalOperator("NOT");

        assertRefused(
                constraints::check,
                "5 validation errors detected: Value null at 'tableName'" + FAILED + "not be null; Value 'ALL' at"
                        + " 'returnItemCollectionMetrics'" + FAILED + "satisfy enum value set: [SIZE, NONE]; Value"
                        + " 'NEW' at 'returnValues'" + FAILED + "satisfy enum value set: [ALL_NEW, UPDATED_OLD,"
                        + " ALL_OLD, NONE, UPDATED_NEW]; Value 'ALL_NEW' at 'returnValuesOnConditionCheckFailure'"
                        + FAILED + "satisfy enum value set: [ALL_OLD, NONE]; Value 'NOT' at 'conditionalOperator'"
                        + FAILED + "satisfy enum value set: [OR, AND]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"films of 2013", "Films/byGenre", "arn:aws:dynamodb:us-east-1:1:table/Films", "Fílms"})
    void tableName_ofOtherCharacters_isRefused(String name) {
        constraints.tableName(name);

        assertRefused(
                constraints::check,
                "1 validation error detected: Value '" + name + "' at 'tableName'" + FAILED
                        + "satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
    }

    @Test
    void tableName_ofAnotherLength_isRefused() {
        assertRefused(
                new ParameterConstraints().tableName("ab")::check,
                "1 validation error detected: Value 'ab' at 'tableName'" + FAILED
                        + "have length greater than or equal to 3");
        String name = "x".repeat(256);
        assertRefused(
                new ParameterConstraints().tableName(name)::check,
                "1 validation error detected: Value '" + name + "' at 'tableName'" + FAILED
                        + "have length less than or equal to 255");
    }

    @Test
    void operation_withoutWhatItNeeds_isRefused() {
        DynamoDbClient client = DocumentStoreDynamoDbClient.over(new MemoryStore());
        String nothing =
                "2 validation errors detected: Value null at 'tableName'" + FAILED + "not be null; Value null at '";

        assertRefused(() -> client.getItem(request -> {}), nothing + "key'" + FAILED + "not be null");
        assertRefused(() -> client.putItem(request -> {}), nothing + "item'" + FAILED + "not be null");
        assertRefused(() -> client.updateItem(request -> {}), nothing + "key'" + FAILED + "not be null");
        assertRefused(() -> client.deleteItem(request -> {}), nothing + "key'" + FAILED + "not be null");
    }
}
