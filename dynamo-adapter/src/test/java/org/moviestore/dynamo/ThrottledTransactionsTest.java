// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.ScriptedHttp.error;
import static org.moviestore.dynamo.ScriptedHttp.ok;
import static org.moviestore.dynamo.TransactionsTest.OTHER;
import static org.moviestore.dynamo.TransactionsTest.SCHEMA;
import static org.moviestore.dynamo.TransactionsTest.canceled;
import static org.moviestore.dynamo.TransactionsTest.reason;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.dynamo.ScriptedHttp.Answer;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.item.Item;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactWriteRequest;

/** Transactions that DynamoDB cancels for lack of capacity, which the SDK does not send again. */
class ThrottledTransactionsTest {
    private static final Answer THROTTLED = canceled(reason("None"), reason("ProvisionedThroughputExceeded"));
    private static final Answer BOTH = canceled(reason("TransactionConflict"), reason("ThrottlingError"));
    private static final Answer CONFLICT = canceled(reason("TransactionConflict"), reason("None"));
    private static final Answer DONE = ok("{\"Responses\":[{},{}]}");
    private static final TransactWriteRequest WRITE =
            TransactWriteRequest.of(PutRequest.of(SCHEMA, Item.of("id", 1)), PutRequest.of(OTHER, Item.of("id", 2)));
    private static final TransactGetRequest READ =
            TransactGetRequest.of(GetRequest.of(SCHEMA, SCHEMA.key(1)), GetRequest.of(OTHER, OTHER.key(2)));

    private final List<Duration> pauses = new ArrayList<>();

    /** A transaction, with its name for the report. */
    private record Deed(String name, Function<Transactions, Object> call) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Deed> deeds() {
        return Stream.of(
                new Deed("write", transactions -> transactions.write(WRITE)),
                new Deed("read", transactions -> transactions.get(READ)));
    }

    private void carryOut(Deed deed, ScriptedHttp http) {
        deed.call().apply(TransactionsTest.over(http, pauses));
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void transaction_withoutCapacityForAnAction_isSentAgain(Deed deed) {
        ScriptedHttp http = new ScriptedHttp(THROTTLED, BOTH, THROTTLED, DONE);

        carryOut(deed, http);

        assertThat(http.requests()).hasSize(4).allMatch(http.requests().get(0)::equals);
        assertThat(pauses).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void transaction_thatNeverFindsCapacity_isUnavailableInTheEnd(Deed deed) {
        ScriptedHttp http = new ScriptedHttp(THROTTLED);

        assertThatThrownBy(() -> carryOut(deed, http))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("throttled");
        assertThat(http.requests()).hasSize(Retries.ATTEMPTS);
        assertThat(pauses).hasSize(Retries.ATTEMPTS - 1);
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void transaction_thatMeetsOthersBetween_isSentAgainAsWell(Deed deed) {
        ScriptedHttp http = new ScriptedHttp(CONFLICT, THROTTLED, CONFLICT, BOTH, CONFLICT, THROTTLED, CONFLICT, DONE);

        carryOut(deed, http);

        assertThat(http.requests()).hasSize(8);
        assertThat(pauses).hasSize(7);
    }

    @Test
    void transactions_withoutCapacity_pauseAsOtherThrottledCallsDo() {
        for (int i = 0; i < 10; i++) {
            carryOut(deeds().findFirst().orElseThrow(), new ScriptedHttp(THROTTLED, THROTTLED, THROTTLED, DONE));
        }

        for (int i = 0; i < pauses.size(); i++) {
            assertThat(pauses.get(i)).isBetween(Duration.ZERO, Duration.ofMillis(500L << i % 3));
        }
        // A transaction that met others three times pauses for 80 ms at most.
        assertThat(pauses).anyMatch(pause -> pause.compareTo(Duration.ofMillis(80)) > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingException", "ProvisionedThroughputExceededException"})
    void transaction_thatIsThrottledAsAWhole_isSentAgainByTheSdkAlone(String code) {
        ScriptedHttp http = new ScriptedHttp(error(400, code, "slow down"));

        assertThatThrownBy(() -> carryOut(deeds().findFirst().orElseThrow(), http))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(http.requests()).hasSize(Retries.ATTEMPTS);
        assertThat(pauses).isEmpty();
    }

    @Test
    void write_whoseConditionFailsToo_isCanceledAtOnce() {
        ScriptedHttp http =
                new ScriptedHttp(canceled(reason("ThrottlingError"), reason("ConditionalCheckFailed")), DONE);

        assertThatThrownBy(() -> carryOut(deeds().findFirst().orElseThrow(), http))
                .isInstanceOf(TransactionCanceledException.class);
        assertThat(http.requests()).hasSize(1);
    }

    @Test
    void write_overAGivenClient_isSentAgainToo() {
        ScriptedHttp http = new ScriptedHttp(THROTTLED, DONE);
        Connection connection = http.storeOverClient().connection();
        Tables tables = new Tables(connection, pauses::add, Duration.ofSeconds(1));

        new Transactions(connection, tables, pauses::add).write(WRITE);

        assertThat(http.requests()).hasSize(2);
    }
}
