// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.delete;
import static org.moviestore.expression.Expressions.ifNotExists;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Placeholders;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.AttributePath;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** Updates as a whole: what they read, what they create, when they are refused; rules E1, E2, E4, E7 and E13 to E18. */
abstract class UpdateTests extends UpdateChecks {
    @Test
    @Rule("E1")
    void update_ofSeveralAttributes_readsTheOldItem() {
        Item before = attributes("a", 1, "b", "x", "n", 10);

        assertUpdated(before, set("a", attribute("b")).set("b", attribute("a")), attributes("a", "x", "b", 1, "n", 10));
        assertUpdated(before, remove("b").set("c", attribute("b")), attributes("a", 1, "c", "x", "n", 10));
        assertUpdated(
                before,
                set("n", attribute("a").plus(1)).add("a", 5).set("m", attribute("n")),
                attributes("a", 6, "b", "x", "n", 2, "m", 10));
        assertUpdated(
                attributes("old", 1),
                set("a", 7).set("b", ifNotExists("a", "fallback")),
                attributes("old", 1, "a", 7, "b", "fallback"));
    }

    @Test
    @Rule("E2")
    void set_ofAMissingOperand_isRejected() {
        Item before = attributes("a", 1, "m", Map.of("x", 1), "t", "text");

        assertRejected(ErrorCode.OPERAND_MISSING, before, set("b", attribute("missing")));
        assertRejected(ErrorCode.OPERAND_MISSING, before, set("b", attribute("m.missing")));
        assertRejected(ErrorCode.OPERAND_MISSING, before, set("b", attribute("t.x")));
        assertRejected(
                ErrorCode.OPERAND_MISSING, before, set("a", attribute("missing").plus(1)));
        assertRejected(
                ErrorCode.OPERAND_MISSING, before, set("a", attribute("a").minus(attribute("missing"))));
        assertRejected(ErrorCode.OPERAND_MISSING, before, set("c", 1).set("b", attribute("missing")));
        assertRejected(ErrorCode.OPERAND_MISSING, before, add("a", 1).set("b", attribute("missing")));
    }

    @Test
    @Rule("E4")
    void ifNotExists_ofAValueThatIsThere_takesIt() {
        Item before = attributes("a", 1, "null", Values.nullValue(), "m", Map.of("x", 2));

        assertUpdated(before, set("a", ifNotExists("a", 5)), before);
        assertUpdated(before, set("b", ifNotExists("null", 5)), before.with("b", Values.nullValue()));
        assertUpdated(before, set("b", ifNotExists("m.x", 5)), before.with("b", 2));
    }

    @Test
    @Rule("E4")
    void ifNotExists_ofAValueThatIsNotThere_takesTheFallback() {
        Item before = attributes("a", 1, "m", Map.of("x", 2), "t", "text");

        assertUpdated(before, set("b", ifNotExists("missing", 5)), before.with("b", 5));
        assertUpdated(before, set("b", ifNotExists("m.x.y", 5)), before.with("b", 5));
        assertUpdated(before, set("b", ifNotExists("t.y", 5)), before.with("b", 5));
        assertUpdated(before, set("b", ifNotExists("missing", attribute("a"))), before.with("b", 1));
        assertUpdated(before, set("b", ifNotExists("no", ifNotExists("neither", 7))), before.with("b", 7));
        assertUpdated(before, set("b", new UpdateValue.Plus(counter(), UpdateValue.of(1))), before.with("b", 1));
    }

    private static UpdateValue counter() {
        return ifNotExists("b", 0);
    }

    @Test
    @Rule("E4")
    void ifNotExists_withAMissingFallback_isRejectedEvenIfItIsNotNeeded() {
        assertRejected(ErrorCode.OPERAND_MISSING, attributes("a", 1), set("b", ifNotExists("a", attribute("missing"))));
        assertRejected(
                ErrorCode.OPERAND_MISSING, attributes("a", 1), set("b", ifNotExists("no", attribute("missing"))));
    }

    @Test
    @Rule("E7")
    void set_throughAMissingOrWrongParent_isRejected() {
        Item before = attributes("t", "text", "m", Map.of("x", 1), "l", List.of(1), "ss", Values.stringSet("a"));

        for (String path : List.of(
                "missing.a", "missing[0]", "t.a", "t[0]", "m[0]", "l.a", "m.x.y", "m.no.y", "l[5].a", "ss[0]")) {
            assertRejected(ErrorCode.PATH_INVALID, before, set(path, 1));
            assertRejected(ErrorCode.PATH_INVALID, before, set("a", 1).set(path, 1));
        }
    }

    @Test
    @Rule("E7")
    void set_throughAMissingParentOfAMissingItem_isRejectedAndCreatesNothing() {
        Key key = newKey();

        assertThatExceptionOfType(UpdateRejectedException.class)
                .isThrownBy(() -> table().update(UpdateRequest.of(table().schema(), key, set("m.x", 1))))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(ErrorCode.PATH_INVALID));

        assertThat(table().get(key)).isEmpty();
    }

    @Test
    @Rule("E13")
    void update_ofText_takesEachClauseOnceInAnyOrder() {
        Placeholders values = Placeholders.none()
                .value(":one", 1)
                .value(":x", Values.stringSet("x"))
                .value(":y", Values.stringSet("y"));
        Item before = attributes("n", 1, "gone", 1, "ss", Values.stringSet("x", "z"), "st", Values.stringSet("x"));

        assertUpdated(
                before,
                Update.parse("DELETE ss :x REMOVE gone ADD st :y SET n = n + :one, o = :one", values),
                attributes("n", 2, "o", 1, "ss", Values.stringSet("z"), "st", Values.stringSet("x", "y")));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Update.parse("SET a = :one SET b = :one", values));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Update.parse("REMOVE a SET b = :one REMOVE c", values));
    }

    @Test
    @Rule("E14")
    void update_ofAKeyAttribute_isRefused() {
        for (Update update : List.of(
                set("p", "other"), set("p.x", 1), set("p[0]", 1), remove("p"), add("p", 1), delete("p", Set.of("x")))) {
            assertWriteRefused(
                    ErrorCode.KEY_UPDATE, key -> table().update(UpdateRequest.of(table().schema(), key, update)));
        }
        assertWriteRefused(
                ErrorCode.KEY_UPDATE,
                key -> table().update(UpdateRequest.of(
                        table().schema(),
                        key,
                        set("p", key.attributes().attribute("p").orElseThrow()))));
    }

    private void assertCreated(Update update, Item attributes) {
        Key key = newKey();

        WriteResult result = table().update(request(key, update, ReturnValues.ALL_NEW));

        assertThat(read(key)).contains(attributes);
        assertThat(result.item()).contains(withKey(key, attributes));
    }

    @Test
    @Rule("E15")
    void update_ofAMissingItem_createsItOfItsKeyAndTheUpdate() {
        assertCreated(set("a", 1), attributes("a", 1));
        assertCreated(add("n", 5), attributes("n", 5));
        assertCreated(add("ss", Values.stringSet("x")), attributes("ss", Values.stringSet("x")));
        assertCreated(set("a", 1).remove("b"), attributes("a", 1));
        assertCreated(Update.none(), Item.EMPTY);
    }

    @Test
    @Rule("E15")
    void update_ofNothing_leavesAnItemAsItIs() {
        assertUpdated(attributes("a", 1), Update.none(), attributes("a", 1));
    }

    @Test
    @Rule("E15")
    void update_ofAMissingItem_readsItsKey() {
        Key key = newKey();

        table().update(UpdateRequest.of(table().schema(), key, set("copy", attribute("p"))));

        assertThat(read(key))
                .contains(attributes("copy", key.attributes().attribute("p").orElseThrow()));
    }

    @Test
    @Rule("E15")
    void update_ofAMissingItemOnConditionOfItsKey_fails() {
        Key key = newKey();
        UpdateRequest request = UpdateRequest.builder(table().schema(), key, set("a", 1))
                .condition(
                        attribute("p").equalTo(key.attributes().attribute("p").orElseThrow()))
                .build();

        assertThatExceptionOfType(ConditionFailedException.class).isThrownBy(() -> table().update(request));

        assertThat(table().get(key)).isEmpty();
    }

    @Test
    @Rule("E16")
    void update_thatOnlyRemoves_createsNothing() {
        for (Update update : List.of(
                remove("a"),
                remove("m.x"),
                remove("l[0]"),
                delete("ss", Values.stringSet("x")),
                remove("a").delete("m.ss", Values.stringSet("x")))) {
            Key key = newKey();

            WriteResult result = table().update(request(key, update, ReturnValues.ALL_NEW));

            assertThat(result.item()).as("%s", update).isEmpty();
            assertThat(table().get(key)).as("%s", update).isEmpty();
            for (ReturnValues returning : ReturnValues.values()) {
                assertThat(table().update(request(key, update, returning)).item())
                        .isEmpty();
            }
            assertThat(table().get(key)).as("%s", update).isEmpty();
        }
    }

    @Test
    @Rule("E16")
    void update_thatOnlyRemoves_stillObeysItsCondition() {
        Key key = newKey();
        UpdateRequest.Builder unless = UpdateRequest.builder(table().schema(), key, remove("a"))
                .condition(attribute("b").notExists());
        UpdateRequest.Builder only = UpdateRequest.builder(table().schema(), key, remove("a"))
                .condition(attribute("b").exists());

        assertThat(table().update(unless.build()).item()).isEmpty();
        UpdateRequest request = only.build();
        assertThatExceptionOfType(ConditionFailedException.class).isThrownBy(() -> table().update(request));
        assertThat(table().get(key)).isEmpty();

        table().put(withKey(key, attributes("a", 1, "b", 1)));
        table().update(request);
        assertThat(read(key)).contains(attributes("b", 1));
    }

    @Test
    @Rule("E17")
    void update_whoseConditionAndPathAreBothWrong_failsByTheCondition() {
        Item before = attributes("a", 1);
        Key key = stored(before);

        for (Update update :
                List.of(set("missing.x", 1), set("b", attribute("missing")), add("a", Values.stringSet("x")))) {
            UpdateRequest request = UpdateRequest.builder(table().schema(), key, update)
                    .condition(attribute("a").equalTo(2))
                    .build();
            assertThatExceptionOfType(ConditionFailedException.class).isThrownBy(() -> table().update(request));
        }

        assertThat(read(key)).contains(before);
    }

    @Test
    @Rule("E18")
    void update_wrongInSeveralWays_isRejectedForOneOfThem() {
        assertRejected(
                Set.of(ErrorCode.OPERAND_MISSING, ErrorCode.PATH_INVALID, ErrorCode.OPERAND_TYPE),
                attributes("a", 1, "t", "text"),
                set("x", attribute("missing")).set("missing.y", 1).add("t", 1));
    }

    @Test
    @Rule({"E7", "D8"})
    void update_ofANameWithADot_isNoPath() {
        AttributePath dotted = AttributePath.of("m.x");

        assertUpdated(
                attributes("m", Map.of("x", 1)),
                Update.none().with(new Update.Set(dotted, UpdateValue.of(2))),
                attributes("m", Map.of("x", 1), "m.x", 2));
        assertUpdated(
                attributes("m", Map.of("x", 1), "m.x", 2),
                Update.none().with(new Update.Remove(dotted)),
                attributes("m", Map.of("x", 1)));
    }
}
