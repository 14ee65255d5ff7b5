// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.ScriptedHttp.error;
import static org.moviestore.dynamo.ScriptedHttp.lost;
import static org.moviestore.dynamo.ScriptedHttp.ok;
import static org.moviestore.dynamo.TransactionsTest.OTHER;
import static org.moviestore.dynamo.TransactionsTest.SCHEMA;
import static org.moviestore.dynamo.TransactionsTest.canceled;
import static org.moviestore.dynamo.TransactionsTest.reason;

import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.dynamo.ScriptedHttp.Answer;
import org.moviestore.error.ContentionException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.GetRequest;
import org.moviestore.table.TransactGetRequest;

/** Transactions that read, and what DynamoDB may answer to them. */
class TransactionReadsTest {
    private static final TransactGetRequest READ =
            TransactGetRequest.of(GetRequest.of(SCHEMA, SCHEMA.key(1)), GetRequest.of(OTHER, OTHER.key(2)));

    private static Transactions over(ScriptedHttp http) {
        return TransactionsTest.over(http, new ArrayList<>());
    }

    @Test
    void get_ofItems_returnsThemInOrder() {
        ScriptedHttp http = new ScriptedHttp(ok("{\"Responses\":[{},{\"Item\":{\"id\":{\"N\":\"2\"}}}],"
                + "\"ConsumedCapacity\":[{\"CapacityUnits\":2.0},{\"CapacityUnits\":2.0}]}"));

        var result = over(http).get(READ.withCapacityReport(CapacityReport.TOTAL));

        assertThat(result.items()).containsExactly(Optional.empty(), Optional.of(Item.of("id", 2)));
        assertThat(result.consumedCapacity()).hasValue(4);
    }

    @Test
    void get_thatMeetsOthers_isTriedAgainAndGivesUpInTheEnd() {
        Answer conflict = canceled(reason("None"), reason("TransactionConflict"));
        ScriptedHttp once = new ScriptedHttp(conflict, ok("{\"Responses\":[{},{}]}"));
        ScriptedHttp always = new ScriptedHttp(conflict);

        assertThat(over(once).get(READ).items()).containsExactly(Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> over(always).get(READ)).isInstanceOf(ContentionException.class);
        assertThat(always.requests()).hasSize(Transactions.ATTEMPTS);
    }

    @Test
    void get_whoseReplyIsLost_isSentAgain() {
        ScriptedHttp http = new ScriptedHttp(lost(), ok("{\"Responses\":[{},{}]}"));

        assertThat(over(http).get(READ).items()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Payload in response is too large.4194308",
                "The aggregate size of the items in the transaction exceeded the limit"
            })
    void get_ofTooMuch_isRejectedWithItsCode(String message) {
        ScriptedHttp http = new ScriptedHttp(error(400, "ValidationException", message));

        assertThatThrownBy(() -> over(http).get(READ))
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        refusal -> assertThat(refusal.code()).contains(ErrorCode.TX_BYTES));
    }

    @Test
    void get_canceledWithoutReasons_isRejected() {
        ScriptedHttp http = new ScriptedHttp(
                error(400, "TransactionCanceledException", "Type mismatch for key"),
                canceled(reason("ValidationError"), reason("None")));

        assertThatThrownBy(() -> over(http).get(READ))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("Type mismatch for key");
        assertThatThrownBy(() -> over(http).get(READ)).isInstanceOf(RequestRejectedException.class);
    }
}
