// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.moviestore.dynamo.client.Refusals.INVALID;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.AttributePath;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

class LegacyParametersTest {
    private static final AttributeValue TEXT = AttributeValue.fromS("x");
    private static final AttributeValue ONE = AttributeValue.fromN("1");

    private static Condition condition(String operator, AttributeValue... arguments) {
        return Condition.builder()
                .comparisonOperator(operator)
                .attributeValueList(arguments)
                .build();
    }

    private static Map<String, Condition> inOrder(String first, Condition one, String second, Condition other) {
        Map<String, Condition> conditions = new LinkedHashMap<>();
        conditions.put(first, one);
        conditions.put(second, other);
        return conditions;
    }

    @Test
    void constraints_thatAreBroken_areNamedTogether() {
        ParameterConstraints constraints = new ParameterConstraints();

        LegacyParameters.constrainConditions(
                constraints,
                "queryFilter",
                inOrder("a.b", condition("eq", ONE), "c", Condition.builder().build()));
        LegacyParameters.constrainExpected(
                constraints,
                Map.of(
                        "d",
                        ExpectedAttributeValue.builder().comparisonOperator("=").build()));
        LegacyParameters.constrainUpdates(constraints, Map.of("e", update("put", ONE)));
        LegacyParameters.constrainAttributesToGet(constraints, "attributesToGet", List.of());

        String operators = "Member must satisfy enum value set: [IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL,"
                + " NE, LE, BEGINS_WITH, GE, CONTAINS]";
        assertRefused(
                constraints::check,
                "5 validation errors detected: Value 'eq' at 'queryFilter.a.b.member.comparisonOperator' failed to"
                        + " satisfy constraint: " + operators + "; Value null at"
                        + " 'queryFilter.c.member.comparisonOperator' failed to satisfy constraint: Member must not be"
                        + " null; Value '=' at 'expected.d.member.comparisonOperator' failed to satisfy constraint: "
                        + operators + "; Value 'put' at 'attributeUpdates.e.member.action' failed to satisfy"
                        + " constraint: Member must satisfy enum value set: [ADD, DELETE, PUT]; Value '[]' at"
                        + " 'attributesToGet' failed to satisfy constraint: Member must have length greater than or"
                        + " equal to 1");
    }

    @Test
    void constraints_thatAreKept_areSilent() {
        ParameterConstraints constraints = new ParameterConstraints();

        LegacyParameters.constrainConditions(constraints, "scanFilter", Map.of("a", condition("EQ", ONE)));
        LegacyParameters.constrainExpected(
                constraints,
                Map.of("d", ExpectedAttributeValue.builder().value(ONE).build()));
        LegacyParameters.constrainUpdates(constraints, Map.of("e", update(null, ONE), "f", update("ADD", ONE)));
        LegacyParameters.constrainAttributesToGet(constraints, "attributesToGet", List.of("a"));

        assertThatCode(constraints::check).doesNotThrowAnyException();
    }

    @Test
    void refuseBoth_ofOneKind_allowsIt() {
        assertThatCode(() -> {
                    LegacyParameters.refuseBoth(List.of("Expected"), List.of());
                    LegacyParameters.refuseBoth(List.of(), List.of("ConditionExpression"));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void refuseBoth_ofTwoKinds_namesThemAll() {
        assertRefused(
                () -> LegacyParameters.refuseBoth(
                        List.of("AttributeUpdates", "Expected"), List.of("UpdateExpression", "ConditionExpression")),
                "Can not use both expression and non-expression parameters in the same request: Non-expression"
                        + " parameters: {AttributeUpdates, Expected} Expression parameters: {UpdateExpression,"
                        + " ConditionExpression}");
    }

    @Test
    void checkOperator_withoutTwoConditions_refusesIt() {
        assertRefused(
                () -> LegacyParameters.filter(Map.of(), ConditionalOperator.AND),
                "ConditionalOperator cannot be used without Filter or Expected");
        assertRefused(
                () -> LegacyParameters.expected(
                        Map.of("a", ExpectedAttributeValue.builder().value(TEXT).build()), ConditionalOperator.OR),
                "ConditionalOperator can only be used when Filter or Expected has two or more elements");
    }

    @Test
    void keyConditions_ofOneAndTwoKeys_areTestsInTheirOrder() {
        Map<String, Condition> conditions =
                inOrder("c.d", condition("BETWEEN", ONE, AttributeValue.fromN("2")), "p", condition("EQ", TEXT));

        KeyCondition translated = LegacyParameters.keyConditions(conditions);

        assertThat(translated.tests())
                .containsExactly(
                        new KeyCondition.Between("c.d", Values.number(1), Values.number(2)),
                        new KeyCondition.Comparison("p", Comparator.EQUAL, Values.string("x")));
    }

    @Test
    void keyConditions_ofEachOperator_areTestsOrRefused() {
        assertThat(test(condition("LT", ONE)))
                .isEqualTo(new KeyCondition.Comparison("c", Comparator.LESS, Values.number(1)));
        assertThat(test(condition("LE", ONE)))
                .isEqualTo(new KeyCondition.Comparison("c", Comparator.LESS_OR_EQUAL, Values.number(1)));
        assertThat(test(condition("GT", ONE)))
                .isEqualTo(new KeyCondition.Comparison("c", Comparator.GREATER, Values.number(1)));
        assertThat(test(condition("GE", ONE)))
                .isEqualTo(new KeyCondition.Comparison("c", Comparator.GREATER_OR_EQUAL, Values.number(1)));
        assertThat(test(condition("BEGINS_WITH", TEXT)))
                .isEqualTo(new KeyCondition.BeginsWith("c", Values.string("x")));
        for (Condition condition : List.of(
                condition("NE", ONE),
                condition("IN", ONE),
                condition("NULL"),
                condition("NOT_NULL"),
                condition("CONTAINS", ONE),
                condition("NOT_CONTAINS", ONE))) {
            assertThatCode(() -> LegacyParameters.checkKeyConditions(Map.of("c", condition)))
                    .doesNotThrowAnyException();
            assertRefused(() -> test(condition), "Attempted conditional constraint is not an indexable operation");
        }
    }

    private static KeyCondition.Test test(Condition condition) {
        return LegacyParameters.keyConditions(Map.of("c", condition)).tests().get(0);
    }

    @Test
    void keyConditions_ofNoOrThreeKeysOrBadArguments_areRefused() {
        assertRefusedKeyConditions(Map.of(), "Conditions can be of length 1 or 2 only");
        assertRefusedKeyConditions(
                Map.of("a", condition("EQ", ONE), "b", condition("EQ", ONE), "c", condition("EQ", ONE)),
                "Conditions can be of length 1 or 2 only");
        assertRefusedKeyConditions(
                Map.of("a", condition("EQ")), INVALID + "Invalid number of argument(s) for the EQ ComparisonOperator");
        assertRefused(
                () -> LegacyParameters.keyConditions(Map.of("a", condition("EQ", AttributeValue.fromBool(true)))),
                INVALID + "Condition parameter type does not match schema type");
    }

    private static void assertRefusedKeyConditions(Map<String, Condition> conditions, String message) {
        assertRefused(() -> LegacyParameters.checkKeyConditions(conditions), message);
        assertRefused(() -> LegacyParameters.keyConditions(conditions), message);
    }

    private static AttributeValueUpdate update(@Nullable String action, @Nullable AttributeValue value) {
        return AttributeValueUpdate.builder().action(action).value(value).build();
    }

    private static Update translated(@Nullable String action, @Nullable AttributeValue value) {
        return LegacyParameters.attributeUpdates(Map.of("a.b", update(action, value)));
    }

    @Test
    void attributeUpdates_ofEachAction_changeOneAttribute() {
        AttributePath path = AttributePath.of("a.b");
        Update.Action put = new Update.Set(path, new UpdateValue.Literal(Values.number(1)));

        assertThat(translated(null, ONE).actions()).containsExactly(put);
        assertThat(translated("PUT", ONE).actions()).containsExactly(put);
        assertThat(translated("ADD", ONE).actions()).containsExactly(new Update.Add(path, Values.number(1)));
        assertThat(translated("DELETE", null).actions()).containsExactly(new Update.Remove(path));
        assertThat(translated("DELETE", AttributeValue.fromSs(List.of("x"))).actions())
                .containsExactly(new Update.Delete(path, Values.of(Set.of("x"))));
    }

    @Test
    void attributeUpdates_thatAddAList_appendIt() {
        Update addition = translated("ADD", AttributeValue.fromL(List.of(TEXT)));

        assertThat(addition.applyTo(Item.of("a.b", List.of(1)))).isEqualTo(Item.of("a.b", List.of(1, "x")));
        assertThat(addition.applyTo(Item.EMPTY)).isEqualTo(Item.of("a.b", List.of("x")));
        assertThatExceptionOfType(UpdateRejectedException.class)
                .isThrownBy(() -> addition.applyTo(Item.of("a.b", "x")))
                .extracting(UpdateRejectedException::code)
                .isEqualTo(ErrorCode.OPERAND_TYPE);
    }

    @Test
    void attributeUpdates_ofNothing_createAnItemAsThoseOfPutAndAddDo() {
        assertThat(LegacyParameters.attributeUpdates(Map.of()).createsItem()).isTrue();
        assertThat(translated("PUT", ONE).createsItem()).isTrue();
        assertThat(translated("ADD", ONE).createsItem()).isTrue();
        assertThat(translated("DELETE", null).createsItem()).isFalse();
        assertThat(translated("DELETE", AttributeValue.fromNs(List.of("1"))).createsItem())
                .isFalse();
    }

    @Test
    void attributeUpdates_withValuesThatTheirActionCannotTake_areRefused() {
        String noValue = INVALID + "Only DELETE action is allowed when no attribute value is specified";
        assertRefused(() -> translated(null, null), noValue);
        assertRefused(() -> translated("PUT", null), noValue);
        assertRefused(() -> translated("ADD", null), noValue);
        assertRefused(() -> translated("ADD", TEXT), INVALID + "ADD action is not supported for the type S");
        assertRefused(
                () -> translated("DELETE", ONE), INVALID + "DELETE action with value is not supported for the type N");
        assertRefused(() -> translated("put", ONE), "Member must satisfy enum value set: [ADD, DELETE, PUT]");
        assertRefused(() -> LegacyParameters.attributeUpdates(Map.of("", update("PUT", ONE))), "Empty attribute name");
    }

    @Test
    void rejected_ofAnotherTypeThanTheStoredOne_isTheServicesMismatch() {
        UpdateRejectedException rejection = catchThrowableOfType(
                UpdateRejectedException.class, () -> translated("ADD", ONE).applyTo(Item.of("a.b", "x")));

        assertRefused(
                () -> {
                    throw LegacyParameters.rejected(rejection);
                },
                "Type mismatch for attribute to update");
    }

    @Test
    void rejected_forAnotherReason_isTranslatedAsElsewhere() {
        UpdateRejectedException rejection = catchThrowableOfType(
                UpdateRejectedException.class,
                () -> translated("ADD", AttributeValue.fromN("9e125")).applyTo(Item.of("a.b", Values.number("9e125"))));

        assertRefused(
                () -> {
                    throw LegacyParameters.rejected(rejection);
                },
                "Number overflow. Attempting to store a number with magnitude larger than supported range");
    }

    @Test
    void attributesToGet_keepAttributesWhateverTheirNamesAre() {
        Item item = Item.of("a.b", 1).with("a", Values.of(Map.of("b", 2))).with("l[0]", 3);

        assertThat(LegacyParameters.attributesToGet(List.of("l[0]", "a.b", "none"))
                        .of(item))
                .isEqualTo(Item.of("a.b", 1).with("l[0]", 3));
    }

    @Test
    void attributesToGet_ofNoneOrOneTwice_areRefused() {
        assertRefused(
                () -> LegacyParameters.attributesToGet(List.of()),
                "1 validation error detected: Value '[]' at 'attributesToGet' failed to satisfy constraint: Member must"
                        + " have length greater than or equal to 1");
        assertRefused(
                () -> LegacyParameters.attributesToGet(List.of("a", "b", "b")),
                INVALID + "Duplicate value in attribute name: b");
        assertRefused(() -> LegacyParameters.attributesToGet(List.of("")), "Empty attribute name");
    }
}
