// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.ScriptedHttp.error;
import static org.moviestore.dynamo.ScriptedHttp.ok;
import static org.moviestore.dynamo.TransactionsTest.canceled;
import static org.moviestore.dynamo.TransactionsTest.reason;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moviestore.dynamo.ScriptedHttp.Answer;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;

/** Updates of transactions that compute a key of an index, and what is made of their failures. */
class GuardedActionsTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Films")
            .partitionKey("p", AttributeType.STRING)
            .sortKey("s", AttributeType.STRING)
            .index(SecondaryIndex.builder("local")
                    .partitionKey("p", AttributeType.STRING)
                    .sortKey("h", AttributeType.STRING)
                    .build())
            .index(SecondaryIndex.builder("global")
                    .partitionKey("g", AttributeType.STRING)
                    .build())
            .build();
    private static final Answer FIRST_FAILED = canceled(reason("ConditionalCheckFailed"), reason("None"));
    private static final Answer SECOND_FAILED = canceled(reason("None"), reason("ConditionalCheckFailed"));
    private static final Answer FIRST_ALONE = ok("{\"Responses\":[{\"Item\":{\"p\":{\"S\":\"P\"},\"s\":{\"S\":\"1\"},"
            + "\"n\":{\"N\":\"5\"},\"t\":{\"S\":\"text\"}}},{}]}");

    private static UpdateRequest update(String sort, Update update) {
        return UpdateRequest.of(SCHEMA, SCHEMA.key("P", sort), update);
    }

    private static TransactWriteRequest computing(String source) {
        return TransactWriteRequest.of(update("1", set("h", attribute(source))), update("2", set("x", 1)));
    }

    private static void write(ScriptedHttp http, TransactWriteRequest request) {
        TransactionsTest.over(http, new ArrayList<>()).write(request);
    }

    private static List<CancellationReason> reasonsOf(ScriptedHttp http, TransactWriteRequest request) {
        try {
            write(http, request);
        } catch (TransactionCanceledException e) {
            return e.reasons();
        }
        throw new AssertionError("it was not canceled");
    }

    @Test
    void update_thatComputesTheSortKeyOfALocalIndex_isSentOnConditionThatItFits() {
        ScriptedHttp http = new ScriptedHttp(ok("{}"));

        write(http, computing("n"));

        assertThat(http.requests()).hasSize(1);
        assertThat(http.toString()).contains("attribute_type");
    }

    @Test
    void update_thatComputesTheKeyOfAGlobalIndex_isSentAsItIs() {
        ScriptedHttp http = new ScriptedHttp(ok("{}"));

        write(http, TransactWriteRequest.of(update("1", set("g", attribute("n")))));

        assertThat(http.toString()).doesNotContain("ConditionExpression");
    }

    @Test
    void update_ofAValueThatDoesNotFit_isCanceledByWhatIsStored() {
        ScriptedHttp http = new ScriptedHttp(FIRST_FAILED, FIRST_ALONE).describing(SCHEMA);

        assertThat(reasonsOf(http, computing("n")))
                .containsExactly(CancellationReason.updateRejected(ErrorCode.KEY_TYPE), CancellationReason.none());
    }

    @Test
    void update_ofAValueThatFitsByNow_isSentAgain() {
        ScriptedHttp http = new ScriptedHttp(FIRST_FAILED, FIRST_ALONE, ok("{}"));

        write(http, computing("t"));

        assertThat(http.requests()).hasSize(3);
        assertThat(http.requests().get(2)).isEqualTo(http.requests().get(0));
    }

    @Test
    void update_whoseOwnConditionFails_isCanceledForIt() {
        Condition own = attribute("n").equalTo(6);
        TransactWriteRequest request = TransactWriteRequest.of(
                UpdateRequest.builder(SCHEMA, SCHEMA.key("P", "1"), set("h", attribute("n")))
                        .condition(own)
                        .build(),
                update("2", set("x", 1)));
        ScriptedHttp http = new ScriptedHttp(FIRST_FAILED, FIRST_ALONE);

        assertThat(reasonsOf(http, request))
                .containsExactly(CancellationReason.conditionFailed(), CancellationReason.none());
    }

    @Test
    void update_ofWhatADroppedIndexCouldNotTake_isNoFault() {
        TransactWriteRequest request =
                TransactWriteRequest.of(update("1", set("g", attribute("n"))), update("2", remove("x")));
        ScriptedHttp http =
                new ScriptedHttp(SECOND_FAILED, FIRST_ALONE, ok("{}")).describing(SCHEMA.withoutIndex("global"));

        write(http, request);

        assertThat(http.descriptions()).isEqualTo(1);
        assertThat(http.requests().get(2)).contains("attribute_not_exists");
    }

    @Test
    void update_whoseGuardIsOfAnIndexThatIsNotThere_isSentAgainWithoutIt() {
        ScriptedHttp http =
                new ScriptedHttp(FIRST_FAILED, FIRST_ALONE, ok("{}")).describing(SCHEMA.withoutIndex("local"));

        write(http, computing("n"));

        assertThat(http.requests()).hasSize(3);
        assertThat(http.requests().get(0)).contains("ConditionExpression");
        assertThat(http.requests().get(2)).contains("TransactWriteItems").doesNotContain("ConditionExpression");
    }

    @Test
    void update_ofWhatAnIndexOfNowCannotTake_isFoundThoughTheActionsDoNotKnowIt() {
        TableSchema bare = SCHEMA.withoutIndex("global");
        TransactWriteRequest request = TransactWriteRequest.of(
                UpdateRequest.of(bare, bare.key("P", "1"), set("g", attribute("n"))),
                UpdateRequest.of(SCHEMA, bare.key("P", "2"), set("x", 1)));
        ScriptedHttp http = new ScriptedHttp(
                        error(
                                400,
                                "ValidationException",
                                "One or more parameter values were invalid: Type mismatch for Index Key"),
                        FIRST_ALONE)
                .describing(SCHEMA);

        assertThat(reasonsOf(http, request))
                .containsExactly(CancellationReason.updateRejected(ErrorCode.KEY_TYPE), CancellationReason.none());
    }

    @Test
    void tokenThatWasUsed_byUpdatesThatHaveOneForm_isOfAnotherTransaction() {
        ScriptedHttp http = new ScriptedHttp(error(400, "IdempotentParameterMismatchException", ""));

        assertThatThrownBy(() -> write(http, computing("n").withClientToken("t")))
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        refusal -> assertThat(refusal.code()).contains(ErrorCode.TX_TOKEN_MISMATCH));
        assertThat(http.requests()).hasSize(1);
    }
}
