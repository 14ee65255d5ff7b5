// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.ContentionException;
import org.moviestore.item.Item;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class CanceledTransactionsTest {
    private static final Item STORED = Item.of("p", "a", "n", 1);

    private static software.amazon.awssdk.services.dynamodb.model.CancellationReason reason(
            String code, Optional<String> message) {
        return software.amazon.awssdk.services.dynamodb.model.CancellationReason.builder()
                .code(code)
                .message(message.orElse(null))
                .build();
    }

    @Test
    void translate_whenTheTransactionWasCanceled_givesAReasonForEachAction() {
        var failure = new org.moviestore.error.TransactionCanceledException(
                "canceled",
                List.of(
                        CancellationReason.none(),
                        CancellationReason.conditionFailed(STORED),
                        CancellationReason.conditionFailed(),
                        CancellationReason.conflict()));

        TransactionCanceledException answer = (TransactionCanceledException) ServiceErrors.translate(failure);

        var failed = reason("ConditionalCheckFailed", Optional.of("The conditional request failed"));
        assertThat(answer.cancellationReasons())
                .containsExactly(
                        reason("None", Optional.empty()),
                        failed.toBuilder()
                                .item(Map.of("p", AttributeValue.fromS("a"), "n", AttributeValue.fromN("1")))
                                .build(),
                        failed,
                        reason("TransactionConflict", Optional.of("Transaction is ongoing for the item")));
        assertThat(answer.awsErrorDetails().errorMessage())
                .isEqualTo("Transaction cancelled, please refer cancellation reasons for specific reasons [None,"
                        + " ConditionalCheckFailed, ConditionalCheckFailed, TransactionConflict]");
        assertThat(answer.awsErrorDetails().errorCode()).isEqualTo("TransactionCanceledException");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer).hasCause(failure);
    }

    @Test
    void conflict_ofATransaction_isAReasonOfEachAction() {
        ContentionException failure = new ContentionException("busy");

        TransactionCanceledException answer = (TransactionCanceledException) ServiceErrors.conflict(2, failure);

        var conflict = reason("TransactionConflict", Optional.of("Transaction is ongoing for the item"));
        assertThat(answer.cancellationReasons()).containsExactly(conflict, conflict);
        assertThat(answer.awsErrorDetails().errorMessage())
                .isEqualTo("Transaction cancelled, please refer cancellation reasons for specific reasons"
                        + " [TransactionConflict, TransactionConflict]");
        assertThat(answer).hasCause(failure);
    }
}
