// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.ifNotExists;
import static org.moviestore.expression.Expressions.listAppend;
import static org.moviestore.expression.Refusals.assertRefused;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Values;

/** What is wrong with a tree for every item is refused when it is made. */
class OperandRulesTest {
    private static final Operand.Path A = attribute("a");
    private static final Operand.Path B = attribute("b");

    static List<Object> literalsWithoutOrder() {
        return List.of(true, Values.nullValue(), List.of(1), Map.of(), Set.of("x"), Set.of(1), Set.of(Bytes.EMPTY));
    }

    static List<Function<Operand, Condition>> conditionsOfItself() {
        return List.of(
                a -> a.equalTo(a),
                a -> a.notEqualTo(a),
                a -> a.lessThan(a),
                a -> a.between(1, a),
                a -> a.between(a, 1),
                a -> a.in(1, a),
                a -> a.contains(a),
                a -> a.beginsWith(a));
    }

    @ParameterizedTest
    @MethodSource("literalsWithoutOrder")
    void ordering_ofALiteralWithoutOrder_isRefused(Object literal) {
        assertRefused(ErrorCode.OPERAND_TYPE, () -> A.lessThan(literal));
        assertRefused(ErrorCode.OPERAND_TYPE, () -> A.atMost(literal));
        assertRefused(ErrorCode.OPERAND_TYPE, () -> A.greaterThan(literal));
        assertRefused(ErrorCode.OPERAND_TYPE, () -> Operand.of(literal).atLeast(A));
        assertRefused(ErrorCode.OPERAND_TYPE, () -> A.between(literal, B));
        assertRefused(ErrorCode.OPERAND_TYPE, () -> A.between(B, literal));
        assertRefused(ErrorCode.OPERAND_TYPE, () -> Operand.of(literal).between(A, B));
        assertThatCode(() -> A.notEqualTo(literal)).doesNotThrowAnyException();
        assertThatCode(() -> A.equalTo(literal)).doesNotThrowAnyException();
        assertThatCode(() -> A.in(literal)).doesNotThrowAnyException();
        assertThatCode(() -> A.contains(literal)).doesNotThrowAnyException();
        assertThatCode(() -> Operand.of(literal).contains(A)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("conditionsOfItself")
    void condition_ofAPathAndItself_isRefused(Function<Operand, Condition> condition) {
        assertRefused(ErrorCode.OPERAND_SAME, () -> condition.apply(attribute("a.b[0]")));
    }

    @Test
    void condition_ofASizeOrLiteralAndItself_isTaken() {
        assertThatCode(() -> A.size().equalTo(A.size())).doesNotThrowAnyException();
        assertThatCode(() -> Operand.of("x").equalTo("x")).doesNotThrowAnyException();
        assertThatCode(() -> A.between(B, B)).doesNotThrowAnyException();
    }

    @Test
    void between_ofLiteralBounds_wantsThemOrderedAndOfOneType() {
        assertThat(A.between(1, 1)).isInstanceOf(Condition.Between.class);
        assertRefused(ErrorCode.BETWEEN_BOUNDS, () -> A.between(2, 1));
        assertRefused(ErrorCode.BETWEEN_BOUNDS, () -> A.between(1, "2"));
        assertRefused(ErrorCode.BETWEEN_BOUNDS, () -> Operand.of(5).between("b", "a"));
    }

    @Test
    void in_takes1To100Candidates() {
        assertThat(A.in(Collections.nCopies(100, 1).toArray())).isInstanceOf(Condition.In.class);
        assertRefused(ErrorCode.IN_SIZE, () -> A.in(Collections.nCopies(101, 1).toArray()));
        assertRefused(ErrorCode.IN_SIZE, () -> A.in());
    }

    @Test
    void beginsWith_takesTextAndBinaryLiterals() {
        assertThat(A.beginsWith("")).isInstanceOf(Condition.BeginsWith.class);
        assertThat(Operand.of(Bytes.EMPTY).beginsWith(A)).isInstanceOf(Condition.BeginsWith.class);
        assertRefused(ErrorCode.OPERAND_TYPE, () -> A.beginsWith(1));
        assertRefused(ErrorCode.OPERAND_TYPE, () -> Operand.of(Set.of("x")).beginsWith(A));
        assertRefused(ErrorCode.OPERAND_TYPE, () -> A.beginsWith(B.size()));
        assertRefused(ErrorCode.OPERAND_TYPE, () -> A.size().beginsWith("x"));
    }

    @Test
    void size_takesPathsAndLiteralsThatHaveOne() {
        for (Object literal : List.of("x", Bytes.EMPTY, List.of(), Map.of(), Set.of("x"))) {
            assertThat(Operand.of(literal).size()).isInstanceOf(Operand.Size.class);
        }
        assertRefused(ErrorCode.OPERAND_TYPE, () -> Operand.of(5).size());
        assertRefused(ErrorCode.OPERAND_TYPE, () -> Operand.of(true).size());
        assertRefused(
                ErrorCode.OPERAND_TYPE, () -> Operand.of(Values.nullValue()).size());
        assertRefused(ErrorCode.OPERAND_TYPE, () -> A.size().size());
    }

    @Test
    void sizes_areTakenByFunctionsOfAnyType() {
        assertThat(A.contains(B.size())).isInstanceOf(Condition.Contains.class);
        assertThat(A.size().contains(5)).isInstanceOf(Condition.Contains.class);
        assertThat(A.size().hasType(AttributeType.NUMBER)).isInstanceOf(Condition.HasType.class);
    }

    @Test
    void joins_ofFewerThanTwoConditions_areRefused() {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> new Condition.And(List.of(A.exists())));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> new Condition.Or(List.of()));
    }

    @Test
    void literals_areCheckedAsValuesToWrite() {
        assertRefused(ErrorCode.TEXT_NUL, () -> A.equalTo("a\0"));
        assertRefused(ErrorCode.TEXT_SURROGATE, () -> A.contains("\ud800"));
        assertRefused(ErrorCode.TEXT_NUL, () -> Expressions.set("a", List.of("\0")));
        assertRefused(ErrorCode.TEXT_NUL, () -> Expressions.add("a", Set.of("\0")));
        assertRefused(ErrorCode.NAME_EMPTY, () -> Expressions.set("a", Map.of("", 1)));
    }

    @Test
    void sums_takeNumbersAndNoOtherWholeValues() {
        assertThat(A.plus(ifNotExists("b", "x"))).isInstanceOf(UpdateValue.Plus.class);
        assertRefused(ErrorCode.OPERAND_TYPE, () -> A.plus("x"));
        assertRefused(ErrorCode.OPERAND_TYPE, () -> A.minus(List.of()));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> A.plus(A.plus(1)));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> A.minus(A.minus(1)));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> A.plus(listAppend(A, B)));
    }

    @Test
    void listAppend_takesListsAndNoOtherWholeValues() {
        assertThat(listAppend(A, ifNotExists("b", 1))).isInstanceOf(UpdateValue.ListAppend.class);
        assertRefused(ErrorCode.OPERAND_TYPE, () -> listAppend(A, 1));
        assertRefused(ErrorCode.OPERAND_TYPE, () -> listAppend(Set.of("x"), A));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> listAppend(listAppend(A, B), A));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> listAppend(A, A.plus(1)));
    }

    @Test
    void ifNotExists_takesAnyFallbackButItsPathAndWholeValues() {
        assertThat(ifNotExists("a", ifNotExists("a", B))).isInstanceOf(UpdateValue.IfNotExists.class);
        assertRefused(ErrorCode.OPERAND_SAME, () -> ifNotExists("a", A));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> ifNotExists("a", B.plus(1)));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> ifNotExists("a", listAppend(B, B)));
    }

    @Test
    void addAndDelete_takeTheirTypesOfLiterals() {
        for (Object set : List.of(Set.of("x"), Set.of(1), Set.of(Bytes.EMPTY))) {
            assertThat(Expressions.add("a", set).delete("b", set).actions()).hasSize(2);
        }
        assertThat(Expressions.add("a", 1).actions()).hasSize(1);
        assertRefused(ErrorCode.OPERAND_TYPE, () -> Expressions.delete("a", 1));
        for (Object other : List.of("x", Bytes.EMPTY, true, List.of(), Map.of(), Values.nullValue())) {
            assertRefused(ErrorCode.OPERAND_TYPE, () -> Expressions.add("a", other));
            assertRefused(ErrorCode.OPERAND_TYPE, () -> Expressions.delete("a", other));
        }
    }

    @Test
    void update_ofPathsThatOverlap_isRefused() {
        assertRefused(ErrorCode.PATH_OVERLAP, () -> Expressions.set("a.b", 1).remove("a"));
        assertRefused(ErrorCode.PATH_CONFLICT, () -> Expressions.add("a.b", 1).set("a[0]", 1));
    }
}
