// SPDX-License-Identifier: Apache-2.0
package org.moviestore.json;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Values;

/** Texts that are refused, each with its code and the place of the mistake, and never with the values in it. */
class JsonFormErrorsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":secret}       | malformed JSON at line 1, column 6
            {"a":1,}           | malformed JSON at line 1, column 8
            {'a':1}            | malformed JSON at line 1, column 2
            {"a":01}           | malformed JSON at line 1, column 7
            {"a":+1}           | malformed JSON at line 1, column 7
            {"a":.5}           | malformed JSON at line 1, column 6
            {"a":NaN}          | malformed JSON at line 1, column
            {"a":"\\x"}        | malformed JSON at line 1, column 8
            {"a":1} secret     | malformed JSON at line 1, column 9
            {"a":1} {"b":2}    | something follows the JSON value, at line 1, column 9
            {"a":1}}           | malformed JSON at line 1, column 8
            {"a":[1,2}         | malformed JSON at line 1, column 10
            {"a":"secret       | JSON ends too early at line 1, column
            {"\\ud800":1}      | malformed JSON at line 1, column
            {"a":[1            | JSON ends too early at line 1, column
            """)
    void readItem_whenTheTextIsNoJson_saysWhere(String json, String message) {
        for (JsonForm form : new JsonForm[] {JsonForm.NATURAL, JsonForm.TAGGED}) {
            assertSyntax(form, json, message);
        }
    }

    private static void assertSyntax(JsonForm form, String json, String message) {
        InvalidRequestException ofText = refused(() -> form.readItem(json));
        InvalidRequestException ofBytes = refused(() -> form.readItem(json.getBytes(UTF_8)));

        assertThat(ofText.code()).isEqualTo(ErrorCode.JSON_SYNTAX);
        assertThat(ofText)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("secret")
                .hasNoCause();
        assertThat(ofBytes.code()).isEqualTo(ErrorCode.JSON_SYNTAX);
        assertThat(ofBytes)
                .hasMessageStartingWith(message.replaceAll("column .*", "column"))
                .hasNoCause();
    }

    @Test
    void readItem_whenALaterLineIsBroken_countsLines() {
        InvalidRequestException refused = refused(() -> JsonForm.NATURAL.readItem("{\n  \"a\": 1,\n  \"b\": x\n}"));

        assertThat(refused).hasMessage("malformed JSON at line 3, column 8");
    }

    @ParameterizedTest
    @EnumSource
    void readValue_whenThereIsNone_saysSo(JsonForm form) {
        assertThat(refused(() -> form.readValue("")).code()).isEqualTo(ErrorCode.JSON_SYNTAX);
        assertThat(refused(() -> form.readValue(" \n"))).hasMessage("there is no JSON in the text");
        assertThat(refused(() -> form.readItem(new byte[0]))).hasMessage("there is no JSON in the text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "\"x\"", "null", "true", "[]", "[{}]"})
    void readItem_whenTheJsonIsNoObject_isRefused(String json) {
        for (JsonForm form : JsonForm.values()) {
            InvalidRequestException refused = refused(() -> form.readItem(json));

            assertThat(refused.code()).isEqualTo(ErrorCode.JSON_SYNTAX);
            assertThat(refused).hasMessage("an item is a JSON object");
        }
    }

    @Test
    void readItem_whenTheBytesAreNotUtf8_isRefused() {
        byte[] broken = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'};
        byte[] utf16 = "{\"a\":1}".getBytes(UTF_16LE);

        assertThat(refused(() -> JsonForm.NATURAL.readItem(broken)).code()).isEqualTo(ErrorCode.JSON_SYNTAX);
        assertThat(refused(() -> JsonForm.NATURAL.readItem(utf16)).code()).isEqualTo(ErrorCode.JSON_SYNTAX);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            NATURAL  | {"a":1,"a":1}                                | "a" is given twice in one object (at a)
            NATURAL  | {"m":[0,{"b":[],"b":{}}]}                    | "b" is given twice in one object (at m[1].b)
            NATURAL  | {"\\u0061":1,"a":2}                          | "a" is given twice in one object (at a)
            TAGGED   | {"$$x":1,"$$x":2}                            | "$$x" is given twice in one object (at $$x)
            TAGGED   | {"a":{"$B":"","$B":""}}                      | "$B" is given twice in one object (at a.$B)
            DYNAMODB | {"a":{"S":""},"a":{"S":""}}                  | "a" is given twice in one object (at a)
            DYNAMODB | {"a":{"M":{"b":{"S":""},"b":{"S":""}}}}      | "b" is given twice in one object (at a.M.b)
            DYNAMODB | {"a":{"S":"","S":""}}                        | "S" is given twice in one object (at a.S)
            """)
    void readItem_whenAMemberIsGivenTwice_namesIt(JsonForm form, String json, String message) {
        InvalidRequestException refused = refused(() -> form.readItem(json));

        assertThat(refused.code()).isEqualTo(ErrorCode.JSON_DUPLICATE);
        assertThat(refused).hasMessage(message);
        assertThat(refused(() -> form.readItem(json.getBytes(UTF_8)))).hasMessage(message);
    }

    @Test
    void readItem_whenSameNamesStandInDifferentObjects_readsThem() {
        assertThat(JsonForm.NATURAL
                        .readItem("{\"a\":{\"a\":[{\"a\":1},{\"a\":1}]}}")
                        .attribute("a"))
                .hasValueSatisfying(
                        a -> assertThat(JsonForm.NATURAL.write(a)).isEqualTo("{\"a\":[{\"a\":1},{\"a\":1}]}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":"x"}                         | JSON_SYNTAX      | a value is an object that names its type, as in {"S":"text"} (at a)
            {"a":{}}                          | JSON_SYNTAX      | a value names its type, as in {"S":"text"} (at a)
            {"a":{"X":1}}                     | JSON_SYNTAX      | there is no such type of value (at a.X)
            {"a":{"s":""}}                    | JSON_SYNTAX      | there is no such type of value (at a.s)
            {"a":{"S":"","N":"1"}}            | JSON_SYNTAX      | a value has one type (at a.N)
            {"a":{"S":5}}                     | JSON_SYNTAX      | expected text (at a.S)
            {"a":{"S":null}}                  | JSON_SYNTAX      | expected text (at a.S)
            {"a":{"N":1}}                     | JSON_SYNTAX      | expected text (at a.N)
            {"a":{"B":[]}}                    | JSON_SYNTAX      | expected text (at a.B)
            {"a":{"BOOL":"true"}}             | JSON_SYNTAX      | expected true or false (at a.BOOL)
            {"a":{"NULL":false}}              | JSON_SYNTAX      | the null value is written {"NULL":true} (at a.NULL)
            {"a":{"NULL":null}}               | JSON_SYNTAX      | expected true or false (at a.NULL)
            {"a":{"L":{}}}                    | JSON_SYNTAX      | expected an array (at a.L)
            {"a":{"L":[{"M":[]}]}}            | JSON_SYNTAX      | expected an object (at a.L[0].M)
            {"a":{"M":"x"}}                   | JSON_SYNTAX      | expected an object (at a.M)
            {"a":{"L":[{"S":"x"},5]}}         | JSON_SYNTAX      | a value is an object that names its type, as in {"S":"text"} (at a.L[1])
            {"a":{"SS":["x",1]}}              | JSON_SYNTAX      | expected text (at a.SS[1])
            {"a":{"NS":[1]}}                  | JSON_SYNTAX      | expected text (at a.NS[0])
            {"a":{"BS":"x"}}                  | JSON_SYNTAX      | expected an array (at a.BS)
            {"a":{"B":"secret!"}}             | JSON_SYNTAX      | a binary value is not base64
            {"a":{"N":"1d"}}                  | NUMBER_SYNTAX    | "1d" is not a decimal number (at a.N)
            {"a":{"N":""}}                    | NUMBER_SYNTAX    | "" is not a decimal number (at a.N)
            {"a":{"N":"1E126"}}               | NUMBER_RANGE     | number magnitude
            {"a":{"SS":[]}}                   | SET_EMPTY        | a set needs at least one member (at a.SS)
            {"a":{"NS":["1","1.0"]}}          | SET_DUPLICATE    | set repeats the member
            {"a":{"BS":["AQ==","AQ=="]}}      | SET_DUPLICATE    | set repeats the member
            """)
    void readItem_whenDynamoDbJsonHasTheWrongForm_namesThePath(String json, ErrorCode code, String message) {
        InvalidRequestException refused = refused(() -> JsonForm.DYNAMODB.readItem(json));

        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused).hasMessageStartingWith(message).hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"$B":"AQ=="}                     | JSON_SYNTAX      | a name that begins with one $ stands alone in a value's object (at $B)
            {"$x":1}                          | JSON_SYNTAX      | a name that begins with one $ stands alone in a value's object (at $x)
            {"a":{"$":1}}                     | JSON_SYNTAX      | a name with one $ is one of $B, $SS, $NS and $BS (at a.$)
            {"a":{"$S":"x"}}                  | JSON_SYNTAX      | a name with one $ is one of $B, $SS, $NS and $BS (at a.$S)
            {"a":{"$B":"","b":1}}             | JSON_SYNTAX      | a value has one type (at a.b)
            {"a":{"b":1,"$B":""}}             | JSON_SYNTAX      | a name that begins with one $ stands alone in a value's object (at a.$B)
            {"a":{"$B":5}}                    | JSON_SYNTAX      | expected text (at a.$B)
            {"a":{"$B":"secret!"}}            | JSON_SYNTAX      | a binary value is not base64
            {"a":{"$SS":"x"}}                 | JSON_SYNTAX      | expected an array (at a.$SS)
            {"a":{"$SS":["x",1]}}             | JSON_SYNTAX      | expected text (at a.$SS[1])
            {"a":{"$NS":["1"]}}               | JSON_SYNTAX      | expected a number (at a.$NS[0])
            {"a":{"$BS":[null]}}              | JSON_SYNTAX      | expected text (at a.$BS[0])
            {"a":{"$SS":[]}}                  | SET_EMPTY        | a set needs at least one member (at a.$SS)
            {"a":{"$NS":[1,1.0]}}             | SET_DUPLICATE    | set repeats the member
            """)
    void readItem_whenTheTaggedFormIsWrong_namesThePath(String json, ErrorCode code, String message) {
        InvalidRequestException refused = refused(() -> JsonForm.TAGGED.readItem(json));

        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused).hasMessageStartingWith(message).hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @EnumSource(names = {"NATURAL", "TAGGED"})
    void readItem_whenANumberCannotBeKept_saysWhere(JsonForm form) {
        String digits = "1".repeat(39);

        InvalidRequestException precise = refused(() -> form.readItem("{\"m\":{\"n\":[" + digits + "]}}"));
        InvalidRequestException large = refused(() -> form.readItem("{\"n\":-1e126}"));
        InvalidRequestException small = refused(() -> form.readItem("{\"n\":1e-131}"));

        assertThat(precise.code()).isEqualTo(ErrorCode.NUMBER_PRECISION);
        assertThat(precise).hasMessageEndingWith("(at m.n[0])");
        assertThat(large.code()).isEqualTo(ErrorCode.NUMBER_RANGE);
        assertThat(large).hasMessageEndingWith("(at n)");
        assertThat(small.code()).isEqualTo(ErrorCode.NUMBER_RANGE);
    }

    @ParameterizedTest
    @EnumSource
    void readValue_whenTheJsonIsTooDeep_isRefusedWhateverItsDepth(JsonForm form) {
        for (String open : new String[] {"[", "{\"L\":["}) {
            InvalidRequestException refused = refused(() -> form.readValue(open.repeat(100_000)));

            assertThat(refused.code()).isEqualTo(ErrorCode.JSON_SYNTAX);
        }
        assertThat(refused(() -> JsonForm.NATURAL.readValue("[".repeat(501))))
                .hasMessage("JSON nests deeper than 500 levels at line 1, column 502");
    }

    @Test
    void readValue_whenANameIsLongerThanAnyThatCanBeStored_isRefused() {
        String json = "{\"" + "n".repeat(70_100) + "\":1}";

        assertThat(refused(() -> JsonForm.NATURAL.readValue(json)))
                .hasMessageStartingWith("JSON has a name or text that is too long at line 1, column");
        assertThat(refused(() -> JsonForm.NATURAL.readValue(json.getBytes(UTF_8)))
                        .code())
                .isEqualTo(ErrorCode.JSON_SYNTAX);
    }

    @Test
    void readItem_whenThePathIsLong_shortensIt() {
        String json = "{\"" + "n".repeat(60_000) + "\":{\"b\":1e999}}";

        assertThat(refused(() -> JsonForm.NATURAL.readItem(json)).getMessage()).hasSizeLessThan(300);
    }

    @Test
    void readItem_afterARefusal_readsTheNextText() {
        refused(() -> JsonForm.TAGGED.readItem("{\"a\":[1,{\"b\":tru"));

        assertThat(JsonForm.TAGGED.readItem("{\"a\":1}").attribute("a")).contains(Values.number(1));
    }

    private static InvalidRequestException refused(ThrowingCallable reading) {
        InvalidRequestException refused = catchThrowableOfType(InvalidRequestException.class, reading);
        assertThat(refused).isNotNull();
        return refused;
    }
}
