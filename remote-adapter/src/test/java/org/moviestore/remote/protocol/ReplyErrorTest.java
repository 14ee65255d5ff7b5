// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.ContentionException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.RetryAdvice;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.remote.protocol.ReplyError.Code;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TransactGetRequest;

/** What is thrown at the server is thrown at the client. */
class ReplyErrorTest {
    private static final StoreCall<?> PUT = new StoreCall.PutItem(PutRequest.of(SampleCalls.MOVIES, SampleCalls.RICH));
    private static final Throwable CAUSE = new IllegalStateException("the backend's own");

    static Stream<Arguments> failures() {
        List<CancellationReason> reasons = List.of(
                CancellationReason.none(),
                CancellationReason.conditionFailed(),
                CancellationReason.conditionFailed(SampleCalls.RICH),
                CancellationReason.updateRejected(ErrorCode.PATH_INVALID),
                CancellationReason.conflict());
        return Stream.of(
                Arguments.of(
                        Code.INVALID_REQUEST, new InvalidRequestException(ErrorCode.TX_BYTES, "too \"much\"\nof it")),
                Arguments.of(Code.CONDITION_FAILED, new ConditionFailedException("Movies", SampleCalls.RUSH)),
                Arguments.of(
                        Code.CONDITION_FAILED,
                        new ConditionFailedException("Movies", SampleCalls.RUSH, SampleCalls.RICH)),
                Arguments.of(
                        Code.UPDATE_REJECTED, new UpdateRejectedException(ErrorCode.OPERAND_MISSING, "nothing there")),
                Arguments.of(Code.TRANSACTION_CANCELED, new TransactionCanceledException("canceled", reasons)),
                Arguments.of(Code.TABLE_NOT_FOUND, new TableNotFoundException("Movies")),
                Arguments.of(Code.TABLE_EXISTS, new TableExistsException("Movies")),
                Arguments.of(Code.REQUEST_REJECTED, new RequestRejectedException("no permission", CAUSE)),
                Arguments.of(Code.REQUEST_REJECTED, new RequestRejectedException(ErrorCode.TX_TOKEN_MISMATCH, "other")),
                Arguments.of(Code.CONTENTION, new ContentionException("others won", CAUSE)),
                Arguments.of(Code.UNAVAILABLE, new StoreUnavailableException("no connection", CAUSE)),
                Arguments.of(Code.OUTCOME_UNKNOWN, new OutcomeUnknownException("no answer", CAUSE)),
                Arguments.of(Code.UNSUPPORTED, new UnsupportedOperationException("no such feature")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failure_ofAnyException_isThrownAsTheSame(Code code, RuntimeException failure) {
        ReplyError error = ReplyError.of(failure).about("Movies", SampleCalls.RUSH);
        Fields reply = Lines.fields(ReplyWriter.failure(Optional.of(RequestId.of(1)), error));

        Throwable thrown = catchThrowable(() -> ReplyReader.read(PUT, reply));

        assertThat(error.code()).isEqualTo(code);
        assertThat(ReplyReader.error(reply)).contains(error);
        assertThat(thrown).hasSameClassAs(failure).hasMessage(failure.getMessage());
        assertThat(details(thrown)).isEqualTo(details(failure));
    }

    /** Returns what an exception says beside its message. */
    private static List<Object> details(Throwable failure) {
        if (failure instanceof InvalidRequestException invalid) {
            return List.of(invalid.code());
        } else if (failure instanceof ConditionFailedException failed) {
            return List.of(failed.retryAdvice(), failed.storedItem());
        } else if (failure instanceof UpdateRejectedException rejected) {
            return List.of(rejected.retryAdvice(), rejected.code());
        } else if (failure instanceof TransactionCanceledException canceled) {
            return List.of(canceled.retryAdvice(), canceled.reasons());
        } else if (failure instanceof RequestRejectedException rejected) {
            return List.of(rejected.retryAdvice(), rejected.code());
        } else if (failure instanceof TableNotFoundException missing) {
            return List.of(missing.retryAdvice(), missing.tableName());
        } else if (failure instanceof TableExistsException taken) {
            return List.of(taken.retryAdvice(), taken.tableName());
        }
        return failure instanceof StoreException store ? List.of(store.retryAdvice()) : List.of();
    }

    @Test
    void of_anythingElse_isInternalWithoutDetails() {
        for (Throwable failure : List.of(
                new NullPointerException("secret"),
                new IllegalArgumentException("secret"),
                new IllegalStateException("secret pool is closed"),
                new UnsupportedOperationException(),
                new StackOverflowError("secret"))) {
            ReplyError error = ReplyError.of(failure);

            assertThat(error.code()).isEqualTo(Code.INTERNAL);
            assertThat(error.maybeApplied()).isTrue();
            assertThat(error.message()).doesNotContain("secret").contains("log");
        }
    }

    @Test
    void of_malformedLine_isMalformed() {
        MalformedLineException failure = new MalformedLineException("no JSON", Optional.empty());

        assertThat(ReplyError.of(failure)).isEqualTo(ReplyError.of(Code.MALFORMED, "no JSON"));
    }

    @Test
    void failure_isTheLineOfTheProtocol() {
        ReplyError error = ReplyError.of(new ConditionFailedException("Films", SampleCalls.RUSH, Item.of("a", 1)))
                .about("Films", SampleCalls.RUSH);

        String line = ReplyWriter.failure(Optional.empty(), error);

        assertThat(line)
                .startsWith("{\"ok\":false,\"error\":{\"code\":\"CONDITION_FAILED\",\"message\":\"the condition")
                .endsWith("\"table\":\"Films\",\"key\":{\"year\":{\"N\":\"2013\"},\"title\":{\"S\":\"Rush\"}},"
                        + "\"item\":{\"a\":{\"N\":\"1\"}},\"retry\":\"NEVER\",\"maybeApplied\":false}}");
    }

    @Test
    void about_addsTableAndKeyWhereTheyBelong() {
        ReplyError unavailable = ReplyError.of(Code.UNAVAILABLE, "no");
        ReplyError failed = ReplyError.of(Code.CONDITION_FAILED, "no");

        assertThat(unavailable.about("Films", SampleCalls.RUSH)).isEqualTo(unavailable);
        assertThat(failed.about("Films").table()).contains("Films");
        assertThat(failed.about("Films").key()).isEmpty();
        assertThat(failed.about("Films", SampleCalls.RUSH).table()).contains("Films");
        assertThat(failed.about("Films", SampleCalls.RUSH).key()).contains(SampleCalls.RUSH);
    }

    static Stream<StoreException> failuresThatNameTheirTable() {
        return Stream.of(new TableNotFoundException("Films"), new TableExistsException("Films"));
    }

    @ParameterizedTest
    @MethodSource("failuresThatNameTheirTable")
    void of_failureThatNamesItsTable_namesItWhateverTheCallIsAbout(StoreException failure) {
        assertThat(ReplyError.of(failure).table()).contains("Films");
        assertThat(ReplyError.of(failure).about("Movies").table()).contains("Films");
    }

    @ParameterizedTest
    @EnumSource(
            value = Code.class,
            names = {"MALFORMED", "UNAUTHORIZED", "TOO_LARGE"})
    void read_ofRefusalByTheServer_isRejected(Code code) {
        Throwable thrown = thrown(ReplyError.of(code, "why and what to do"));

        assertThat(thrown).isInstanceOf(RequestRejectedException.class).hasMessageContaining("why and what to do");
    }

    @ParameterizedTest
    @EnumSource(
            value = Code.class,
            names = {"TOO_LARGE", "INTERNAL", "OUTCOME_UNKNOWN"})
    void read_ofWriteThatMayHaveHappened_isUnknown(Code code) {
        Throwable thrown = thrown(ReplyError.of(code, "why", RetryAdvice.IF_IDEMPOTENT));

        assertThat(thrown).isInstanceOf(OutcomeUnknownException.class).hasMessage("why");
    }

    @Test
    void read_ofErrorWithoutTableAndKey_takesThoseOfTheCall() {
        StoreCall<?> delete = new StoreCall.DeleteItem(DeleteRequest.of(SampleCalls.MOVIES, SampleCalls.SPEED));
        StoreCall<?> gets = new StoreCall.TransactGet(TransactGetRequest.of(
                GetRequest.of(SampleCalls.MOVIES, SampleCalls.RUSH),
                GetRequest.of(SampleCalls.MOVIES, SampleCalls.SPEED)));

        Throwable failed = thrown(delete, ReplyError.of(Code.CONDITION_FAILED, "no"));
        Throwable missing = thrown(gets, ReplyError.of(Code.TABLE_NOT_FOUND, "no"));

        assertThat(failed).hasMessage(new ConditionFailedException("Movies", SampleCalls.SPEED).getMessage());
        assertThat(missing)
                .isInstanceOf(TableNotFoundException.class)
                .hasMessage(new TableNotFoundException("Movies").getMessage());
    }

    @Test
    void read_ofErrorWithoutTable_whereTheCallNamesSeveral_isRejected() {
        StoreCall<?> gets = new StoreCall.TransactGet(TransactGetRequest.of(
                GetRequest.of(SampleCalls.MOVIES, SampleCalls.RUSH),
                GetRequest.of(SampleCalls.PEOPLE, SampleCalls.PERSON)));

        Throwable missing = thrown(gets, ReplyError.of(Code.TABLE_NOT_FOUND, "one is missing"));

        assertThat(missing).isInstanceOf(RequestRejectedException.class).hasMessage("one is missing");
    }

    @Test
    void read_ofUnknownCode_goesByItsAdvice() {
        assertThat(ofUnknownCode("NEVER")).isInstanceOf(RequestRejectedException.class);
        assertThat(ofUnknownCode("AFTER_BACKOFF")).isInstanceOf(StoreUnavailableException.class);
        assertThat(ofUnknownCode("IF_IDEMPOTENT")).isInstanceOf(OutcomeUnknownException.class);
        assertThat(ofUnknownCode("SOMETIMES")).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void read_ofUnknownRule_isRejected() {
        String error =
                "{\"ok\":false,\"error\":{\"code\":\"%s\",\"rule\":\"NEW\",\"message\":\"m\",\"retry\":\"NEVER\"}}";

        for (Code code : List.of(Code.INVALID_REQUEST, Code.UPDATE_REJECTED, Code.REQUEST_REJECTED)) {
            Throwable thrown = catchThrowable(() -> ReplyReader.read(PUT, Lines.fields(error.formatted(code))));

            assertThat(thrown).isInstanceOf(RequestRejectedException.class).hasMessage("m");
        }
    }

    private static Throwable ofUnknownCode(String retry) {
        return catchThrowable(() -> ReplyReader.read(
                PUT,
                Lines.fields(
                        "{\"ok\":false,\"error\":{\"code\":\"NEW\",\"message\":\"m\",\"retry\":\"" + retry + "\"}}")));
    }

    private static Throwable thrown(ReplyError error) {
        return thrown(PUT, error);
    }

    private static Throwable thrown(StoreCall<?> call, ReplyError error) {
        return catchThrowable(() -> ReplyReader.read(call, Lines.fields(ReplyWriter.failure(Optional.empty(), error))));
    }
}
