// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class KeyConditionFaultsTest {
    private static final Map<String, AttributeValue> VALUES = Map.of(
            ":s", AttributeValue.fromS("x"), ":n", AttributeValue.fromN("1"), ":t", AttributeValue.fromBool(true));
    private static final Map<String, String> NAMES = Map.of("#dot", "a.b", "#index", "a[0]", "#and", "x and two tests");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "p = :q|Invalid KeyConditionExpression: An expression attribute value used in expression is not defined;"
                        + " attribute value: :q",
                "((p = :s))|Invalid KeyConditionExpression: The expression has redundant parentheses;",
                "p = :s OR s = :n|Invalid operator used in KeyConditionExpression: OR",
                "NOT p = :s|Invalid operator used in KeyConditionExpression: NOT",
                "p <> :s|Invalid operator used in KeyConditionExpression: <>",
                "p IN (:s)|Invalid operator used in KeyConditionExpression: IN",
                "p = :s AND contains(s, :n)|Invalid operator used in KeyConditionExpression: contains",
                "p = :s AND p = :s|KeyConditionExpressions must only contain one condition per key",
                "p = :s AND s = :n AND a = :n|Conditions can be of length 1 or 2 only",
                "p = :s AND size(s) = :n|KeyConditionExpressions cannot contain nested operations",
                "p = a AND size(s) = :n|Invalid condition in KeyConditionExpression: Multiple attribute names used in one"
                        + " condition",
                "p = :s AND s BETWEEN size(a) AND :n|KeyConditionExpressions cannot contain nested operations",
                "p = :s AND s = a|Invalid condition in KeyConditionExpression: Multiple attribute names used in one"
                        + " condition",
                ":n = :n|Invalid condition in KeyConditionExpression: No key attribute specified",
                "begins_with(:s, p)|Invalid condition in KeyConditionExpression: begins_with operator must have the key"
                        + " attribute as its first operand",
                "p = :s AND :n BETWEEN s AND :n|Invalid condition in KeyConditionExpression: BETWEEN operator must have the"
                        + " key attribute as its first operand",
                "p.a = :s|Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed:"
                        + " Key: p",
                "p = :t|One or more parameter values were invalid: Condition parameter type does not match schema type"
            })
    void keyCondition_thatIsInvalid_isRefusedInTheServicesWords(String text, String message) {
        assertRefused(() -> new RequestExpressions(null, VALUES).keyCondition(text), message);
    }

    @ParameterizedTest
    @CsvSource({"#dot.p, a.b", "#index.p, a[0]", "#index[0], a[0]", "#and.p, x and two tests"})
    void keyCondition_ofANestedPath_isRefusedWithItsAttributeWhole(String path, String attribute) {
        assertRefused(
                () -> new RequestExpressions(NAMES, VALUES).keyCondition(path + " = :s"),
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: "
                        + attribute);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#dot", "#index", "#and"})
    void keyCondition_withTwoTestsOfAnAttribute_isRefusedWhateverItsName(String name) {
        assertRefused(
                () -> new RequestExpressions(NAMES, VALUES).keyCondition(name + " = :s AND " + name + " > :n"),
                "KeyConditionExpressions must only contain one condition per key");
    }
}
