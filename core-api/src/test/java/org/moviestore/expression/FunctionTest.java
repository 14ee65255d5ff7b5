// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.not;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.Values;

class FunctionTest {
    private static final Operand.Path A = attribute("a");
    private static final Operand.Path B = attribute("b");

    private static final Item ONE_OF_EACH = Item.builder()
            .set("S", "Rush")
            .set("N", 5)
            .set("B", Bytes.of(new byte[] {1, 2, 3}))
            .set("BOOL", true)
            .set("NULL", Values.nullValue())
            .set("L", List.of(1, "x", List.of(2), Map.of("k", 3)))
            .set("M", Map.of("x", 1, "y", 2))
            .set("SS", Set.of("x", "y"))
            .set("NS", Set.of(1, 2))
            .set("BS", Set.of(Bytes.of(new byte[] {1})))
            .build();

    private static boolean holdsOn(Item item, Condition condition) {
        boolean holds = condition.holdsOn(item);
        assertThat(not(condition).holdsOn(item)).isEqualTo(!holds);
        return holds;
    }

    private static boolean contains(Object whole, Object part) {
        return holdsOn(Item.of("a", whole), A.contains(part)) && holdsOn(Item.of("a", whole, "b", part), A.contains(B));
    }

    @ParameterizedTest
    @EnumSource(AttributeType.class)
    void attributeExists_withAValueOfAnyType_holds(AttributeType type) {
        assertThat(holdsOn(ONE_OF_EACH, attribute(type.code()).exists())).isTrue();
        assertThat(holdsOn(ONE_OF_EACH, attribute(type.code()).notExists())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"other", "S.x", "S[0]", "M[0]", "M.z", "L.x", "L[4]", "SS[0]", "NS[0]", "B[0]", "NULL.x", "N[0]"
            })
    void attributeExists_withNothingAtThePath_doesNotHold(String path) {
        assertThat(holdsOn(ONE_OF_EACH, attribute(path).exists())).isFalse();
        assertThat(holdsOn(ONE_OF_EACH, attribute(path).notExists())).isTrue();
        assertThat(holdsOn(ONE_OF_EACH, attribute(path).notEqualTo("Rush"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"L[0]", "L[2][0]", "L[3].k", "M.x"})
    void attributeExists_withANestedValue_holds(String path) {
        assertThat(holdsOn(ONE_OF_EACH, attribute(path).exists())).isTrue();
    }

    @ParameterizedTest
    @EnumSource(AttributeType.class)
    void hasType_holdsForThatTypeAlone(AttributeType type) {
        for (AttributeType stored : AttributeType.values()) {
            assertThat(holdsOn(ONE_OF_EACH, attribute(stored.code()).hasType(type)))
                    .isEqualTo(stored == type);
        }
        assertThat(holdsOn(ONE_OF_EACH, attribute("other").hasType(type))).isFalse();
        assertThat(holdsOn(ONE_OF_EACH, attribute("L").size().hasType(type))).isEqualTo(type == AttributeType.NUMBER);
    }

    @ParameterizedTest
    @CsvSource({"Rush, true", "Ru, true", "'', true", "ush, false", "rush, false", "Rush2, false", "%, false"})
    void beginsWith_ofText_isByItsCharacters(String prefix, boolean expected) {
        assertThat(holdsOn(ONE_OF_EACH, attribute("S").beginsWith(prefix))).isEqualTo(expected);
    }

    @Test
    void beginsWith_ofBinary_isByItsBytes() {
        assertThat(holdsOn(ONE_OF_EACH, attribute("B").beginsWith(Bytes.of(new byte[] {1, 2}))))
                .isTrue();
        assertThat(holdsOn(ONE_OF_EACH, attribute("B").beginsWith(Bytes.EMPTY))).isTrue();
        assertThat(holdsOn(ONE_OF_EACH, attribute("B").beginsWith(Bytes.of(new byte[] {2}))))
                .isFalse();
        assertThat(holdsOn(ONE_OF_EACH, attribute("B").beginsWith("\u0001"))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = AttributeType.class, mode = EnumSource.Mode.EXCLUDE, names = "STRING")
    void beginsWith_ofAnotherType_doesNotHold(AttributeType type) {
        assertThat(holdsOn(ONE_OF_EACH, attribute(type.code()).beginsWith(""))).isFalse();
        assertThat(holdsOn(ONE_OF_EACH, Operand.of("Rush").beginsWith(attribute(type.code()))))
                .isFalse();
    }

    @Test
    void beginsWith_ofMissingValues_doesNotHold() {
        assertThat(holdsOn(Item.EMPTY, A.beginsWith(""))).isFalse();
        assertThat(holdsOn(Item.EMPTY, Operand.of("x").beginsWith(A))).isFalse();
        assertThat(holdsOn(Item.of("b", "x"), Operand.of("xy").beginsWith(B))).isTrue();
    }

    @Test
    void contains_ofText_findsAPart() {
        assertThat(contains("Rush", "us")).isTrue();
        assertThat(contains("Rush", "")).isTrue();
        assertThat(contains("", "")).isTrue();
        assertThat(contains("Rush", "US")).isFalse();
        assertThat(contains("5", 5)).isFalse();
    }

    @Test
    void contains_ofBinary_findsARunOfBytes() {
        Bytes bytes = Bytes.of(new byte[] {1, 2, 3});

        assertThat(contains(bytes, Bytes.of(new byte[] {2, 3}))).isTrue();
        assertThat(contains(bytes, Bytes.EMPTY)).isTrue();
        assertThat(contains(bytes, Bytes.of(new byte[] {1, 3}))).isFalse();
        assertThat(contains(bytes, "\u0002")).isFalse();
    }

    @Test
    void contains_ofASet_findsAMember() {
        assertThat(contains(Set.of("x", "yz"), "x")).isTrue();
        assertThat(contains(Set.of("x", "yz"), "y")).isFalse();
        assertThat(contains(Set.of("1"), 1)).isFalse();
        assertThat(contains(Set.of(1, 2), new BigDecimal("2.0"))).isTrue();
        assertThat(contains(Set.of(1, 2), 3)).isFalse();
        assertThat(contains(Set.of(Bytes.of(new byte[] {1})), Bytes.of(new byte[] {1})))
                .isTrue();
        assertThat(contains(Set.of(Bytes.of(new byte[] {1, 2})), Bytes.of(new byte[] {1})))
                .isFalse();
        assertThat(contains(Set.of("x"), Set.of("x"))).isFalse();
    }

    @Test
    void contains_ofAList_findsAnEqualElement() {
        List<Object> list = List.of(1, "ab", List.of(1, 2), Map.of("k", 1, "l", 2), Set.of("x"), Values.nullValue());

        assertThat(contains(list, new BigDecimal("1.00"))).isTrue();
        assertThat(contains(list, List.of(1, 2))).isTrue();
        assertThat(contains(list, Map.of("l", 2, "k", 1))).isTrue();
        assertThat(contains(list, Set.of("x"))).isTrue();
        assertThat(contains(list, Values.nullValue())).isTrue();
        assertThat(contains(list, "a")).isFalse();
        assertThat(contains(list, "1")).isFalse();
        assertThat(contains(list, List.of(1))).isFalse();
        assertThat(contains(list, Map.of("k", 1))).isFalse();
        assertThat(contains(list, "x")).isFalse();
    }

    @Test
    void contains_ofAnythingElse_doesNotHold() {
        assertThat(contains(Map.of("k", 1), "k")).isFalse();
        assertThat(contains(5, 5)).isFalse();
        assertThat(contains(true, true)).isFalse();
        assertThat(contains(Values.nullValue(), Values.nullValue())).isFalse();
        assertThat(holdsOn(Item.EMPTY, A.contains("x"))).isFalse();
        assertThat(holdsOn(Item.of("a", List.of("x")), A.contains(B))).isFalse();
        assertThat(holdsOn(Item.of("a", "x"), Operand.of(List.of("x")).contains(A)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"S, 4", "B, 3", "L, 4", "M, 2", "SS, 2", "NS, 2", "BS, 1"})
    void size_ofTypesThatHaveOne_isTheirs(String name, int size) {
        assertThat(holdsOn(ONE_OF_EACH, attribute(name).size().equalTo(size))).isTrue();
        assertThat(holdsOn(ONE_OF_EACH, attribute(name).size().greaterThan(size)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"N", "BOOL", "NULL", "other"})
    void size_ofTypesThatHaveNone_comparesAsMissing(String name) {
        Operand size = attribute(name).size();

        assertThat(holdsOn(ONE_OF_EACH, size.equalTo(1))).isFalse();
        assertThat(holdsOn(ONE_OF_EACH, size.notEqualTo(1))).isTrue();
        assertThat(holdsOn(ONE_OF_EACH, size.atLeast(0))).isFalse();
        assertThat(holdsOn(ONE_OF_EACH, size.in(0, 1, 4))).isFalse();
        assertThat(holdsOn(ONE_OF_EACH, size.equalTo(size))).isFalse();
    }

    @Test
    void size_comparedWithTextOrAnotherSize_isANumber() {
        assertThat(holdsOn(ONE_OF_EACH, attribute("S").size().notEqualTo("4"))).isTrue();
        assertThat(holdsOn(
                        ONE_OF_EACH,
                        attribute("S").size().equalTo(attribute("L").size())))
                .isTrue();
        assertThat(holdsOn(ONE_OF_EACH, attribute("NS").contains(attribute("M").size())))
                .isTrue();
    }

    @Test
    void size_ofText_countsUtf16Units() {
        assertThat(holdsOn(Item.of("a", "😀é"), A.size().equalTo(3))).isTrue();
    }
}
