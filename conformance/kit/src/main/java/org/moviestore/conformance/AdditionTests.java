// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.delete;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Values;

/** Adding to numbers and sets, and deleting from sets, rules E11 and E12. */
abstract class AdditionTests extends UpdateChecks {
    @Test
    @Rule("E11")
    void add_toANumber_addsAndToNothingStartsThere() {
        Item before = attributes("n", Values.number("1.5"), "m", Map.of("n", 1), "l", List.of(1));

        assertUpdated(before, add("n", Values.number("0.5")), before.with("n", 2));
        assertUpdated(before, add("n", -2), before.with("n", Values.number("-0.5")));
        assertUpdated(before, add("new", -3), before.with("new", -3));
        assertUpdated(before, add("m.n", 1), before.with("m", Map.of("n", 2)));
        assertUpdated(before, add("m.new", 1), before.with("m", Map.of("n", 1, "new", 1)));
        assertUpdated(before, add("l[0]", 1), before.with("l", List.of(2)));
        assertUpdated(before, add("l[7]", 1), before.with("l", List.of(1, 1)));
    }

    @Test
    @Rule("E11")
    void add_toASet_joinsThem() {
        Item before = attributes(
                "ss", Values.stringSet("a", "b"), "ns", Values.numberSet(1, 2), "bs", Values.binarySet(bytes(0x80)));

        assertUpdated(
                before, add("ss", Values.stringSet("b", "c")), before.with("ss", Values.stringSet("a", "b", "c")));
        assertUpdated(
                before,
                add("ns", Values.numberSet(Values.number("2.0"), 3)),
                before.with("ns", Values.numberSet(1, 2, 3)));
        assertUpdated(
                before,
                add("bs", Values.binarySet(bytes(1), bytes(0xFF))),
                before.with("bs", Values.binarySet(bytes(1), bytes(0x80), bytes(0xFF))));
        assertUpdated(before, add("new", Values.stringSet("x")), before.with("new", Values.stringSet("x")));
    }

    @Test
    @Rule("E11")
    void add_toAnotherType_isRejected() {
        for (AttributeValue stored : SampleValues.ofAllTypes()) {
            for (AttributeValue operand : SampleValues.ofAllTypes()) {
                boolean addable =
                        operand.type() == AttributeType.NUMBER || operand.type().isSet();
                if (!addable) {
                    assertRefused(ErrorCode.OPERAND_TYPE, () -> add("a", operand));
                } else if (operand.type() != stored.type()) {
                    assertRejected(ErrorCode.OPERAND_TYPE, attributes("a", stored), add("a", operand));
                }
            }
        }
        assertRejected(ErrorCode.PATH_INVALID, attributes("a", 1), add("missing.n", 1));
    }

    @Test
    @Rule("E12")
    void delete_fromASet_removesMembersAndAtLastTheAttribute() {
        Item before = attributes(
                "ss",
                Values.stringSet("a", "b"),
                "m",
                Map.of("ns", Values.numberSet(1, 2)),
                "bs",
                Values.binarySet(bytes(1)));

        assertUpdated(before, delete("ss", Values.stringSet("b", "c")), before.with("ss", Values.stringSet("a")));
        assertUpdated(before, delete("ss", Values.stringSet("x")), before);
        assertUpdated(before, delete("ss", Values.stringSet("a", "b", "c")), before.without("ss"));
        assertUpdated(before, delete("bs", Values.binarySet(bytes(1))), before.without("bs"));
        assertUpdated(
                before,
                delete("m.ns", Values.numberSet(Values.number("1.0"))),
                before.with("m", Map.of("ns", Values.numberSet(2))));
        assertUpdated(before, delete("m.ns", Values.numberSet(1, 2)), before.with("m", Map.of()));
    }

    @Test
    @Rule("E12")
    void delete_fromNothing_changesNothing() {
        Item before = attributes("m", Map.of("x", 1));

        assertUpdated(before, delete("missing", Values.stringSet("x")), before);
        assertUpdated(before, delete("m.missing", Values.stringSet("x")), before);
        assertRejected(ErrorCode.PATH_INVALID, before, delete("missing.x", Values.stringSet("x")));
    }

    @Test
    @Rule("E12")
    void delete_fromAnotherType_isRejected() {
        for (AttributeValue stored : SampleValues.ofAllTypes()) {
            for (AttributeValue operand : SampleValues.ofAllTypes()) {
                if (!operand.type().isSet()) {
                    assertRefused(ErrorCode.OPERAND_TYPE, () -> delete("a", operand));
                } else if (operand.type() != stored.type()) {
                    assertRejected(ErrorCode.OPERAND_TYPE, attributes("a", stored), delete("a", operand));
                }
            }
        }
    }
}
