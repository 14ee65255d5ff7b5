// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.ExpressionFault;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.KeyConditionFault;
import org.moviestore.item.Values;

/** What is wrong with an expression is told by data too, whatever names and values are made of. */
class ExpressionFaultTest {
    private static final AttributePath DOT = AttributePath.of("a.b[0]");
    private static final AttributePath AND = AttributePath.of("x and y with itself overlap");
    private static final AttributePath QUOTE = AttributePath.of("\"q\" at position 7");
    private static final Placeholders SOME = Placeholders.none()
            .name("#dot", DOT.attribute())
            .name("#and", AND.attribute())
            .name("#quote", QUOTE.attribute())
            .value(":n", 1)
            .value(":five", 5)
            .value(":text", "x, \"y\" AND :n")
            .value(":bool", true);

    private static InvalidRequestException refused(ThrowingCallable call) {
        InvalidRequestException refusal = catchThrowableOfType(InvalidRequestException.class, call);
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static InvalidRequestException refused(BiFunction<ExpressionParser, String, Object> reading, String text) {
        return refused(() -> reading.apply(ExpressionParser.strict(SOME), text));
    }

    static Object[][] conditions() {
        return new Object[][] {
            {"a = ", ErrorCode.EXPR_SYNTAX, new ExpressionFault.UnexpectedToken(4)},
            {"a ! :n", ErrorCode.EXPR_SYNTAX, new ExpressionFault.UnexpectedToken(2)},
            {"a[01] = :n", ErrorCode.EXPR_SYNTAX, new ExpressionFault.UnexpectedToken(2)},
            {"a BETWEEN :n OR :five", ErrorCode.EXPR_SYNTAX, new ExpressionFault.UnexpectedToken(13)},
            {"size(a)", ErrorCode.EXPR_SYNTAX, new ExpressionFault.MissingTest(7)},
            {"#dot #and", ErrorCode.EXPR_SYNTAX, new ExpressionFault.MissingTest(5)},
            {"a.Status = :n", ErrorCode.EXPR_SYNTAX, new ExpressionFault.ReservedWord("Status", 2)},
            {"foo(a)", ErrorCode.EXPR_SYNTAX, new ExpressionFault.MisusedFunction("foo")},
            {"a = contains(a, :n)", ErrorCode.EXPR_SYNTAX, new ExpressionFault.MisusedFunction("contains")},
            {"attribute_exists(:n)", ErrorCode.EXPR_SYNTAX, new ExpressionFault.MissingPath("attribute_exists")},
            {"contains(a)", ErrorCode.EXPR_SYNTAX, new ExpressionFault.OperandCount("contains", 1)},
            {"#none = :n", ErrorCode.EXPR_PLACEHOLDER, new ExpressionFault.UndefinedPlaceholder("#none")},
            {"#dot = :none", ErrorCode.EXPR_PLACEHOLDER, new ExpressionFault.UndefinedPlaceholder(":none")},
            {"a" + ".a".repeat(32) + " = :n", ErrorCode.EXPR_PATH_DEPTH, new ExpressionFault.PathDepth(33)},
            {"#dot[2147483648] = :n", ErrorCode.LIST_INDEX, new ExpressionFault.ListIndex("2147483648")},
            {"a IN (:n" + ",:n".repeat(100) + ")", ErrorCode.IN_SIZE, new ExpressionFault.OperandCount("IN", 101)},
            {"#dot = #dot", ErrorCode.OPERAND_SAME, new ExpressionFault.SameOperand("=", DOT)},
            {"#and IN (:n, #and)", ErrorCode.OPERAND_SAME, new ExpressionFault.SameOperand("IN", AND)},
            {
                "contains(#quote.#dot[0], #quote.#dot[0])",
                ErrorCode.OPERAND_SAME,
                new ExpressionFault.SameOperand(
                        "contains", QUOTE.name(DOT.attribute()).index(0))
            },
            {"#and < :bool", ErrorCode.OPERAND_TYPE, type("<", AttributeType.BOOLEAN)},
            {"begins_with(a, size(b))", ErrorCode.OPERAND_TYPE, type("begins_with", AttributeType.NUMBER)},
            {"attribute_type(a, :n)", ErrorCode.OPERAND_TYPE, type("attribute_type", AttributeType.NUMBER)},
            {"attribute_type(a, size(b))", ErrorCode.OPERAND_TYPE, type("attribute_type", AttributeType.NUMBER)},
            {
                "attribute_type(#and, (:text))",
                ErrorCode.OPERAND_TYPE,
                new ExpressionFault.UnknownType(Optional.of("x, \"y\" AND :n"))
            },
            {"attribute_type(a, #and)", ErrorCode.OPERAND_TYPE, new ExpressionFault.UnknownType(Optional.empty())},
            {
                "#and BETWEEN (:five) AND (:n)",
                ErrorCode.BETWEEN_BOUNDS,
                new ExpressionFault.UnfitBounds(Values.number(5), Values.number(1))
            },
            {
                "a BETWEEN :text AND :n",
                ErrorCode.BETWEEN_BOUNDS,
                new ExpressionFault.UnfitBounds(Values.string("x, \"y\" AND :n"), Values.number(1))
            }
        };
    }

    private static ExpressionFault type(String operation, AttributeType type) {
        return new ExpressionFault.OperandType(operation, type);
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void condition_refused_tellsItsFault(String text, ErrorCode code, ExpressionFault fault) {
        InvalidRequestException refusal = refused(ExpressionParser::condition, text);

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.fault()).contains(fault);
    }

    static Object[][] updates() {
        return new Object[][] {
            {"SET #dot", ErrorCode.EXPR_SYNTAX, new ExpressionFault.UnexpectedToken(8)},
            {"SET a = size(b)", ErrorCode.EXPR_SYNTAX, new ExpressionFault.MisusedFunction("size")},
            {"SET a = if_not_exists(:n, a)", ErrorCode.EXPR_SYNTAX, new ExpressionFault.MissingPath("if_not_exists")},
            {"SET a = b + list_append(a, b)", ErrorCode.EXPR_SYNTAX, new ExpressionFault.MisusedFunction("list_append")
            },
            {
                "SET a = if_not_exists(#quote, #quote)",
                ErrorCode.OPERAND_SAME,
                new ExpressionFault.SameOperand("if_not_exists", QUOTE)
            },
            {"SET #and = #dot + :text", ErrorCode.OPERAND_TYPE, type("+", AttributeType.STRING)},
            {"DELETE #quote :n", ErrorCode.OPERAND_TYPE, type("DELETE", AttributeType.NUMBER)},
            {
                "SET #and = :n REMOVE #and.#dot",
                ErrorCode.PATH_OVERLAP,
                new ExpressionFault.MeetingPaths(AND, AND.name(DOT.attribute()))
            },
            {
                "SET #quote.#and = :n, #quote[0] = :n",
                ErrorCode.PATH_CONFLICT,
                new ExpressionFault.MeetingPaths(QUOTE.name(AND.attribute()), QUOTE.index(0))
            }
        };
    }

    @ParameterizedTest
    @MethodSource("updates")
    void update_refused_tellsItsFault(String text, ErrorCode code, ExpressionFault fault) {
        InvalidRequestException refusal = refused(ExpressionParser::update, text);

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.fault()).contains(fault);
    }

    static Object[][] keyConditions() {
        return new Object[][] {
            {"p = :n OR s = :n", new KeyConditionFault.UnsupportedOperator("OR")},
            {"p = :n AND #and <> :n", new KeyConditionFault.UnsupportedOperator("<>")},
            {"p = :n AND size(s) = :n", new KeyConditionFault.UnsupportedOperator("size")},
            {"p = :n AND s BETWEEN size(p) AND :n", new KeyConditionFault.UnsupportedOperator("size")},
            {":n = :n", new KeyConditionFault.NoAttribute("=")},
            {"begins_with(:text, p)", new KeyConditionFault.NoAttribute("begins_with")},
            {"p = #dot", new KeyConditionFault.NoLiteral("=")},
            {"#dot.a = :n", new KeyConditionFault.NestedPath(DOT.name("a"))},
            {"#and[3] = :n", new KeyConditionFault.NestedPath(AND.index(3))},
            {"#dot = :n AND #dot = :n", new KeyConditionFault.TestCount(List.of(DOT.attribute(), DOT.attribute()))},
            {"p = :n AND s = :n AND #and = :n", new KeyConditionFault.TestCount(List.of("p", "s", AND.attribute()))}
        };
    }

    @ParameterizedTest
    @MethodSource("keyConditions")
    void keyCondition_refused_tellsItsFault(String text, KeyConditionFault fault) {
        InvalidRequestException refusal = refused(ExpressionParser::keyCondition, text);

        assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_CONDITION);
        assertThat(refusal.fault()).contains(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "((a = :n))", "NOT NOT ((a = :n))"})
    void condition_whoseCodeAndTextTellAll_hasNoFault(String text) {
        assertThat(refused(ExpressionParser::condition, text).fault()).isEmpty();
    }

    @Test
    void tree_refused_tellsTheFaultOfItsText() {
        InvalidRequestException refusal = refused(() -> new Operand.Path(DOT).equalTo(new Operand.Path(DOT)));

        assertThat(refusal.fault()).contains(new ExpressionFault.SameOperand("=", DOT));
    }

    @Test
    void message_ofAFault_isForPeople() {
        assertThat(refused(ExpressionParser::condition, "#and = #and"))
                .hasMessage("= compares x and y with itself overlap with itself");
        assertThat(refused(ExpressionParser::condition, "attribute_exists(a, b)"))
                .hasMessage("\"attribute_exists\" at position 0 of the expression takes 1 operands, got 2");
        assertThat(refused(ExpressionParser::update, "SET a = b SET c = d"))
                .hasMessage("\"SET\" at position 10 of the expression may stand only once in an update");
        assertThat(refused(ExpressionParser::keyCondition, "#dot.a = :n"))
                .hasMessageEndingWith("it does not support the nested path a.b[0].a");
    }
}
