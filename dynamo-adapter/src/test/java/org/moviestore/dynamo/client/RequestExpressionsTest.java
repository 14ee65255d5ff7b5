// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.dynamo.client.RequestExpressions.Parameter;
import org.moviestore.expression.Condition;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Placeholders;
import org.moviestore.expression.Projection;
import org.moviestore.expression.Update;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RequestExpressionsTest {
    private static final AttributeValue ONE = AttributeValue.fromN("1");
    private static final Map<String, AttributeValue> VALUE = Map.of(":v", ONE);
    private static final Placeholders PLACEHOLDERS =
            Placeholders.none().name("#n", "status").value(":v", 1);

    private static RequestExpressions named() {
        return new RequestExpressions(Map.of("#n", "status"), VALUE);
    }

    @Test
    void expressions_ofEachKind_areReadWithThePlaceholders() {
        assertThat(named().condition(Parameter.FILTER, "#n = :v AND NOT a < :v"))
                .contains(Condition.parse("#n = :v AND NOT a < :v", PLACEHOLDERS));
        assertThat(named().keyCondition("#n = :v")).contains(KeyCondition.parse("#n = :v", PLACEHOLDERS));
        assertThat(named().update("SET #n = :v REMOVE a")).contains(Update.parse("SET #n = :v REMOVE a", PLACEHOLDERS));
        assertThat(named().projection("#n.a, b[0]")).contains(Projection.parse("#n.a, b[0]", PLACEHOLDERS));
    }

    @Test
    void expressions_thatAreNotThere_areNone() {
        RequestExpressions expressions = new RequestExpressions(null, null);

        assertThat(expressions.condition(Parameter.CONDITION, null)).isEmpty();
        assertThat(expressions.keyCondition(null)).isEmpty();
        assertThat(expressions.update(null)).isEmpty();
        assertThat(expressions.projection(null)).isEmpty();
        assertThatCode(expressions::requireAllUsed).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a = :v)",
                "((a) = :v)",
                "((a = :v) AND b = :v)",
                "attribute_exists((a))",
                "a IN ((:v))",
                "a[ 0 ] . b\t=\n:v",
                "a=:v and not(b=:v)",
                "contains = :v",
                "a0_ = :v"
            })
    void condition_thatTheServiceTakes_isTaken(String text) {
        assertThat(new RequestExpressions(null, VALUE).condition(Parameter.CONDITION, text))
                .isPresent();
    }

    @Test
    void requireAllUsed_whenSeveralExpressionsShareThePlaceholders_countsAll() {
        RequestExpressions expressions = named();

        expressions.update("SET #n = b");
        expressions.condition(Parameter.CONDITION, "a = :v");

        assertThatCode(expressions::requireAllUsed).doesNotThrowAnyException();
    }

    @Test
    void requireAllUsed_whenSomeAreNot_namesThemNamesFirst() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("#x", "x");
        names.put("#used", "u");
        names.put("#usedNot", "y");
        RequestExpressions both = new RequestExpressions(names, Map.of(":v", ONE, ":w", ONE));
        RequestExpressions values = new RequestExpressions(null, Map.of(":v", ONE, ":w", ONE));

        both.condition(Parameter.CONDITION, "#used = :v");
        values.update("ADD a :v");

        assertRefused(
                both::requireAllUsed,
                "Value provided in ExpressionAttributeNames unused in expressions: keys: {#x, #usedNot}");
        assertRefused(
                values::requireAllUsed,
                "Value provided in ExpressionAttributeValues unused in expressions: keys: {:w}");
    }

    @Test
    void requireAllUsed_withoutAnyExpression_refusesNamesFirst() {
        RequestExpressions expressions = named();

        expressions.condition(Parameter.CONDITION, null);

        assertRefused(
                expressions::requireAllUsed, "ExpressionAttributeNames can only be specified when using expressions");
    }

    @Test
    void requireAllUsed_withoutAnyExpression_saysWhichCouldBeThere() {
        RequestExpressions put = new RequestExpressions(null, VALUE);
        RequestExpressions update = new RequestExpressions(null, VALUE);
        RequestExpressions query = new RequestExpressions(null, VALUE);

        put.condition(Parameter.CONDITION, null);
        update.condition(Parameter.CONDITION, null);
        update.update(null);
        query.keyCondition(null);
        query.projection(null);
        query.condition(Parameter.FILTER, null);

        String message = "ExpressionAttributeValues can only be specified when using expressions: ";
        assertRefused(put::requireAllUsed, message + "ConditionExpression is null");
        assertRefused(update::requireAllUsed, message + "UpdateExpression and ConditionExpression are null");
        assertRefused(query::requireAllUsed, message + "FilterExpression and KeyConditionExpression are null");
    }

    @Test
    void placeholders_thatAreNone_areRefusedIfThereIsAnExpression() {
        RequestExpressions names = new RequestExpressions(Map.of(), Map.of());
        RequestExpressions values = new RequestExpressions(null, Map.of());

        assertRefused(() -> names.projection("a"), "ExpressionAttributeNames must not be empty");
        assertRefused(() -> values.projection("a"), "ExpressionAttributeValues must not be empty");
    }

    @Test
    void placeholders_thatAreNone_areTakenIfThereIsNoExpression() {
        RequestExpressions expressions = new RequestExpressions(Map.of(), Map.of());

        expressions.condition(Parameter.CONDITION, null);

        assertThatCode(expressions::requireAllUsed).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"x", "#", "#a-b", ":x", "'#a b'", "#é"})
    void names_thatAreNoPlaceholders_areRefused(String placeholder) {
        RequestExpressions expressions = new RequestExpressions(Map.of(placeholder, "y"), VALUE);

        assertRefused(
                () -> expressions.condition(Parameter.CONDITION, "a = :v"),
                "ExpressionAttributeNames contains invalid key: Syntax error; key: \"" + placeholder + "\"");
    }

    @Test
    void placeholders_ofNoOrTooManyCharacters_areRefused() {
        RequestExpressions none = new RequestExpressions(Map.of("", "y"), null);
        RequestExpressions longName = new RequestExpressions(Map.of("#" + "a".repeat(255), "y"), null);
        RequestExpressions longValue = new RequestExpressions(null, Map.of(":" + "a".repeat(255), ONE));

        assertRefused(
                () -> none.projection("a"),
                "ExpressionAttributeNames contains invalid key: The expression attribute map contains an empty key;");
        assertRefused(
                () -> longName.projection("a"),
                "ExpressionAttributeNames contains invalid key: The expression attribute map contains a key that is too"
                        + " long; size of key: 256");
        assertRefused(
                () -> longValue.projection("a"),
                "ExpressionAttributeValues contains invalid key: The expression attribute map contains a key that is"
                        + " too long;");
    }

    @Test
    void names_thatNameNothing_areRefused() {
        Map<String, String> missing = new HashMap<>();
        missing.put("#n", null);

        String message = "ExpressionAttributeNames contains invalid value: Empty attribute name for key #n";
        assertRefused(() -> new RequestExpressions(Map.of("#n", ""), null).projection("#n"), message);
        assertRefused(() -> new RequestExpressions(missing, null).projection("#n"), message);
    }

    @Test
    void values_thatAreInvalid_areRefusedWithTheirPlaceholder() {
        Map<String, AttributeValue> missing = new HashMap<>();
        missing.put(":v", null);

        assertRefused(
                () -> new RequestExpressions(null, Map.of(":v", AttributeValue.fromSs(List.of()))).update("SET a = :v"),
                "ExpressionAttributeValues contains invalid value: One or more parameter values were invalid: An string"
                        + " set  may not be empty for key :v");
        assertRefused(
                () -> new RequestExpressions(null, missing).update("SET a = :v"),
                "ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty, must contain"
                        + " exactly one of the supported datatypes for key :v");
    }

    @Test
    void values_withKeysOfBothMistakes_areRefusedForTheKey() {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        values.put(":v", AttributeValue.fromN("b"));
        values.put("w", ONE);

        assertRefused(
                () -> new RequestExpressions(null, values).update(""),
                "ExpressionAttributeValues contains invalid key: Syntax error; key: \"w\"");
    }

    @Test
    void values_areCheckedBeforeAnyExpression() {
        RequestExpressions expressions = new RequestExpressions(null, Map.of(":v", AttributeValue.fromN("b")));

        assertRefused(
                () -> expressions.update("SET"),
                "ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value:"
                        + " b for key :v");
    }

    @Test
    void text_thatNoStoreKeeps_isRefusedWhereverItStands() {
        AttributeValue nul = AttributeValue.fromS("a\0b");
        AttributeValue half = AttributeValue.fromL(List.of(AttributeValue.fromS("\ud800")));

        assertRefused(
                () -> new RequestExpressions(null, Map.of(":v", nul)).condition(Parameter.FILTER, "a = :v"),
                "Invalid FilterExpression: text contains U+0000, which not every backend can store (at a value of an"
                        + " expression)");
        assertRefused(
                () -> new RequestExpressions(null, Map.of(":v", half)).update("SET a = :v"),
                "Invalid UpdateExpression: text contains an unpaired surrogate (at a value of an update)");
        assertRefused(
                () -> new RequestExpressions(Map.of("#n", "a\0b"), null).projection("#n"),
                "Invalid ProjectionExpression: text contains U+0000, which not every backend can store (at an attribute"
                        + " name)");
        assertRefused(
                () -> new RequestExpressions(null, Map.of(":v", nul)).keyCondition("p = :v"),
                "Invalid KeyConditionExpression: text contains U+0000, which not every backend can store (at a value of an"
                        + " expression)");
        assertRefused(
                () -> new RequestExpressions(null, Map.of(":v", AttributeValue.fromSs(List.of("a\0b"))))
                        .update("ADD a :v"),
                "Invalid UpdateExpression: text contains U+0000, which not every backend can store (at a)");
    }
}
