// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.ContentionException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.RetryAdvice;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.Key;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.postgres.PostgresExceptions.InFlight;

class PostgresExceptionsTest {
    private static final Call PUT = Operation.PUT.on("Movies", Key.of("id", 7));

    /** SQLSTATE, what it means with a write in flight, and without. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none,  OutcomeUnknown,   StoreUnavailable",
                "08000, OutcomeUnknown,   StoreUnavailable",
                "08001, StoreUnavailable, StoreUnavailable",
                "08003, OutcomeUnknown,   StoreUnavailable",
                "08004, StoreUnavailable, StoreUnavailable",
                "08006, OutcomeUnknown,   StoreUnavailable",
                "08007, OutcomeUnknown,   StoreUnavailable",
                "0A000, RequestRejected,  RequestRejected",
                "21000, RequestRejected,  RequestRejected",
                "22003, RequestRejected,  RequestRejected",
                "22P02, RequestRejected,  RequestRejected",
                "22P05, RequestRejected,  RequestRejected",
                "23502, RequestRejected,  RequestRejected",
                "23505, RequestRejected,  RequestRejected",
                "25006, RequestRejected,  RequestRejected",
                "25P03, OutcomeUnknown,   StoreUnavailable",
                "25P04, OutcomeUnknown,   StoreUnavailable",
                "25P02, RequestRejected,  RequestRejected",
                "28000, RequestRejected,  RequestRejected",
                "28P01, RequestRejected,  RequestRejected",
                "3D000, RequestRejected,  RequestRejected",
                "3F000, RequestRejected,  RequestRejected",
                "40001, Contention,       Contention",
                "40003, OutcomeUnknown,   StoreUnavailable",
                "40P01, Contention,       Contention",
                "42501, RequestRejected,  RequestRejected",
                "42703, RequestRejected,  RequestRejected",
                "42P01, TableNotFound,    TableNotFound",
                "42P07, RequestRejected,  RequestRejected",
                "53100, StoreUnavailable, StoreUnavailable",
                "53200, StoreUnavailable, StoreUnavailable",
                "53300, StoreUnavailable, StoreUnavailable",
                "54000, RequestRejected,  RequestRejected",
                "54001, RequestRejected,  RequestRejected",
                "55P03, Contention,       Contention",
                "57014, StoreUnavailable, StoreUnavailable",
                "57P01, OutcomeUnknown,   StoreUnavailable",
                "57P02, OutcomeUnknown,   StoreUnavailable",
                "57P03, StoreUnavailable, StoreUnavailable",
                "57P05, OutcomeUnknown,   StoreUnavailable",
                "58030, StoreUnavailable, StoreUnavailable",
                "XX000, RequestRejected,  RequestRejected"
            })
    void translate_ofSqlState_saysWhetherItHappened(String state, String inFlight, String otherwise) {
        SQLException failure = new SQLException("went wrong", state);

        StoreException written = PostgresExceptions.translate(failure, PUT, InFlight.A_WRITE);
        StoreException read = PostgresExceptions.translate(failure, PUT, InFlight.NOTHING);

        assertThat(written.getClass().getSimpleName()).isEqualTo(inFlight + "Exception");
        assertThat(read.getClass().getSimpleName()).isEqualTo(otherwise + "Exception");
    }

    @Test
    void translate_keepsTheCauseAndNamesOperationItemAndTable() {
        SQLException failure = new SQLException("value out of range\n  Detail: secret", "22003");

        StoreException rejected = PostgresExceptions.translate(failure, PUT, InFlight.A_WRITE);

        assertThat(rejected)
                .hasCause(failure)
                .hasMessage("cannot put item {\"id\":{\"N\":\"7\"}} of table Movies: value out of range");
    }

    @Test
    void translate_ofMissingTable_namesTheTable() {
        StoreException missing = PostgresExceptions.translate(
                new SQLException("relation does not exist", "42P01"), PUT, InFlight.A_WRITE);

        assertThat(missing)
                .isInstanceOf(TableNotFoundException.class)
                .hasMessageContaining("Movies")
                .hasMessageNotContaining("relation");
    }

    @Test
    void translate_ofMissingRight_saysWhichAreNeeded() {
        StoreException refused = PostgresExceptions.translate(
                new SQLException("permission denied for table Movies", "42501"), PUT, InFlight.A_WRITE);

        assertThat(refused).hasMessageContaining("SELECT, INSERT and UPDATE on the table");
    }

    @Test
    void noConnection_whenThePoolIsExhausted_mayBeTriedAgain() {
        StoreException busy = PostgresExceptions.noConnection(
                new SQLTransientConnectionException("Connection is not available, request timed out after 250ms"), PUT);

        assertThat(busy).isInstanceOf(StoreUnavailableException.class);
        assertThat(busy.retryAdvice()).isEqualTo(RetryAdvice.AFTER_BACKOFF);
    }

    @Test
    void noConnection_withWrongPassword_isRefused() {
        StoreException refused = PostgresExceptions.noConnection(new SQLException("wrong password", "28P01"), PUT);

        assertThat(refused).isInstanceOf(RequestRejectedException.class);
    }

    @Test
    void translate_givesAdviceForEachOutcome() {
        assertThat(PostgresExceptions.translate(new SQLException("x", "40001"), PUT, InFlight.A_WRITE))
                .isInstanceOf(ContentionException.class)
                .hasMessageContaining("try again");
        assertThat(PostgresExceptions.translate(new SQLException("x", "08006"), PUT, InFlight.A_WRITE))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("may have happened");
    }

    @Test
    void translate_ofALoadWhoseAnswerIsLost_saysThatItMayBeSentAgain() {
        StoreException lost = PostgresExceptions.translate(
                new SQLException("gone", "08006"), Operation.LOAD.on("Movies"), InFlight.A_WRITE);

        assertThat(lost)
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessage("cannot load items into table Movies: gone; it may have happened or not: the items may be"
                        + " loaded again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "08003", "08006", "25P03", "57P01", "57P02", "57P05"})
    void isOfConnection_ofWhatEndsASession_isSo(String state) {
        assertThat(PostgresExceptions.isOfConnection(new SQLException("gone", state)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "40001", "42501", "57014"})
    void isOfConnection_ofWhatEndsAStatement_isNot(String state) {
        assertThat(PostgresExceptions.isOfConnection(new SQLException("refused", state)))
                .isFalse();
    }
}
