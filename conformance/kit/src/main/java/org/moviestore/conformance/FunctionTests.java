// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.moviestore.expression.Expressions.attribute;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Operand;
import org.moviestore.expression.Placeholders;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Values;

/** The functions of conditions, rules C11 to C15. */
abstract class FunctionTests extends ConditionChecks {
    @Test
    @Rule("C11")
    void beginsWith_ofText_takesEveryCharacterAsItself() {
        Item item = attributes("t", "100%_\\*.[a]'\"x", "prefix", "100%", "other", "100_");

        assertHolds(item, attribute("t").beginsWith("100%_"));
        assertHolds(item, attribute("t").beginsWith("100%_\\*.[a]'\"x"));
        assertHolds(item, attribute("t").beginsWith(attribute("prefix")));
        assertDoesNotHold(item, attribute("t").beginsWith(attribute("other")));
        assertDoesNotHold(item, attribute("t").beginsWith("1%"));
        assertDoesNotHold(item, attribute("t").beginsWith("___"));
        assertDoesNotHold(item, attribute("t").beginsWith("00"));
        assertDoesNotHold(item, attribute("t").beginsWith("100%_\\*.[a]'\"x "));
        assertDoesNotHold(attributes("t", "abc"), attribute("t").beginsWith("A"));
    }

    @Test
    @Rule("C11")
    void beginsWith_ofBinary_comparesBytes() {
        Item item = attributes("b", bytes(0xFF, 0, 0x25));

        assertHolds(item, attribute("b").beginsWith(bytes(0xFF, 0)));
        assertHolds(item, attribute("b").beginsWith(bytes(0xFF)));
        assertDoesNotHold(item, attribute("b").beginsWith(bytes(0)));
        assertDoesNotHold(item, attribute("b").beginsWith(bytes(0xFF, 0, 0x25, 0)));
    }

    @Test
    @Rule("C11")
    void beginsWith_ofTheEmptyPrefix_isTrueOfItsTypeOnly() {
        Item item = attributes("t", "", "b", bytes(1), "l", List.of("x"));

        assertHolds(item, attribute("t").beginsWith(""));
        assertHolds(item, attribute("b").beginsWith(Bytes.EMPTY));
        assertDoesNotHold(item, attribute("b").beginsWith(""));
        assertDoesNotHold(item, attribute("l").beginsWith(""));
        assertDoesNotHold(item, attribute("missing").beginsWith(""));
    }

    @ParameterizedTest
    @EnumSource(
            value = AttributeType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"STRING"})
    @Rule("C11")
    void beginsWith_ofAnotherType_isFalse(AttributeType type) {
        assertDoesNotHold(attributes("a", SampleValues.of(type)), attribute("a").beginsWith("1"));
    }

    @ParameterizedTest
    @EnumSource(
            value = AttributeType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"STRING", "BINARY"})
    @Rule("C11")
    void beginsWith_withALiteralOfAnotherType_isRefused(AttributeType type) {
        assertRefused(ErrorCode.OPERAND_TYPE, () -> attribute("a").beginsWith(SampleValues.of(type)));
    }

    @Test
    @Rule("C12")
    void contains_ofText_findsItAnywhere() {
        Item item = attributes("t", "a%b_c\\d", "part", "b_c");

        assertHolds(item, attribute("t").contains("%b_"));
        assertHolds(item, attribute("t").contains("\\"));
        assertHolds(item, attribute("t").contains(""));
        assertHolds(item, attribute("t").contains(attribute("part")));
        assertHolds(item, Operand.of("xb_cx").contains(attribute("part")));
        assertDoesNotHold(item, attribute("t").contains("a_b"));
        assertDoesNotHold(item, attribute("t").contains("a%c"));
        assertDoesNotHold(item, attribute("t").contains("A"));
        assertDoesNotHold(item, attribute("t").contains(1));
        assertDoesNotHold(item, attribute("t").contains(bytes('a')));
    }

    @Test
    @Rule("C12")
    void contains_ofBinary_findsRunsOfBytes() {
        Item item = attributes("b", bytes(1, 2, 3, 0xFF));

        assertHolds(item, attribute("b").contains(bytes(2, 3)));
        assertHolds(item, attribute("b").contains(bytes(0xFF)));
        assertHolds(item, attribute("b").contains(Bytes.EMPTY));
        assertDoesNotHold(item, attribute("b").contains(bytes(1, 3)));
        assertDoesNotHold(item, attribute("b").contains("AQ"));
    }

    @Test
    @Rule("C12")
    void contains_ofSets_findsMembers() {
        Item item = attributes(
                "ss", Values.stringSet("ab", "c"),
                "ns", Values.numberSet(2, 30),
                "bs", Values.binarySet(bytes(1, 2)),
                "two", 2);

        assertHolds(item, attribute("ss").contains("ab"));
        assertDoesNotHold(item, attribute("ss").contains("a"));
        assertHolds(item, attribute("ns").contains(Values.number("2.0")));
        assertHolds(item, attribute("ns").contains(attribute("two")));
        assertDoesNotHold(item, attribute("ns").contains(3));
        assertDoesNotHold(item, attribute("ns").contains("2"));
        assertHolds(item, attribute("bs").contains(bytes(1, 2)));
        assertDoesNotHold(item, attribute("bs").contains(bytes(1)));
        assertDoesNotHold(item, attribute("ss").contains(Values.stringSet("ab")));
        assertDoesNotHold(item, attribute("ss").contains(List.of("ab")));
    }

    @Test
    @Rule("C12")
    void contains_ofAList_findsEqualElementsOnly() {
        Item item = attributes(
                "l",
                List.of(List.of(1, 2), Map.of("a", 1, "b", 2), "x", 5, Values.nullValue(), Values.stringSet("u", "v")));

        assertHolds(item, attribute("l").contains(List.of(1, 2)));
        assertHolds(item, attribute("l").contains(Map.of("b", 2, "a", Values.number("1.0"))));
        assertHolds(item, attribute("l").contains(Values.number("5.00")));
        assertHolds(item, attribute("l").contains(Values.nullValue()));
        assertHolds(item, attribute("l").contains(Values.stringSet("v", "u")));
        assertDoesNotHold(item, attribute("l").contains(List.of(1)));
        assertDoesNotHold(item, attribute("l").contains(Map.of("a", 1)));
        assertDoesNotHold(item, attribute("l").contains(1));
        assertDoesNotHold(item, attribute("l").contains("5"));
        assertDoesNotHold(item, attribute("l").contains(Values.stringSet("u")));
        assertDoesNotHold(item, attribute("l").contains(List.of(5)));
    }

    @Test
    @Rule("C12")
    void contains_ofAnythingElse_isFalse() {
        Item item = attributes("m", Map.of("a", "a"), "n", 12, "t", true, "null", Values.nullValue());

        List<String> paths = List.of("m", "n", "t", "null", "missing", "m.a.b");

        assertNoneHolds(item, paths.stream().map(path -> attribute(path).contains("a")));
        assertNoneHolds(item, paths.stream().map(path -> attribute(path).contains(1)));
        assertDoesNotHold(item, attribute("m").contains(Map.of("a", "a")));
        assertDoesNotHold(item, attribute("m").contains(attribute("missing")));
    }

    @Test
    @Rule("C13")
    void size_ofEachTypeThatHasOne_isCompared() {
        Item item = attributes(
                "t", "hello",
                "b", bytes(1, 2, 3),
                "ss", Values.stringSet("a", "b"),
                "ns", Values.numberSet(1),
                "bs", Values.binarySet(bytes(1), bytes(2), bytes(3)),
                "l", List.of(1, List.of(2, 3)),
                "m", Map.of("x", Map.of("y", 1, "z", 2)),
                "empty", "",
                "five", 5);

        assertHolds(item, attribute("t").size().equalTo(5));
        assertHolds(item, attribute("t").size().equalTo(attribute("five")));
        assertHolds(item, attribute("b").size().equalTo(3));
        assertHolds(item, attribute("ss").size().equalTo(2));
        assertHolds(item, attribute("ns").size().equalTo(1));
        assertHolds(item, attribute("bs").size().between(3, 3));
        assertHolds(item, attribute("l").size().equalTo(2));
        assertHolds(item, attribute("m").size().in(7, 1));
        assertHolds(item, attribute("empty").size().equalTo(0));
        assertHolds(item, attribute("t").size().greaterThan(attribute("b").size()));
        assertHolds(item, Operand.of("hello").size().atMost(attribute("t").size()));
        assertDoesNotHold(item, attribute("t").size().lessThan(5));
    }

    @Test
    @Rule("C13")
    void size_ofWhatHasNone_comparesAsMissing() {
        Item item = attributes("n", 12, "t", true, "null", Values.nullValue());

        List<String> paths = List.of("n", "t", "null", "missing", "n.x");

        assertNoneHolds(item, paths.stream().map(path -> attribute(path).size().equalTo(2)));
        assertNoneHolds(item, paths.stream().map(path -> attribute(path).size().atLeast(0)));
        assertAllHold(item, paths.stream().map(path -> attribute(path).size().notEqualTo(2)));
        assertHolds(attributes("t", "ab"), attribute("t").size().notEqualTo("2"));
        assertDoesNotHold(attributes("t", "ab"), attribute("t").size().equalTo("2"));
    }

    @Test
    @Rule("C13")
    void size_givenToAnotherFunction_isANumber() {
        Item item = attributes("t", "ab", "l", List.of(2, "x"), "n", 5);

        assertHolds(item, attribute("l").contains(attribute("t").size()));
        assertDoesNotHold(item, attribute("l").contains(attribute("missing").size()));
        assertHolds(item, attribute("t").size().hasType(AttributeType.NUMBER));
        assertDoesNotHold(item, attribute("n").size().hasType(AttributeType.NUMBER));
    }

    @Test
    @Rule("C13")
    void size_ofALiteralWithoutOneOrWhereItCannotStand_isRefused() {
        assertRefused(ErrorCode.OPERAND_TYPE, () -> Operand.of(1).size());
        assertRefused(ErrorCode.OPERAND_TYPE, () -> Operand.of(true).size());
        assertRefused(
                ErrorCode.OPERAND_TYPE, () -> Operand.of(Values.nullValue()).size());
        assertRefused(ErrorCode.OPERAND_TYPE, () -> attribute("a").size().size());
        assertRefused(ErrorCode.OPERAND_TYPE, () -> attribute("a").size().beginsWith("x"));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Condition.parse("size(a)", Placeholders.none()));
    }

    @Test
    @Rule("C14")
    void attributeExists_throughTheWrongType_isFalse() {
        Item item = attributes(
                "t", "x", "m", Map.of("0", 1), "l", List.of("x"), "ss", Values.stringSet("x"), "b", bytes(1));

        List<String> leadingNowhere =
                List.of("t.x", "m[0]", "l.x", "l.0", "ss[0]", "ss.x", "b.x", "missing.x", "missing[0]", "l[1]");
        List<String> leadingSomewhere = List.of("t", "m", "m.0", "l", "l[0]", "ss", "b");

        assertNoneHolds(
                item, leadingNowhere.stream().map(path -> attribute(path).exists()));
        assertAllHold(item, leadingNowhere.stream().map(path -> attribute(path).notExists()));
        assertAllHold(
                item, leadingSomewhere.stream().map(path -> attribute(path).exists()));
        assertNoneHolds(
                item, leadingSomewhere.stream().map(path -> attribute(path).notExists()));
    }

    @Test
    @Rule({"C14", "A14"})
    void attributeExists_ofNull_isTrue() {
        Item item = attributes("null", Values.nullValue(), "l", List.of(Values.nullValue()));

        assertHolds(item, attribute("null").exists());
        assertHolds(item, attribute("l[0]").exists());
    }

    @Test
    @Rule("C14")
    void attributeExists_ofALiteral_isRefused() {
        assertRefused(
                ErrorCode.EXPR_SYNTAX,
                () -> Condition.parse(
                        "attribute_exists(:v)", Placeholders.none().value(":v", 1)));
    }

    @Test
    @Rule("C15")
    void attributeType_ofEachType_tellsThemApart() {
        for (AttributeValue value : SampleValues.ofAllTypes()) {
            assertHolds(attributes("a", value), attribute("a").hasType(value.type()));
            assertNoneHolds(
                    attributes("a", value),
                    Stream.of(AttributeType.values())
                            .filter(type -> type != value.type())
                            .map(attribute("a")::hasType));
        }
    }

    @Test
    @Rule("C15")
    void attributeType_ofMissing_isFalse() {
        Stream<Operand> missing = Stream.of("missing", "a.b").map(path -> attribute(path));

        assertNoneHolds(
                attributes("a", "x"),
                missing.flatMap(path -> Stream.of(AttributeType.values()).map(path::hasType)));
    }

    @Test
    @Rule("C15")
    void attributeType_withAnythingButATypeName_isRefused() {
        Placeholders values = Placeholders.none().value(":n", 1).value(":t", "s");

        assertRefused(ErrorCode.OPERAND_TYPE, () -> Condition.parse("attribute_type(a, :t)", values));
        assertRefused(ErrorCode.OPERAND_TYPE, () -> Condition.parse("attribute_type(a, :n)", values));
        assertRefused(ErrorCode.OPERAND_TYPE, () -> Condition.parse("attribute_type(a, b)", values));
    }
}
