// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.RetryAdvice;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/** Transactions that are canceled: for which reasons, and that nothing happens; rule H5. */
abstract class CancellationTests extends TransactionChecks {
    @Test
    @Rule("H5")
    void transactWrite_whoseConditionFails_writesNothing() {
        Key created = newKey();
        Key changed = stored(attributes("n", 1));
        Key removed = stored(attributes("a", 1));
        Key checked = stored(attributes("a", 1));

        assertCanceled(
                List.of(
                        put(created),
                        update(changed, add("n", 1)),
                        delete(removed),
                        check(checked, attribute("a").equalTo(2))),
                none(),
                none(),
                none(),
                failed());

        assertThat(table().get(created)).isEmpty();
        assertThat(read(changed)).contains(attributes("n", 1));
        assertThat(read(removed)).contains(attributes("a", 1));
        assertThat(read(checked)).contains(attributes("a", 1));
    }

    @Test
    @Rule("H5")
    void transactWrite_whoseConditionFailsInOneTable_writesNothingInAnother() {
        DocumentTable other = run().shared(AttributeType.NUMBER);
        Key elsewhere = other.schema().key(run().next());
        Key here = newKey();

        assertCanceled(
                List.of(PutRequest.of(other.schema(), elsewhere.attributes()), putIf(PRESENT, here)), none(), failed());

        assertThat(other.get(elsewhere)).isEmpty();
        assertThat(table().get(here)).isEmpty();
    }

    @Test
    @Rule("H5")
    void transactWrite_whoseConditionsFail_namesAllOfThemInOrder() {
        Key present = stored(attributes("a", 1));
        Key absent = newKey();

        assertCanceled(
                List.of(
                        putIf(ABSENT, present),
                        put(newKey()),
                        updateIf(attribute("a").equalTo(2), stored(attributes("a", 1)), set("a", 3)),
                        deleteIf(PRESENT, absent),
                        check(newKey(), ABSENT),
                        check(newKey(), PRESENT)),
                failed(),
                none(),
                failed(),
                failed(),
                none(),
                failed());
    }

    @Test
    @Rule({"H5", "F5"})
    void transactWrite_whoseConditionsFail_bringsTheStoredItemsIfAsked() {
        Item values = attributes("a", 1, "l", List.of("x"));
        Key put = stored(values);
        Key updated = stored(values);
        Key deleted = stored(values);
        Key checked = stored(values);
        Key notAsked = stored(values);
        Key absent = newKey();

        assertCanceled(
                List.of(
                        PutRequest.builder(table().schema(), put.attributes())
                                .condition(ABSENT)
                                .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                                .build(),
                        UpdateRequest.builder(table().schema(), updated, remove("a"))
                                .condition(attribute("a").notExists())
                                .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                                .build(),
                        DeleteRequest.builder(table().schema(), deleted)
                                .condition(ABSENT)
                                .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                                .build(),
                        checkBringing(checked, ABSENT),
                        check(notAsked, ABSENT),
                        checkBringing(absent, PRESENT)),
                failed(withKey(put, values)),
                failed(withKey(updated, values)),
                failed(withKey(deleted, values)),
                failed(withKey(checked, values)),
                failed(),
                failed());
    }

    @Test
    @Rule({"H5", "F5"})
    void transactWrite_whoseConditionsFailOnMoreThan4Mebibytes_bringsThemAll() {
        List<WriteAction> actions = new ArrayList<>();
        List<CancellationReason> reasons = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Item values = attributes("i", i, "a", "x".repeat(400_000));
            Key key = stored(values);
            actions.add(checkBringing(key, ABSENT));
            reasons.add(failed(withKey(key, values)));
        }

        assertCanceled(actions, reasons.toArray(CancellationReason[]::new));
    }

    @Test
    @Rule("H5")
    void transactWrite_whoseUpdatesCannotBeApplied_namesAllOfThemInOrder() {
        Item values = attributes("n", 1, "s", "x", "m", Map.of("a", 1));
        Key kept = newKey();

        assertCanceled(
                List.of(
                        update(stored(values), set("a", attribute("b").plus(1))),
                        update(stored(values), add("n", 1)),
                        update(stored(values), set("n", attribute("s").plus(1))),
                        update(stored(values), set("x.y", 1)),
                        put(kept),
                        update(newKey(), set("m.y", 1)),
                        update(stored(values), Update.none().delete("s", Set.of("x")))),
                rejected(ErrorCode.OPERAND_MISSING),
                none(),
                rejected(ErrorCode.OPERAND_TYPE),
                rejected(ErrorCode.PATH_INVALID),
                none(),
                rejected(ErrorCode.PATH_INVALID),
                rejected(ErrorCode.OPERAND_TYPE));

        assertThat(table().get(kept)).isEmpty();
    }

    @Test
    @Rule("H5")
    void transactWrite_whoseUpdatesBreakLimits_namesThem() {
        Key big = stored(attributes("a", "x".repeat(400_000)));
        Key precise = stored(attributes("n", new BigDecimal("9.9999999999999999999999999999999999999E37")));
        Key deep = stored(attributes("m", Map.of()));

        assertCanceled(
                List.of(
                        update(big, set("b", "x".repeat(10_000))),
                        update(precise, add("n", new BigDecimal("0.1"))),
                        update(deep, set("m.x", nested(31)))),
                rejected(ErrorCode.ITEM_SIZE),
                rejected(ErrorCode.NUMBER_PRECISION),
                rejected(ErrorCode.NESTING));

        assertThat(read(deep)).contains(attributes("m", Map.of()));
    }

    private static Object nested(int depth) {
        Object value = Values.string("x");
        for (int i = 0; i < depth; i++) {
            value = Values.list(value);
        }
        return value;
    }

    @Test
    @Rule("H5")
    void transactWrite_failingInDifferentWays_namesEachItsOwn() {
        Item values = attributes("a", 1);
        Key asked = stored(values);

        assertCanceled(
                List.of(
                        check(newKey(), PRESENT),
                        update(stored(values), set("b", attribute("c"))),
                        checkBringing(asked, attribute("a").equalTo(2)),
                        put(newKey()),
                        update(newKey(), remove("a.b"))),
                failed(),
                rejected(ErrorCode.OPERAND_MISSING),
                failed(withKey(asked, values)),
                none(),
                none());
    }

    @Test
    @Rule({"H5", "E17"})
    void transactWrite_whoseConditionAndUpdateAreBothWrong_failsByTheCondition() {
        Key key = stored(attributes("a", 1));

        assertCanceled(List.of(updateIf(attribute("a").equalTo(2), key, set("b", attribute("c")))), failed());
    }

    @Test
    @Rule({"H5", "E16"})
    void transactWrite_ofUpdatesThatOnlyRemove_failsForTheReasonsOfOthers() {
        Key absent = newKey();
        Key present = stored(attributes("a", 1));

        assertCanceled(
                List.of(
                        update(absent, remove("a.b")),
                        update(present, remove("a.b")),
                        update(stored(attributes("a", 1)), remove("a")),
                        updateIf(attribute("a").notExists(), stored(attributes("a", 1)), remove("b")),
                        updateIf(PRESENT, newKey(), remove("b"))),
                none(),
                rejected(ErrorCode.PATH_INVALID),
                none(),
                failed(),
                failed());

        assertThat(table().get(absent)).isEmpty();
        assertThat(read(present)).contains(attributes("a", 1));
    }

    @Test
    @Rule("H5")
    void transactWrite_whenCanceled_saysWhatFailedAndIsNotToBeSentAgain() {
        Key key = newKey();

        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> transact(put(newKey()), check(key, PRESENT)))
                .withMessageContaining(key.toString())
                .withMessageContaining(table().schema().tableName())
                .satisfies(canceled -> assertThat(canceled.retryAdvice()).isEqualTo(RetryAdvice.NEVER));
    }

    @Test
    @Rule("H5")
    void transactWrite_afterItWasCanceled_canHappen() {
        Key key = newKey();
        Key needed = newKey();
        TransactWriteRequest request = TransactWriteRequest.of(put(key, "a", 1), check(needed, PRESENT));
        assertThatExceptionOfType(TransactionCanceledException.class).isThrownBy(() -> store().transactWrite(request));
        table().put(needed.attributes());

        store().transactWrite(request);

        assertThat(read(key)).contains(attributes("a", 1));
    }
}
