// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.delete;
import static org.moviestore.expression.Expressions.ifNotExists;
import static org.moviestore.expression.Expressions.listAppend;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Values;

class UpdateEvaluatorTest {
    private static final Item OLD = Item.builder()
            .set("n", 5)
            .set("s", "x")
            .set("l", List.of("a", "b", "c", "d"))
            .set("m", Map.of("x", 1, "l", List.of(1)))
            .set("tags", Set.of("x", "y"))
            .set("numbers", Set.of(1, 2))
            .set("blobs", Set.of(Bytes.of(new byte[] {1})))
            .set("none", Values.nullValue())
            .build();

    private static void assertRejected(ErrorCode code, Update update) {
        assertThatThrownBy(() -> update.applyTo(OLD))
                .isInstanceOfSatisfying(
                        UpdateRejectedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void actions_readTheOldItem() {
        Update swap = set("n", attribute("s")).set("s", attribute("n"));
        Update move = remove("s").set("t", attribute("s"));
        Update fallback = set("n", 7).set("t", ifNotExists("n", 0));

        assertThat(swap.applyTo(OLD)).isEqualTo(OLD.with("n", "x").with("s", 5));
        assertThat(move.applyTo(OLD)).isEqualTo(OLD.without("s").with("t", "x"));
        assertThat(fallback.applyTo(OLD)).isEqualTo(OLD.with("n", 7).with("t", 5));
    }

    @Test
    void set_replacesAndCreatesAtAnyDepth() {
        Update update =
                set("n", Map.of()).set("m.y", List.of()).set("m.l[0]", true).set("new", "v");

        Item changed = update.applyTo(OLD);

        assertThat(changed)
                .isEqualTo(OLD.with("n", Map.of())
                        .with("m", Map.of("x", 1, "y", List.of(), "l", List.of(true)))
                        .with("new", "v"));
    }

    @ParameterizedTest
    @MethodSource("operandsThatAreMissing")
    void set_ofAMissingOperand_isRejected(Object value) {
        assertRejected(ErrorCode.OPERAND_MISSING, set("t", value));
    }

    static List<Object> operandsThatAreMissing() {
        return List.of(
                attribute("zz"),
                attribute("l[4]"),
                attribute("s.x"),
                attribute("zz").plus(1),
                listAppend(attribute("zz"), List.of()),
                ifNotExists("zz", attribute("yy")),
                ifNotExists("n", attribute("yy")));
    }

    @Test
    void arithmetic_isExact() {
        Item item = Item.of("n", new BigDecimal("0.1"));

        assertThat(set("n", attribute("n").plus(new BigDecimal("0.2"))).applyTo(item))
                .isEqualTo(Item.of("n", new BigDecimal("0.3")));
        assertThat(set("n", attribute("n").minus(new BigDecimal("1e20"))).applyTo(item))
                .isEqualTo(Item.of("n", new BigDecimal("-99999999999999999999.9")));
        assertThat(set("n", new UpdateValue.Minus(ifNotExists("zz", 10), ifNotExists("n", 0)))
                        .applyTo(item))
                .isEqualTo(Item.of("n", new BigDecimal("9.9")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s", "l", "m", "tags", "none"})
    void arithmetic_withAnythingButNumbers_isRejected(String path) {
        assertRejected(ErrorCode.OPERAND_TYPE, set("t", attribute(path).plus(1)));
        assertRejected(ErrorCode.OPERAND_TYPE, set("t", attribute("n").minus(attribute(path))));
        assertRejected(
                ErrorCode.OPERAND_TYPE, set("t", new UpdateValue.Plus(ifNotExists("zz", "x"), UpdateValue.of(1))));
    }

    @Test
    void arithmetic_withAResultThatIsNoNumber_isRejected() {
        BigDecimal largest = new BigDecimal("9.9999999999999999999999999999999999999E125");
        Item item = Item.of("n", largest);

        assertThatThrownBy(() -> set("n", attribute("n").plus(1)).applyTo(item))
                .isInstanceOfSatisfying(
                        UpdateRejectedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NUMBER_PRECISION));
        assertThatThrownBy(() -> add("n", new BigDecimal("9E125")).applyTo(Item.of("n", new BigDecimal("9E125"))))
                .isInstanceOfSatisfying(
                        UpdateRejectedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NUMBER_RANGE));
    }

    @Test
    void ifNotExists_takesWhatIsThereEvenIfNull() {
        assertThat(set("t", ifNotExists("none", 1)).applyTo(OLD)).isEqualTo(OLD.with("t", Values.nullValue()));
        assertThat(set("t", ifNotExists("s.x", 1)).applyTo(OLD)).isEqualTo(OLD.with("t", 1));
        assertThat(set("t", ifNotExists("zz", ifNotExists("m.x", 2))).applyTo(OLD))
                .isEqualTo(OLD.with("t", 1));
    }

    @Test
    void listAppend_joinsTwoLists() {
        assertThat(set("l", listAppend(attribute("m.l"), attribute("l"))).applyTo(OLD))
                .isEqualTo(OLD.with("l", List.of(1, "a", "b", "c", "d")));
        assertThat(set("t", listAppend(ifNotExists("zz", List.of()), List.of(List.of(1))))
                        .applyTo(OLD))
                .isEqualTo(OLD.with("t", List.of(List.of(1))));
        assertRejected(ErrorCode.OPERAND_TYPE, set("t", listAppend(attribute("s"), List.of())));
        assertRejected(ErrorCode.OPERAND_TYPE, set("t", listAppend(List.of(), attribute("tags"))));
    }

    @Test
    void set_ofListElements_replacesThoseInPlaceAndAppendsTheRestInTheOrderOfTheirIndexes() {
        Update update = set("l[9]", "z").set("l[4]", "y").set("l[0]", "w");

        assertThat(update.applyTo(OLD)).isEqualTo(OLD.with("l", List.of("w", "b", "c", "d", "y", "z")));
    }

    @Test
    void remove_ofListElements_takesTheIndexesOfTheOldList() {
        assertThat(remove("l[0]").remove("l[2]").applyTo(OLD)).isEqualTo(OLD.with("l", List.of("b", "d")));
        assertThat(remove("l[2]").remove("l[0]").applyTo(OLD)).isEqualTo(OLD.with("l", List.of("b", "d")));
        assertThat(remove("l[4]").applyTo(OLD)).isEqualTo(OLD);
    }

    @Test
    void set_andRemoveOnOneList_keepTheOldIndexes() {
        assertThat(set("l[9]", "z").remove("l[0]").remove("l[2]").applyTo(OLD))
                .isEqualTo(OLD.with("l", List.of("b", "d", "z")));
        assertThat(set("l[1]", "z").remove("l[0]").applyTo(OLD)).isEqualTo(OLD.with("l", List.of("z", "c", "d")));
    }

    @Test
    void remove_ofTheLastElementOrEntry_leavesTheEmptyContainer() {
        assertThat(remove("m.l[0]").remove("m.x").applyTo(OLD)).isEqualTo(OLD.with("m", Map.of("l", List.of())));
        assertThat(remove("m.l").remove("m.x").applyTo(OLD)).isEqualTo(OLD.with("m", Map.of()));
        assertThat(remove("zz").remove("m.zz").applyTo(OLD)).isEqualTo(OLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz.x", "zz[0]", "s.x", "s[0]", "m[0]", "l.x", "m.zz.x", "l[4].x", "tags[0]", "none.x"})
    void path_throughSomethingMissingOrOfAnotherType_isRejected(String path) {
        assertRejected(ErrorCode.PATH_INVALID, set(path, 1));
        assertRejected(ErrorCode.PATH_INVALID, remove(path));
        assertRejected(ErrorCode.PATH_INVALID, add(path, 1));
        assertRejected(ErrorCode.PATH_INVALID, delete(path, Set.of("x")));
        assertRejected(ErrorCode.PATH_INVALID, set(path, attribute("zz")));
    }

    @Test
    void add_toNumbersAndSets_addsAndUnites() {
        Update update = add("n", new BigDecimal("-5.5"))
                .add("tags", Set.of("y", "z"))
                .add("numbers", Values.numberSet(new BigDecimal("2.0"), 3))
                .add("blobs", Set.of(Bytes.of(new byte[] {2})));

        Item changed = update.applyTo(OLD);

        assertThat(changed)
                .isEqualTo(OLD.with("n", new BigDecimal("-0.5"))
                        .with("tags", Set.of("x", "y", "z"))
                        .with("numbers", Set.of(1, 2, 3))
                        .with("blobs", Set.of(Bytes.of(new byte[] {1}), Bytes.of(new byte[] {2}))));
    }

    @Test
    void add_toWhatIsMissing_becomesTheOperand() {
        assertThat(add("zz", 5).add("m.y", Set.of("x")).add("l[7]", 1).applyTo(OLD))
                .isEqualTo(OLD.with("zz", 5)
                        .with("m", Map.of("x", 1, "l", List.of(1), "y", Set.of("x")))
                        .with("l", List.of("a", "b", "c", "d", 1)));
        assertThat(add("m.x", 2).applyTo(OLD)).isEqualTo(OLD.with("m", Map.of("x", 3, "l", List.of(1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s", "l", "m", "tags", "none"})
    void add_ofANumberToAnotherType_isRejected(String path) {
        assertRejected(ErrorCode.OPERAND_TYPE, add(path, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "s", "l", "numbers", "blobs"})
    void addAndDelete_ofTextsWithAnotherType_areRejected(String path) {
        assertRejected(ErrorCode.OPERAND_TYPE, add(path, Set.of("x")));
        assertRejected(ErrorCode.OPERAND_TYPE, delete(path, Set.of("x")));
    }

    @Test
    void delete_fromSets_takesMembersAway() {
        Update update = delete("tags", Set.of("x", "z"))
                .delete("numbers", Values.numberSet(new BigDecimal("1.0")))
                .delete("blobs", Set.of(Bytes.of(new byte[] {7})));

        assertThat(update.applyTo(OLD)).isEqualTo(OLD.with("tags", Set.of("y")).with("numbers", Set.of(2)));
    }

    @Test
    void delete_ofAllMembers_removesTheAttribute() {
        Update update = delete("tags", Set.of("x", "y"))
                .delete("numbers", Set.of(1, 2))
                .delete("blobs", Set.of(Bytes.of(new byte[] {1})));

        assertThat(update.applyTo(OLD))
                .isEqualTo(OLD.without("tags").without("numbers").without("blobs"));
    }

    @Test
    void delete_fromNothing_changesNothing() {
        assertThat(delete("zz", Set.of("x")).delete("m.zz", Set.of("x")).applyTo(OLD))
                .isEqualTo(OLD);
    }

    @Test
    void result_thatBreaksALimit_isRejected() {
        Object deep = "x";
        for (int i = 0; i < 31; i++) {
            deep = List.of(deep);
        }
        Update nested = set("m.x", deep);
        Update large = set("zz", "x".repeat(409_600));

        assertRejected(ErrorCode.NESTING, nested);
        assertRejected(ErrorCode.ITEM_SIZE, large);
        assertThat(set("zz", deep).applyTo(OLD)).isEqualTo(OLD.with("zz", deep));
    }

    @Test
    void update_ofAMissingItem_seesItsKeyAlone() {
        Item key = Item.of("p", "x");

        assertThat(set("a", attribute("p")).applyTo(key)).isEqualTo(Item.of("p", "x", "a", "x"));
        assertThat(add("a", 1).applyTo(key)).isEqualTo(Item.of("p", "x", "a", 1));
        assertThat(Update.none().applyTo(key)).isEqualTo(key);
    }

    @Test
    void createsItem_doesUnlessThereIsOnlyRemoveAndDelete() {
        assertThat(Update.none().createsItem()).isTrue();
        assertThat(set("a", 1).createsItem()).isTrue();
        assertThat(remove("a").add("b", 1).createsItem()).isTrue();
        assertThat(remove("a").createsItem()).isFalse();
        assertThat(remove("a").delete("b", Set.of("x")).createsItem()).isFalse();
    }
}
