// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.from;
import static org.moviestore.dynamo.ScriptedHttp.error;
import static org.moviestore.dynamo.ScriptedHttp.lost;
import static org.moviestore.dynamo.ScriptedHttp.ok;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.dynamo.ScriptedHttp.Answer;
import org.moviestore.dynamo.ScriptedHttp.SdkAnswer;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.ContentionException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;

/** Transactions and what DynamoDB may answer to them; what more they find out is in {@link TransactionTriesTest}. */
class TransactionsTest {
    static final TableSchema SCHEMA = TableSchema.builder("Items")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    static final TableSchema OTHER = TableSchema.builder("Others")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final TransactWriteRequest TWO = TransactWriteRequest.of(
            UpdateRequest.of(SCHEMA, SCHEMA.key(1), add("n", 1)),
            ConditionCheck.of(OTHER, OTHER.key(2), attribute("id").exists()));
    private static final TransactGetRequest READ =
            TransactGetRequest.of(GetRequest.of(SCHEMA, SCHEMA.key(1)), GetRequest.of(OTHER, OTHER.key(2)));

    /** A reason without an item, as DynamoDB writes it. */
    static String reason(String code) {
        return "{\"Code\":\"" + code + "\",\"Message\":\"because of " + code + "\"}";
    }

    static Answer canceled(String... reasons) {
        return () -> new SdkAnswer(
                400,
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\",\"Message\":\"canceled\","
                        + "\"CancellationReasons\":[" + String.join(",", reasons) + "]}");
    }

    /** Transactions over scripted HTTP that do not wait, but say how long they would. */
    static Transactions over(ScriptedHttp http, List<Duration> pauses) {
        Connection connection = http.store().connection();
        return new Transactions(connection, new Tables(connection, pauses::add, Duration.ofSeconds(1)), pauses::add);
    }

    private static Transactions over(ScriptedHttp http) {
        return over(http, new ArrayList<>());
    }

    private static List<String> operations(ScriptedHttp http) {
        return http.requests().stream()
                .map(request -> request.substring(0, request.indexOf(' ')))
                .toList();
    }

    @Test
    void write_withoutAToken_isSentWithOneOfItsOwn() {
        ScriptedHttp http = new ScriptedHttp(ok("{}"));

        over(http).write(TWO);
        over(http).write(TWO);

        assertThat(http.requests())
                .allMatch(request -> request.matches(".*\"ClientRequestToken\":\"[0-9a-f-]{36}\".*"))
                .doesNotHaveDuplicates();
    }

    @Test
    void write_withAToken_isSentWithIt() {
        ScriptedHttp http = new ScriptedHttp(ok("{}"));

        over(http).write(TWO.withClientToken("mine"));

        assertThat(http.toString())
                .contains("\"ClientRequestToken\":\"mine\"")
                .doesNotContain("ReturnConsumedCapacity");
    }

    @Test
    void write_askedForCapacity_sumsIt() {
        ScriptedHttp http =
                new ScriptedHttp(ok("{\"ConsumedCapacity\":[{\"TableName\":\"Items\",\"CapacityUnits\":2.0},"
                        + "{\"TableName\":\"Others\",\"CapacityUnits\":4.5}]}"));

        assertThat(over(http)
                        .write(TWO.withCapacityReport(CapacityReport.TOTAL))
                        .consumedCapacity())
                .isEqualTo(OptionalDouble.of(6.5));
        assertThat(http.toString()).contains("\"ReturnConsumedCapacity\":\"TOTAL\"");
    }

    @Test
    void write_ofActionsInAnyNotation_isSentAlike() {
        ScriptedHttp http = new ScriptedHttp(ok("{}"));
        Item nested = Item.of("x", 1, "y", 2);
        Item same = Item.of("y", 2, "x", 1);

        over(http)
                .write(TransactWriteRequest.of(
                                PutRequest.of(SCHEMA, Item.of("id", 1, "m", nested)),
                                UpdateRequest.of(OTHER, OTHER.key(1), set("m", nested)))
                        .withClientToken("t"));
        over(http)
                .write(TransactWriteRequest.of(
                                PutRequest.of(SCHEMA, Item.of("m", same, "id", 1)),
                                UpdateRequest.of(OTHER, OTHER.key(1), set("m", same)))
                        .withClientToken("t"));

        assertThat(http.requests()).hasSize(2).allMatch(http.requests().get(0)::equals);
    }

    static Stream<ScriptedHttp> uncertain() {
        return Stream.of(
                new ScriptedHttp(lost(), ok("{}")),
                new ScriptedHttp(error(500, "InternalServerError", "oops"), lost(), ok("{}")),
                new ScriptedHttp(lost(), error(400, "TransactionInProgressException", "wait"), ok("{}")));
    }

    @ParameterizedTest
    @MethodSource("uncertain")
    void write_whoseReplyIsLost_isSentAgainWithItsToken(ScriptedHttp http) {
        over(http).write(TWO);

        assertThat(http.requests())
                .hasSizeGreaterThan(1)
                .allMatch(http.requests().get(0)::equals);
    }

    @Test
    void write_overAGivenClient_isSentAgainWithItsTokenToo() {
        ScriptedHttp http = new ScriptedHttp(lost(), canceled(reason("TransactionConflict"), reason("None")), ok("{}"));

        http.storeOverClient().transactWrite(TWO);

        assertThat(http.requests()).hasSize(3).allMatch(http.requests().get(0)::equals);
    }

    @Test
    void write_canceledAfterALostReply_didNotHappen() {
        ScriptedHttp http = new ScriptedHttp(lost(), canceled(reason("None"), reason("ConditionalCheckFailed")));

        assertThatThrownBy(() -> over(http).write(TWO)).isInstanceOf(TransactionCanceledException.class);
    }

    static Stream<Answer> certainByThemselves() {
        return Stream.of(
                error(400, "ProvisionedThroughputExceededException", "slow"),
                error(400, "ExpiredTokenException", "old"),
                error(400, "ResourceNotFoundException", "no table"),
                ScriptedHttp.fails(new ConnectException("refused")),
                lost());
    }

    @ParameterizedTest
    @MethodSource("certainByThemselves")
    void write_thatFailsOtherwiseAfterALostReply_isOfUnknownOutcome(Answer last) {
        ScriptedHttp http = new ScriptedHttp(lost(), last);

        assertThatThrownBy(() -> over(http).write(TWO))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("with its client token it may be sent again");
    }

    @Test
    void write_whoseTokenIsInProgressToTheEnd_isOfUnknownOutcome() {
        ScriptedHttp http = new ScriptedHttp(error(400, "TransactionInProgressException", "wait"));

        assertThatThrownBy(() -> over(http).write(TWO)).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void write_thatMeetsOthers_isTriedAgainAfterLongerAndLongerPauses() {
        Answer conflict = canceled(reason("None"), reason("TransactionConflict"));
        ScriptedHttp http = new ScriptedHttp(conflict, conflict, conflict, ok("{}"));
        List<Duration> pauses = new ArrayList<>();

        over(http, pauses).write(TWO);

        assertThat(http.requests()).hasSize(4).allMatch(http.requests().get(0)::equals);
        assertThat(pauses).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(pauses.get(i)).isPositive().isLessThanOrEqualTo(Duration.ofMillis(10L << i + 1));
        }
    }

    @Test
    void write_thatAlwaysMeetsOthers_givesUp() {
        ScriptedHttp http = new ScriptedHttp(canceled(reason("TransactionConflict"), reason("None")));
        List<Duration> pauses = new ArrayList<>();

        assertThatThrownBy(() -> over(http, pauses).write(TWO))
                .isInstanceOf(ContentionException.class)
                .hasMessageContaining("TransactWriteItems on table Items, Others")
                .hasMessageContaining("nothing has changed");
        assertThat(http.requests()).hasSize(Transactions.ATTEMPTS);
        assertThat(pauses).hasSize(Transactions.ATTEMPTS - 1);
    }

    @Test
    void write_interruptedWhileItPauses_saysThatNothingChanged() {
        ScriptedHttp http = new ScriptedHttp(canceled(reason("TransactionConflict"), reason("None")));
        Connection connection = http.store().connection();
        Tables.Pause interrupted = duration -> {
            throw new InterruptedException();
        };
        Transactions transactions =
                new Transactions(connection, new Tables(connection, interrupted, Duration.ofSeconds(1)), interrupted);

        assertThatThrownBy(() -> transactions.write(TWO))
                .isInstanceOf(ContentionException.class)
                .hasMessageContaining("nothing has changed");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void write_thatMeetsOthersAndFailsToo_isCanceledWithBothReasons() {
        ScriptedHttp http = new ScriptedHttp(canceled(reason("TransactionConflict"), reason("ConditionalCheckFailed")));

        assertThatThrownBy(() -> over(http).write(TWO))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        canceled -> assertThat(canceled.reasons())
                                .containsExactly(CancellationReason.conflict(), CancellationReason.conditionFailed()))
                .hasMessageContaining("another call was at item {\"id\":{\"N\":\"1\"}} of table Items")
                .hasMessageContaining("the condition does not hold on item {\"id\":{\"N\":\"2\"}} of table Others");
        assertThat(http.requests()).hasSize(1);
    }

    @Test
    void write_whoseConditionFailsOnAnItem_bringsIt() {
        ScriptedHttp http = new ScriptedHttp(canceled(
                reason("None"),
                "{\"Code\":\"ConditionalCheckFailed\",\"Message\":\"no\",\"Item\":{\"id\":{\"N\":\"2\"}}}"));

        assertThatThrownBy(() -> over(http).write(TWO))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        canceled -> assertThat(canceled.reasons())
                                .containsExactly(
                                        CancellationReason.none(),
                                        CancellationReason.conditionFailed(Item.of("id", 2))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ItemCollectionSizeLimitExceeded", "ValidationError", "SomethingNew"})
    void write_canceledForAnotherReason_isRejectedWithIt(String code) {
        ScriptedHttp http = new ScriptedHttp(canceled(reason("ConditionalCheckFailed"), reason(code)));

        assertThatThrownBy(() -> over(http).write(TWO))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining(code + ": because of " + code);
    }

    @Test
    void write_ofAnotherTransactionsToken_isRejectedWithItsCode() {
        ScriptedHttp http = new ScriptedHttp(error(400, "IdempotentParameterMismatchException", ""));

        assertThatThrownBy(() -> over(http).write(TWO.withClientToken("t")))
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        refusal -> assertThat(refusal.code()).contains(ErrorCode.TX_TOKEN_MISMATCH));
        assertThat(http.requests()).hasSize(1);
    }

    @Test
    void write_withoutPermission_namesThoseThatItsActionsNeed() {
        ScriptedHttp http = new ScriptedHttp(error(400, "AccessDeniedException", "no"));

        assertThatThrownBy(() -> over(http).write(TWO))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("dynamodb:UpdateItem")
                .hasMessageContaining(
                        "for updates dynamodb:ConditionCheckItem, dynamodb:GetItem and" + " dynamodb:DescribeTable");
        assertThatThrownBy(() -> over(http).get(READ))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("dynamodb:GetItem");
    }

    @Test
    void write_onAMissingTable_asksWhichItIs() {
        Answer missing = error(400, "ResourceNotFoundException", "no table");
        ScriptedHttp http = new ScriptedHttp(missing, TransactionsTest::items, missing);

        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> over(http).write(TWO))
                .returns("Others", from(TableNotFoundException::tableName));
        assertThat(operations(http)).containsExactly("TransactWriteItems", "DescribeTable", "DescribeTable");
    }

    @Test
    void write_onATableThatIsThereAgain_mayBeTriedAgain() {
        ScriptedHttp http = new ScriptedHttp(
                error(400, "ResourceNotFoundException", "no table"),
                TransactionsTest::items,
                TransactionsTest::items,
                ok("{}"));

        over(http).write(TWO);

        assertThat(operations(http))
                .containsExactly("TransactWriteItems", "DescribeTable", "DescribeTable", "TransactWriteItems");
    }

    private static SdkAnswer items() {
        return new SdkAnswer(
                200,
                "{\"Table\":{\"TableName\":\"Items\",\"TableStatus\":\"ACTIVE\",\"KeySchema\":[{\"AttributeName\":\"id\","
                        + "\"KeyType\":\"HASH\"}],\"AttributeDefinitions\":[{\"AttributeName\":\"id\","
                        + "\"AttributeType\":\"N\"}],\"BillingModeSummary\":{\"BillingMode\":\"PAY_PER_REQUEST\"}}}");
    }
}
