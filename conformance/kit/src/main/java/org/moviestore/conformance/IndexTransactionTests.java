// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.ifNotExists;
import static org.moviestore.expression.Expressions.set;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.expression.Update;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/** What transactions make of secondary indexes; rules H5, I2, I8 and T6. */
abstract class IndexTransactionTests extends IndexChecks {
    private UpdateRequest update(Item item, Update update) {
        return UpdateRequest.of(schema(), schema().keyOf(item), update);
    }

    private void assertCanceled(List<? extends WriteAction> actions, CancellationReason... reasons) {
        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> store().transactWrite(TransactWriteRequest.of(actions)))
                .satisfies(canceled -> assertThat(canceled.reasons()).isEqualTo(Arrays.asList(reasons)));
    }

    private static CancellationReason rejected(ErrorCode code) {
        return CancellationReason.updateRejected(code);
    }

    @Test
    @Rule("I8")
    void transactWrite_ofEachKindOfAction_movesItemsInEachIndex() {
        String old = newPartition();
        String text = newPartition();
        List<Item> items = storedTogether(
                attributes("gs", old, "sn", 1, "x", 1, "n", 7),
                attributes("gs", old, "sn", 2),
                attributes("gs", old, "sn", 3),
                attributes("gs", old, "sn", 4));
        Item added = items.get(0).with("s", "z").with("gs", text).with("sn", 5);

        store().transactWrite(TransactWriteRequest.of(
                update(
                        items.get(0),
                        set("gs", text).set("sn", attribute("n")).set("ln", ifNotExists("nothing", attribute("x")))),
                PutRequest.of(schema(), items.get(1).with("sn", 6)),
                DeleteRequest.of(schema(), schema().keyOf(items.get(2))),
                ConditionCheck.of(
                        schema(), schema().keyOf(items.get(3)), attribute("sn").exists()),
                PutRequest.of(schema(), added)));

        Item moved = items.get(0).with("gs", text).with("sn", 7).with("ln", 1);
        assertShownByGlobal(text, added, moved);
        assertShownByGlobal(old, items.get(3), items.get(1).with("sn", 6));
        assertShownByLocal(partitionOf(added), items.get(3), added, items.get(1).with("sn", 6), moved);
        assertIndexed("local-keys", partitionOf(added), only(moved, "p", "s", "ln"));
    }

    @Test
    @Rule("I8")
    void transactWrite_whenCanceled_leavesTheIndexesAsTheyAre() {
        String text = newPartition();
        List<Item> items = storedTogether(attributes("gs", text, "sn", 1), attributes("gs", text, "sn", 2));

        assertCanceled(
                List.of(
                        PutRequest.of(schema(), items.get(0).with("sn", 3)),
                        ConditionCheck.of(
                                schema(),
                                schema().keyOf(items.get(1)),
                                attribute("sn").equalTo(3))),
                CancellationReason.none(),
                CancellationReason.conditionFailed());

        assertShownByGlobal(text, items.toArray(Item[]::new));
        assertShownByLocal(partitionOf(items.get(0)), items.toArray(Item[]::new));
    }

    @Test
    @Rule({"H5", "I2"})
    void transactWrite_ofUpdatesThatIndexesCannotTake_namesEachAndChangesNothing() {
        Item values = attributes("gs", newPartition(), "sn", 1, "text", "x", "empty", "", "long", "x".repeat(1025));
        List<Item> items = storedTogether(values, values, values, values, values);
        Item absent = items.get(0).with("s", "absent");

        assertCanceled(
                List.of(
                        update(items.get(0), set("ln", attribute("text"))),
                        update(items.get(1), set("gs", attribute("sn"))),
                        update(items.get(2), set("ss", attribute("empty"))),
                        update(items.get(3), set("ss", attribute("long"))),
                        update(items.get(4), set("ln", attribute("sn"))),
                        update(absent, set("ln", attribute("p")))),
                rejected(ErrorCode.KEY_TYPE),
                rejected(ErrorCode.KEY_TYPE),
                rejected(ErrorCode.KEY_EMPTY),
                rejected(ErrorCode.KEY_LENGTH),
                CancellationReason.none(),
                rejected(ErrorCode.KEY_TYPE));
        assertCanceled(List.of(update(absent, set("ln", attribute("p")))), rejected(ErrorCode.KEY_TYPE));

        for (Item item : items) {
            assertThat(indexed().get(schema().keyOf(item))).contains(item);
        }
        assertThat(indexed().get(schema().keyOf(absent))).isEmpty();
        assertIndexed("local-keys", partitionOf(absent));
    }

    @Test
    @Rule({"E17", "I2"})
    void transactWrite_whoseConditionAndIndexKeyAreBothWrong_failsByTheCondition() {
        List<Item> items = storedTogether(attributes("sn", 1, "text", "x"), attributes("sn", 1, "text", "x"));
        Key first = schema().keyOf(items.get(0));

        assertCanceled(
                List.of(
                        UpdateRequest.builder(schema(), first, set("ln", attribute("text")))
                                .condition(attribute("sn").equalTo(2))
                                .build(),
                        update(items.get(1), set("ln", attribute("text")))),
                CancellationReason.conditionFailed(),
                rejected(ErrorCode.KEY_TYPE));

        assertThat(indexed().get(first)).contains(items.get(0));
    }

    @Test
    @Rule({"I2", "T6"})
    void transactWrite_ofActionsThatKnowNothingOfTheIndexes_obeysThemAllTheSame() {
        String text = newPartition();
        Item item = storedTogether(attributes("gs", text, "sn", 1)).get(0);
        Item other = item.with("s", "other");
        UpdateRequest fit = UpdateRequest.of(bare(), schema().keyOf(item), set("sn", 2));

        assertCanceled(
                List.of(fit, PutRequest.of(bare(), other.with("gs", 5))),
                CancellationReason.none(),
                rejected(ErrorCode.KEY_TYPE));
        assertCanceled(
                List.of(fit, PutRequest.of(bare(), other.with("gs", ""))),
                CancellationReason.none(),
                rejected(ErrorCode.KEY_EMPTY));
        assertCanceled(
                List.of(
                        UpdateRequest.of(bare(), schema().keyOf(item), set("gs", attribute("sn"))),
                        PutRequest.of(bare(), other)),
                rejected(ErrorCode.KEY_TYPE),
                CancellationReason.none());
        assertShownByGlobal(text, item);

        store().transactWrite(TransactWriteRequest.of(fit, PutRequest.of(bare(), other.with("sn", 3))));
        assertShownByGlobal(text, item.with("sn", 2), other.with("sn", 3));
    }
}
