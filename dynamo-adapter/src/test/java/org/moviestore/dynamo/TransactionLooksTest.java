// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.ScriptedHttp.error;
import static org.moviestore.dynamo.ScriptedHttp.ok;
import static org.moviestore.dynamo.TransactionTriesTest.WRONG_TYPE;
import static org.moviestore.dynamo.TransactionTriesTest.WRONG_TYPE_OF_FIRST;
import static org.moviestore.dynamo.TransactionsTest.SCHEMA;
import static org.moviestore.dynamo.TransactionsTest.canceled;
import static org.moviestore.dynamo.TransactionsTest.reason;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.remove;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.moviestore.dynamo.ScriptedHttp.Answer;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.expression.Update;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;

/** What is told of a transaction that failed where its credentials may not find out more. */
class TransactionLooksTest {
    private static final Answer DENIED = error(400, "AccessDeniedException", "no looking");
    private static final Answer TEXT_AND_NOTHING =
            ok("{\"Responses\":[{\"Item\":{\"id\":{\"N\":\"1\"},\"n\":{\"S\":\"x\"}}},{}]}");

    private static TransactWriteRequest of(Update update) {
        return TransactWriteRequest.of(
                UpdateRequest.of(SCHEMA, SCHEMA.key(1), update), PutRequest.of(SCHEMA, Item.of("id", 2)));
    }

    private static void write(ScriptedHttp http, TransactWriteRequest request) {
        TransactionsTest.over(http, new ArrayList<>()).write(request);
    }

    private static void assertDenied(Throwable suppressed) {
        assertThat(suppressed)
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("AccessDeniedException: no looking");
    }

    @Test
    void updateThatIsRefused_ofItemsThatMayNotBeRead_isRejectedForIt() {
        ScriptedHttp http = new ScriptedHttp(WRONG_TYPE, DENIED);

        assertThatThrownBy(() -> write(http, of(add("n", 1))))
                .isInstanceOfSatisfying(RequestRejectedException.class, refused -> {
                    assertThat(refused.code()).contains(ErrorCode.OPERAND_TYPE);
                    assertThat(refused.getSuppressed()).singleElement().satisfies(TransactionLooksTest::assertDenied);
                })
                .hasMessageContaining("incorrect data type; nothing has changed");
    }

    private static void assertCanceledForItsType(ScriptedHttp http) {
        assertThatThrownBy(() -> write(http, of(add("n", 1))))
                .isInstanceOfSatisfying(TransactionCanceledException.class, canceled -> {
                    assertThat(canceled.reasons())
                            .containsExactly(
                                    CancellationReason.updateRejected(ErrorCode.OPERAND_TYPE),
                                    CancellationReason.none());
                    assertThat(canceled.getSuppressed()).singleElement().satisfies(TransactionLooksTest::assertDenied);
                });
    }

    @Test
    void updateThatIsRefusedWithItsPlace_ofItemsThatMayNotBeRead_isCanceledForIt() {
        ScriptedHttp http = new ScriptedHttp(WRONG_TYPE_OF_FIRST, DENIED);

        assertCanceledForItsType(http);
    }

    @Test
    void updateThatIsRefused_inTablesThatMayNotBeDescribed_isCanceledByTheIndexesKnown() {
        ScriptedHttp http = new ScriptedHttp(WRONG_TYPE, TEXT_AND_NOTHING, DENIED);

        assertCanceledForItsType(http);
    }

    @Test
    void answerThatIsTooLarge_ofItemsThatMayNotBeRead_isRejectedForIt() {
        ScriptedHttp http =
                new ScriptedHttp(error(400, "ValidationException", "Payload in response is too large.4400122"), DENIED);

        assertThatThrownBy(() -> write(http, of(add("n", 1))))
                .isInstanceOfSatisfying(RequestRejectedException.class, refused -> {
                    assertThat(refused.code()).contains(ErrorCode.TX_BYTES);
                    assertThat(refused.getSuppressed()).singleElement().satisfies(TransactionLooksTest::assertDenied);
                });
    }

    /** It may be the condition alone that was added to it. */
    @Test
    void removalThatFails_ofItemsThatMayNotBeRead_isRejectedForThat() {
        ScriptedHttp http = new ScriptedHttp(canceled(reason("ConditionalCheckFailed"), reason("None")), DENIED);

        assertThatThrownBy(() -> write(http, of(remove("n"))))
                .isInstanceOfSatisfying(RequestRejectedException.class, refused -> {
                    assertDenied(refused);
                    assertThat(refused.getSuppressed())
                            .singleElement()
                            .isInstanceOf(TransactionCanceledException.class);
                })
                .hasMessageContaining("grant these credentials dynamodb:GetItem");
    }

    @Test
    void tokenThatWasUsed_ofItemsThatMayNotBeRead_isOfUnknownOutcome() {
        ScriptedHttp http = new ScriptedHttp(error(400, "IdempotentParameterMismatchException", ""), DENIED);

        assertThatThrownBy(() -> write(http, of(remove("n")).withClientToken("t")))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("could not be seen, since")
                .hasMessageContaining("dynamodb:GetItem");
    }
}
