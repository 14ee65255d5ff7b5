// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Refusals.assertRefused;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Values;

class KeyConditionTest {
    private static final KeyCondition PARTITION = KeyCondition.partition("p", "x");

    private static KeyCondition parse(String text) {
        return KeyCondition.parse(
                text,
                Placeholders.none()
                        .name("#p", "p")
                        .name("#dotted", "a.b")
                        .value(":p", "x")
                        .value(":a", 1)
                        .value(":b", 2)
                        .value(":s", "y")
                        .value(":bool", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p = :p", "#p = :p", ":p = p", "(p = :p)", "(p) = (:p)", "((p = :p))"})
    void parse_ofThePartitionAlone_isRead(String text) {
        assertThat(parse(text)).isEqualTo(PARTITION);
    }

    @ParameterizedTest
    @EnumSource(value = Comparator.class, mode = EnumSource.Mode.EXCLUDE, names = "NOT_EQUAL")
    void parse_ofASortComparison_isReadWhicheverOperandComesFirst(Comparator comparator) {
        KeyCondition expected = PARTITION.andSort("s", comparator, 1);

        assertThat(parse("p = :p AND s " + comparator.sign() + " :a")).isEqualTo(expected);
        assertThat(parse("p = :p AND :a " + comparator.swapped().sign() + " s")).isEqualTo(expected);
    }

    @Test
    void parse_ofASortRangeOrPrefix_isRead() {
        assertThat(parse("p = :p AND s BETWEEN :a AND :b")).isEqualTo(PARTITION.andSortBetween("s", 1, 2));
        assertThat(parse("(p = :p AND (s BETWEEN (:a) AND :a))")).isEqualTo(PARTITION.andSortBetween("s", 1, 1));
        assertThat(parse("p = :p and begins_with(s, :s)")).isEqualTo(PARTITION.andSortBeginsWith("s", "y"));
        assertThat(parse("#dotted = :p")).isEqualTo(KeyCondition.partition("a.b", "x"));
    }

    @Test
    void parse_ofTheSortKeyFirst_keepsTheOrderOfTheTests() {
        KeyCondition condition = parse("(:a < s) AND (p = :p)");

        assertThat(condition)
                .isEqualTo(new KeyCondition(List.of(
                        new KeyCondition.Comparison("s", Comparator.GREATER, Values.number(1)),
                        new KeyCondition.Comparison("p", Comparator.EQUAL, Values.string("x")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p <> :p",
                "p = :p AND :a <> s",
                "p = :p OR s = :a",
                "NOT p = :p",
                "p = :p AND NOT s = :a",
                "p = :p AND s IN (:a)",
                "p = :p AND attribute_exists(s)",
                "p = :p AND attribute_not_exists(s)",
                "p = :p AND contains(s, :s)",
                "p = :p AND attribute_type(s, :type)",
                "p = :p AND size(s) = :a",
                "p = :p AND :a = size(s)",
                "p = :p AND begins_with(:s, s)",
                "p = :p AND begins_with(s, p)",
                "p = :p AND :a BETWEEN s AND :b",
                "p = :p AND s BETWEEN p AND :b",
                "p = :p AND s BETWEEN :a AND p",
                "p = :p AND p = :p",
                "p = :p AND s > :a AND s < :b",
                "p = :p AND (s = :a AND t = :b)",
                "p.x = :p",
                "p[0] = :p",
                ":p = p.x",
                "p = s",
                ":p = :p"
            })
    void parse_ofAConditionThatIsNoneOnKeys_isRefused(String text) {
        Placeholders placeholders = Placeholders.none()
                .value(":p", "x")
                .value(":a", 1)
                .value(":b", 2)
                .value(":s", "y")
                .value(":type", "S");

        assertRefused(ErrorCode.KEY_CONDITION, () -> KeyCondition.parse(text, placeholders));
    }

    @Test
    void parse_refused_saysWhatIsWrong() {
        assertRefused(ErrorCode.KEY_CONDITION, () -> parse("p = :p OR s = :a"))
                .hasMessageContaining("does not support OR");
        assertRefused(ErrorCode.KEY_CONDITION, () -> parse("p.x = :p")).hasMessageContaining("the nested path p.x");
    }

    @ParameterizedTest
    @CsvSource({
        "p, EXPR_SYNTAX",
        "p = :p AND, EXPR_SYNTAX",
        "p = :zz, EXPR_PLACEHOLDER",
        "p = p, OPERAND_SAME",
        "p = :bool, KEY_TYPE",
        "p = :p AND s < :bool, OPERAND_TYPE",
        "p = :p AND begins_with(s; :a), OPERAND_TYPE",
        "p = :p AND s BETWEEN :b AND :a, BETWEEN_BOUNDS",
        "p = :p AND s BETWEEN :a AND :s, BETWEEN_BOUNDS"
    })
    void parse_ofWhatBreaksAnotherRule_isRefusedWithItsCode(String text, ErrorCode code) {
        assertRefused(code, () -> parse(text.replace(';', ',')));
    }

    @Test
    void keyCondition_ofWrongTests_isRefused() {
        assertRefused(ErrorCode.KEY_CONDITION, () -> new KeyCondition(List.of()));
        assertRefused(ErrorCode.KEY_CONDITION, () -> PARTITION.andSort("p", Comparator.EQUAL, 1));
        assertRefused(ErrorCode.KEY_CONDITION, () -> PARTITION.andSort("s", Comparator.NOT_EQUAL, 1));
        assertRefused(
                ErrorCode.KEY_CONDITION,
                () -> PARTITION.andSort("s", Comparator.EQUAL, 1).andSort("t", Comparator.EQUAL, 1));
        assertRefused(ErrorCode.KEY_TYPE, () -> KeyCondition.partition("p", List.of()));
        assertRefused(ErrorCode.KEY_TYPE, () -> PARTITION.andSortBetween("s", true, true));
        assertRefused(ErrorCode.OPERAND_TYPE, () -> PARTITION.andSortBeginsWith("s", 1));
        assertRefused(ErrorCode.BETWEEN_BOUNDS, () -> PARTITION.andSortBetween("s", 2, 1));
        assertRefused(ErrorCode.BETWEEN_BOUNDS, () -> PARTITION.andSortBetween("s", 1, "2"));
        assertRefused(ErrorCode.TEXT_NUL, () -> PARTITION.andSortBeginsWith("s", "a\0"));
    }

    @Test
    void accepts_isTrueWithinTheTest() {
        assertThat(accepted(PARTITION.andSort("s", Comparator.LESS_OR_EQUAL, 2)))
                .containsExactly(1, 2);
        assertThat(accepted(PARTITION.andSortBetween("s", 2, 3))).containsExactly(2, 3);
    }

    private static List<Integer> accepted(KeyCondition condition) {
        KeyCondition.Test sort = condition.tests().get(1);
        assertThat(sort.accepts(Values.string("2"))).isFalse();
        return Stream.of(1, 2, 3, 4)
                .filter(number -> sort.accepts(Values.number(number)))
                .toList();
    }

    @Test
    void accepts_ofAPrefix_isByTextOrBytes() {
        KeyCondition.Test text = PARTITION.andSortBeginsWith("s", "Ru").tests().get(1);
        KeyCondition.Test bytes = PARTITION
                .andSortBeginsWith("s", Bytes.of(new byte[] {1}))
                .tests()
                .get(1);

        assertThat(text.accepts(Values.string("Rush"))).isTrue();
        assertThat(text.accepts(Values.string("ru"))).isFalse();
        assertThat(bytes.accepts(Values.binary(Bytes.of(new byte[] {1, 2})))).isTrue();
        assertThat(bytes.accepts(Values.string("\u0001"))).isFalse();
    }
}
