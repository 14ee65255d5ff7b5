// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.not;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.Values;

/** Comparisons are true or false on every item, whatever it has: see {@link Condition}. */
class ComparisonTest {
    private static final Operand.Path A = attribute("a");
    private static final Operand.Path B = attribute("b");

    /** For each type two different values, the lesser first where there is an order. */
    private static List<List<AttributeValue>> values() {
        return List.of(
                pair("Rush", "Rush2"),
                pair(-7, 5),
                pair(Bytes.of(new byte[] {1}), Bytes.of(new byte[] {-1})),
                pair(false, true),
                pair(List.of(1), List.of(2)),
                pair(Map.of("k", 1), Map.of("k", 2)),
                pair(Set.of("x"), Set.of("y")),
                pair(Set.of(1), Set.of(2)),
                pair(Set.of(Bytes.of(new byte[] {1})), Set.of(Bytes.of(new byte[] {2}))));
    }

    private static List<AttributeValue> pair(Object lesser, Object greater) {
        return List.of(Values.of(lesser), Values.of(greater));
    }

    private static Stream<AttributeValue> oneOfEachType() {
        return Stream.concat(values().stream().map(pair -> pair.get(0)), Stream.of(Values.nullValue()));
    }

    /** Says whether the comparison of two stored values holds, after seeing that NOT of it is the opposite. */
    private static boolean holds(Object left, Comparator comparator, Object right) {
        return holdsOn(Item.of("a", left, "b", right), new Condition.Comparison(A, comparator, B));
    }

    private static boolean holdsOn(Item item, Condition condition) {
        boolean holds = condition.holdsOn(item);
        assertThat(not(condition).holdsOn(item)).isEqualTo(!holds);
        return holds;
    }

    @ParameterizedTest
    @MethodSource("values")
    void comparison_ofStoredValuesOfOneType_followsEqualityAndWhereThereIsOneTheOrder(List<AttributeValue> pair) {
        AttributeValue lesser = pair.get(0);
        AttributeValue greater = pair.get(1);
        boolean ordered = lesser.type().isOrdered();

        assertThat(holds(lesser, Comparator.EQUAL, lesser)).isTrue();
        assertThat(holds(lesser, Comparator.EQUAL, greater)).isFalse();
        assertThat(holds(lesser, Comparator.NOT_EQUAL, lesser)).isFalse();
        assertThat(holds(lesser, Comparator.NOT_EQUAL, greater)).isTrue();
        assertThat(holds(lesser, Comparator.LESS, greater)).isEqualTo(ordered);
        assertThat(holds(lesser, Comparator.LESS, lesser)).isFalse();
        assertThat(holds(greater, Comparator.LESS, lesser)).isFalse();
        assertThat(holds(lesser, Comparator.LESS_OR_EQUAL, greater)).isEqualTo(ordered);
        assertThat(holds(lesser, Comparator.LESS_OR_EQUAL, lesser)).isEqualTo(ordered);
        assertThat(holds(greater, Comparator.LESS_OR_EQUAL, lesser)).isFalse();
        assertThat(holds(greater, Comparator.GREATER, lesser)).isEqualTo(ordered);
        assertThat(holds(greater, Comparator.GREATER, greater)).isFalse();
        assertThat(holds(lesser, Comparator.GREATER, greater)).isFalse();
        assertThat(holds(greater, Comparator.GREATER_OR_EQUAL, lesser)).isEqualTo(ordered);
        assertThat(holds(greater, Comparator.GREATER_OR_EQUAL, greater)).isEqualTo(ordered);
        assertThat(holds(lesser, Comparator.GREATER_OR_EQUAL, greater)).isFalse();
    }

    @Test
    void comparison_ofStoredNulls_knowsEqualityAlone() {
        AttributeValue stored = Values.nullValue();

        for (Comparator comparator : Comparator.values()) {
            assertThat(holds(stored, comparator, Values.nullValue())).isEqualTo(comparator == Comparator.EQUAL);
        }
    }

    @ParameterizedTest
    @EnumSource(Comparator.class)
    void comparison_ofEachTwoTypes_isOnlyTrueAsNotEqual(Comparator comparator) {
        List<AttributeValue> values = oneOfEachType().toList();

        for (AttributeValue left : values) {
            for (AttributeValue right : values) {
                if (left.type() != right.type()) {
                    assertThat(holds(left, comparator, right))
                            .as("%s %s %s", left, comparator, right)
                            .isEqualTo(comparator == Comparator.NOT_EQUAL);
                }
            }
        }
        assertThat(values).map(AttributeValue::type).containsExactlyInAnyOrder(AttributeType.values());
    }

    @ParameterizedTest
    @EnumSource(Comparator.class)
    void comparison_withSomethingMissing_isOnlyTrueAsNotEqual(Comparator comparator) {
        boolean expected = comparator == Comparator.NOT_EQUAL;

        assertThat(holdsOn(Item.of("b", 5), new Condition.Comparison(A, comparator, B)))
                .isEqualTo(expected);
        assertThat(holdsOn(Item.of("a", 5), new Condition.Comparison(A, comparator, B)))
                .isEqualTo(expected);
        assertThat(holdsOn(Item.EMPTY, new Condition.Comparison(A, comparator, B)))
                .isEqualTo(expected);
        assertThat(holdsOn(Item.EMPTY, new Condition.Comparison(A, comparator, Operand.of(5))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Comparator.class)
    void comparison_ofLiteralsOfTwoTypes_isOnlyTrueAsNotEqual(Comparator comparator) {
        Condition condition = new Condition.Comparison(Operand.of(5), comparator, Operand.of("5"));

        assertThat(holdsOn(Item.EMPTY, condition)).isEqualTo(comparator == Comparator.NOT_EQUAL);
    }

    @Test
    void not_ofAnOrdering_isNotTheOppositeOrdering() {
        Item item = Item.of("a", "text");

        assertThat(not(A.lessThan(5)).holdsOn(item)).isTrue();
        assertThat(A.atLeast(5).holdsOn(item)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.00",
        "-0, 0",
        "1e2, 100",
        "12345678901234567890123456789012345678, 12345678901234567890123456789012345678.0"
    })
    void equal_ofNumbers_isByValueAtAnyDepth(String left, String right) {
        AttributeValue one = Values.number(left);
        AttributeValue other = Values.number(right);

        assertThat(holds(one, Comparator.EQUAL, other)).isTrue();
        assertThat(holds(List.of(Map.of("k", one)), Comparator.EQUAL, List.of(Map.of("k", other))))
                .isTrue();
        assertThat(holds(Values.numberSet(one, 7), Comparator.EQUAL, Values.numberSet(7, other)))
                .isTrue();
    }

    @Test
    void equal_ofNumbersOf38Digits_seesTheLast() {
        BigDecimal number = new BigDecimal("12345678901234567890123456789012345678");

        assertThat(holds(number, Comparator.EQUAL, number.add(BigDecimal.ONE))).isFalse();
        assertThat(holds(number, Comparator.LESS, number.add(BigDecimal.ONE))).isTrue();
    }

    @Test
    void equal_ofContainers_ignoresTheOrderOfMapsAndSetsButNotOfLists() {
        Item item = Item.of("a", List.of(Values.stringSet("x", "y"), Map.of("k", 1, "l", 2)));

        assertThat(A.equalTo(List.of(Values.stringSet("y", "x"), Map.of("l", 2, "k", 1)))
                        .holdsOn(item))
                .isTrue();
        assertThat(A.equalTo(List.of(Map.of("k", 1, "l", 2), Values.stringSet("x", "y")))
                        .holdsOn(item))
                .isFalse();
        assertThat(holds(Map.of(), Comparator.EQUAL, List.of())).isFalse();
    }

    @Test
    void less_ofText_isByUtf8Bytes() {
        assertThat(holds("\uffff", Comparator.LESS, "\ud800\udc00")).isTrue();
        assertThat(holds("B", Comparator.LESS, "a")).isTrue();
        assertThat(holds("", Comparator.LESS, "a")).isTrue();
        assertThat(holds("é", Comparator.EQUAL, "e\u0301")).isFalse();
    }

    @Test
    void less_ofBinary_isUnsigned() {
        assertThat(holds(Bytes.of(new byte[] {127}), Comparator.LESS, Bytes.of(new byte[] {-128})))
                .isTrue();
    }

    @Test
    void between_includesBothBounds() {
        Condition condition = A.between(1, 3);

        assertThat(Stream.of(0, 1, 2, 3, 4).filter(number -> holdsOn(Item.of("a", number), condition)))
                .containsExactly(1, 2, 3);
        assertThat(holdsOn(Item.of("a", "2"), condition)).isFalse();
        assertThat(holdsOn(Item.EMPTY, condition)).isFalse();
    }

    @Test
    void between_withBoundsOfTheItem_isFalseWhereTheyAreReversedMissingOrOfOtherTypes() {
        Condition condition = Operand.of(2).between(A, B);

        assertThat(holdsOn(Item.of("a", 1, "b", 3), condition)).isTrue();
        assertThat(holdsOn(Item.of("a", 3, "b", 1), condition)).isFalse();
        assertThat(holdsOn(Item.of("a", 1), condition)).isFalse();
        assertThat(holdsOn(Item.of("a", 1, "b", "3"), condition)).isFalse();
        assertThat(holdsOn(Item.of("a", List.of(1), "b", List.of(3)), condition))
                .isFalse();
    }

    @Test
    void in_isEqualityWithOneOfTheCandidates() {
        Condition condition = A.in(1, "x", B, Values.nullValue(), 1);

        assertThat(holdsOn(Item.of("a", new BigDecimal("1.0")), condition)).isTrue();
        assertThat(holdsOn(Item.of("a", "x"), condition)).isTrue();
        assertThat(holdsOn(Item.of("a", true, "b", true), condition)).isTrue();
        assertThat(holdsOn(Item.of("a", Values.nullValue()), condition)).isTrue();
        assertThat(holdsOn(Item.of("a", "1"), condition)).isFalse();
        assertThat(holdsOn(Item.EMPTY, condition)).isFalse();
    }

    @Test
    void and_or_ofManyConditions_hold() {
        Condition one = A.equalTo(1);
        Condition two = B.equalTo(2);
        Condition three = attribute("c").notExists();

        assertThat(holdsOn(Item.of("a", 1, "b", 2), one.and(two).and(three))).isTrue();
        assertThat(holdsOn(Item.of("a", 1, "b", 3), one.and(two).and(three))).isFalse();
        assertThat(holdsOn(Item.of("c", 1), one.or(two).or(three))).isFalse();
        assertThat(holdsOn(Item.of("b", 2, "c", 1), one.or(two).or(three))).isTrue();
    }

    @Test
    void comparator_swapped_saysTheSame() {
        for (Comparator comparator : EnumSet.allOf(Comparator.class)) {
            for (int right : List.of(-1, 0, 1)) {
                assertThat(holds(0, comparator, right)).isEqualTo(holds(right, comparator.swapped(), 0));
            }
        }
    }

    @Test
    void comparator_accepts_whatTheComparisonSays() {
        assertThat(Stream.of(Comparator.values()).filter(comparator -> comparator.accepts(-1)))
                .containsExactly(Comparator.NOT_EQUAL, Comparator.LESS, Comparator.LESS_OR_EQUAL);
        assertThat(Stream.of(Comparator.values()).filter(comparator -> comparator.accepts(0)))
                .containsExactly(Comparator.EQUAL, Comparator.LESS_OR_EQUAL, Comparator.GREATER_OR_EQUAL);
        assertThat(Stream.of(Comparator.values()).filter(comparator -> comparator.accepts(1)))
                .containsExactly(Comparator.NOT_EQUAL, Comparator.GREATER, Comparator.GREATER_OR_EQUAL);
    }
}
