// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.moviestore.item.Refusals.codeOf;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.AttributeValue.NumberValue;

class NumberValueTest {
    private static final String DIGITS_38 = "12345678901234567890123456789012345678";

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "-0, 0",
        "+0.00, 0",
        "1e2, 100",
        "1E+2, 100",
        "100e-2, 1",
        "007, 7",
        ".5, 0.5",
        "5., 5",
        "+5, 5",
        "-.50, -0.5",
        "-12.30e1, -123",
        "0e999, 0",
        "0.0e126, 0",
        "0e-99999999999999999999, 0"
    })
    void number_ofAnyNotation_isPlainAndCanonical(String text, String canonical) {
        NumberValue number = Values.number(text);

        assertThat(number.text()).isEqualTo(canonical);
        assertThat(number).isEqualTo(Values.number(canonical)).hasSameHashCodeAs(Values.number(canonical));
        assertThat(number).isEqualTo(Values.number(new BigDecimal(canonical)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "+",
                "-",
                "e1",
                "NaN",
                "Infinity",
                " 1",
                "1 ",
                "1,000",
                "0x10",
                "1e",
                "1e+",
                "1e1.5",
                "1d",
                "1d5",
                "1.2.3",
                "--1",
                "+-1",
                "1_000",
                "٣",
                "１",
                "1\n"
            })
    void number_ofOtherText_isRefused(String text) {
        assertThat(codeOf(() -> Values.number(text))).isEqualTo(ErrorCode.NUMBER_SYNTAX);
    }

    @Test
    void number_ofOtherText_showsOnlyItsBegin() {
        assertThat(Refusals.refused(() -> Values.number("x".repeat(10_000))).getMessage())
                .hasSizeLessThan(100);
    }

    @Test
    void number_with38Digits_isKeptExactly() {
        assertThat(Values.number(DIGITS_38).text()).isEqualTo(DIGITS_38);
        assertThat(Values.number("-0." + DIGITS_38).text()).isEqualTo("-0." + DIGITS_38);
        assertThat(Values.number("000" + DIGITS_38 + "000.000").text()).isEqualTo(DIGITS_38 + "000");
    }

    @Test
    void number_with39Digits_isRefusedAndNeverRounded() {
        assertThat(codeOf(() -> Values.number(DIGITS_38 + "9"))).isEqualTo(ErrorCode.NUMBER_PRECISION);
        assertThat(codeOf(() -> Values.number("1." + "0".repeat(37) + "1"))).isEqualTo(ErrorCode.NUMBER_PRECISION);
        assertThat(codeOf(() -> Values.number(new BigDecimal(DIGITS_38 + "9")))).isEqualTo(ErrorCode.NUMBER_PRECISION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E125",
                "-1E125",
                "9.9999999999999999999999999999999999999E125",
                "1E-130",
                "-1E-130",
                "0.1E-129",
                "1.2345E-130",
                "10E124"
            })
    void number_atTheEndsOfTheRange_isTaken(String text) {
        assertThat(Values.number(text).value()).isEqualByComparingTo(text);
        assertThat(Values.number(new BigDecimal(text))).isEqualTo(Values.number(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1E126", "-1E126", "10E125", "9.99E-131", "1E-131", "-1E-131", "1E2000000000", "1E-2000000000"})
    void number_outsideTheRange_isRefused(String text) {
        assertThat(codeOf(() -> Values.number(text))).isEqualTo(ErrorCode.NUMBER_RANGE);
        assertThat(codeOf(() -> Values.number(new BigDecimal(text)))).isEqualTo(ErrorCode.NUMBER_RANGE);
    }

    @Test
    void number_withAnExponentBeyondAllBounds_isRefused() {
        BigDecimal largest = new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE);
        BigDecimal smallest = new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE);

        assertThat(codeOf(() -> Values.number("1e99999999999999999999"))).isEqualTo(ErrorCode.NUMBER_RANGE);
        assertThat(codeOf(() -> Values.number("1e-99999999999999999999"))).isEqualTo(ErrorCode.NUMBER_RANGE);
        assertThat(codeOf(() -> Values.number(largest))).isEqualTo(ErrorCode.NUMBER_RANGE);
        assertThat(codeOf(() -> Values.number(smallest))).isEqualTo(ErrorCode.NUMBER_RANGE);
    }

    @Test
    void number_ofVeryLongText_isReadByItsDigits() {
        String zeros = "0".repeat(100_000);

        assertThat(Values.number("1." + zeros).text()).isEqualTo("1");
        assertThat(Values.number(zeros + "1").text()).isEqualTo("1");
        assertThat(codeOf(() -> Values.number("1" + zeros))).isEqualTo(ErrorCode.NUMBER_RANGE);
        assertThat(codeOf(() -> Values.number("1".repeat(100_000)))).isEqualTo(ErrorCode.NUMBER_PRECISION);
    }

    @Test
    void text_ofTheSmallestAndLargest_hasNoExponent() {
        assertThat(Values.number("1E125").text()).isEqualTo("1" + "0".repeat(125));
        assertThat(Values.number("-1E-130").text()).isEqualTo("-0." + "0".repeat(129) + "1");
    }

    @Test
    void equals_ofNumbers_isByValue() {
        assertThat(Values.number("100e-2")).isEqualTo(Values.number(1));
        assertThat(Values.number("1.10")).isEqualTo(Values.number(new BigDecimal("1.1000")));
        assertThat(Values.number("1")).isNotEqualTo(Values.number("1.0000000000000000000000000000000000001"));
    }

    @Test
    void numberSet_ofMembersChosenToHaveTheSameHash_isReadInGoodTime() {
        List<NumberValue> members = LongStream.range(1, 400_000)
                .map(high -> (high << 32) + (1L << 31) - 31 * high)
                .filter(number -> number % 10 != 0)
                .mapToObj(Values::number)
                .toList();
        assertThat(members)
                .extracting(NumberValue::hashCode)
                .containsOnly(members.get(0).hashCode());

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(Values.numberSet(members).members()).hasSameSizeAs(members);
        });
    }

    @Test
    void number_ofAVeryLongDecimal_isReadInGoodTime() {
        BigDecimal one = BigDecimal.ONE.setScale(200_000);
        BigDecimal long39 = new BigDecimal("1." + "0".repeat(37) + "1").setScale(200_000);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(Values.number(one)).isEqualTo(Values.number(1));
            assertThat(codeOf(() -> Values.number(long39))).isEqualTo(ErrorCode.NUMBER_PRECISION);
        });
    }
}
