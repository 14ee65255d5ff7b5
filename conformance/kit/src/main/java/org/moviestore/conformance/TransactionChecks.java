// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.attribute;

import java.util.Arrays;
import java.util.List;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/** Makes transactions of actions on the shared table, and looks at how they end. */
abstract class TransactionChecks extends ConformanceTests {
    static final Condition ABSENT = attribute(ConformanceRun.PARTITION).notExists();
    static final Condition PRESENT = attribute(ConformanceRun.PARTITION).exists();

    final PutRequest put(Key key, Object... namesAndValues) {
        return PutRequest.of(table().schema(), withKey(key, attributes(namesAndValues)));
    }

    final PutRequest putIf(Condition condition, Key key, Object... namesAndValues) {
        return PutRequest.builder(table().schema(), withKey(key, attributes(namesAndValues)))
                .condition(condition)
                .build();
    }

    final UpdateRequest update(Key key, Update update) {
        return UpdateRequest.of(table().schema(), key, update);
    }

    final UpdateRequest updateIf(Condition condition, Key key, Update update) {
        return UpdateRequest.builder(table().schema(), key, update)
                .condition(condition)
                .build();
    }

    final DeleteRequest delete(Key key) {
        return DeleteRequest.of(table().schema(), key);
    }

    final DeleteRequest deleteIf(Condition condition, Key key) {
        return DeleteRequest.builder(table().schema(), key).condition(condition).build();
    }

    final ConditionCheck check(Key key, Condition condition) {
        return ConditionCheck.of(table().schema(), key, condition);
    }

    final ConditionCheck checkBringing(Key key, Condition condition) {
        return new ConditionCheck(table().schema(), key, condition, OnConditionFailure.RETURN_ITEM);
    }

    final void transact(WriteAction... actions) {
        store().transactWrite(TransactWriteRequest.of(actions));
    }

    /** Checks that a transaction succeeds, because it happens or because it has. */
    final void assertSucceeds(TransactWriteRequest request) {
        assertThatCode(() -> store().transactWrite(request)).doesNotThrowAnyException();
    }

    /** Checks that the actions are canceled, for these reasons in their order. */
    final void assertCanceled(List<? extends WriteAction> actions, CancellationReason... reasons) {
        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> store().transactWrite(TransactWriteRequest.of(actions)))
                .satisfies(canceled -> assertThat(canceled.reasons()).isEqualTo(Arrays.asList(reasons)))
                .withMessageContaining("nothing has changed");
    }

    /** Checks that a transaction is refused because its token was used for another. */
    final void assertTokenUsed(TransactWriteRequest request) {
        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> store().transactWrite(request))
                .satisfies(refusal -> assertThat(refusal.code()).contains(ErrorCode.TX_TOKEN_MISMATCH));
    }

    static CancellationReason none() {
        return CancellationReason.none();
    }

    static CancellationReason failed() {
        return CancellationReason.conditionFailed();
    }

    static CancellationReason failed(Item stored) {
        return CancellationReason.conditionFailed(stored);
    }

    static CancellationReason rejected(ErrorCode code) {
        return CancellationReason.updateRejected(code);
    }
}
