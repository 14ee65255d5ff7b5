// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.ContentionException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

class ServiceErrorsTest {
    private static final Item STORED = Item.of("p", "a", "n", 1);
    private static final Key KEY = new Key(Item.of("p", "a"));

    private static void assertAnswer(
            Throwable answer, Class<?> type, int status, String code, String message, Throwable cause) {
        assertThat(answer).isExactlyInstanceOf(type).hasCause(cause);
        DynamoDbException error = (DynamoDbException) answer;
        assertThat(error.statusCode()).isEqualTo(status);
        assertThat(error.awsErrorDetails().sdkHttpResponse().statusCode()).isEqualTo(status);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(error.awsErrorDetails().serviceName()).isEqualTo("DynamoDb");
    }

    @Test
    void validation_readsAsTheSdkFormatsIt() {
        DynamoDbException error = ServiceErrors.validation("No such thing");

        assertThat(error)
                .hasMessage("No such thing (Service: DynamoDb, Status Code: 400, Request ID: " + error.requestId()
                        + ") (SDK Attempt Count: 1)");
        assertThat(error.requestId())
                .isNotEmpty()
                .isNotEqualTo(ServiceErrors.validation("x").requestId());
    }

    @Test
    void translate_whenTheConditionFailed_saysSoAndGivesTheItem() {
        ConditionFailedException failure = new ConditionFailedException("T", KEY, STORED);

        RuntimeException answer = ServiceErrors.translate(failure);

        assertAnswer(
                answer,
                ConditionalCheckFailedException.class,
                400,
                "ConditionalCheckFailedException",
                "The conditional request failed",
                failure);
        assertThat(((ConditionalCheckFailedException) answer).item())
                .isEqualTo(Map.of("p", AttributeValue.fromS("a"), "n", AttributeValue.fromN("1")));
    }

    @Test
    void translate_whenTheConditionFailedAndNobodyAsksForTheItem_givesNone() {
        RuntimeException answer = ServiceErrors.translate(new ConditionFailedException("T", KEY));

        assertThat(((ConditionalCheckFailedException) answer).hasItem()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPERAND_MISSING|The provided expression refers to an attribute that does not exist in the item",
                "OPERAND_TYPE|An operand in the update expression has an incorrect data type",
                "PATH_INVALID|The document path provided in the update expression is invalid for update",
                "ITEM_SIZE|Item size to update has exceeded the maximum allowed size",
                "NESTING|Nesting Levels have exceeded supported limits",
                "NUMBER_RANGE|Number overflow. Attempting to store a number with magnitude larger than supported range",
                "KEY_TYPE|The update expression attempted to update the secondary index key to unsupported type",
                "KEY_LENGTH|The update expression attempted to update the secondary index key beyond allowed size limits"
            })
    void translate_whenTheUpdateWasRejected_saysWhy(ErrorCode code, String message) {
        UpdateRejectedException failure = new UpdateRejectedException(code, "it is so");

        RuntimeException answer = ServiceErrors.translate(failure);

        assertAnswer(answer, DynamoDbException.class, 400, "ValidationException", message, failure);
        assertThat(ServiceErrors.reason(org.moviestore.error.CancellationReason.updateRejected(code)))
                .isEqualTo(CancellationReason.builder()
                        .code("ValidationError")
                        .message(message)
                        .build());
    }

    @Test
    void translate_whenOthersWereAtTheItem_isAConflict() {
        ContentionException failure = new ContentionException("busy");

        assertAnswer(
                ServiceErrors.translate(failure),
                TransactionConflictException.class,
                400,
                "TransactionConflictException",
                "Transaction is ongoing for the item",
                failure);
    }

    @Test
    void translate_whenThereIsNoTable_saysSoAsOperationsOnItemsDo() {
        TableNotFoundException failure = new TableNotFoundException("Movies");

        assertAnswer(
                ServiceErrors.translate(failure),
                ResourceNotFoundException.class,
                400,
                "ResourceNotFoundException",
                "Requested resource not found",
                failure);
        assertAnswer(
                ServiceErrors.tableNotFound("Movies", failure),
                ResourceNotFoundException.class,
                400,
                "ResourceNotFoundException",
                "Requested resource not found: Table: Movies not found",
                failure);
    }

    @Test
    void translate_whenThereIsATable_namesIt() {
        TableExistsException failure = new TableExistsException("Movies");

        assertAnswer(
                ServiceErrors.translate(failure),
                ResourceInUseException.class,
                400,
                "ResourceInUseException",
                "Table already exists: Movies",
                failure);
    }

    @Test
    void translate_whenNothingHappened_isUnavailable() {
        StoreUnavailableException failure =
                new StoreUnavailableException("cannot connect", new IllegalStateException(new ConnectException()));

        assertAnswer(
                ServiceErrors.translate(failure),
                DynamoDbException.class,
                503,
                "ServiceUnavailable",
                "cannot connect",
                failure);
    }

    @Test
    void translate_whenItMayHaveHappened_isAnInternalError() {
        OutcomeUnknownException failure = new OutcomeUnknownException("no answer came", new IllegalStateException());

        assertAnswer(
                ServiceErrors.translate(failure),
                InternalServerErrorException.class,
                500,
                "InternalServerError",
                "no answer came",
                failure);
    }

    @Test
    void translate_whenATokenWasUsedBefore_saysSo() {
        RequestRejectedException failure = new RequestRejectedException(ErrorCode.TX_TOKEN_MISMATCH, "used before");

        assertThat(ServiceErrors.translate(failure))
                .isExactlyInstanceOf(IdempotentParameterMismatchException.class)
                .hasCause(failure);
    }

    @Test
    void translate_whenTheBackendRefused_isAFailureOfTheServerInItsWords() {
        RequestRejectedException failure =
                new RequestRejectedException("no right to write", new IllegalStateException("denied"));

        assertAnswer(
                ServiceErrors.translate(failure),
                InternalServerErrorException.class,
                500,
                "InternalServerError",
                "no right to write",
                failure);
    }

    @Test
    void translate_whenTheBackendFoundARuleBroken_isInvalid() {
        RequestRejectedException failure = new RequestRejectedException(ErrorCode.TX_BYTES, "too much");

        DynamoDbException answer = (DynamoDbException) ServiceErrors.translate(failure);

        assertThat(answer.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
        assertThat(answer).hasCause(failure);
    }

    @Test
    void translate_whenTheServiceItselfAnswered_isItsAnswer() {
        DynamoDbException denied = (DynamoDbException) DynamoDbException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("AccessDeniedException")
                        .build())
                .build();
        ProvisionedThroughputExceededException throttled =
                ProvisionedThroughputExceededException.builder().build();

        TransactionInProgressException going =
                TransactionInProgressException.builder().build();
        SdkClientException without = SdkClientException.create("Unable to load credentials");

        assertThat(ServiceErrors.translate(new RequestRejectedException("refused", denied)))
                .isSameAs(denied);
        assertThat(ServiceErrors.translate(new RequestRejectedException("no credentials", without)))
                .isSameAs(without);
        assertThat(ServiceErrors.translate(new OutcomeUnknownException("is going on", going)))
                .isSameAs(going);
        assertThat(ServiceErrors.translate(new StoreUnavailableException("throttled", throttled)))
                .isSameAs(throttled);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void translate_ofAnInvalidRequest_isAValidationThatSaysSomething(ErrorCode code) {
        InvalidRequestException failure = new InvalidRequestException(code, "it is so");

        DynamoDbException answer = (DynamoDbException) ServiceErrors.translate(failure);

        assertThat(answer.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
        assertThat(answer.awsErrorDetails().errorMessage()).isNotBlank();
        assertThat(answer).hasCause(failure);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ITEM_SIZE|Item size has exceeded the maximum allowed size",
                "NAME_EMPTY|Empty attribute name",
                "KEY_TYPE|The provided key element does not match the schema",
                "TX_DUPLICATE|Transaction request cannot include multiple operations on one item",
                "TEXT_NUL|One or more parameter values were invalid: it is so"
            })
    void translate_ofAnInvalidRequest_saysWhatTheServiceSaysIfItDoes(ErrorCode code, String message) {
        InvalidRequestException failure = new InvalidRequestException(code, "it is so");

        assertAnswer(
                ServiceErrors.translate(failure),
                DynamoDbException.class,
                400,
                "ValidationException",
                message,
                failure);
    }

    @Test
    void translate_ofWhatIsNoAnswer_isThatItself() {
        List<RuntimeException> others = List.of(
                new UnsupportedOperationException(),
                new IllegalStateException("closed"),
                new NullPointerException("request"),
                ServiceErrors.validation("x"));

        assertThat(others)
                .allSatisfy(other -> assertThat(ServiceErrors.translate(other)).isSameAs(other));
    }

    @Test
    void conditionFailed_withoutACause_isTheSame() {
        assertThat(ServiceErrors.conditionFailed(Optional.empty(), null))
                .isInstanceOf(ConditionalCheckFailedException.class)
                .hasNoCause();
    }
}
