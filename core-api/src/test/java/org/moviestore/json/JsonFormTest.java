// SPDX-License-Identifier: Apache-2.0
package org.moviestore.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.Values;

class JsonFormTest {
    private static final Bytes BYTES = Bytes.of(new byte[] {1, 2, (byte) 0xff});

    @ParameterizedTest
    @MethodSource("writtenForms")
    void write_ofEachType_givesTheTextOfTheForm(AttributeValue value, String natural, String dynamo, String tagged) {
        assertThat(JsonForm.NATURAL.write(value)).isEqualTo(natural);
        assertThat(JsonForm.DYNAMODB.write(value)).isEqualTo(dynamo);
        assertThat(JsonForm.TAGGED.write(value)).isEqualTo(tagged);
    }

    private static Stream<Arguments> writtenForms() {
        return Stream.of(
                Arguments.of(Values.string("a\"é"), "\"a\\\"é\"", "{\"S\":\"a\\\"é\"}", "\"a\\\"é\""),
                Arguments.of(Values.number("1.50E2"), "150", "{\"N\":\"150\"}", "150"),
                Arguments.of(Values.binary(BYTES), "\"AQL/\"", "{\"B\":\"AQL/\"}", "{\"$B\":\"AQL/\"}"),
                Arguments.of(Values.bool(true), "true", "{\"BOOL\":true}", "true"),
                Arguments.of(Values.bool(false), "false", "{\"BOOL\":false}", "false"),
                Arguments.of(Values.nullValue(), "null", "{\"NULL\":true}", "null"),
                Arguments.of(Values.list(1, "x"), "[1,\"x\"]", "{\"L\":[{\"N\":\"1\"},{\"S\":\"x\"}]}", "[1,\"x\"]"),
                Arguments.of(Values.of(Map.of("$B", 1)), "{\"$B\":1}", "{\"M\":{\"$B\":{\"N\":\"1\"}}}", "{\"$$B\":1}"),
                Arguments.of(
                        Values.stringSet("\ud83d\ude00", "\uffff", "b"),
                        "[\"b\",\"\uffff\",\"\ud83d\ude00\"]",
                        "{\"SS\":[\"b\",\"\uffff\",\"\ud83d\ude00\"]}",
                        "{\"$SS\":[\"b\",\"\uffff\",\"\ud83d\ude00\"]}"),
                Arguments.of(
                        Values.numberSet(10, 9, -1),
                        "[-1,9,10]",
                        "{\"NS\":[\"-1\",\"9\",\"10\"]}",
                        "{\"$NS\":[-1,9,10]}"),
                Arguments.of(
                        Values.binarySet(Bytes.of(new byte[] {-1}), Bytes.EMPTY, Bytes.of(new byte[] {1})),
                        "[\"\",\"AQ==\",\"/w==\"]",
                        "{\"BS\":[\"\",\"AQ==\",\"/w==\"]}",
                        "{\"$BS\":[\"\",\"AQ==\",\"/w==\"]}"));
    }

    @Test
    void write_ofAnItem_escapesDollarNamesInTheTaggedFormOnly() {
        Item item = Item.of("$", 1, "info", Map.of("$$x", List.of(Map.of("$SS", true))));

        assertThat(JsonForm.NATURAL.write(item)).isEqualTo("{\"$\":1,\"info\":{\"$$x\":[{\"$SS\":true}]}}");
        assertThat(JsonForm.TAGGED.write(item)).isEqualTo("{\"$$\":1,\"info\":{\"$$$x\":[{\"$$SS\":true}]}}");
        assertThat(JsonForm.DYNAMODB.write(item))
                .isEqualTo(
                        "{\"$\":{\"N\":\"1\"},\"info\":{\"M\":{\"$$x\":{\"L\":[{\"M\":{\"$SS\":{\"BOOL\":true}}}]}}}}");
    }

    @ParameterizedTest
    @EnumSource(names = {"NATURAL", "TAGGED"})
    void write_ofNumbers_givesPlainDecimals(JsonForm form) {
        assertThat(form.write(Values.number("1E125"))).isEqualTo("1" + "0".repeat(125));
        assertThat(form.write(Values.number("-1E-130"))).isEqualTo("-0." + "0".repeat(129) + "1");
        assertThat(form.write(Values.number("-0.0"))).isEqualTo("0");
    }

    @ParameterizedTest
    @EnumSource(names = {"NATURAL", "TAGGED"})
    void write_ofControlsAndUnpairedSurrogates_escapesThem(JsonForm form) {
        String text = "\u0000\u001f\n\r\t\"\\/\u007f" + "\ud800x\udc00\ud83d\ude00";

        assertThat(form.write(Values.string(text)))
                .isEqualTo("\"\\u0000\\u001f\\n\\r\\t\\\"\\\\/\u007f\\ud800x\\udc00\ud83d\ude00\"");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-0, 0",
        "-0.0, 0",
        "1.0, 1",
        "1e2, 100",
        "1E+2, 100",
        "12300e-2, 123",
        "0e999999, 0",
        "12345678901234567890.123456789012345678, 12345678901234567890.123456789012345678",
        "9007199254740993, 9007199254740993",
        "0.1, 0.1"
    })
    void readValue_ofNumbers_isExact(String json, String number) {
        assertThat(JsonForm.NATURAL.readValue(json)).isEqualTo(Values.number(number));
        assertThat(JsonForm.NATURAL.readValue(json.getBytes(UTF_8))).isEqualTo(Values.number(number));
        assertThat(JsonForm.NATURAL.readValue(json)).hasToString("{\"N\":\"" + number + "\"}");
    }

    @Test
    void readValue_ofAVeryLongNumber_takesItWhereItsDigitsAreFew() {
        String zeros = "0".repeat(5_000);

        assertThat(JsonForm.TAGGED.readValue("1." + zeros)).isEqualTo(Values.number(1));
        assertThat(JsonForm.TAGGED.readValue("1" + "0".repeat(125))).isEqualTo(Values.number("1E125"));
    }

    @Test
    void readItem_ofNaturalJson_givesTheSixTypes() {
        String json =
                " {\"s\": \"x\", \"n\": 8.30, \"t\": true, \"f\": false, \"z\": null, \"l\": [1, []], \"m\": {\"$B\": \"x\"}} \n";

        assertThat(JsonForm.NATURAL.readItem(json))
                .isEqualTo(Item.builder()
                        .set("s", "x")
                        .set("n", Values.number("8.3"))
                        .set("t", true)
                        .set("f", false)
                        .set("z", Values.nullValue())
                        .set("l", List.of(1, List.of()))
                        .set("m", Map.of("$B", "x"))
                        .build());
    }

    @Test
    void readItem_ofMembersInAnyOrder_keepsTheirOrder() {
        assertThat(JsonForm.NATURAL
                        .readItem("{\"b\":1,\"a\":2,\"c\":3}")
                        .attributes()
                        .keySet())
                .containsExactly("b", "a", "c");
    }

    @ParameterizedTest
    @EnumSource(names = {"NATURAL", "TAGGED"})
    void readValue_ofSurrogateEscapes_readsPairsAndUnpairedOnes(JsonForm form) {
        String json = "{\"\\ud83d\\ude00\":\"\\ud83d\\ude00\",\"x\":\"\\ud800\\udbff\\udc00y\\udc00\"}";
        AttributeValue expected = Values.of(Map.of("\ud83d\ude00", "\ud83d\ude00", "x", "\ud800\udbff\udc00y\udc00"));

        assertThat(form.readValue(json)).isEqualTo(expected);
        assertThat(form.readValue(json.getBytes(UTF_8))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void readValue_nestedAHundredLevels_readsIt(JsonForm form) {
        AttributeValue deep = Values.list();
        for (int i = 1; i < 100; i++) {
            deep = i % 2 == 0 ? Values.list(deep) : Values.of(Map.of("m", deep));
        }

        assertThat(form.readValue(form.write(deep))).isEqualTo(deep);
    }

    @Test
    void write_ofAValueDeeperThanCanBeRead_writesIt() {
        AttributeValue deep = Values.list();
        for (int i = 1; i < 1_000; i++) {
            deep = new ListValue(List.of(deep));
        }

        assertThat(JsonForm.TAGGED.write(deep)).isEqualTo("[".repeat(1_000) + "]".repeat(1_000));
    }

    @Test
    void readItem_withNamesOfTheLongestLength_readsThem() {
        String name = "n".repeat(65_535);

        assertThat(JsonForm.TAGGED.readItem("{\"" + name + "\":1}")).isEqualTo(Item.of(name, 1));
        assertThat(JsonForm.TAGGED.readItem(("{\"" + name + "\":1}").getBytes(UTF_8)))
                .isEqualTo(Item.of(name, 1));
    }

    @ParameterizedTest
    @EnumSource
    void anyOperation_withNull_namesTheParameter(JsonForm form) {
        assertThatNullPointerException()
                .isThrownBy(() -> form.readItem((String) null))
                .withMessage("json");
        assertThatNullPointerException()
                .isThrownBy(() -> form.readItem((byte[]) null))
                .withMessage("utf8");
        assertThatNullPointerException()
                .isThrownBy(() -> form.readValue((String) null))
                .withMessage("json");
        assertThatNullPointerException()
                .isThrownBy(() -> form.readValue((byte[]) null))
                .withMessage("utf8");
        assertThatNullPointerException().isThrownBy(() -> form.write((Item) null));
        assertThatNullPointerException().isThrownBy(() -> form.write((AttributeValue) null));
    }
}
