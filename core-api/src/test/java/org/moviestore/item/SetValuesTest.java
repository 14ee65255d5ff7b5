// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.item.Refusals.codeOf;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributeValue.BinarySetValue;
import org.moviestore.item.AttributeValue.NumberSetValue;
import org.moviestore.item.AttributeValue.StringSetValue;

class SetValuesTest {
    @Test
    void set_withoutMembers_isRefused() {
        assertThat(codeOf(Values::stringSet)).isEqualTo(ErrorCode.SET_EMPTY);
        assertThat(codeOf(Values::numberSet)).isEqualTo(ErrorCode.SET_EMPTY);
        assertThat(codeOf(Values::binarySet)).isEqualTo(ErrorCode.SET_EMPTY);
        assertThat(codeOf(() -> Values.of(Set.of()))).isEqualTo(ErrorCode.SET_EMPTY);
        assertThat(codeOf(() -> new StringSetValue(Set.of()))).isEqualTo(ErrorCode.SET_EMPTY);
        assertThat(codeOf(() -> new NumberSetValue(Set.of()))).isEqualTo(ErrorCode.SET_EMPTY);
        assertThat(codeOf(() -> new BinarySetValue(Set.of()))).isEqualTo(ErrorCode.SET_EMPTY);
    }

    @Test
    void set_withAMemberTwice_isRefused() {
        Bytes bytes = Bytes.of(new byte[] {1});
        Bytes sameBytes = Bytes.of(new byte[] {1});

        assertThat(codeOf(() -> Values.stringSet("a", "b", "a"))).isEqualTo(ErrorCode.SET_DUPLICATE);
        assertThat(codeOf(() -> Values.numberSet(1, new BigDecimal("1.0")))).isEqualTo(ErrorCode.SET_DUPLICATE);
        assertThat(codeOf(() -> Values.numberSet(0, -0.0))).isEqualTo(ErrorCode.SET_DUPLICATE);
        assertThat(codeOf(() -> Values.of(Set.of(1, 1L)))).isEqualTo(ErrorCode.SET_DUPLICATE);
        assertThat(codeOf(() -> Values.binarySet(bytes, sameBytes))).isEqualTo(ErrorCode.SET_DUPLICATE);
    }

    @Test
    void set_withEmptyTextOrBytes_isTaken() {
        assertThat(Values.stringSet("").members()).containsExactly("");
        assertThat(Values.binarySet(Bytes.EMPTY).members()).containsExactly(Bytes.EMPTY);
    }

    @Test
    void members_ofAnySet_areSorted() {
        Bytes low = Bytes.of(new byte[] {0x7f});
        Bytes high = Bytes.of(new byte[] {(byte) 0x80});

        assertThat(Values.stringSet("b", "\ud83d\ude00", "a", "\uffff", "B", "").members())
                .containsExactly("", "B", "a", "b", "\uffff", "\ud83d\ude00");
        assertThat(Values.numberSet(10, 9, new BigDecimal("-1.5"), 0).members())
                .extracting(AttributeValue.NumberValue::text)
                .containsExactly("-1.5", "0", "9", "10");
        assertThat(Values.binarySet(high, low, Bytes.EMPTY).members()).containsExactly(Bytes.EMPTY, low, high);
    }

    @Test
    void equals_ofSets_ignoresOrderAndNotation() {
        assertThat(Values.stringSet("a", "b"))
                .isEqualTo(Values.stringSet("b", "a"))
                .hasSameHashCodeAs(Values.stringSet("b", "a"));
        assertThat(Values.numberSet(1, 20)).isEqualTo(Values.numberSet(new BigDecimal("2e1"), 1.0));
        assertThat(Values.stringSet("1")).isNotEqualTo(Values.numberSet(1));
        assertThat(Values.stringSet("a")).isNotEqualTo(Values.list("a"));
    }

    @Test
    void members_afterTheSourceChanged_stayTheSame() {
        Set<String> source = new LinkedHashSet<>(List.of("a"));
        StringSetValue set = new StringSetValue(source);

        source.add("b");

        assertThat(set.members()).containsExactly("a");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> set.members().add("c"));
    }

    @Test
    void numberSet_withAnotherType_isRefused() {
        assertThat(codeOf(() -> Values.numberSet(1, "2"))).isEqualTo(ErrorCode.OPERAND_TYPE);
        assertThat(codeOf(() -> Values.of(Set.of("a", 1)))).isEqualTo(ErrorCode.OPERAND_TYPE);
        assertThat(codeOf(() -> Values.of(Set.of(true)))).isEqualTo(ErrorCode.OPERAND_TYPE);
    }

    @Test
    void set_withNull_isRefused() {
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> Values.stringSet(Arrays.asList("a", null)));
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> Values.binarySet(Arrays.asList(Bytes.EMPTY, null)));
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> Values.stringSet(Arrays.asList((String) null)));
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> Values.binarySet(Arrays.asList((Bytes) null)));
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> Values.numberSet(Arrays.asList(1, null)));
    }
}
