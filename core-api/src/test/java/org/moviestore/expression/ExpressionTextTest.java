// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.AttributePath;
import org.moviestore.item.ErrorCode;

/** What the texts of all kinds of expressions have in common: paths, names, placeholders and how long and deep. */
class ExpressionTextTest {
    private static final Placeholders SOME = Placeholders.none()
            .name("#a", "first.name")
            .name("#1", "list[0]")
            .value(":v", 5)
            .value(":w", "x");

    @ParameterizedTest
    @CsvSource({
        "a, a",
        "a_1Z, a_1Z",
        "a.b[2].c, a.b[2].c",
        "'a . b [ 2 ] [0] . c', a.b[2][0].c",
        "a[2147483647], a[2147483647]",
        "a.and.or.not.between.in.set, a.and.or.not.between.in.set"
    })
    void path_inText_isItsSteps(String text, String path) {
        Projection projection = Projection.parse(text, SOME);

        assertThat(projection).isEqualTo(Projection.of(path));
    }

    @Test
    void path_ofNamePlaceholders_isNeverSplit() {
        Projection projection = Projection.parse("#a.#1[3].c", SOME);

        assertThat(projection.paths())
                .containsExactly(
                        AttributePath.of("first.name").name("list[0]").index(3).name("c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a[01]", "a[00]", "a[-1]", "a[+1]", "a[:v]", "a[b]", "a[]", "a[1", "a.[0]", "a..b", ".a", "a.", "a.0",
                "[0]", "a.:v", "1x", "x-y", "(a)", "a b", "a,", ",a", "a[0]b", "#a#a", "*", "a.*", ":v", "size(a)"
            })
    void path_thatIsNone_isRefused(String text) {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Projection.parse(text, SOME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[2147483648]", "a[99999999999999999999]"})
    void index_beyondTheRange_isRefused(String text) {
        assertRefused(ErrorCode.LIST_INDEX, () -> Projection.parse(text, SOME));
    }

    @Test
    void path_of33Elements_isRefused() {
        String longest = "a" + ".a".repeat(31);

        assertThat(Projection.parse(longest, SOME).paths().get(0).steps()).hasSize(32);
        assertRefused(ErrorCode.EXPR_PATH_DEPTH, () -> Projection.parse(longest + "[0]", SOME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#b = :v", "a = :x", "a.#b = :v", "#A = :v", "a = :V"})
    void placeholder_thatIsNotDefined_isRefused(String text) {
        assertRefused(ErrorCode.EXPR_PLACEHOLDER, () -> Condition.parse(text, SOME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "v", "#", ":", "#a-b", ":é", "##a", "# a"})
    void placeholder_badlyNamed_isRefused(String placeholder) {
        assertRefused(ErrorCode.EXPR_PLACEHOLDER, () -> Placeholders.none().name(placeholder, "a"));
        assertRefused(ErrorCode.EXPR_PLACEHOLDER, () -> Placeholders.none().value(placeholder, 1));
    }

    @Test
    void placeholder_of255Characters_isTheLongest() {
        String longest = ":" + "v".repeat(254);

        Condition condition =
                Condition.parse("a = " + longest, Placeholders.none().value(longest, 5));

        assertThat(condition).isEqualTo(attribute("a").equalTo(5));
        assertRefused(ErrorCode.EXPR_PLACEHOLDER, () -> Placeholders.none().value(longest + "v", 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n "})
    void text_thatIsBlank_isRefused(String text) {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Condition.parse(text, SOME));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> KeyCondition.parse(text, SOME));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Update.parse(text, SOME));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Projection.parse(text, SOME));
    }

    @Test
    void text_of4096Bytes_isTheLongest() {
        String longest = "a = :v" + " ".repeat(4090);

        assertThat(Condition.parse(longest, SOME)).isEqualTo(attribute("a").equalTo(5));
        assertRefused(ErrorCode.EXPR_LENGTH, () -> Condition.parse(longest + " ", SOME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = 5", "a = \"x\"", "a = 'x'", "a = -:v", "a = $v", "`a` = :v", "a = :v;", "a = :v -- x"})
    void text_withALiteral_isRefused(String text) {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Condition.parse(text, SOME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOT ", "(", "NOT ("})
    void text_nestedTooDeep_isRefusedBeforeTheStackOverflows(String opening) {
        int levels = 4000 / opening.length();
        String closing = opening.endsWith("(") ? ")" : "";

        String text = opening.repeat(levels) + "a=:v" + closing.repeat(Math.min(levels, 90));

        assertRefused(ErrorCode.EXPR_OPERATORS, () -> Condition.parse(text, SOME));
    }

    @Test
    void text_nested300Deep_isTaken() {
        Condition condition = Condition.parse("(".repeat(300) + "a = :v" + ")".repeat(300), SOME);

        assertThat(condition).isEqualTo(attribute("a").equalTo(5));
        assertRefused(
                ErrorCode.EXPR_OPERATORS, () -> Condition.parse("(".repeat(301) + "a = :v" + ")".repeat(301), SOME));
    }

    @Test
    void functions_nestedTooDeep_areRefusedBeforeTheStackOverflows() {
        String sizes = "size(".repeat(700) + "a" + ")".repeat(90) + " = :v";
        String fallbacks = "SET a = " + "if_not_exists(a,".repeat(250);
        String parentheses = "SET a = " + "(".repeat(4000);

        assertRefused(ErrorCode.EXPR_OPERATORS, () -> Condition.parse(sizes, SOME));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Update.parse(fallbacks, SOME));
        assertRefused(ErrorCode.EXPR_OPERATORS, () -> Update.parse(parentheses, SOME));
    }

    @ParameterizedTest
    @CsvSource({
        "year",
        "rating",
        "name",
        "status",
        "Size",
        "size",
        "contains",
        "begins_with",
        "attribute_exists",
        "set",
        "add",
        "remove",
        "delete",
        "true",
        "null",
        "if_not_exists"
    })
    void reservedWord_inALenientCondition_isAName(String word) {
        Condition condition = Condition.parse(word + " = :v AND attribute_exists(" + word + "." + word + ")", SOME);

        assertThat(condition)
                .isEqualTo(attribute(word)
                        .equalTo(5)
                        .and(attribute(word + "." + word).exists()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"and", "OR", "between", "in", "size", "year"})
    void reservedWord_inALenientUpdate_isAName(String word) {
        Update update = Update.parse("SET " + word + " = :v", SOME);

        assertThat(update).isEqualTo(Expressions.set(word, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"and = :v", "or = :v", "not = :v", "between = :v", "a = in", "NOT a"})
    void keyword_asANameInACondition_isRefused(String text) {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Condition.parse(text, SOME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET set = :v", "REMOVE remove", "SET a = add", "ADD delete :v"})
    void keyword_asANameInAnUpdate_isRefused(String text) {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Update.parse(text, SOME));
    }

    @Test
    void keyword_afterADot_isAName() {
        assertThat(Condition.parse("a.in IN (:v)", SOME))
                .isEqualTo(attribute("a.in").in(5));
        assertThat(Update.parse("REMOVE a.set SET a.remove = :v", SOME))
                .isEqualTo(Expressions.remove("a.set").set("a.remove", 5));
    }

    @Test
    void lenientParser_withPlaceholdersLeft_doesNotMind() {
        ExpressionParser parser = ExpressionParser.lenient(SOME);

        Condition condition = parser.condition("a = :v");
        parser.requireAllUsed();

        assertThat(condition).isEqualTo(attribute("a").equalTo(5));
    }
}
