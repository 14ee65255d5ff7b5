// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.dynamo.client.Refusals.INVALID;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RequestValuesTest {
    private static final String NO_TYPE =
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
    private static final String SEVERAL_TYPES = "Supplied AttributeValue has more than one datatypes set, must contain"
            + " exactly one of the supported datatypes";
    private static final String TOO_DEEP = "Nesting Levels have exceeded supported limits: Attributes in the item have"
            + " nested levels beyond supported limit";
    private static final SdkBytes BYTES = SdkBytes.fromUtf8String("b");

    private static AttributeValue nested(int containers) {
        AttributeValue value = AttributeValue.fromS("x");
        for (int i = 0; i < containers; i++) {
            value = i % 2 == 0 ? AttributeValue.fromL(List.of(value)) : AttributeValue.fromM(Map.of("k", value));
        }
        return value;
    }

    @Test
    void item_ofEveryType_isTheSameOnTheWayBack() {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        attributes.put("text", AttributeValue.fromS(""));
        attributes.put("number", AttributeValue.fromN("-12.5"));
        attributes.put("bytes", AttributeValue.fromB(BYTES));
        attributes.put("truth", AttributeValue.fromBool(false));
        attributes.put("nothing", AttributeValue.fromNul(true));
        attributes.put(
                "list", AttributeValue.fromL(List.of(AttributeValue.fromS("x"), AttributeValue.fromL(List.of()))));
        attributes.put("map", AttributeValue.fromM(Map.of("k", AttributeValue.fromN("1"))));
        attributes.put("texts", AttributeValue.fromSs(List.of("", "b")));
        attributes.put("numbers", AttributeValue.fromNs(List.of("1", "2")));
        attributes.put("byteStrings", AttributeValue.fromBs(List.of(BYTES)));

        Item item = RequestValues.item(attributes);

        assertThat(ItemCodec.encode(item)).isEqualTo(attributes);
        assertThat(item.attributes().keySet()).containsExactlyElementsOf(attributes.keySet());
    }

    @Test
    void value_ofBytesThatChangeLater_staysTheSame() {
        byte[] content = {1};

        var value = RequestValues.value(AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(content)));
        content[0] = 2;

        assertThat(value).isEqualTo(Values.of(Bytes.of(new byte[] {1})));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "007, 7",
        "1.0, 1",
        ".5, 0.5",
        "5., 5",
        "+5, 5",
        "1e2, 100",
        "0e999, 0",
        "1E125, 1E125",
        "1E-130, 1E-130",
        "-12345678901234567890123456789012345678, -12345678901234567890123456789012345678",
        "1234567890123456789012345678901234567800, 1234567890123456789012345678901234567800"
    })
    void value_ofANumber_isExact(String text, String expected) {
        assertThat(RequestValues.value(AttributeValue.fromN(text))).isEqualTo(Values.number(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "NaN", "Infinity", " 1", "1,000", "0x10", "1e", "1d", ".", "+", "1_0", "-"})
    void value_ofTextThatIsNoNumber_isRefused(String text) {
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromN(text)),
                "The parameter cannot be converted to a numeric value: " + text);
    }

    @Test
    void value_ofAnEmptyNumber_isRefused() {
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromN("")),
                "The parameter cannot be converted to a numeric value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789012345678901234567890123456789",
                "0.123456789012345678901234567890123456789",
                "123456789012345678901234567890123456789e100"
            })
    void value_ofTooManyDigits_isRefused(String text) {
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromN(text)),
                "Attempting to store more than 38 significant digits in a Number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E126",
                "-1E126",
                "1e999999999999",
                "1000E123",
                "0.001E129",
                "99e125",
                "000123E+124",
                "1E00000000126"
            })
    void value_ofTooLargeANumber_isRefused(String text) {
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromN(text)),
                "Number overflow. Attempting to store a number with magnitude larger than supported range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E-131", "-1E-131", "1e-999999999999", "0.001E-128", "10E-132", ".1E-130"})
    void value_ofTooSmallANumber_isRefused(String text) {
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromN(text)),
                "Number underflow. Attempting to store a number with magnitude smaller than supported range");
    }

    @Test
    void value_ofManyZeros_isTooLargeOrTooSmallByThem() {
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromN("1" + "0".repeat(400) + "e-5")),
                "Number overflow. Attempting to store a number with magnitude larger than supported range");
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromN("0." + "0".repeat(400) + "1e5")),
                "Number underflow. Attempting to store a number with magnitude smaller than supported range");
    }

    @Test
    void value_withoutAType_isRefused() {
        AttributeValue none = AttributeValue.builder().build();

        assertRefused(() -> RequestValues.value(none), NO_TYPE);
        assertRefused(() -> RequestValues.value(AttributeValue.fromL(List.of(none))), NO_TYPE);
        assertRefused(() -> RequestValues.value(AttributeValue.fromM(Map.of("k", none))), NO_TYPE);
        assertRefused(() -> RequestValues.value(AttributeValue.fromL(Arrays.asList((AttributeValue) null))), NO_TYPE);
        assertRefused(
                () -> RequestValues.value(
                        AttributeValue.builder().s("x").s(null).build()),
                NO_TYPE);
    }

    @Test
    void value_ofSeveralTypes_isRefused() {
        assertRefused(
                () -> RequestValues.value(AttributeValue.builder().s("x").n("1").build()), SEVERAL_TYPES);
        assertRefused(
                () -> RequestValues.value(
                        AttributeValue.builder().l(List.of()).m(Map.of()).build()),
                SEVERAL_TYPES);
    }

    @Test
    void value_ofSeveralTypesOfWhichOneIsInvalid_isRefusedForThat() {
        assertRefused(
                () -> RequestValues.value(
                        AttributeValue.builder().s("x").nul(false).build()),
                INVALID + "Null attribute value types must have the value of true");
        assertRefused(
                () -> RequestValues.value(AttributeValue.builder().s("").n("b").build()),
                "The parameter cannot be converted to a numeric value: b");
    }

    @Test
    void value_whoseOtherTypeWasTakenBack_isThatOfTheOne() {
        AttributeValue value = AttributeValue.builder().s("x").n("1").s(null).build();

        assertThat(RequestValues.value(value)).isEqualTo(Values.of(1));
    }

    @Test
    void value_ofFalseNull_isRefused() {
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromNul(false)),
                INVALID + "Null attribute value types must have the value of true");
    }

    @Test
    void value_ofAnEmptySet_isRefused() {
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromSs(List.of())),
                INVALID + "An string set  may not be empty");
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromNs(List.of())),
                INVALID + "An number set  may not be empty");
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromBs(List.of())),
                INVALID + "Binary sets should not be empty");
    }

    @Test
    void value_ofASetThatRepeatsAMember_isRefused() {
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromSs(List.of("a", "b", "a"))),
                INVALID + "Input collection [a, b, a] contains duplicates.");
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromNs(List.of("1", "1.0"))),
                "Input collection contains duplicates");
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromBs(List.of(BYTES, BYTES))),
                INVALID + "Input collection [Yg==, Yg==]of type BS contains duplicates.");
    }

    @Test
    void value_ofASetWithAnInvalidMember_isRefused() {
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromNs(List.of("1", "b"))),
                "The parameter cannot be converted to a numeric value: b");
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromNs(Arrays.asList("1", null))),
                "The parameter cannot be converted to a numeric value");
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromSs(Arrays.asList("a", null))),
                INVALID + "An string set may not have a null string as a member");
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromBs(Arrays.asList(BYTES, null))),
                INVALID + "Binary sets may not contain null or empty values");
    }

    @Test
    void value_thatNestsAsDeepAsAllowed_isTaken() {
        assertThat(RequestValues.value(nested(31))).isNotNull();
    }

    @Test
    void value_thatNestsTooDeep_isRefusedWhateverTheDepth() {
        assertRefused(() -> RequestValues.value(nested(32)), TOO_DEEP);
        assertRefused(() -> RequestValues.value(nested(100_000)), TOO_DEEP);
    }

    @Test
    void item_withAnEmptyName_isRefused() {
        assertRefused(() -> RequestValues.item(Map.of("", AttributeValue.fromS("x"))), "Empty attribute name");
        assertRefused(
                () -> RequestValues.value(AttributeValue.fromM(Map.of("", AttributeValue.fromS("x")))),
                "Empty attribute name");
    }

    @Test
    void item_withALongName_isRefusedByItsBytes() {
        AttributeValue value = AttributeValue.fromS("x");

        assertThat(RequestValues.item(Map.of("n".repeat(65_535), value)).attributes())
                .hasSize(1);
        assertRefused(
                () -> RequestValues.item(Map.of("n".repeat(65_536), value)),
                "Attribute name is too large, must be less than 65536 bytes");
        assertRefused(
                () -> RequestValues.item(Map.of("é".repeat(32_768), value)),
                "Attribute name is too large, must be less than 65536 bytes");
    }

    @Test
    void item_withAMemberThatTheSdkWouldNotSend_isTheSameWithoutIt() {
        Map<String, AttributeValue> attributes = new HashMap<>();
        attributes.put("a", AttributeValue.fromS("x"));
        attributes.put("b", null);

        assertThat(RequestValues.item(attributes)).isEqualTo(Item.of("a", "x"));
    }
}
