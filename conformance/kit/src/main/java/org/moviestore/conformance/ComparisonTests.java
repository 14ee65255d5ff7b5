// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.not;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Operand;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Values;

/** The six comparison operators, rules C1 to C8. */
abstract class ComparisonTests extends ConditionChecks {
    private static Condition comparison(Operand left, Comparator comparator, Object right) {
        return new Condition.Comparison(left, comparator, Operand.of(right));
    }

    @ParameterizedTest
    @EnumSource(AttributeType.class)
    @Rule({"C1", "C3"})
    void equality_withAnotherType_isFalseAndInequalityTrue(AttributeType type) {
        Item item = attributes("a", SampleValues.of(type), "m", Map.of("x", SampleValues.of(type)));
        List<AttributeValue> others = SampleValues.ofAllTypes().stream()
                .filter(value -> value.type() != type)
                .toList();

        assertNoneHolds(item, others.stream().map(attribute("a")::equalTo));
        assertNoneHolds(item, others.stream().map(attribute("m.x")::equalTo));
        assertAllHold(item, others.stream().map(attribute("a")::notEqualTo));
    }

    @ParameterizedTest
    @EnumSource(AttributeType.class)
    @Rule({"C1", "C3", "C8"})
    void equality_withTheSameType_comparesValues(AttributeType type) {
        AttributeValue value = SampleValues.of(type);
        AttributeValue other = SampleValues.other(type);
        Item item = attributes("a", value, "same", value, "other", other);

        assertHolds(item, attribute("a").equalTo(value));
        assertHolds(item, attribute("a").equalTo(attribute("same")));
        assertDoesNotHold(item, attribute("a").notEqualTo(value));
        if (!value.equals(other)) {
            assertDoesNotHold(item, attribute("a").equalTo(other));
            assertHolds(item, attribute("a").notEqualTo(other));
            assertHolds(item, attribute("a").notEqualTo(attribute("other")));
        }
    }

    @Test
    @Rule("C2")
    void equality_withMissing_isFalse() {
        Item item = attributes("a", 1);

        assertNoneHolds(item, SampleValues.ofAllTypes().stream().map(attribute("missing")::equalTo));
        assertDoesNotHold(item, attribute("missing").equalTo(attribute("a")));
        assertDoesNotHold(item, attribute("a").equalTo(attribute("missing")));
        assertDoesNotHold(item, attribute("missing").equalTo(attribute("missing2")));
        assertDoesNotHold(item, attribute("a.b").equalTo(attribute("a.c")));
    }

    @Test
    @Rule("C3")
    void inequality_withMissing_isTrue() {
        Item item = attributes("a", 1);

        assertAllHold(item, SampleValues.ofAllTypes().stream().map(attribute("missing")::notEqualTo));
        assertHolds(item, attribute("missing").notEqualTo(attribute("a")));
        assertHolds(item, attribute("a").notEqualTo(attribute("missing")));
        assertHolds(item, attribute("missing").notEqualTo(attribute("missing2")));
        assertHolds(item, attribute("a[0]").notEqualTo(attribute("a.b")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Comparator.class,
            names = {"LESS", "LESS_OR_EQUAL", "GREATER", "GREATER_OR_EQUAL"})
    @Rule("C4")
    void ordering_withAnotherType_isFalse(Comparator comparator) {
        List<AttributeValue> literals = Stream.of("0", 0, bytes('0'), "9", 9, bytes('9'))
                .map(Values::of)
                .toList();
        for (AttributeValue stored : SampleValues.ofAllTypes()) {
            assertNoneHolds(
                    attributes("a", stored),
                    literals.stream()
                            .filter(literal -> literal.type() != stored.type())
                            .map(literal -> comparison(attribute("a"), comparator, literal)));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Comparator.class,
            names = {"LESS", "LESS_OR_EQUAL", "GREATER", "GREATER_OR_EQUAL"})
    @Rule("C4")
    void ordering_ofStoredValuesWithoutOrder_isFalse(Comparator comparator) {
        for (AttributeType type : AttributeType.values()) {
            if (!type.isOrdered()) {
                Item item = attributes("a", SampleValues.of(type), "b", SampleValues.other(type));

                assertDoesNotHold(item, comparison(attribute("a"), comparator, attribute("b")));
                assertDoesNotHold(item, comparison(attribute("b"), comparator, attribute("a")));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Comparator.class,
            names = {"LESS", "LESS_OR_EQUAL", "GREATER", "GREATER_OR_EQUAL"})
    @Rule("C4")
    void ordering_withMissing_isFalse(Comparator comparator) {
        Item item = attributes("a", 1);

        assertNoneHolds(
                item,
                Stream.of("", "x", 0, 9, Bytes.EMPTY, bytes(1))
                        .map(literal -> comparison(attribute("missing"), comparator, literal)));
        assertDoesNotHold(item, comparison(attribute("missing"), comparator, attribute("a")));
        assertDoesNotHold(item, comparison(attribute("a"), comparator, attribute("missing")));
        assertDoesNotHold(item, comparison(attribute("missing"), comparator, attribute("missing2")));
    }

    @ParameterizedTest
    @EnumSource(Comparator.class)
    @Rule("C4")
    void comparison_ofOrderedValues_followsTheirOrder(Comparator comparator) {
        for (AttributeType type : List.of(AttributeType.STRING, AttributeType.NUMBER, AttributeType.BINARY)) {
            Item item = attributes("low", SampleValues.of(type), "high", SampleValues.other(type));

            assertVerdict(item, attribute("low"), comparator, SampleValues.of(type), comparator.accepts(0));
            assertVerdict(item, attribute("low"), comparator, SampleValues.other(type), comparator.accepts(-1));
            assertVerdict(item, attribute("high"), comparator, SampleValues.of(type), comparator.accepts(1));
            assertVerdict(item, attribute("low"), comparator, attribute("high"), comparator.accepts(-1));
            assertVerdict(
                    item, Operand.of(SampleValues.other(type)), comparator, attribute("low"), comparator.accepts(1));
        }
    }

    private void assertVerdict(Item item, Operand left, Comparator comparator, Object right, boolean expected) {
        Condition condition = comparison(left, comparator, right);
        if (expected) {
            assertHolds(item, condition);
        } else {
            assertDoesNotHold(item, condition);
        }
    }

    @ParameterizedTest
    @EnumSource(AttributeType.class)
    @Rule("C5")
    void ordering_withALiteralWithoutOrder_isRefused(AttributeType type) {
        AttributeValue literal = SampleValues.of(type);

        for (Comparator comparator : Comparator.values()) {
            if (comparator.isOrdering() && !type.isOrdered()) {
                assertRefused(ErrorCode.OPERAND_TYPE, () -> comparison(attribute("a"), comparator, literal));
                assertRefused(
                        ErrorCode.OPERAND_TYPE, () -> comparison(Operand.of(literal), comparator, attribute("a")));
            } else {
                assertVerdict(
                        attributes("a", 0),
                        attribute("missing"),
                        comparator,
                        literal,
                        comparator == Comparator.NOT_EQUAL);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Comparator.class)
    @Rule("C6")
    void comparison_ofLiteralsOfDifferentTypes_isFalseSaveForInequality(Comparator comparator) {
        boolean expected = comparator == Comparator.NOT_EQUAL;

        assertVerdict(attributes("a", 1), Operand.of(1), comparator, "2", expected);
        assertVerdict(attributes("a", 1), Operand.of("1"), comparator, bytes('1'), expected);
        assertVerdict(attributes("a", 1), Operand.of(3), comparator, bytes('1'), expected);
    }

    @ParameterizedTest
    @EnumSource(Comparator.class)
    @Rule({"C7", "C2", "C3", "C4"})
    void not_overEachComparison_flipsItWhateverIsMissing(Comparator comparator) {
        boolean negated = comparator != Comparator.NOT_EQUAL;
        Item item = attributes("text", "1", "null", Values.nullValue(), "m", Map.of());

        for (String path : List.of("missing", "text", "null", "m", "m.missing", "text[0]")) {
            Condition condition = not(comparison(attribute(path), comparator, 1));
            if (negated) {
                assertHolds(item, condition);
            } else {
                assertDoesNotHold(item, condition);
            }
        }
        assertVerdictOnMissingItem(not(comparison(attribute("missing"), comparator, 1)), negated);
        assertVerdictOnMissingItem(comparison(attribute("missing"), comparator, 1), !negated);
    }

    @Test
    @Rule("C7")
    void not_overCombinations_isTwoValued() {
        Item item = attributes("a", 1);
        Condition unknown = attribute("missing").lessThan(5);
        Condition alsoUnknown = attribute("a").equalTo("1");
        Condition known = attribute("a").equalTo(1);

        assertHolds(item, not(unknown.or(alsoUnknown)));
        assertHolds(item, not(unknown.and(known)));
        assertHolds(item, not(unknown).and(known));
        assertHolds(item, known.or(unknown));
        assertDoesNotHold(item, known.and(unknown));
        assertDoesNotHold(item, not(not(unknown)));
        assertHolds(item, not(not(not(unknown))));
        assertDoesNotHold(item, not(known.or(unknown)));
        assertHolds(item, not(attribute("missing").between(1, 2)));
        assertHolds(item, not(attribute("missing").in(1, 2)));
        assertHolds(item, not(attribute("missing").beginsWith("x")));
        assertHolds(item, not(attribute("missing").contains("x")));
        assertHolds(item, not(attribute("missing").hasType(AttributeType.NULL)));
        assertHolds(item, not(attribute("missing").size().greaterThan(0)));
    }

    @Test
    @Rule("C8")
    void equality_ofNested_comparesMapsAndSetsInAnyOrderAndNumbersByValue() {
        Item item = attributes(
                "deep",
                Map.of(
                        "l", List.of(1, Map.of("ns", Values.numberSet(1, 2), "n", Values.number("1.0"))),
                        "ss", Values.stringSet("b", "a"),
                        "b", bytes(1)));

        assertHolds(
                item,
                attribute("deep")
                        .equalTo(Map.of(
                                "b", bytes(1),
                                "ss", Values.stringSet("a", "b"),
                                "l",
                                        List.of(
                                                Values.number("1.00"),
                                                Map.of("n", 1, "ns", Values.numberSet(Values.number("2.0"), 1))))));
        assertHolds(item, attribute("deep.l[1].n").equalTo(Values.number("1.000")));
    }

    @Test
    @Rule("C8")
    void equality_ofNested_seesEveryDifference() {
        Item item =
                attributes("l", List.of(1, 2), "m", Map.of("a", 1), "empty", Map.of(), "deep", List.of(List.of("1")));

        assertDoesNotHold(item, attribute("l").equalTo(List.of(2, 1)));
        assertDoesNotHold(item, attribute("l").equalTo(List.of(1, 2, 3)));
        assertDoesNotHold(item, attribute("l").equalTo(List.of(1)));
        assertDoesNotHold(item, attribute("l").equalTo(Values.numberSet(1, 2)));
        assertDoesNotHold(item, attribute("m").equalTo(Map.of("a", 1, "b", 2)));
        assertDoesNotHold(item, attribute("m").equalTo(Map.of("a", "1")));
        assertDoesNotHold(item, attribute("m").equalTo(Map.of("a", Values.nullValue())));
        assertDoesNotHold(item, attribute("empty").equalTo(List.of()));
        assertDoesNotHold(item, attribute("deep").equalTo(List.of(List.of(1))));
        assertDoesNotHold(item, attribute("deep").equalTo(List.of("1")));
    }
}
