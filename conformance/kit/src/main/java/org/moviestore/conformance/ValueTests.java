// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.delete;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.UpdateRequest;

/** Values and types other than numbers, rules A6 to A15 and A19 to A21. */
abstract class ValueTests extends ConditionChecks {
    private void assertKept(Item item) {
        Key key = stored(item);

        assertThat(read(key)).contains(item);
    }

    @Test
    @Rule("A6")
    void put_ofEmptyTextAndBinary_keepsThem() {
        assertKept(attributes("s", "", "b", Bytes.EMPTY));
    }

    @Test
    @Rule("A6")
    void put_ofEmptyValuesInsideOthers_keepsThem() {
        assertKept(attributes(
                "ss", Values.stringSet("", "a"),
                "bs", Values.binarySet(Bytes.EMPTY, bytes(1)),
                "l", List.of("", Bytes.EMPTY, List.of(), Map.of()),
                "m", Map.of("s", "", "b", Bytes.EMPTY, "l", List.of(), "m", Map.of())));
    }

    @Test
    @Rule("A8")
    void put_ofAnEmptySet_isRefused() {
        assertWriteRefused(ErrorCode.SET_EMPTY, key -> table().put(withKey(key, attributes("x", Values.stringSet()))));
        assertWriteRefused(ErrorCode.SET_EMPTY, key -> table().put(withKey(key, attributes("x", Values.numberSet()))));
        assertWriteRefused(ErrorCode.SET_EMPTY, key -> table().put(withKey(key, attributes("x", Values.binarySet()))));
    }

    @Test
    @Rule("A8")
    void update_deletingTheLastMember_removesTheAttribute() {
        Key key = stored(attributes("a", 1, "ss", Values.stringSet("x", "y")));

        table().update(UpdateRequest.of(table().schema(), key, delete("ss", Values.stringSet("y", "x"))));

        assertThat(read(key)).contains(attributes("a", 1));
    }

    @Test
    @Rule("A9")
    void put_ofASetThatRepeatsAMember_isRefused() {
        assertWriteRefused(
                ErrorCode.SET_DUPLICATE, key -> table().put(withKey(key, attributes("x", Values.stringSet("a", "a")))));
        assertWriteRefused(
                ErrorCode.SET_DUPLICATE,
                key -> table().put(withKey(key, attributes("x", Values.numberSet(1, new BigDecimal("1.0"))))));
        assertWriteRefused(
                ErrorCode.SET_DUPLICATE,
                key -> table().put(withKey(key, attributes("x", Values.binarySet(bytes(1), bytes(1))))));
    }

    @Test
    @Rule("A10")
    void put_ofASetInAnyOrder_storesTheSameSet() {
        Key key = stored(attributes(
                "ss", Values.stringSet("b", "\uFFFD", "\uD83D\uDE00", "a"),
                "ns", Values.numberSet(10, 9, -1),
                "bs", Values.binarySet(bytes(0xFF), bytes(0), bytes(0x80))));

        assertThat(read(key))
                .contains(attributes(
                        "ss", Values.stringSet("a", "b", "\uD83D\uDE00", "\uFFFD"),
                        "ns", Values.numberSet(-1, 9, 10),
                        "bs", Values.binarySet(bytes(0), bytes(0x80), bytes(0xFF))));
    }

    @Test
    @Rule("A10")
    void condition_onASetInAnotherOrder_findsItEqual() {
        Item item = attributes(
                "ss", Values.stringSet("b", "\uFFFD", "\uD83D\uDE00", "a"),
                "ns", Values.numberSet(10, 9, -1),
                "bs", Values.binarySet(bytes(0xFF), bytes(0), bytes(0x80)));

        assertHolds(item, attribute("ss").equalTo(Values.stringSet("\uD83D\uDE00", "a", "b", "\uFFFD")));
        assertHolds(item, attribute("ns").equalTo(Values.numberSet(9, -1, 10)));
        assertHolds(item, attribute("bs").equalTo(Values.binarySet(bytes(0x80), bytes(0xFF), bytes(0))));
    }

    @Test
    @Rule("A13")
    void put_ofUnusualText_keepsEveryCharacter() {
        assertKept(attributes(
                "bom", "\uFEFFtext",
                "controls", "\u0001\u0008\t\n\r\u001F\u007F\u0085\u2028",
                "noncharacters", "\uFFFE\uFFFF",
                "supplementary", "\uD83D\uDE00\uDBFF\uDFFF",
                "quotes", "'\"\\/; -- $1 ? {} %_",
                "escapes", "\\u0000 \\u0041 &lt;"));
    }

    @Test
    @Rule("A13")
    void put_ofTextsThatLookTheSame_keepsThemApart() {
        Key composed = table().schema().key(newPartition() + "\u00E9");
        Key decomposed = table().schema().key(run().next() + "e\u0301");
        table().put(withKey(composed, attributes("a", "\u00E9")));

        assertThat(table().get(decomposed)).isEmpty();
        assertThat(read(composed)).contains(attributes("a", "\u00E9"));
        assertDoesNotHold(attributes("a", "\u00E9"), attribute("a").equalTo("e\u0301"));
        assertDoesNotHold(attributes("a", "A"), attribute("a").equalTo("a"));
        assertDoesNotHold(attributes("a", "a "), attribute("a").equalTo("a"));
    }

    @Test
    @Rule("A14")
    void condition_onNull_tellsItFromMissing() {
        Item item = attributes("n", Values.nullValue(), "m", Map.of("n", Values.nullValue()));

        assertHolds(item, attribute("n").exists());
        assertHolds(item, attribute("n").equalTo(Values.nullValue()));
        assertHolds(item, attribute("m.n").exists());
        assertHolds(item, attribute("m.n").equalTo(Values.nullValue()));
        assertDoesNotHold(item, attribute("missing").exists());
        assertDoesNotHold(item, attribute("missing").equalTo(Values.nullValue()));
        assertDoesNotHold(item, attribute("m.missing").equalTo(Values.nullValue()));
    }

    @Test
    @Rule("A14")
    void put_ofNull_keepsItEverywhere() {
        assertKept(attributes(
                "n", Values.nullValue(),
                "l", List.of(Values.nullValue()),
                "m", Map.of("n", Values.nullValue())));
    }

    @Test
    @Rule("A15")
    void condition_onBooleans_comparesThemForEqualityOnly() {
        Item item = attributes("t", true, "f", false, "l", List.of(true));

        assertHolds(item, attribute("t").equalTo(true));
        assertDoesNotHold(item, attribute("t").equalTo(false));
        assertHolds(item, attribute("t").notEqualTo(attribute("f")));
        assertHolds(item, attribute("f").in(1, false));
        assertHolds(item, attribute("l").contains(true));
        assertDoesNotHold(item, attribute("f").lessThan(attribute("t")));
        assertDoesNotHold(item, attribute("t").greaterThan(attribute("f")));
        assertDoesNotHold(item, attribute("t").equalTo("true"));
        assertDoesNotHold(item, attribute("t").equalTo(1));
    }

    @Test
    @Rule("A19")
    void put_ofAnAttributeSetTwice_storesTheLastValue() {
        Key key = stored(Item.builder().set("a", 1).set("a", "x").build());

        assertThat(read(key)).contains(attributes("a", "x"));
    }

    @Test
    @Rule("A20")
    void put_ofMapsInAnyOrder_storesEqualMaps() {
        Map<String, Object> oneWay = new LinkedHashMap<>();
        oneWay.put("bb", 1);
        oneWay.put("a", 2);
        Map<String, Object> otherWay = new LinkedHashMap<>();
        otherWay.put("a", 2);
        otherWay.put("bb", 1);

        assertHolds(attributes("m", oneWay), attribute("m").equalTo(otherWay));
        assertThat(read(stored(attributes("m", oneWay)))).contains(attributes("m", otherWay));
    }

    @ParameterizedTest
    @MethodSource("valuesOfAllTypes")
    @Rule("A21")
    void put_ofEachType_keepsValueAndType(AttributeValue value) {
        Item item = attributes("v", value, "l", List.of(value), "m", Map.of("v", value));

        assertKept(item);
        assertAllHold(
                item, Stream.of("v", "l[0]", "m.v").map(path -> attribute(path).hasType(value.type())));
        assertNoneHolds(
                item,
                Stream.of(AttributeType.values())
                        .filter(type -> type != value.type())
                        .map(attribute("v")::hasType));
    }

    static Stream<AttributeValue> valuesOfAllTypes() {
        return Stream.of(
                Values.string("text"),
                Values.number("-1.5"),
                Values.binary(bytes(0, 0xFF)),
                Values.bool(true),
                Values.nullValue(),
                Values.list("a", 1, List.of(Values.nullValue())),
                Values.of(Map.of("x", Map.of("y", List.of(1)))),
                Values.stringSet("a", "b"),
                Values.numberSet(1, new BigDecimal("2.5")),
                Values.binarySet(bytes(1), bytes(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$B", "$SS", "$NS", "$BS", "$", "$$B", "S", "N", "SS"})
    @Rule("A21")
    void put_ofAMapThatLooksLikeAnEncodedValue_keepsItAMap(String name) {
        Item item = attributes(
                "m",
                Map.of(name, "AAE="),
                "l",
                Map.of(name, List.of("AAE=")),
                "n",
                Map.of(name, List.of(1)),
                name,
                Values.stringSet("a"));

        assertKept(item);
        assertHolds(item, attribute("m").hasType(AttributeType.MAP));
        assertHolds(item, attribute("l").hasType(AttributeType.MAP));
        assertHolds(item, attribute("n").hasType(AttributeType.MAP));
        assertHolds(item, attribute("m").size().equalTo(1));
        assertHolds(item, attribute("m." + name).equalTo("AAE="));
        assertDoesNotHold(item, attribute("l").contains("AAE="));
        assertDoesNotHold(item, attribute("m").equalTo(bytes(0, 1)));
    }
}
