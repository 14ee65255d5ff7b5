// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.moviestore.item.Refusals.codeOf;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    private static final Bytes BYTES = Bytes.of(new byte[] {1});

    @ParameterizedTest
    @MethodSource("javaValues")
    void of_aJavaValue_givesTheAttributeValue(Object value, AttributeValue expected) {
        assertThat(Values.of(value)).isEqualTo(expected);
    }

    private static Stream<Arguments> javaValues() {
        return Stream.of(
                Arguments.of("x", Values.string("x")),
                Arguments.of((byte) -1, Values.number(-1)),
                Arguments.of((short) 2, Values.number(2)),
                Arguments.of(3, Values.number(3)),
                Arguments.of(Long.MAX_VALUE, Values.number("9223372036854775807")),
                Arguments.of(new BigInteger("12345678901234567890"), Values.number("12345678901234567890")),
                Arguments.of(new BigDecimal("1.50"), Values.number("1.5")),
                Arguments.of(0.1, Values.number("0.1")),
                Arguments.of(0.1f, Values.number("0.1")),
                Arguments.of(1e22, Values.number("1E22")),
                Arguments.of(-0.0, Values.number(0)),
                Arguments.of(true, Values.bool(true)),
                Arguments.of(BYTES, Values.binary(BYTES)),
                Arguments.of(List.of(1, List.of("x")), Values.list(1, Values.list("x"))),
                Arguments.of(Map.of("a", 1), Item.of("a", 1).toMapValue()),
                Arguments.of(Item.of("a", 1), Item.of("a", 1).toMapValue()),
                Arguments.of(Set.of("a", "b"), Values.stringSet("b", "a")),
                Arguments.of(Set.of(1, 2.5), Values.numberSet(2.5, 1)),
                Arguments.of(Set.of(BYTES), Values.binarySet(BYTES)),
                Arguments.of(Values.nullValue(), Values.nullValue()));
    }

    @Test
    void of_anotherClass_isRefused() {
        assertThat(codeOf(() -> Values.of(Instant.EPOCH))).isEqualTo(ErrorCode.OPERAND_TYPE);
        assertThat(codeOf(() -> Values.of(new byte[0]))).isEqualTo(ErrorCode.OPERAND_TYPE);
        assertThat(codeOf(() -> Values.of('c'))).isEqualTo(ErrorCode.OPERAND_TYPE);
        assertThat(codeOf(() -> Values.of(new AtomicInteger()))).isEqualTo(ErrorCode.OPERAND_TYPE);
        assertThat(codeOf(() -> Values.of(Map.of(1, "x")))).isEqualTo(ErrorCode.OPERAND_TYPE);
        assertThat(codeOf(() -> Values.of(List.of(Instant.EPOCH)))).isEqualTo(ErrorCode.OPERAND_TYPE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void of_aDoubleThatIsNoNumber_isRefused(double value) {
        assertThat(codeOf(() -> Values.of(value))).isEqualTo(ErrorCode.NUMBER_SYNTAX);
    }

    @Test
    void of_aDoubleOutsideTheRange_isRefused() {
        assertThat(codeOf(() -> Values.of(Double.MAX_VALUE))).isEqualTo(ErrorCode.NUMBER_RANGE);
        assertThat(codeOf(() -> Values.of(Double.MIN_VALUE))).isEqualTo(ErrorCode.NUMBER_RANGE);
    }

    @Test
    void of_null_isRefusedAtAnyDepth() {
        assertThatNullPointerException().isThrownBy(() -> Values.of(null)).withMessage("value");
        assertThatNullPointerException().isThrownBy(() -> Values.of(Arrays.asList(1, null)));
        assertThatNullPointerException().isThrownBy(() -> Values.of(Collections.singletonMap("a", null)));
        assertThatNullPointerException().isThrownBy(() -> Values.string(null));
        assertThatNullPointerException().isThrownBy(() -> Values.number((String) null));
        assertThatNullPointerException().isThrownBy(() -> Values.number((BigDecimal) null));
        assertThatNullPointerException().isThrownBy(() -> Values.binary(null));
    }
}
