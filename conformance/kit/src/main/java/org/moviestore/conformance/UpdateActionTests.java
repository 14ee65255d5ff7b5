// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.ifNotExists;
import static org.moviestore.expression.Expressions.listAppend;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.Placeholders;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Values;

/** What each action does to one value, rules E3, E5, E6 and E8 to E10. */
abstract class UpdateActionTests extends UpdateChecks {
    private static final Item LETTERS = attributes("l", List.of("a", "b", "c", "d"));

    private static Item letters(Object... elements) {
        return attributes("l", Values.list(elements));
    }

    @Test
    @Rule("E3")
    void set_ofASumOrDifference_isExact() {
        Item before = attributes(
                "n", Values.number("0.1"), "o", Values.number("0.2"), "big", Values.number("9007199254740993"));

        assertUpdated(before, set("n", attribute("n").plus(attribute("o"))), before.with("n", Values.number("0.3")));
        assertUpdated(
                before, set("n", attribute("n").minus(Values.number("0.3"))), before.with("n", Values.number("-0.2")));
        assertUpdated(
                before, set("big", attribute("big").plus(2)), before.with("big", Values.number("9007199254740995")));
        assertUpdated(before, set("x", attribute("n").minus(attribute("o"))), before.with("x", Values.number("-0.1")));
        assertUpdated(before, set("n", attribute("n").minus(Values.number("0.10"))), before.with("n", 0));
    }

    @Test
    @Rule({"E3", "A2"})
    void set_ofASumOf38Digits_keepsEveryDigit() {
        Item before = attributes("n", Values.number("12345678901234567890123456789012345677"));

        assertUpdated(
                before,
                set("n", attribute("n").plus(1)),
                attributes("n", Values.number("12345678901234567890123456789012345678")));
        assertUpdated(
                attributes("n", Values.number("1E37")),
                set("n", attribute("n").minus(1)),
                attributes("n", Values.number("9".repeat(37))));
    }

    @Test
    @Rule({"E3", "A2", "A3"})
    void arithmetic_whoseResultCannotBeKept_isRejectedAndNeverRounded() {
        Set<ErrorCode> codes = Set.of(ErrorCode.NUMBER_PRECISION, ErrorCode.NUMBER_RANGE);
        Item before = attributes("n", Values.number("1E38"), "max", Values.number("9".repeat(38) + "E88"));

        assertRejected(codes, before, set("n", attribute("n").plus(Values.number("0.1"))));
        assertRejected(codes, before, add("n", Values.number("1E-1")));
        assertRejected(codes, before, set("max", attribute("max").plus(attribute("max"))));
    }

    @Test
    @Rule("E3")
    void arithmetic_onAnythingButNumbers_isRejected() {
        for (AttributeType type : AttributeType.values()) {
            if (type != AttributeType.NUMBER) {
                Item before = attributes("a", SampleValues.of(type), "n", 1);

                assertRejected(
                        ErrorCode.OPERAND_TYPE, before, set("a", attribute("a").plus(1)));
                assertRejected(
                        ErrorCode.OPERAND_TYPE, before, set("b", attribute("n").minus(attribute("a"))));
                assertRefused(ErrorCode.OPERAND_TYPE, () -> attribute("n").plus(SampleValues.of(type)));
            }
        }
    }

    @Test
    @Rule("E3")
    void arithmetic_ofMoreThanOneOperator_isRefused() {
        Placeholders values = Placeholders.none().value(":v", 1);

        for (String text : List.of("SET a = b + c + :v", "SET a = b * :v", "SET a = -b", "SET a = :v - b - c")) {
            assertRefused(ErrorCode.EXPR_SYNTAX, () -> Update.parse(text, values));
        }
        assertRefused(
                ErrorCode.EXPR_SYNTAX, () -> new UpdateValue.Plus(attribute("a").plus(1), UpdateValue.of(1)));
    }

    @Test
    @Rule("E5")
    void listAppend_ofLists_joinsThemInOrder() {
        Item before = attributes("l", List.of(1), "o", List.of("x"), "m", Map.of("l", List.of()));

        assertUpdated(before, set("l", listAppend(attribute("l"), List.of(2, 3))), before.with("l", List.of(1, 2, 3)));
        assertUpdated(before, set("l", listAppend(List.of(0), attribute("l"))), before.with("l", List.of(0, 1)));
        assertUpdated(before, set("l", listAppend(attribute("o"), attribute("l"))), before.with("l", List.of("x", 1)));
        assertUpdated(
                before,
                set("new", listAppend(ifNotExists("new", List.of()), List.of(Map.of("a", 1)))),
                before.with("new", List.of(Map.of("a", 1))));
        assertUpdated(
                before,
                set("m.l", listAppend(attribute("m.l"), List.of(1))),
                before.with("m", Map.of("l", List.of(1))));
    }

    @Test
    @Rule("E5")
    void listAppend_ofAnythingElse_isRejected() {
        for (AttributeType type : AttributeType.values()) {
            if (type != AttributeType.LIST) {
                AttributeValue value = SampleValues.of(type);

                assertRejected(
                        ErrorCode.OPERAND_TYPE,
                        attributes("a", value),
                        set("a", listAppend(attribute("a"), List.of(1))));
                assertRefused(ErrorCode.OPERAND_TYPE, () -> listAppend(attribute("l"), value));
            }
        }
        assertRejected(
                ErrorCode.OPERAND_MISSING, attributes("a", 1), set("l", listAppend(attribute("missing"), List.of(1))));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> listAppend(listAppend(attribute("l"), List.of(1)), List.of(2)));
    }

    @Test
    @Rule("E6")
    void set_ofAListElement_replacesItOrAppends() {
        assertUpdated(LETTERS, set("l[1]", "Z"), letters("a", "Z", "c", "d"));
        assertUpdated(LETTERS, set("l[3]", Map.of("x", 1)), letters("a", "b", "c", Map.of("x", 1)));
        assertUpdated(LETTERS, set("l[4]", "Z"), letters("a", "b", "c", "d", "Z"));
        assertUpdated(LETTERS, set("l[99]", "Z"), letters("a", "b", "c", "d", "Z"));
        assertUpdated(letters(), set("l[7]", "Z"), letters("Z"));
        assertUpdated(LETTERS, set("l[2147483647]", "Z"), letters("a", "b", "c", "d", "Z"));
    }

    @Test
    @Rule("E6")
    void set_ofSeveralElementsBeyondTheEnd_appendsInOrderOfTheirIndexes() {
        assertUpdated(
                LETTERS,
                set("l[20]", "Y").set("l[10]", "X").set("l[30]", "Z"),
                letters("a", "b", "c", "d", "X", "Y", "Z"));
        assertUpdated(
                attributes("m", Map.of("l", List.of(List.of()))),
                set("m.l[0][5]", 5).set("m.l[0][2]", 2),
                attributes("m", Map.of("l", List.of(List.of(2, 5)))));
    }

    @Test
    @Rule("E8")
    void remove_ofWhatIsNotThere_changesNothing() {
        Item before = attributes("a", 1, "m", Map.of("x", 1), "l", List.of(1));

        assertUpdated(before, remove("missing"), before);
        assertUpdated(before, remove("m.missing"), before);
        assertUpdated(before, remove("l[1]"), before);
        assertUpdated(before, remove("l[99]"), before);
    }

    @Test
    @Rule("E8")
    void remove_ofTheLastElement_leavesTheEmptyContainer() {
        Item before = attributes("m", Map.of("x", 1), "l", List.of(1));

        assertUpdated(before, remove("m.x").remove("l[0]"), attributes("m", Map.of(), "l", List.of()));
    }

    @Test
    @Rule("E8")
    void remove_throughAMissingOrWrongParent_isRejected() {
        Item before = attributes("t", "text", "m", Map.of("x", 1), "l", List.of(1));

        for (String path : List.of("missing.x", "missing[0]", "t.x", "t[0]", "m[0]", "l.x", "m.x.y", "l[3].x")) {
            assertRejected(ErrorCode.PATH_INVALID, before, remove(path));
        }
    }

    @Test
    @Rule("E9")
    void remove_ofSeveralElements_countsInTheOldList() {
        assertUpdated(LETTERS, remove("l[0]").remove("l[2]"), letters("b", "d"));
        assertUpdated(LETTERS, remove("l[2]").remove("l[0]"), letters("b", "d"));
        assertUpdated(LETTERS, remove("l[3]").remove("l[1]").remove("l[9]"), letters("a", "c"));
        assertUpdated(LETTERS, remove("l[0]").remove("l[1]").remove("l[2]").remove("l[3]"), letters());
    }

    @Test
    @Rule("E10")
    void setAndRemove_onOneList_setsThenAppendsThenRemoves() {
        assertUpdated(LETTERS, set("l[9]", "Z").remove("l[0]").remove("l[2]"), letters("b", "d", "Z"));
        assertUpdated(LETTERS, remove("l[0]").set("l[1]", "Z"), letters("Z", "c", "d"));
        assertUpdated(
                LETTERS,
                remove("l[3]").set("l[8]", "Y").set("l[0]", "X").set("l[7]", "Z"),
                letters("X", "b", "c", "Z", "Y"));
    }
}
