// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.UpdateRequest;

/** Numbers, rules A1 to A5. */
abstract class NumberTests extends ConformanceTests {
    private static final String DIGITS_38 = "12345678901234567890123456789012345678";

    private AttributeValue roundTrip(AttributeValue value) {
        Key key = stored(attributes("n", value));
        return read(key).orElseThrow().attribute("n").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "-0, 0",
        "0.00, 0",
        "1e2, 100",
        "007, 7",
        ".5, 0.5",
        "5., 5",
        "+5, 5",
        "-1.50, -1.5",
        "25E-1, 2.5",
        "1E+3, 1000",
        "100e-2, 1"
    })
    @Rule({"A1", "A5"})
    void put_ofAnyNotation_storesThePlainNumber(String notation, String plain) {
        NumberValue number = Values.number(notation);

        AttributeValue stored = roundTrip(number);

        assertThat(stored).isEqualTo(Values.number(plain));
        assertThat(((NumberValue) stored).text()).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1", "1e3, 1000", "-0, 0", "007, 7", "6.50, 6.5"})
    @Rule("A1")
    void update_ofAnyNotation_storesThePlainNumber(String notation, String plain) {
        Key key = stored(attributes("a", 1));

        table().update(UpdateRequest.of(table().schema(), key, set("n", Values.number(notation))));

        NumberValue number =
                (NumberValue) read(key).orElseThrow().attribute("n").orElseThrow();
        assertThat(number.text()).isEqualTo(plain);
    }

    @Test
    @Rule("A1")
    void update_addingDecimals_storesThePlainSumAndComparesByValue() {
        Key key = stored(attributes("n", 5));

        table().update(UpdateRequest.of(
                table().schema(), key, set("n", attribute("n").plus(Values.number("0.10")))));

        assertThat(read(key)).contains(attributes("n", Values.number("5.1")));
        table().put(PutRequest.builder(table().schema(), withKey(key, Item.EMPTY))
                .condition(attribute("n").equalTo(Values.number("5.10")))
                .build());
        assertThat(read(key)).contains(Item.EMPTY);
    }

    @Test
    @Rule("A1")
    void put_ofNumbersInsideOthers_storesThePlainNumbers() {
        Item item = attributes(
                "l", List.of(Values.number("1.0")),
                "m", Map.of("x", Values.number("1e2")),
                "ns", Values.numberSet(Values.number("2.50"), Values.number("-0")));

        Key key = stored(item);

        assertThat(read(key))
                .contains(attributes(
                        "l", List.of(1), "m", Map.of("x", 100), "ns", Values.numberSet(Values.number("2.5"), 0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DIGITS_38,
                "-" + DIGITS_38,
                "0." + DIGITS_38,
                "1234567890123456789.0123456789012345678",
                "0.1",
                "9007199254740993",
                "9223372036854775808",
                "3.4028234663852886E38"
            })
    @Rule("A2")
    void put_ofUpTo38Digits_keepsEveryDigit(String number) {
        AttributeValue stored = roundTrip(Values.number(number));

        assertThat(((NumberValue) stored).value()).isEqualByComparingTo(number);
    }

    @Test
    @Rule("A2")
    void put_of40DigitsThatEndInZeros_isKept() {
        AttributeValue stored = roundTrip(Values.number(DIGITS_38 + "00"));

        assertThat(((NumberValue) stored).text()).isEqualTo(DIGITS_38 + "00");
    }

    @Test
    @Rule("A2")
    void put_of39Digits_isRefusedAndNeverRounded() {
        assertWriteRefused(
                ErrorCode.NUMBER_PRECISION,
                key -> table().put(withKey(key, attributes("n", Values.number(DIGITS_38 + "9")))));
        assertWriteRefused(
                ErrorCode.NUMBER_PRECISION,
                key -> table().put(withKey(key, attributes("n", Values.number("0." + DIGITS_38 + "9")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E125",
                "-1E125",
                "9.9999999999999999999999999999999999999E125",
                "-9.9999999999999999999999999999999999999E125",
                "1E-130",
                "-1E-130",
                "9.9999999999999999999999999999999999999E-130"
            })
    @Rule("A3")
    void put_ofTheLargestAndSmallest_keepsThem(String number) {
        AttributeValue stored = roundTrip(Values.number(number));

        assertThat(((NumberValue) stored).value()).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E126", "-1E126", "1E-131", "-1E-131", "9.9E-131", "1E999999999999"})
    @Rule("A3")
    void put_beyondTheRange_isRefused(String number) {
        assertWriteRefused(
                ErrorCode.NUMBER_RANGE, key -> table().put(withKey(key, attributes("n", Values.number(number)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0e999", "0.0e126", "-0e-999", "0e126", "0E-131", "0e99999999999"})
    @Rule("A4")
    void put_ofZeroWithAnyExponent_storesZero(String zero) {
        AttributeValue stored = roundTrip(Values.number(zero));

        assertThat(((NumberValue) stored).text()).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NaN",
                "Infinity",
                "-Infinity",
                " 1",
                "1 ",
                "1,000",
                "0x10",
                "1e",
                "1d",
                "--1",
                ".",
                "e5",
                "\u0663",
                "1_000",
                "1.2.3"
            })
    @Rule("A5")
    void put_ofTextThatIsNoNumber_isRefused(String text) {
        assertWriteRefused(
                ErrorCode.NUMBER_SYNTAX, key -> table().put(withKey(key, attributes("n", Values.number(text)))));
    }

    @Test
    @Rule({"A1", "B3"})
    void get_byAKeyInAnotherNotation_findsTheItem() {
        DocumentTable table = run().shared(AttributeType.NUMBER, AttributeType.NUMBER);
        int partition = run().next();
        Item item = attributes("p", partition, "s", 1, "a", "x");

        table.put(item);

        assertThat(table.get(table.schema().key(Values.number(partition + ".0"), Values.number("100e-2"))))
                .contains(item);
        assertThat(table.stream(QueryRequest.of(
                        table.schema(), KeyCondition.partition("p", Values.number(partition + ".000")))))
                .containsExactly(item);
    }

    @Test
    @Rule({"A1", "B3"})
    void put_ofMinusZeroAsKey_replacesTheItemOfZero() {
        DocumentTable table = run().shared(AttributeType.NUMBER, AttributeType.NUMBER);
        int partition = run().next();
        table.put(attributes("p", partition, "s", 0, "a", "old"));

        table.put(attributes("p", partition, "s", Values.number("-0"), "a", "new"));

        assertThat(table.stream(QueryRequest.of(table.schema(), KeyCondition.partition("p", partition))))
                .containsExactly(attributes("p", partition, "s", 0, "a", "new"));
    }
}
