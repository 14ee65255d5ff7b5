// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.not;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Operand;
import org.moviestore.expression.Placeholders;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Values;

/** BETWEEN, IN, and how conditions are put together, rules C9, C10 and C16 to C20. */
abstract class RangeTests extends ConditionChecks {
    @ParameterizedTest
    @EnumSource(
            value = AttributeType.class,
            names = {"STRING", "NUMBER", "BINARY"})
    @Rule("C9")
    void between_ofOrderedValues_includesBothBounds(AttributeType type) {
        AttributeValue low = SampleValues.of(type);
        AttributeValue high = SampleValues.other(type);
        Item item = attributes("low", low, "high", high);

        assertHolds(item, attribute("low").between(low, high));
        assertHolds(item, attribute("high").between(low, high));
        assertHolds(item, attribute("low").between(low, low));
        assertDoesNotHold(item, attribute("low").between(high, high));
        assertDoesNotHold(item, attribute("high").between(low, low));
        assertHolds(item, Operand.of(low).between(attribute("low"), attribute("high")));
    }

    @Test
    @Rule("C9")
    void between_withMissingOrAnotherType_isFalse() {
        Item item = attributes("text", "5", "n", 5, "l", List.of(5), "null", Values.nullValue());

        assertDoesNotHold(item, attribute("missing").between(1, 9));
        assertDoesNotHold(item, attribute("text").between(1, 9));
        assertDoesNotHold(item, attribute("l").between(1, 9));
        assertDoesNotHold(item, attribute("null").between(1, 9));
        assertDoesNotHold(item, attribute("n").between(attribute("missing"), 9));
        assertDoesNotHold(item, attribute("n").between(1, attribute("missing")));
        assertDoesNotHold(item, attribute("n").between(1, attribute("text")));
    }

    @Test
    @Rule("C9")
    void between_withBoundsOfTheItemReversed_isFalse() {
        Item item = attributes("n", 5, "one", 1, "nine", 9);

        assertDoesNotHold(item, attribute("n").between(attribute("nine"), attribute("one")));
        assertHolds(item, attribute("n").between(attribute("one"), attribute("nine")));
    }

    @Test
    @Rule("C9")
    void between_withLiteralBoundsReversedOrOfTwoTypes_isRefused() {
        assertRefused(ErrorCode.BETWEEN_BOUNDS, () -> attribute("n").between(5, 1));
        assertRefused(ErrorCode.BETWEEN_BOUNDS, () -> attribute("n").between("b", "a"));
        assertRefused(ErrorCode.BETWEEN_BOUNDS, () -> attribute("n").between("\uD83D\uDE00", "\uFFFF"));
        assertRefused(ErrorCode.BETWEEN_BOUNDS, () -> attribute("n").between(1, "a"));
        assertRefused(ErrorCode.OPERAND_TYPE, () -> attribute("n").between(true, true));
    }

    @Test
    @Rule("C10")
    void in_withMixedTypes_comparesForEquality() {
        Item item = attributes("n", 2, "text", "2", "l", List.of(2), "null", Values.nullValue());

        assertHolds(item, attribute("n").in("2", 2));
        assertHolds(item, attribute("n").in(Values.number("2.0")));
        assertHolds(item, attribute("n").in(2, 2, 2));
        assertHolds(item, attribute("l").in(1, List.of(2)));
        assertHolds(item, attribute("null").in(Values.nullValue(), 1));
        assertHolds(item, attribute("n").in(attribute("text"), 2));
        assertDoesNotHold(item, attribute("n").in("2", List.of(2), Values.numberSet(2)));
        assertDoesNotHold(item, attribute("text").in(2, 3));
    }

    @Test
    @Rule("C10")
    void in_withMissing_isFalse() {
        Item item = attributes("n", 2);

        assertDoesNotHold(item, attribute("missing").in(1, Values.nullValue()));
        assertDoesNotHold(item, attribute("n").in(attribute("missing"), 3));
        assertDoesNotHold(item, attribute("missing").in(attribute("missing2")));
    }

    @Test
    @Rule("C10")
    void in_of100Values_looksAtAllOfThem() {
        Object[] candidates = IntStream.range(0, 100).boxed().toArray();

        assertHolds(attributes("n", 99), attribute("n").in(candidates));
        assertDoesNotHold(attributes("n", 100), attribute("n").in(candidates));
    }

    @Test
    @Rule("C10")
    void in_ofNoneOr101Values_isRefused() {
        Object[] candidates = IntStream.range(0, 101).boxed().toArray();

        assertRefused(ErrorCode.IN_SIZE, () -> attribute("n").in(candidates));
        assertRefused(ErrorCode.IN_SIZE, () -> attribute("n").in());
    }

    @Test
    @Rule("C16")
    void operator_withTheSamePathTwice_isRefused() {
        assertRefused(ErrorCode.OPERAND_SAME, () -> attribute("a").equalTo(attribute("a")));
        assertRefused(ErrorCode.OPERAND_SAME, () -> attribute("a.b[0]").lessThan(attribute("a.b[0]")));
        assertRefused(ErrorCode.OPERAND_SAME, () -> attribute("a").contains(attribute("a")));
        assertRefused(ErrorCode.OPERAND_SAME, () -> attribute("a").beginsWith(attribute("a")));
        assertRefused(ErrorCode.OPERAND_SAME, () -> attribute("a").between(1, attribute("a")));
        assertRefused(ErrorCode.OPERAND_SAME, () -> attribute("a").in(1, attribute("a")));
        assertHolds(attributes("a", 2), Operand.of(2).between(attribute("a"), attribute("a")));
    }

    @Test
    @Rule("C17")
    void condition_ofText_bindsNotBeforeAndBeforeOr() {
        Placeholders one = Placeholders.none().value(":v", 1);
        Item item = attributes("a", 1, "b", 2);

        assertHolds(item, Condition.parse("a = :v OR b = :v AND b = :v", one));
        assertDoesNotHold(item, Condition.parse("(a = :v OR b = :v) AND b = :v", one));
        assertHolds(item, Condition.parse("NOT b = :v AND a = :v", one));
        assertDoesNotHold(item, Condition.parse("NOT b = :v AND b = :v", one));
        assertHolds(item, Condition.parse("NOT (b = :v AND a = :v)", one));
        assertHolds(item, Condition.parse("not b = :v And a = :v oR b = :v", one));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Condition.parse("ATTRIBUTE_EXISTS(a)", Placeholders.none()));
    }

    @Test
    @Rule({"C17", "C18"})
    void condition_nestedInAnyWay_meansWhatItsTreeSays() {
        Condition yes = attribute("a").equalTo(1);
        Condition no = attribute("a").equalTo(2);
        Item item = attributes("a", 1);

        assertDoesNotHold(item, yes.or(no).and(no));
        assertHolds(item, yes.or(no.and(no)));
        assertDoesNotHold(item, not(yes.or(no)));
        assertHolds(item, not(yes).or(yes));
        assertHolds(item, not(yes.and(no)).and(yes.or(no)));
        assertHolds(item, new Condition.And(List.of(new Condition.And(List.of(yes, yes)), yes)));
        assertHolds(item, new Condition.Or(List.of(no, new Condition.Or(List.of(no, yes)))));
        assertHolds(item, not(not(yes.and(not(not(yes))))));
    }

    @Test
    @Rule({"C18", "D11"})
    void condition_deepInParentheses_isEvaluated() {
        Condition condition = attribute("a").equalTo(1);
        for (int i = 0; i < 40; i++) {
            condition = attribute("a").equalTo(2).or(attribute("b").notExists().and(condition));
        }

        assertHolds(attributes("a", 1), condition);
        assertDoesNotHold(attributes("a", 1, "b", 1), condition);
    }

    @Test
    @Rule("C19")
    void condition_wrongWhereItWouldNeverMatter_isRefusedAllTheSame() {
        assertRefused(
                ErrorCode.OPERAND_TYPE,
                () -> attribute("missing").exists().and(attribute("a").lessThan(true)));
        assertRefused(
                ErrorCode.BETWEEN_BOUNDS,
                () -> attribute("missing").notExists().or(attribute("a").between(2, 1)));
    }

    @Test
    @Rule("C20")
    void path_withAnIndexOfWhatIsNoList_isMissing() {
        List<String> roots = new ArrayList<>();
        Item.Builder item = Item.builder();
        for (AttributeType type : AttributeType.values()) {
            if (type != AttributeType.LIST) {
                item.set(type.code(), SampleValues.of(type));
                roots.add(type.code());
            }
        }
        item.set("zero", Map.of("0", "x", "-1", "y"));
        roots.add("zero");
        Item all = item.build();

        assertNoneHolds(all, roots.stream().map(root -> attribute(root + "[0]").exists()));
        assertNoneHolds(all, roots.stream().map(root -> attribute(root + "[0]").equalTo("1")));
        assertHolds(all, attribute("S[0]").notEqualTo("1"));
        assertHolds(attributes("l", List.of("1")), attribute("l[0]").equalTo("1"));
        assertDoesNotHold(attributes("l", List.of("1")), attribute("l[1]").exists());
        assertDoesNotHold(
                attributes("l", List.of(List.of("1"))), attribute("l[0][1]").exists());
        assertDoesNotHold(attributes("l", List.of("1")), attribute("l[0][0]").exists());
    }
}
