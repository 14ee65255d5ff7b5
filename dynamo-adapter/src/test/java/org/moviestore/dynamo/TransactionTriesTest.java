// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.ScriptedHttp.error;
import static org.moviestore.dynamo.ScriptedHttp.lost;
import static org.moviestore.dynamo.ScriptedHttp.ok;
import static org.moviestore.dynamo.TransactionsTest.SCHEMA;
import static org.moviestore.dynamo.TransactionsTest.canceled;
import static org.moviestore.dynamo.TransactionsTest.reason;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.remove;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.dynamo.ScriptedHttp.Answer;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.ContentionException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.expression.Condition;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/** What happens between the tries of a transaction: which action is at fault, and which form fits. */
class TransactionTriesTest {
    static final Answer WRONG_TYPE =
            error(400, "ValidationException", "An operand in the update expression has an incorrect data type");
    static final Answer WRONG_TYPE_OF_FIRST = canceled(
            "{\"Code\":\"ValidationError\",\"Message\":\"An operand in the update expression has an incorrect data"
                    + " type\"}",
            reason("None"));
    private static final Answer TOKEN_USED = error(400, "IdempotentParameterMismatchException", "");
    private static final Answer NUMBERS = items("{\"id\":{\"N\":\"1\"},\"n\":{\"N\":\"1\"}}", "{\"id\":{\"N\":\"2\"}}");
    private static final Answer TEXTS = items("{\"id\":{\"N\":\"1\"},\"n\":{\"S\":\"x\"}}", "{\"id\":{\"N\":\"2\"}}");

    private static final TransactWriteRequest INCREMENT = TransactWriteRequest.of(
            UpdateRequest.of(SCHEMA, SCHEMA.key(1), add("n", 1)),
            ConditionCheck.of(SCHEMA, SCHEMA.key(2), attribute("id").exists()));
    private static final TransactWriteRequest REMOVAL = TransactWriteRequest.of(
            UpdateRequest.of(SCHEMA, SCHEMA.key(1), remove("n")),
            ConditionCheck.of(SCHEMA, SCHEMA.key(2), attribute("id").exists()));

    /** An answer with items, of which an empty text is none. */
    private static Answer items(String... items) {
        return ok(Arrays.stream(items)
                .map(item -> item.isEmpty() ? "{}" : "{\"Item\":" + item + "}")
                .collect(Collectors.joining(",", "{\"Responses\":[", "]}")));
    }

    private static void write(ScriptedHttp http, TransactWriteRequest request) {
        TransactionsTest.over(http.describing(SCHEMA), new ArrayList<>()).write(request);
    }

    private static List<String> operations(ScriptedHttp http) {
        return http.requests().stream()
                .map(request -> request.substring(0, request.indexOf(' ')))
                .toList();
    }

    private static List<CancellationReason> reasonsOf(ScriptedHttp http, TransactWriteRequest request) {
        try {
            write(http, request);
        } catch (TransactionCanceledException e) {
            return e.reasons();
        }
        throw new AssertionError("it was not canceled");
    }

    static Stream<Answer> updatesRefused() {
        return Stream.of(WRONG_TYPE, WRONG_TYPE_OF_FIRST);
    }

    @ParameterizedTest
    @MethodSource("updatesRefused")
    void updateThatIsRefused_isFoundByReadingTheItems(Answer refused) {
        ScriptedHttp http = new ScriptedHttp(refused, items("{\"id\":{\"N\":\"1\"},\"n\":{\"S\":\"x\"}}", ""));

        assertThat(reasonsOf(http, INCREMENT))
                .containsExactly(
                        CancellationReason.updateRejected(ErrorCode.OPERAND_TYPE),
                        CancellationReason.conditionFailed());
        assertThat(operations(http)).containsExactly("TransactWriteItems", "TransactGetItems");
    }

    @ParameterizedTest
    @MethodSource("updatesRefused")
    void updateThatIsRefused_andOfWhichTheItemsShowNothing_isSentAgain(Answer refused) {
        ScriptedHttp http = new ScriptedHttp(refused, NUMBERS, ok("{}"));

        write(http, INCREMENT);

        assertThat(http.requests().get(2)).isEqualTo(http.requests().get(0));
    }

    @Test
    void updateThatIsRefused_whileItemsChangeForever_givesUp() {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < Transactions.ATTEMPTS; i++) {
            answers.add(WRONG_TYPE);
            answers.add(items("{\"id\":{\"N\":\"1\"},\"n\":{\"N\":\"" + i + "\"}}", "{\"id\":{\"N\":\"2\"}}"));
        }
        ScriptedHttp http = new ScriptedHttp(answers.toArray(Answer[]::new));

        assertThatThrownBy(() -> write(http, INCREMENT))
                .isInstanceOf(ContentionException.class)
                .hasMessageContaining("incorrect data type")
                .hasMessageContaining("nothing has changed by it");
        assertThat(http.requests()).hasSize(2 * Transactions.ATTEMPTS);
    }

    @Test
    void updateThatIsRefused_forAReasonOfDynamoDbsOwn_isRejectedWithItsCode() {
        ScriptedHttp http = new ScriptedHttp(WRONG_TYPE, NUMBERS, WRONG_TYPE, NUMBERS, WRONG_TYPE, NUMBERS, ok("{}"));

        assertThatThrownBy(() -> write(http, INCREMENT))
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        refusal -> assertThat(refusal.code()).contains(ErrorCode.OPERAND_TYPE))
                .hasMessageContaining("incorrect data type; nothing has changed");
    }

    @Test
    void updateThatIsRefused_forAReasonOfDynamoDbsOwnWithItsPlace_isCanceledForIt() {
        ScriptedHttp http = new ScriptedHttp(
                WRONG_TYPE_OF_FIRST, NUMBERS, WRONG_TYPE_OF_FIRST, NUMBERS, WRONG_TYPE_OF_FIRST, NUMBERS);

        assertThat(reasonsOf(http, INCREMENT))
                .containsExactly(CancellationReason.updateRejected(ErrorCode.OPERAND_TYPE), CancellationReason.none());
    }

    @Test
    void cancellation_withTooManyItemsToReturn_isFoundByReadingThemInParts() {
        Answer tooLarge = error(400, "ValidationException", "Payload in response is too large.4400122");
        String item = "{\"id\":{\"N\":\"7\"}}";
        Answer ten = items(Collections.nCopies(10, item).toArray(String[]::new));
        ScriptedHttp http = new ScriptedHttp(tooLarge, tooLarge, ten, items(item, ""));
        TransactWriteRequest request = TransactWriteRequest.of(IntStream.range(0, 12)
                .mapToObj(i -> new ConditionCheck(
                        SCHEMA, SCHEMA.key(i), attribute("id").notExists(), OnConditionFailure.RETURN_ITEM))
                .toList());

        List<CancellationReason> reasons = reasonsOf(http, request);

        assertThat(reasons.subList(0, 11)).containsOnly(CancellationReason.conditionFailed(Item.of("id", 7)));
        assertThat(reasons.get(11)).isEqualTo(CancellationReason.none());
        assertThat(http.requests()).hasSize(4);
    }

    @Test
    void removal_isSentOnConditionThatThereIsAnItem() {
        ScriptedHttp http = new ScriptedHttp(ok("{}"));

        write(http, REMOVAL);

        assertThat(http.requests()).hasSize(1);
        assertThat(http.toString())
                .contains("\"ConditionExpression\":\"attribute_exists(#n1)\"")
                .contains("\"UpdateExpression\":\"REMOVE #n0\"");
    }

    @Test
    void removal_ofAnAbsentItem_isSentAgainAsACheckOfItsAbsence() {
        ScriptedHttp http = new ScriptedHttp(
                canceled(reason("ConditionalCheckFailed"), reason("None")),
                items("", "{\"id\":{\"N\":\"2\"}}"),
                ok("{}"));

        write(http, REMOVAL.withClientToken("t"));

        assertThat(operations(http)).containsExactly("TransactWriteItems", "TransactGetItems", "TransactWriteItems");
        assertThat(http.requests().get(2))
                .contains("\"ConditionExpression\":\"attribute_not_exists(#n0)\"", "\"ClientRequestToken\":\"t\"")
                .doesNotContain("REMOVE");
    }

    @Test
    void removal_ofAnItemThatComesAgain_isSentOnConditionAgain() {
        Answer failed = canceled(reason("ConditionalCheckFailed"), reason("None"));
        ScriptedHttp http = new ScriptedHttp(failed, items("", "{\"id\":{\"N\":\"2\"}}"), failed, NUMBERS, ok("{}"));

        write(http, REMOVAL);

        assertThat(withoutToken(http.requests().get(4)))
                .isEqualTo(withoutToken(http.requests().get(0)));
    }

    private static String withoutToken(String request) {
        return request.replaceFirst("\"ClientRequestToken\":\"[0-9a-f-]{36}\"", "");
    }

    @Test
    void removal_withoutAToken_isSentWithOneOfItsOwnInEachForm() {
        Answer failed = canceled(reason("ConditionalCheckFailed"), reason("None"));
        Answer conflict = canceled(reason("TransactionConflict"), reason("None"));
        Answer absent = items("", "{\"id\":{\"N\":\"2\"}}");
        ScriptedHttp http = new ScriptedHttp(failed, absent, conflict, failed, absent, failed, NUMBERS, ok("{}"));

        write(http, REMOVAL);

        List<String> writes = http.requests().stream()
                .filter(sent -> sent.startsWith("TransactWriteItems"))
                .toList();
        assertThat(writes).hasSize(5);
        assertThat(writes.subList(2, 4)).containsOnly(writes.get(1));
        assertThat(tokens(writes)).hasSize(3);
    }

    @Test
    void removal_whoseFirstTryMayStillBeCarriedOut_keepsItsTokenInEachForm() {
        Answer failed = canceled(reason("ConditionalCheckFailed"), reason("None"));
        Answer absent = items("", "{\"id\":{\"N\":\"2\"}}");
        ScriptedHttp http = new ScriptedHttp(lost(), failed, absent, ok("{}"));

        write(http, REMOVAL);

        List<String> writes = http.requests().stream()
                .filter(sent -> sent.startsWith("TransactWriteItems"))
                .toList();
        assertThat(writes).hasSize(3);
        assertThat(writes.get(2)).contains("attribute_not_exists");
        assertThat(tokens(writes)).hasSize(1);
    }

    @Test
    void removal_whoseTokenIsCalledUsedAfterATryWithoutAnswer_isOfUnknownOutcome() {
        Answer failed = canceled(reason("ConditionalCheckFailed"), reason("None"));
        Answer absent = items("", "{\"id\":{\"N\":\"2\"}}");
        ScriptedHttp http = new ScriptedHttp(lost(), failed, absent, TOKEN_USED, absent, TOKEN_USED);

        assertThatThrownBy(() -> write(http, REMOVAL)).isInstanceOf(OutcomeUnknownException.class);
    }

    private static Set<String> tokens(List<String> writes) {
        return writes.stream()
                .map(sent -> sent.replaceFirst(".*\"ClientRequestToken\":\"([^\"]*)\".*", "$1"))
                .collect(Collectors.toSet());
    }

    @Test
    void removal_whoseOthersFail_isCanceledForThemAlone() {
        ScriptedHttp http = new ScriptedHttp(
                canceled(reason("ConditionalCheckFailed"), reason("ConditionalCheckFailed")), items("", ""));

        assertThat(reasonsOf(http, REMOVAL))
                .containsExactly(CancellationReason.none(), CancellationReason.conditionFailed());
    }

    @Test
    void removal_whoseConditionNeedsAnItem_isSentAsItIs() {
        ScriptedHttp http = new ScriptedHttp(canceled(reason("ConditionalCheckFailed")));
        TransactWriteRequest request = TransactWriteRequest.of(UpdateRequest.builder(SCHEMA, SCHEMA.key(1), remove("n"))
                .condition(attribute("n").equalTo(2))
                .build());

        assertThat(reasonsOf(http, request)).containsExactly(CancellationReason.conditionFailed());
        assertThat(http.requests()).hasSize(1);
        assertThat(http.toString()).doesNotContain("attribute_exists");
    }

    @Test
    void removal_whoseConditionIsAsLongAsAllowed_isSentAsItIs() {
        ScriptedHttp http = new ScriptedHttp(ok("{}"));
        Condition longest = new Condition.And(IntStream.range(0, 150)
                .mapToObj(i -> attribute("n").notEqualTo(5))
                .toList());

        write(
                http,
                TransactWriteRequest.of(UpdateRequest.builder(SCHEMA, SCHEMA.key(1), remove("n"))
                        .condition(longest)
                        .build()));

        assertThat(http.toString()).contains("REMOVE").doesNotContain("attribute_exists");
    }

    @Test
    void tokenThatWasUsed_perhapsInAnotherForm_isTriedInThatOfTheItemsFirst() {
        ScriptedHttp http = new ScriptedHttp(TOKEN_USED, items("", "{\"id\":{\"N\":\"2\"}}"), ok("{}"));

        write(http, REMOVAL.withClientToken("t"));

        assertThat(operations(http)).containsExactly("TransactWriteItems", "TransactGetItems", "TransactWriteItems");
        assertThat(http.requests().get(2)).contains("attribute_not_exists");
    }

    @Test
    void tokenThatWasUsed_inNoForm_isOfAnotherTransaction() {
        ScriptedHttp http = new ScriptedHttp(
                TOKEN_USED, items("", "{\"id\":{\"N\":\"2\"}}", ""), TOKEN_USED, TOKEN_USED, TOKEN_USED, ok("{}"));
        TransactWriteRequest request = TransactWriteRequest.of(
                UpdateRequest.of(SCHEMA, SCHEMA.key(1), remove("n")),
                UpdateRequest.of(SCHEMA, SCHEMA.key(2), add("n", 1)),
                UpdateRequest.of(SCHEMA, SCHEMA.key(3), remove("n")));

        assertThatThrownBy(() -> write(http, request.withClientToken("t")))
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        refusal -> assertThat(refusal.code()).contains(ErrorCode.TX_TOKEN_MISMATCH));
        List<String> writes = http.requests().stream()
                .filter(sent -> sent.startsWith("TransactWriteItems"))
                .toList();
        assertThat(writes).hasSize(4).doesNotHaveDuplicates();
        assertThat(writes.get(1).split("attribute_not_exists", -1)).hasSize(3);
    }

    @Test
    void tokenThatWasUsed_byATransactionOfTooManyForms_isOfUnknownOutcome() {
        ScriptedHttp http = new ScriptedHttp(TOKEN_USED, items("", "", "", "", ""), TOKEN_USED);
        List<WriteAction> removals = IntStream.range(0, 5)
                .<WriteAction>mapToObj(i -> UpdateRequest.of(SCHEMA, SCHEMA.key(i), remove("n")))
                .toList();

        assertThatThrownBy(() -> write(http, TransactWriteRequest.of(removals).withClientToken("t")))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("read them");
        assertThat(http.requests()).hasSize(3);
    }

    @Test
    void updateThatIsRefused_againAndThenShown_isCanceledForIt() {
        ScriptedHttp http = new ScriptedHttp(WRONG_TYPE, NUMBERS, WRONG_TYPE, TEXTS);

        assertThat(reasonsOf(http, INCREMENT))
                .containsExactly(CancellationReason.updateRejected(ErrorCode.OPERAND_TYPE), CancellationReason.none());
    }

    @Test
    void tokenThatWasUsed_whenTheItemsCannotBeRead_isOfUnknownOutcome() {
        Answer conflict = canceled(reason("TransactionConflict"), reason("None"));
        Answer[] answers = new Answer[1 + Transactions.ATTEMPTS];
        Arrays.fill(answers, conflict);
        answers[0] = TOKEN_USED;
        ScriptedHttp http = new ScriptedHttp(answers);

        assertThatThrownBy(() -> write(http, REMOVAL.withClientToken("t")))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("could not be seen");
    }

    @Test
    void tokenThatWasUsed_andThenMetByOthersForever_isOfUnknownOutcome() {
        List<Answer> answers = new ArrayList<>(List.of(TOKEN_USED, items("", "{\"id\":{\"N\":\"2\"}}")));
        answers.addAll(
                Collections.nCopies(Transactions.ATTEMPTS, canceled(reason("TransactionConflict"), reason("None"))));
        ScriptedHttp http = new ScriptedHttp(answers.toArray(Answer[]::new));

        assertThatThrownBy(() -> write(http, REMOVAL.withClientToken("t"))).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void refusalForTheSizeOfTheSameItems_againAndAgain_isPassedOn() {
        Answer tooLarge = error(400, "ValidationException", "Payload in response is too large.4400122");
        ScriptedHttp http = new ScriptedHttp(tooLarge, NUMBERS, tooLarge, NUMBERS, tooLarge, NUMBERS, ok("{}"));

        assertThatThrownBy(() -> write(http, INCREMENT))
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        refusal -> assertThat(refusal.code()).contains(ErrorCode.TX_BYTES));
        assertThat(http.requests()).hasSize(6);
    }

    @Test
    void cancellation_forAReasonThatIsNotKnown_isFoundByReadingTheItems() {
        Answer unknown = canceled(
                "{\"Code\":\"ValidationError\",\"Message\":\"Type mismatch for attribute to update\"}", reason("None"));

        assertThat(reasonsOf(new ScriptedHttp(unknown, TEXTS), INCREMENT))
                .containsExactly(CancellationReason.updateRejected(ErrorCode.OPERAND_TYPE), CancellationReason.none());
        assertThatThrownBy(() -> write(
                        new ScriptedHttp(unknown, NUMBERS, unknown, NUMBERS, unknown, NUMBERS, ok("{}")), INCREMENT))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("Type mismatch for attribute to update");
    }
}
