// SPDX-License-Identifier: Apache-2.0
package org.moviestore.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.Values;

/** What the exact forms write is read back as the same value, from text and from bytes. */
class JsonFormRoundTripTest {
    private static final List<String> AWKWARD_NAMES = List.of(
            "$", "$$", "$B", "$$B", "$SS", "$NS", "$BS", "$$x", "S", "NULL", "a.b[0]", " ", "\"\\", "é", "😀", "");

    private static final List<String> AWKWARD_TEXTS = List.of(
            "",
            " ",
            "$",
            "\"",
            "\\",
            "/",
            "\b\f\n\r\t",
            "\u0000",
            "\u001f",
            "\u007f",
            "\u2028",
            "é",
            "e\u0301",
            "\ufeff",
            "\uffff",
            "😀",
            "a\ud83d",
            "\ude00b",
            "\ud83d\ud83d\ude00",
            "\ude00\ud83d",
            "{\"S\":\"x\"}");

    private static final List<String> AWKWARD_NUMBERS = List.of(
            "0",
            "-0",
            "1.0",
            "1E125",
            "-1E125",
            "1E-130",
            "-1E-130",
            "9.9999999999999999999999999999999999999E125",
            "12345678901234567890123456789012345678",
            "-0.12345678901234567890123456789012345678",
            "9007199254740993",
            "9223372036854775808",
            "0.1");

    private static final List<Bytes> AWKWARD_BYTES =
            List.of(Bytes.EMPTY, bytes(0), bytes(0x80), bytes(0xff, 0), bytes(1, 2, 3), bytes(0xfb, 0xff, 0xfe));

    @ParameterizedTest
    @MethodSource("exactFormsAndAwkwardValues")
    void readValue_ofWhatWasWritten_givesTheSameValue(JsonForm form, AttributeValue value) {
        String json = form.write(value);

        assertThat(form.readValue(json)).isEqualTo(value);
        assertThat(form.readValue(json.getBytes(UTF_8))).isEqualTo(value);
    }

    @ParameterizedTest
    @EnumSource(names = {"DYNAMODB", "TAGGED"})
    void readItem_ofWhatWasWritten_givesTheSameItem(JsonForm form) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        AWKWARD_NAMES.forEach(name -> attributes.put(name, Values.of(Map.of(name, AWKWARD_BYTES.get(1)))));
        Item item = new Item(attributes);

        String json = form.write(item);

        assertThat(form.readItem(json)).isEqualTo(item);
        assertThat(form.readItem(json.getBytes(UTF_8))).isEqualTo(item);
        assertThat(form.readItem(inTheMiddle(json.getBytes(UTF_8)))).isEqualTo(item);
        assertThat(form.readItem(json).attributes().keySet()).containsExactlyElementsOf(AWKWARD_NAMES);
    }

    @ParameterizedTest
    @EnumSource
    void readItem_ofTheEmptyItem_givesIt(JsonForm form) {
        String json = form.write(Item.EMPTY);

        assertThat(json).isEqualTo("{}");
        assertThat(form.readItem(json)).isEqualTo(Item.EMPTY);
    }

    private static Stream<Arguments> exactFormsAndAwkwardValues() {
        List<AttributeValue> values = awkwardValues();
        return Stream.of(JsonForm.DYNAMODB, JsonForm.TAGGED)
                .flatMap(form -> values.stream().map(value -> Arguments.of(form, value)));
    }

    private static List<AttributeValue> awkwardValues() {
        List<AttributeValue> values = new ArrayList<>();
        AWKWARD_TEXTS.forEach(text -> values.add(Values.string(text)));
        AWKWARD_NUMBERS.forEach(number -> values.add(Values.number(number)));
        AWKWARD_BYTES.forEach(bytes -> values.add(Values.binary(bytes)));
        values.addAll(List.of(Values.bool(true), Values.bool(false), Values.nullValue()));
        values.add(Values.stringSet(AWKWARD_TEXTS));
        values.add(Values.numberSet(
                Values.number("1E125"), Values.number("1E-130"), Values.number("-1.5"), Values.number(0)));
        values.add(Values.binarySet(AWKWARD_BYTES));
        for (String name : AWKWARD_NAMES) {
            values.add(Values.of(Map.of(name, "text")));
            values.add(Values.of(Map.of(name, AWKWARD_BYTES.get(2))));
            values.add(Values.of(Map.of(name, List.of(Map.of(name, Values.stringSet("a", "b"))))));
        }
        values.add(Values.list());
        values.add(Values.of(Map.of()));
        values.add(Values.list(List.copyOf(values).toArray()));
        return values;
    }

    private static Bytes bytes(int... unsigned) {
        byte[] content = new byte[unsigned.length];
        for (int i = 0; i < unsigned.length; i++) {
            content[i] = (byte) unsigned[i];
        }
        return Bytes.of(content);
    }

    private static ByteBuffer inTheMiddle(byte[] bytes) {
        return ByteBuffer.allocate(bytes.length + 2)
                .put((byte) '[')
                .put(bytes)
                .put((byte) ']')
                .slice(1, bytes.length);
    }

    @Test
    void readItem_ofABufferOfAnyKind_leavesItAsItWas() {
        byte[] bytes = "{\"a\":1}".getBytes(UTF_8);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();

        for (ByteBuffer buffer :
                List.of(direct, direct.asReadOnlyBuffer(), ByteBuffer.wrap(bytes), inTheMiddle(bytes))) {
            assertThat(JsonForm.NATURAL.readItem(buffer)).isEqualTo(Item.of("a", 1));
            assertThat(buffer.remaining()).isEqualTo(bytes.length);
        }
    }
}
