// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.not;
import static org.moviestore.expression.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Values;

class ConditionTextTest {
    private static final Operand.Path A = attribute("a");
    private static final Operand V = Operand.of(5);
    private static final Operand W = Operand.of(7);
    private static final Operand S = Operand.of("x");

    private static Condition parse(String text) {
        return Condition.parse(
                text,
                Placeholders.none()
                        .name("#a", "a")
                        .value(":v", 5)
                        .value(":w", 7)
                        .value(":s", "x")
                        .value(":t", "BOOL")
                        .value(":null", Values.nullValue()));
    }

    @ParameterizedTest
    @EnumSource(Comparator.class)
    void comparison_withEachSign_isRead(Comparator comparator) {
        Condition spaced = parse("a " + comparator.sign() + " :v");
        Condition tight = parse(":v" + comparator.sign() + "a");

        assertThat(spaced).isEqualTo(new Condition.Comparison(A, comparator, V));
        assertThat(tight).isEqualTo(new Condition.Comparison(V, comparator, A));
    }

    @Test
    void between_withinAConjunction_takesTheNearestAnd() {
        Condition condition = parse("a BETWEEN :v AND :w AND b = :v");

        assertThat(condition).isEqualTo(A.between(V, W).and(attribute("b").equalTo(V)));
    }

    @Test
    void in_withOneAndWithMoreCandidates_isRead() {
        assertThat(parse("a IN (:v)")).isEqualTo(A.in(V));
        assertThat(parse("a in(:v,b, :v)")).isEqualTo(A.in(V, attribute("b"), V));
    }

    @Test
    void in_with101Candidates_isRefused() {
        assertThat(parse("a IN (:v" + ",:v".repeat(99) + ")")).isInstanceOf(Condition.In.class);
        assertRefused(ErrorCode.IN_SIZE, () -> parse("a IN (:v" + ",:v".repeat(100) + ")"));
    }

    @Test
    void functions_ofTwoOperands_takePathsAndValuesOnBothSides() {
        assertThat(parse("begins_with(a, :s)")).isEqualTo(A.beginsWith("x"));
        assertThat(parse("begins_with(:s, a)")).isEqualTo(S.beginsWith(A));
        assertThat(parse("contains (a.b[0], :v)")).isEqualTo(attribute("a.b[0]").contains(5));
        assertThat(parse("contains(:v, a)")).isEqualTo(V.contains(A));
        assertThat(parse("contains(a, size(b))"))
                .isEqualTo(A.contains(attribute("b").size()));
        assertThat(parse("attribute_type(size(a), :t)")).isEqualTo(A.size().hasType(AttributeType.BOOLEAN));
    }

    @Test
    void functions_ofAPath_areRead() {
        assertThat(parse("attribute_exists(a.b)")).isEqualTo(attribute("a.b").exists());
        assertThat(parse("attribute_not_exists((#a))")).isEqualTo(A.notExists());
    }

    @ParameterizedTest
    @EnumSource(AttributeType.class)
    void attributeType_withEachName_isRead(AttributeType type) {
        Condition condition =
                Condition.parse("attribute_type(a, :t)", Placeholders.none().value(":t", type.code()));

        assertThat(condition).isEqualTo(A.hasType(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bool", "STRING", "X"})
    void attributeType_withAnotherName_isRefused(String name) {
        assertRefused(
                ErrorCode.OPERAND_TYPE,
                () -> Condition.parse(
                        "attribute_type(a, :t)", Placeholders.none().value(":t", name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"attribute_type(a, :v)", "attribute_type(a, b)", "attribute_type(a, size(b))"})
    void attributeType_withoutATextLiteral_isRefused(String text) {
        assertRefused(ErrorCode.OPERAND_TYPE, () -> parse(text));
    }

    @Test
    void size_asAnOperand_isRead() {
        assertThat(parse("size(a) > :v")).isEqualTo(A.size().greaterThan(5));
        assertThat(parse("(size((a))) BETWEEN size(b) AND :v"))
                .isEqualTo(A.size().between(attribute("b").size(), 5));
        assertThat(parse("size(size) = size (:s)"))
                .isEqualTo(attribute("size").size().equalTo(S.size()));
    }

    @ParameterizedTest
    @CsvSource({
        "NOT a = :v AND b = :v",
        "NOT (a = :v) AND b = :v",
        "(NOT a = :v) AND b = :v",
        "((NOT ((a = :v)))) AND ((b) = (:v))",
        "nOt a=:v aNd(b=:v)"
    })
    void not_bindsMoreThanAnd(String text) {
        assertThat(parse(text)).isEqualTo(not(A.equalTo(5)).and(attribute("b").equalTo(5)));
    }

    @Test
    void and_bindsMoreThanOr() {
        Condition a = A.equalTo(5);
        Condition b = attribute("b").exists();
        Condition c = attribute("c").exists();

        assertThat(parse("a = :v OR attribute_exists(b) AND attribute_exists(c)"))
                .isEqualTo(a.or(b.and(c)));
        assertThat(parse("(a = :v OR attribute_exists(b)) AND attribute_exists(c)"))
                .isEqualTo(a.or(b).and(c));
        assertThat(parse("NOT (a = :v OR NOT NOT attribute_exists(b))")).isEqualTo(not(a.or(not(not(b)))));
    }

    @Test
    void nestedConjunctionsAndDisjunctions_becomeOne() {
        Condition a = A.exists();
        Condition b = attribute("b").exists();
        Condition c = attribute("c").exists();

        assertThat(parse("attribute_exists(a) AND (attribute_exists(b) AND attribute_exists(c))"))
                .isEqualTo(a.and(b).and(c));
        assertThat(parse("(attribute_exists(a) OR attribute_exists(b)) OR attribute_exists(c)"))
                .isEqualTo(a.or(b).or(c));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                ":v",
                "(a)",
                "NOT a",
                "size(a)",
                "a = ",
                "= :v",
                "a = :v AND",
                "AND a = :v",
                "a = :v AND OR b = :v",
                "a = :v b = :v",
                "a = b = :v",
                "(a = b) = :v",
                "a = (b = :v)",
                "(a = :v",
                "a = :v)",
                "a == :v",
                "a != :v",
                "a < > :v",
                "a + :v = :w",
                "a NOT IN (:v)",
                "a NOT BETWEEN :v AND :w",
                "a IN ()",
                "a IN :v",
                "a IN (:v,)",
                "a IN ((:v, :w))",
                "a BETWEEN :v",
                "a BETWEEN :v OR :w",
                "a BETWEEN (:v AND :w)",
                "(a).b = :v",
                "(a)[0] = :v",
                "a = :v OR ()"
            })
    void text_thatIsNoCondition_isRefused(String text) {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Begins_With(a, :s)",
                "SIZE(a) = :v",
                "foo(a)",
                "a = attribute_exists(b)",
                "attribute_exists(a) = :v",
                "contains(a, contains(b, :s))",
                "size(attribute_exists(a)) = :v",
                "if_not_exists(a, :v) = :v",
                "a = list_append(b, c)",
                "attribute_exists()",
                "attribute_exists(a, b)",
                "attribute_exists(:v)",
                "attribute_not_exists(size(a))",
                "attribute_type(a)",
                "begins_with(a)",
                "begins_with(a, :s, :s)",
                "begins_with((a, :s))",
                "contains(a)",
                "size() = :v",
                "size(a, b) = :v",
                "attribute_exists"
            })
    void function_thatIsUnknownOrMisused_isRefused(String text) {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "a = a, OPERAND_SAME",
        "#a <> a, OPERAND_SAME",
        "a IN (:v; a), OPERAND_SAME",
        "a BETWEEN b AND a, OPERAND_SAME",
        "contains(a; a), OPERAND_SAME",
        "attribute_type(a; a), OPERAND_SAME",
        "a < :null, OPERAND_TYPE",
        "begins_with(a; :v), OPERAND_TYPE",
        "begins_with(a; size(b)), OPERAND_TYPE",
        "size(:v) = :v, OPERAND_TYPE",
        "size(size(a)) = :v, OPERAND_TYPE",
        "a BETWEEN :w AND :v, BETWEEN_BOUNDS",
        "a BETWEEN :v AND :s, BETWEEN_BOUNDS"
    })
    void condition_thatBreaksARule_isRefusedWithItsCode(String text, ErrorCode code) {
        assertRefused(code, () -> parse(text.replace(';', ',')));
    }

    @Test
    void aRuleBrokenInADeadBranch_isRefusedAllTheSame() {
        assertRefused(ErrorCode.OPERAND_TYPE, () -> parse(":v = :v OR a < :null"));
    }

    @Test
    void error_namesTheTokenAndItsPosition() {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> parse("a = :v b"))
                .hasMessageContaining("\"b\"")
                .hasMessageContaining("position 7");
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> parse("a = ")).hasMessageContaining("it ends at position 4");
    }
}
