// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.dynamo.client.Refusals.INVALID;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

class LegacyConditionsTest {
    private static final AttributeValue TEXT = AttributeValue.fromS("x");
    private static final AttributeValue ONE = AttributeValue.fromN("1");

    private static Condition condition(String operator, AttributeValue... arguments) {
        return Condition.builder()
                .comparisonOperator(operator)
                .attributeValueList(arguments)
                .build();
    }

    private static boolean holds(Condition condition, Item item) {
        return LegacyParameters.filter(Map.of("a", condition), null)
                .orElseThrow()
                .holdsOn(item);
    }

    @Test
    void filter_ofNoCondition_isNone() {
        assertThat(LegacyParameters.filter(Map.of(), null)).isEmpty();
        assertThat(LegacyParameters.expected(Map.of(), null)).isEmpty();
    }

    @Test
    void filter_ofANameWithDotsAndBrackets_readsOneAttribute() {
        Map<String, Condition> filter = Map.of("a.b[0]", condition("EQ", TEXT));

        org.moviestore.expression.Condition translated =
                LegacyParameters.filter(filter, null).orElseThrow();

        assertThat(translated.holdsOn(Item.of("a.b[0]", Values.string("x")))).isTrue();
        assertThat(translated.holdsOn(Item.of("a", Values.of(Map.of("b", List.of("x"))))))
                .isFalse();
    }

    @Test
    void filter_ofAMissingAttribute_holdsForNullAndNotEqualOnly() {
        assertThat(Stream.of(
                                condition("EQ", ONE),
                                condition("NE", ONE),
                                condition("LE", ONE),
                                condition("LT", ONE),
                                condition("GE", ONE),
                                condition("GT", ONE),
                                condition("NULL"),
                                condition("NOT_NULL"),
                                condition("CONTAINS", ONE),
                                condition("NOT_CONTAINS", ONE),
                                condition("BEGINS_WITH", TEXT),
                                condition("IN", ONE),
                                condition("BETWEEN", ONE, ONE))
                        .filter(condition -> holds(condition, Item.EMPTY))
                        .map(Condition::comparisonOperatorAsString))
                .containsExactly("NE", "NULL");
    }

    @Test
    void filter_thatAnAttributeDoesNotContainSomething_holdsForOtherTypes() {
        assertThat(holds(condition("NOT_CONTAINS", TEXT), Item.of("a", 1))).isTrue();
        assertThat(holds(condition("NOT_CONTAINS", TEXT), Item.of("a", "axb"))).isFalse();
    }

    @Test
    void filter_withManyCandidates_looksAtAllOfThem() {
        AttributeValue[] candidates = Stream.iterate(0, i -> i + 1)
                .limit(250)
                .map(i -> AttributeValue.fromN(i.toString()))
                .toArray(AttributeValue[]::new);

        Condition among = condition("IN", candidates);

        assertThat(List.of(0, 99, 100, 199, 249)).allMatch(number -> holds(among, Item.of("a", number)));
        assertThat(holds(among, Item.of("a", 250))).isFalse();
    }

    @Test
    void filter_ofTwoConditions_joinsThemByAndUnlessToldOtherwise() {
        Map<String, Condition> filter = new LinkedHashMap<>(Map.of("a", condition("EQ", ONE), "b", condition("NULL")));
        Item both = Item.of("a", 1);
        Item one = both.with("b", 1);

        assertThat(LegacyParameters.filter(filter, null))
                .isEqualTo(LegacyParameters.filter(filter, ConditionalOperator.AND));
        assertThat(LegacyParameters.filter(filter, null).orElseThrow().holdsOn(both))
                .isTrue();
        assertThat(LegacyParameters.filter(filter, null).orElseThrow().holdsOn(one))
                .isFalse();
        assertThat(LegacyParameters.filter(filter, ConditionalOperator.OR)
                        .orElseThrow()
                        .holdsOn(one))
                .isTrue();
    }

    @Test
    void filter_withArgumentsThatItsOperatorCannotTake_isRefused() {
        assertRefusedFilter(condition("EQ"), INVALID + "Invalid number of argument(s) for the EQ ComparisonOperator");
        assertRefusedFilter(
                condition("NULL", ONE), INVALID + "Invalid number of argument(s) for the NULL ComparisonOperator");
        assertRefusedFilter(
                condition("BETWEEN", ONE),
                INVALID + "Invalid number of argument(s) for the BETWEEN ComparisonOperator");
        assertRefusedFilter(
                condition("LT", AttributeValue.fromBool(true)),
                INVALID + "ComparisonOperator LT is not valid for BOOL AttributeValue type");
        assertRefusedFilter(
                condition("BEGINS_WITH", ONE),
                INVALID + "ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type");
        assertRefusedFilter(
                condition("NOT_CONTAINS", AttributeValue.fromSs(List.of("a"))),
                INVALID + "ComparisonOperator NOT_CONTAINS is not valid for SS AttributeValue type");
        assertRefusedFilter(
                condition("IN", ONE, TEXT), INVALID + "AttributeValues inside AttributeValueList must be of same type");
        assertRefusedFilter(
                condition("BETWEEN", AttributeValue.fromN("10"), AttributeValue.fromN("9")),
                "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
        assertRefusedFilter(condition("eq", ONE), "Comparison type does not exist in DynamoDB");
        assertRefusedFilter(Condition.builder().build(), "Comparison type does not exist in DynamoDB");
    }

    private static void assertRefusedFilter(Condition condition, String message) {
        assertRefused(() -> LegacyParameters.filter(Map.of("a", condition), null), message);
    }

    @Test
    void filter_ofAnEmptyName_isRefused() {
        assertRefused(() -> LegacyParameters.filter(Map.of("", condition("NULL")), null), "Empty attribute name");
    }

    private static ExpectedAttributeValue expected(Boolean exists, AttributeValue value) {
        return ExpectedAttributeValue.builder().exists(exists).value(value).build();
    }

    private static ExpectedAttributeValue.Builder expectedBy(String operator) {
        return ExpectedAttributeValue.builder().comparisonOperator(operator);
    }

    private static boolean holds(ExpectedAttributeValue expected, Item item) {
        return LegacyParameters.expected(Map.of("a", expected), null)
                .orElseThrow()
                .holdsOn(item);
    }

    @Test
    void expected_ofAValue_holdsWhereItIsStored() {
        for (ExpectedAttributeValue expected : List.of(
                expected(null, ONE),
                expected(true, ONE),
                expectedBy("EQ").value(ONE).build())) {
            assertThat(holds(expected, Item.of("a", 1))).isTrue();
            assertThat(holds(expected, Item.of("a", "1"))).isFalse();
            assertThat(holds(expected, Item.EMPTY)).isFalse();
        }
    }

    @Test
    void expected_ofNoValue_holdsWhereNoneIsStored() {
        for (ExpectedAttributeValue expected :
                List.of(expected(false, null), expectedBy("NULL").build())) {
            assertThat(holds(expected, Item.EMPTY)).isTrue();
            assertThat(holds(expected, Item.of("a", Values.nullValue()))).isFalse();
        }
    }

    @Test
    void expected_ofPartsThatDoNotGoTogether_isRefused() {
        assertRefusedExpected(expected(null, null), "Value must be provided when Exists is null for Attribute: a");
        assertRefusedExpected(expected(true, null), "Value must be provided when Exists is true for Attribute: a");
        assertRefusedExpected(expected(false, ONE), "Value cannot be used when Exists is false for Attribute: a");
        assertRefusedExpected(
                ExpectedAttributeValue.builder().attributeValueList(ONE).build(),
                "AttributeValueList can only be used with a ComparisonOperator for Attribute: a");
        assertRefusedExpected(
                expectedBy("EQ").value(ONE).attributeValueList(ONE).build(),
                "Value and AttributeValueList cannot be used together for Attribute: a");
        assertRefusedExpected(
                expectedBy("EQ").exists(true).value(ONE).build(),
                "Exists and ComparisonOperator cannot be used together for Attribute: a");
        assertRefusedExpected(
                expectedBy("EQ").build(),
                "Value or AttributeValueList must be used with ComparisonOperator: EQ for Attribute: a");
        assertRefusedExpected(
                expectedBy("NULL").value(ONE).build(), "Invalid number of argument(s) for the NULL ComparisonOperator");
    }

    private static void assertRefusedExpected(ExpectedAttributeValue expected, String message) {
        assertRefused(() -> LegacyParameters.expected(Map.of("a", expected), null), INVALID + message);
    }
}
