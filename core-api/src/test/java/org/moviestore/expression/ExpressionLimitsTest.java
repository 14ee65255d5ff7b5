// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.not;
import static org.moviestore.expression.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Values;

class ExpressionLimitsTest {
    private static final Condition LEAF = attribute("a").equalTo(attribute("b"));

    /** Returns a condition of one operator for each comparison, and one less to join them. */
    private static Condition conjunction(int comparisons) {
        return new Condition.And(Stream.generate(() -> LEAF).limit(comparisons).toList());
    }

    /** Returns an update of two operators for each action. */
    private static Update sums(int actions) {
        return new Update(IntStream.range(0, actions)
                .<Update.Action>mapToObj(i -> new Update.Set(
                        AttributePath.of("l").index(i), attribute("n").plus(1)))
                .toList());
    }

    /** Returns a condition of 140 tests that prints to 4,055 bytes and one more for each index of two digits. */
    private static Condition textOf(int twoDigitIndexes) {
        List<Condition> tests = new ArrayList<>();
        for (int i = 0; i < 140; i++) {
            tests.add(attribute(i < twoDigitIndexes ? "a[10]" : "a[9]").exists());
        }
        return new Condition.And(tests);
    }

    @Test
    void operators_upTo300_pass() {
        Condition most = not(conjunction(150));

        assertThatCode(() -> ExpressionLimits.check(most)).doesNotThrowAnyException();
        assertRefused(ErrorCode.EXPR_OPERATORS, () -> ExpressionLimits.check(not(most)));
        assertRefused(ErrorCode.EXPR_OPERATORS, () -> ExpressionLimits.check(conjunction(151)));
    }

    @Test
    void operators_ofTreesOfAnyDepth_areRefusedWithoutUsingUpTheStack() {
        Condition deep = LEAF;
        UpdateValue fallback = UpdateValue.of(1);
        for (int i = 0; i < 200_000; i++) {
            deep = not(deep);
            fallback = new UpdateValue.IfNotExists(AttributePath.of("a"), fallback);
        }
        Condition deepest = deep;
        Update update = new Update(List.of(new Update.Set(AttributePath.of("b"), fallback)));

        assertRefused(ErrorCode.EXPR_OPERATORS, () -> ExpressionLimits.check(deepest));
        assertRefused(ErrorCode.EXPR_OPERATORS, () -> ExpressionLimits.check(update));
    }

    @Test
    void operators_ofAnUpdate_countActionsAndWhatTheyCompute() {
        Update most = sums(150);

        assertThatCode(() -> ExpressionLimits.check(most)).doesNotThrowAnyException();
        assertRefused(ErrorCode.EXPR_OPERATORS, () -> ExpressionLimits.check(most.remove("x")));
        assertRefused(ErrorCode.EXPR_OPERATORS, () -> ExpressionLimits.check(most.add("x", 1)));
    }

    @Test
    void operators_ofFunctionsAndSizes_count() {
        Condition eight = attribute("a")
                .size()
                .between(attribute("b").size(), 5)
                .or(attribute("a").exists())
                .or(attribute("a").notExists().and(attribute("a").in(1, 2, 3)));

        int operators = ExpressionParts.of(eight).operators();

        // Two sizes, BETWEEN, two functions, IN, two OR and an AND.
        assertThat(operators).isEqualTo(9);
    }

    @Test
    void parts_ofAnUpdate_areAllThatItIsMadeOf() {
        Update update = Expressions.set("a", Expressions.ifNotExists("b", Expressions.ifNotExists("c", 1)))
                .set("d", Expressions.listAppend(attribute("e"), List.of("x")))
                .set("f", attribute("g").minus(2))
                .remove("h")
                .delete("i", Set.of("y"));

        ExpressionParts parts = ExpressionParts.of(update);

        // Five actions, and four that compute.
        assertThat(parts.operators()).isEqualTo(9);
        assertThat(String.join(
                        " ", parts.paths().stream().map(AttributePath::toString).toList()))
                .isEqualTo("a b c d e f g h i");
        assertThat(parts.literals())
                .containsExactly(Values.of(1), Values.of(List.of("x")), Values.of(2), Values.of(Set.of("y")));
    }

    @Test
    void text_upTo4096Bytes_passes() {
        assertThat(new ExpressionPrinter().print(textOf(41))).hasSize(4096);
        assertThatCode(() -> ExpressionLimits.check(textOf(41))).doesNotThrowAnyException();
        assertRefused(ErrorCode.EXPR_LENGTH, () -> ExpressionLimits.check(textOf(42)));
    }

    @Test
    void text_ofAnUpdateOrProjection_isMeasuredToo() {
        Update update = new Update(IntStream.range(0, 290)
                .<Update.Action>mapToObj(i -> new Update.Remove(attributePath(i)))
                .toList());
        Projection projection = new Projection(IntStream.range(0, 290)
                .mapToObj(ExpressionLimitsTest::attributePath)
                .toList());

        assertRefused(ErrorCode.EXPR_LENGTH, () -> ExpressionLimits.check(update));
        assertRefused(ErrorCode.EXPR_LENGTH, () -> ExpressionLimits.check(projection));
        assertThatCode(() -> ExpressionLimits.check(Projection.of("a", "b"))).doesNotThrowAnyException();
    }

    private static AttributePath attributePath(int index) {
        return AttributePath.parse("name.of.some.thing[" + (1_000 + index) + "]");
    }

    @Test
    void namesAndValues_upToAMillionBytes_pass() {
        int most = ExpressionLimits.MAX_VALUES_BYTES - "title".length();
        Condition largest = attribute("title").equalTo("x".repeat(most));
        Condition larger = attribute("title").equalTo("x".repeat(most - 1) + "é");

        assertThatCode(() -> ExpressionLimits.check(largest)).doesNotThrowAnyException();
        assertRefused(ErrorCode.EXPR_VALUES_SIZE, () -> ExpressionLimits.check(larger));
        assertRefused(
                ErrorCode.EXPR_VALUES_SIZE,
                () -> ExpressionLimits.check(Expressions.set("title", "x".repeat(most + 1))));
    }

    @Test
    void paths_ofACondition_areAllThatItReads() {
        Condition condition = attribute("a")
                .between(attribute("b"), attribute("c").size())
                .and(not(attribute("d").in(1, attribute("e"))))
                .or(attribute("f").beginsWith(attribute("g")))
                .or(attribute("h").contains(1).and(attribute("i").hasType(AttributeType.LIST)))
                .or(attribute("j.k[0]").exists().or(attribute("l").notExists()))
                .or(attribute("m").lessThan(1));

        List<AttributePath> paths = ExpressionLimits.paths(condition);

        assertThat(paths)
                .extracting(AttributePath::toString)
                .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g", "h", "i", "j.k[0]", "l", "m");
    }
}
