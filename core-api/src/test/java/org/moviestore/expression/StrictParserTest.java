// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.ErrorCode;

class StrictParserTest {
    private static final Placeholders SOME =
            Placeholders.none().name("#a", "status").value(":v", 5).value(":s", "x");

    private static ExpressionParser strict() {
        return ExpressionParser.strict(SOME);
    }

    @Test
    void reservedWords_areAsManyAsDocumented() {
        assertThat(ReservedWords.WORDS).hasSize(573).contains("ABORT", "YEAR", "STATUS", "SIZE", "ZONE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"year", "Year", "YEAR", "name", "status", "size", "set", "remove", "in", "true"})
    void reservedWord_anywhereInAPath_isRefused(String word) {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> strict().projection(word));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> strict().condition("a." + word + " = :v"));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> strict().update("SET a[0]." + word + " = :v"));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> strict().keyCondition(word + " = :v"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rating", "title", "yearly", "a", "contains", "begins_with", "if_not_exists"})
    void otherWord_isAName(String word) {
        assertThat(strict().condition(word + " = :v")).isEqualTo(attribute(word).equalTo(5));
    }

    @Test
    void reservedWord_behindAPlaceholder_isAName() {
        assertThat(strict().condition("#a = :v")).isEqualTo(attribute("status").equalTo(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a = :v))",
                "NOT ((a = :v))",
                "((NOT (a = :v)))",
                "(((a = :v)) AND (b = :v))",
                "(a = :v) OR ((b = :v))",
                "((a)) = :v",
                "a = ((:v))",
                "((:v)) IN (a)",
                "a IN (((:v)))",
                "begins_with(((a)), :s)",
                "size(((a))) = :v"
            })
    void redundantParentheses_inACondition_areRefused(String text) {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> strict().condition(text)).hasMessageContaining("redundant");
        assertThatCode(() -> ExpressionParser.lenient(SOME).condition(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a = :v)",
                "((a) = (:v))",
                "((a = :v) AND (b = :v))",
                "((a = :v) OR b = :v)",
                "(NOT (a = :v))",
                "NOT (NOT (a = :v))",
                "a IN ((:v))",
                "contains((a), (:s))",
                "(size((a))) = (:v)",
                "attribute_exists((a))",
                "a BETWEEN (:v) AND (:v)"
            })
    void parentheses_thatHoldSomething_areTaken(String text) {
        assertThat(strict().condition(text))
                .isEqualTo(ExpressionParser.lenient(SOME).condition(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET a = ((:v))",
                "SET a = ((a + :v))",
                "SET a = ((b)) + :v",
                "SET a = if_not_exists(((b)), :v)",
                "SET a = list_append(((b)), b)"
            })
    void redundantParentheses_inAnUpdate_areRefused(String text) {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> strict().update(text)).hasMessageContaining("redundant");
        assertThatCode(() -> ExpressionParser.lenient(SOME).update(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET a = (:v)", "SET a = ((a) + (:v))", "SET a = (if_not_exists((b), (:v)))"})
    void parentheses_inAnUpdate_areTaken(String text) {
        assertThat(strict().update(text))
                .isEqualTo(ExpressionParser.lenient(SOME).update(text));
    }

    @Test
    void requireAllUsed_afterSeveralExpressions_countsThemTogether() {
        ExpressionParser parser = strict();

        parser.update("SET a = :v");
        parser.condition("#a = :s");

        assertThatCode(parser::requireAllUsed).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("textsThatLeavePlaceholders")
    void requireAllUsed_withOneLeft_isRefused(String text, String unused) {
        ExpressionParser parser = strict();

        parser.condition(text);

        assertRefused(ErrorCode.EXPR_PLACEHOLDER, parser::requireAllUsed).hasMessageContaining(unused);
    }

    static Object[][] textsThatLeavePlaceholders() {
        return new Object[][] {{"a = :v AND b = :s", "#a"}, {"#a = :v", ":s"}, {"contains(#a, :s)", ":v"}};
    }
}
