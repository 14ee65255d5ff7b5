// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.json.JsonForm;

class FieldsTest {
    private static final String LINE = """
            {"id":"a","text":"b\\n\\u00e9 😀","whole":-9223372036854775808,"real":1.5e3,"yes":true,"no":false,
            "null":null,"texts":["x","y"],"object":{"id":{"x":1},"inner":[[]]},"objects":[{"a":1},{"b":"2"}],
            "item":{"year":2013},"typed":{"year":{"N":"2013"}},"items":[{},{"a":[1]}],
            "names":{"#b":"y","#a":"x"},"empty":[]}""".replace("\n", "");

    private final Fields fields = Lines.fields(LINE);

    @Test
    void scalars_areReadAsTheyAre() {
        assertThat(fields.id()).contains(RequestId.of("a"));
        assertThat(fields.text("text")).isEqualTo("b\né 😀");
        assertThat(fields.integer("whole")).isEqualTo(Long.MIN_VALUE);
        assertThat(fields.optionalNumber("real")).hasValue(1500);
        assertThat(fields.optionalNumber("whole")).hasValue(-9.223372036854775808E18);
        assertThat(fields.flag("yes")).isTrue();
        assertThat(fields.flag("no")).isFalse();
        assertThat(fields.isNull("null")).isTrue();
    }

    @Test
    void structures_areReadAsTheyAre() {
        assertThat(fields.texts("texts")).containsExactly("x", "y");
        assertThat(fields.object("object").object("id").integer("x")).isEqualTo(1);
        assertThat(fields.objects("objects").get(1).text("b")).isEqualTo("2");
        assertThat(fields.item("item", JsonForm.NATURAL)).isEqualTo(Item.of("year", 2013));
        assertThat(fields.item("typed", JsonForm.DYNAMODB)).isEqualTo(Item.of("year", 2013));
        assertThat(fields.items("items", JsonForm.NATURAL)).containsExactly(Item.EMPTY, Item.of("a", Values.list(1)));
        assertThat(fields.values("item", JsonForm.NATURAL)).isEqualTo(Map.of("year", Values.number(2013)));
        assertThat(fields.textMap("names")).containsExactly(Map.entry("#b", "y"), Map.entry("#a", "x"));
        assertThat(fields.texts("empty")).isEmpty();
    }

    @Test
    void absentFields_areEmpty() {
        assertThat(fields.has("absent")).isFalse();
        assertThat(fields.has("null")).isTrue();
        assertThat(fields.isNull("absent")).isFalse();
        assertThat(fields.optionalText("absent")).isEmpty();
        assertThat(fields.optionalInteger("absent")).isEqualTo(OptionalLong.empty());
        assertThat(fields.flag("absent")).isFalse();
        assertThat(fields.texts("absent")).isEmpty();
        assertThat(fields.optionalObject("absent")).isEmpty();
        assertThat(fields.objects("absent")).isEmpty();
        assertThat(fields.optionalItem("absent", JsonForm.NATURAL)).isEmpty();
        assertThat(fields.items("absent", JsonForm.NATURAL)).isEmpty();
        assertThat(fields.values("absent", JsonForm.NATURAL)).isEmpty();
        assertThat(fields.textMap("absent")).isEmpty();
    }

    static Stream<Arguments> wrongKinds() {
        return Stream.of(
                wrong("text", fields -> fields.integer("text")),
                wrong("whole", fields -> fields.text("whole")),
                wrong("real", fields -> fields.integer("real")),
                wrong("text", fields -> fields.flag("text")),
                wrong("null", fields -> fields.optionalText("null")),
                wrong("null", fields -> fields.optionalItem("null", JsonForm.NATURAL)),
                wrong("null", fields -> fields.texts("null")),
                wrong("objects", fields -> fields.texts("objects")),
                wrong("texts", fields -> fields.objects("texts")),
                wrong("texts", fields -> fields.object("texts")),
                wrong("texts", fields -> fields.items("texts", JsonForm.NATURAL)),
                wrong("object", fields -> fields.objects("object")),
                wrong("object", fields -> fields.text("object")),
                wrong("items", fields -> fields.values("items", JsonForm.NATURAL)),
                wrong("id", fields -> fields.textMap("object")),
                wrong("absent", fields -> fields.text("absent")),
                wrong("absent", fields -> fields.integer("absent")),
                wrong("absent", fields -> fields.object("absent")),
                wrong("absent", fields -> fields.item("absent", JsonForm.NATURAL)));
    }

    private static Arguments wrong(String field, Consumer<Fields> reading) {
        return Arguments.of(field, reading);
    }

    @ParameterizedTest
    @MethodSource("wrongKinds")
    void read_ofAnotherKind_isMalformed(String field, Consumer<Fields> reading) {
        MalformedLineException refusal =
                catchThrowableOfType(MalformedLineException.class, () -> reading.accept(fields));

        assertThat(refusal).hasMessageStartingWith("field \"" + field + "\" ");
        assertThat(refusal.id()).contains(RequestId.of("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "1e1", "1.0"})
    void integer_ofWhatIsNoLong_isMalformed(String number) {
        Fields huge = Lines.fields("{\"n\":" + number + "}");

        assertThat(catchThrowableOfType(MalformedLineException.class, () -> huge.integer("n")))
                .hasMessageContaining("whole number");
    }

    @Test
    void integer_ofHugeNumber_isMalformed() {
        Fields huge = Lines.fields("{\"n\":" + "9".repeat(1_000_000) + "}");

        assertThat(catchThrowableOfType(MalformedLineException.class, () -> huge.integer("n")))
                .hasMessage("field \"n\" must be a whole number of 64 bits");
    }

    @Test
    void item_thatIsNotOfTheForm_isInvalid() {
        InvalidRequestException form =
                catchThrowableOfType(InvalidRequestException.class, () -> fields.item("item", JsonForm.DYNAMODB));
        InvalidRequestException twice = catchThrowableOfType(
                InvalidRequestException.class,
                () -> Lines.fields("{\"item\":{\"a\":1,\"a\":2}}").item("item", JsonForm.NATURAL));

        assertThat(form.code()).isEqualTo(ErrorCode.JSON_SYNTAX);
        assertThat(form).hasMessageStartingWith("field \"item\": ");
        assertThat(twice.code()).isEqualTo(ErrorCode.JSON_DUPLICATE);
    }

    @Test
    void objects_thatGiveAFieldTwice_areMalformed() {
        Fields twice = Lines.fields("{\"id\":5,\"o\":{\"a\":1,\"a\":2},\"l\":[{\"b\":1,\"b\":2}]}");

        for (Consumer<Fields> reading : List.<Consumer<Fields>>of(
                line -> line.object("o"), line -> line.objects("l"), line -> line.textMap("o"))) {
            MalformedLineException refusal =
                    catchThrowableOfType(MalformedLineException.class, () -> reading.accept(twice));

            assertThat(refusal).hasMessageStartingWith("a field is given twice: ");
            assertThat(refusal.id()).contains(RequestId.of(5));
        }
    }

    @Test
    void requireOnly_namesWhatIsUnknownAndWhatIsKnown() {
        Fields line = Lines.fields("{\"id\":5,\"op\":\"get\",\"tilte\":1}");

        line.requireOnly(Set.of("op", "id", "tilte"));
        MalformedLineException refusal =
                catchThrowableOfType(MalformedLineException.class, () -> line.requireOnly(Set.of("op", "id", "title")));

        assertThat(refusal).hasMessage("there is no field \"tilte\" here; there are [id, op, title]");
        assertThat(refusal.id()).contains(RequestId.of(5));
    }

    @Test
    void parse_readsFromAnyBuffer() {
        byte[] padded = ("xx{\"text\":\"é\",\"item\":{\"a\":[1]},\"list\":[{\"b\":2}]}yy").getBytes(UTF_8);
        ByteBuffer heap = ByteBuffer.wrap(padded, 2, padded.length - 4);
        ByteBuffer direct =
                ByteBuffer.allocateDirect(padded.length).put(padded).position(2).limit(padded.length - 2);

        for (ByteBuffer line : List.of(heap, heap.slice(), heap.asReadOnlyBuffer(), direct)) {
            Fields read = Fields.parse(line, Lines.MAX_NESTING);

            assertThat(read.text("text")).isEqualTo("é");
            assertThat(read.item("item", JsonForm.NATURAL)).isEqualTo(Item.of("a", Values.list(1)));
            assertThat(read.objects("list").get(0).integer("b")).isEqualTo(2);
            assertThat(line.remaining()).isEqualTo(padded.length - 4);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "[{}]",
                "1",
                "\"op\"",
                "null",
                "{",
                "{]",
                "{}}",
                "{} {}",
                "{}x",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":NaN}",
                "{\"a\":tru}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":{\"b\":\"\\x\"}}",
                "{\"a\":[1 2]}",
                "{\"a\":{\"b\":01}}",
                "{\"a\":1,\"a\":1}",
                "\ufeff{}",
                "{}\u0000",
                "/**/{}",
                "{\"a\":\""
            })
    void parse_ofWhatIsNoLine_isMalformed(String line) {
        MalformedLineException refusal = catchThrowableOfType(MalformedLineException.class, () -> Lines.fields(line));

        assertThat(refusal).isNotNull();
        assertThat(refusal.id()).isEmpty();
    }

    @Test
    void parse_ofDeepNesting_isBounded() {
        String fits = "{\"id\":1,\"a\":" + "[".repeat(99) + "]".repeat(99) + "}";
        String deeper = "{\"id\":1,\"a\":" + "[".repeat(100) + "]".repeat(100) + "}";
        String bomb = "{\"id\":1,\"a\":" + "{\"a\":".repeat(1_000_000);

        assertThat(Lines.fields(fits).has("a")).isTrue();
        for (String line : List.of(deeper, bomb)) {
            MalformedLineException refusal =
                    catchThrowableOfType(MalformedLineException.class, () -> Lines.fields(line));

            assertThat(refusal).hasMessageStartingWith("JSON nests deeper than 100 levels, at byte ");
            assertThat(refusal.id()).contains(RequestId.of(1));
        }
    }

    static Stream<byte[]> notUtf8() {
        return Stream.of(
                        "\u00ff",
                        "\u00c3",
                        "\u00c3(",
                        "\u00c0\u0080",
                        "\u00ed\u00a0\u0080",
                        "\u00f4\u0090\u0080\u0080",
                        "\u0080")
                .flatMap(bad -> Stream.of(
                        "{\"id\":1,\"a\":\"" + bad + "\"}",
                        "{\"id\":1,\"a\":{\"b\":\"" + bad + "\"}}",
                        "{\"id\":1,\"" + bad + "\":1}",
                        "{\"id\":1} " + bad))
                .map(line -> line.getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource("notUtf8")
    void parse_ofBytesThatAreNotUtf8_isMalformed(byte[] line) {
        MalformedLineException refusal = catchThrowableOfType(MalformedLineException.class, () -> Lines.fields(line));

        assertThat(refusal).hasMessageStartingWith("the line is not UTF-8, from byte ");
        assertThat(refusal.id()).contains(RequestId.of(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e3", "true", "null", "\"\"", "[1]", "{}"})
    void id_thatIsNone_isMalformed(String id) {
        Fields line = Lines.fields("{\"id\":" + id + "}");

        MalformedLineException refusal = catchThrowableOfType(MalformedLineException.class, line::id);

        assertThat(refusal).hasMessage("field \"id\" must be a text of 1 to 64 characters or a whole number");
        assertThat(refusal.id()).isEmpty();
    }

    @Test
    void id_thatIsTooLong_isMalformed() {
        for (String id : List.of("\"" + "x".repeat(65) + "\"", "1".repeat(65))) {
            Fields line = Lines.fields("{\"id\":" + id + "}");

            assertThat(catchThrowableOfType(MalformedLineException.class, line::id))
                    .isNotNull();
        }
    }

    @Test
    void id_comesAsItIsWritten() {
        assertThat(Lines.fields("{\"id\":-12345678901234567890}")
                        .id()
                        .orElseThrow()
                        .json())
                .isEqualTo("-12345678901234567890");
        assertThat(Lines.fields("{\"id\":\"\\u0061\\n\"}").id().orElseThrow().json())
                .isEqualTo("\"a\\n\"");
        assertThat(Lines.fields("{\"id\":\"" + "x".repeat(64) + "\"}").id()).contains(RequestId.of("x".repeat(64)));
    }

    @Test
    void parse_ofRepeatedId_tellsNone() {
        MalformedLineException refusal =
                catchThrowableOfType(MalformedLineException.class, () -> Lines.fields("{\"id\":1,\"id\":2}"));

        assertThat(refusal.id()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|0|0",
                "{'a':1}|2|0",
                "{'a':'text'}|2|0",
                "{'a':[1,'b',null,true,[]]}|7|0",
                "{'a':{}}|3|0",
                "{'a':{'b':{}}}|4|0",
                "{'a':{'N':'11'}}|3|0",
                "{'a':[{},{}]}|6|0",
                "{'condition':'a.b.c'}|2|5",
                "{'actions':[{'update':'a','table':'bcd'}]}|6|1",
                "{'project':['a.b','c.d'],'table':'e'}|6|6",
                "{'filter':1,'b':'c'}|4|0",
            })
    void weight_isOfTheBytesAndOfWhatIsMadeOfThem(String text, int namesAndValues, int expressionBytes) {
        String line = text.replace('\'', '"');

        assertThat(Lines.fields(line).weight()).isEqualTo(line.length() + 96L * namesAndValues + 32L * expressionBytes);
    }
}
