// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.ContentionException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class DynamoExceptionsTest {
    private static final Key KEY = Key.of("id", 1);
    private static final Call READ = Call.ofItem(Call.Kind.READ, "GetItem", "Movies", KEY);
    private static final Call PUT = Call.ofItem(Call.Kind.WRITE, "PutItem", "Movies", KEY);
    private static final Call UPDATE = Call.ofItem(Call.Kind.UPDATE, "UpdateItem", "Movies", KEY);
    private static final Call CREATE = Call.ofTable(Call.Kind.CREATE_TABLE, "CreateTable", "Movies");
    private static final Call DROP = Call.ofTable(Call.Kind.DROP_TABLE, "DeleteTable", "Movies");

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(answer(400, "ResourceNotFoundException"), READ, TableNotFoundException.class),
                Arguments.of(answer(400, "ResourceNotFoundException"), DROP, TableNotFoundException.class),
                Arguments.of(answer(400, "ResourceInUseException"), CREATE, TableExistsException.class),
                Arguments.of(answer(400, "ResourceInUseException"), DROP, ContentionException.class),
                Arguments.of(answer(400, "TransactionConflictException"), PUT, ContentionException.class),
                Arguments.of(answer(400, "ReplicatedWriteConflictException"), UPDATE, ContentionException.class),
                Arguments.of(
                        answer(400, "ProvisionedThroughputExceededException"), PUT, StoreUnavailableException.class),
                Arguments.of(answer(400, "ThrottlingException"), READ, StoreUnavailableException.class),
                Arguments.of(answer(400, "RequestLimitExceeded"), UPDATE, StoreUnavailableException.class),
                Arguments.of(answer(400, "LimitExceededException"), CREATE, StoreUnavailableException.class),
                Arguments.of(answer(400, "AccessDeniedException"), PUT, RequestRejectedException.class),
                Arguments.of(answer(400, "UnrecognizedClientException"), READ, RequestRejectedException.class),
                Arguments.of(answer(403, "InvalidSignatureException"), READ, RequestRejectedException.class),
                Arguments.of(answer(400, "ExpiredTokenException"), PUT, RequestRejectedException.class),
                Arguments.of(answer(400, "ValidationException"), PUT, RequestRejectedException.class),
                Arguments.of(answer(400, "ValidationException"), UPDATE, RequestRejectedException.class),
                Arguments.of(
                        answer(400, "ItemCollectionSizeLimitExceededException"), PUT, RequestRejectedException.class),
                Arguments.of(answer(413, "RequestEntityTooLarge"), PUT, RequestRejectedException.class),
                Arguments.of(answer(500, "InternalServerError"), READ, StoreUnavailableException.class),
                Arguments.of(answer(500, "InternalServerError"), PUT, OutcomeUnknownException.class),
                Arguments.of(answer(503, "ServiceUnavailable"), UPDATE, OutcomeUnknownException.class),
                Arguments.of(answer(500, "InternalFailure"), CREATE, OutcomeUnknownException.class),
                Arguments.of(client(new ConnectException("refused")), PUT, StoreUnavailableException.class),
                Arguments.of(client(new UnknownHostException("host")), PUT, StoreUnavailableException.class),
                Arguments.of(client(new NoRouteToHostException("no")), UPDATE, StoreUnavailableException.class),
                Arguments.of(client(new SSLHandshakeException("no")), DROP, StoreUnavailableException.class),
                Arguments.of(client(new ConnectTimeoutException("late")), PUT, StoreUnavailableException.class),
                Arguments.of(client(new ConnectTimeoutException("late")), READ, StoreUnavailableException.class),
                Arguments.of(client(new SocketTimeoutException("late")), READ, StoreUnavailableException.class),
                Arguments.of(client(new SocketTimeoutException("late")), PUT, OutcomeUnknownException.class),
                Arguments.of(client(new IOException("reset")), UPDATE, OutcomeUnknownException.class),
                Arguments.of(AbortedException.create("interrupted"), PUT, OutcomeUnknownException.class),
                Arguments.of(AbortedException.create("interrupted"), READ, StoreUnavailableException.class),
                Arguments.of(ApiCallTimeoutException.create(1), PUT, OutcomeUnknownException.class),
                Arguments.of(ApiCallTimeoutException.create(1), READ, StoreUnavailableException.class));
    }

    /** Of the HTTP client's name: it is told by that alone. */
    private static final class ConnectTimeoutException extends SocketTimeoutException {
        private static final long serialVersionUID = 1L;

        ConnectTimeoutException(String message) {
            super(message);
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void translate_byWhatHappened_isOneOfOurs(
            SdkException failure, Call call, Class<? extends StoreException> expected) {
        StoreException translated = DynamoExceptions.translate(failure, call);

        assertThat(translated).isExactlyInstanceOf(expected);
        assertThat(translated).message().contains("Movies").doesNotContain("\n");
    }

    @Test
    void translate_ofMissingCredentials_saysWhatToSet() {
        SdkException failure =
                SdkClientException.create("Unable to load credentials from any of the providers in the chain");

        assertThat(DynamoExceptions.translate(failure, PUT))
                .isExactlyInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("AWS_ACCESS_KEY_ID");
    }

    static Stream<Arguments> updateFaults() {
        return Stream.of(
                Arguments.of(
                        "The provided expression refers to an attribute that does not exist in the item",
                        ErrorCode.OPERAND_MISSING),
                Arguments.of("An operand in the update expression has an incorrect data type", ErrorCode.OPERAND_TYPE),
                Arguments.of(
                        "The document path provided in the update expression is invalid for update",
                        ErrorCode.PATH_INVALID),
                Arguments.of("Item size to update has exceeded the maximum allowed size", ErrorCode.ITEM_SIZE),
                Arguments.of("Item size has exceeded the maximum allowed size", ErrorCode.ITEM_SIZE),
                Arguments.of("Nesting Levels have exceeded supported limits", ErrorCode.NESTING),
                Arguments.of(
                        "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
                                + " beyond supported limit",
                        ErrorCode.NESTING),
                Arguments.of("DynamoDB only supports precision up to 38 digits", ErrorCode.NUMBER_PRECISION),
                Arguments.of(
                        "Attempting to store more than 38 significant digits in a Number", ErrorCode.NUMBER_PRECISION),
                Arguments.of(
                        "Number overflow. Attempting to store a number with magnitude larger than supported range",
                        ErrorCode.NUMBER_RANGE),
                Arguments.of(
                        "Number underflow. Attempting to store a number with magnitude smaller than supported range",
                        ErrorCode.NUMBER_RANGE),
                Arguments.of(
                        "The update expression attempted to update the secondary index key to unsupported type",
                        ErrorCode.KEY_TYPE),
                Arguments.of(
                        "One or more parameter values were invalid: Type mismatch for Index Key g Expected: S Actual: N"
                                + " IndexName: byG",
                        ErrorCode.KEY_TYPE),
                Arguments.of(
                        "One or more parameter values were invalid: Type mismatch for Index Key", ErrorCode.KEY_TYPE),
                Arguments.of("Invalid attribute value type", ErrorCode.KEY_TYPE),
                Arguments.of(
                        "The update expression attempted to update the secondary index key beyond allowed size limits",
                        ErrorCode.KEY_LENGTH),
                Arguments.of("One or more parameter values were invalid: Size limit exceeded", ErrorCode.KEY_LENGTH),
                Arguments.of(
                        "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit"
                                + " of2048 bytes",
                        ErrorCode.KEY_LENGTH),
                Arguments.of(
                        "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the"
                                + " size limit of 1024 bytes",
                        ErrorCode.KEY_LENGTH),
                Arguments.of(
                        "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed:"
                                + " IndexKey: g",
                        ErrorCode.PATH_INVALID),
                Arguments.of(
                        "One or more parameter values are not valid. The update expression attempted to update a"
                                + " secondary index key to a value that is not supported. The AttributeValue for a key"
                                + " attribute cannot contain an empty string value.",
                        ErrorCode.KEY_EMPTY),
                Arguments.of(
                        "One or more parameter values are not valid. A value specified for a secondary index key is not"
                                + " supported. The AttributeValue for a key attribute cannot contain an empty binary"
                                + " value. IndexName: local, IndexKey: h",
                        ErrorCode.KEY_EMPTY));
    }

    @ParameterizedTest
    @MethodSource("updateFaults")
    void translate_ofUpdateThatCannotBeApplied_hasTheCode(String message, ErrorCode code) {
        StoreException translated = DynamoExceptions.translate(answer(400, "ValidationException", message), UPDATE);

        assertThat(translated)
                .isInstanceOfSatisfying(
                        UpdateRejectedException.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(code));
    }

    @Test
    void translate_ofFailedConditionWithItem_carriesIt() {
        SdkException failure = ConditionalCheckFailedException.builder()
                .item(Map.of("id", AttributeValue.fromN("1"), "n", AttributeValue.fromN("2.0")))
                .build();

        StoreException translated = DynamoExceptions.translate(failure, PUT);

        assertThat(translated)
                .isInstanceOfSatisfying(
                        ConditionFailedException.class,
                        failed -> assertThat(failed.storedItem()).contains(Item.of("id", 1, "n", 2)));
    }

    @Test
    void translate_ofFailedConditionWithoutItem_carriesNone() {
        StoreException translated = DynamoExceptions.translate(
                ConditionalCheckFailedException.builder().build(), PUT);

        assertThat(translated)
                .isInstanceOfSatisfying(
                        ConditionFailedException.class,
                        failed -> assertThat(failed.storedItem()).isEqualTo(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDeniedException, grant these credentials dynamodb:PutItem",
        "UnrecognizedClientException, check the access key and the secret key",
        "ExpiredTokenException, renew the credentials",
        "ThrottlingException, provide more throughput",
    })
    void translate_ofRefusal_saysWhatToDo(String code, String advice) {
        StoreException translated = DynamoExceptions.translate(answer(400, code, "why\nand how"), PUT);

        assertThat(translated).message().contains(advice, "why").doesNotContain("\n");
        assertThat(translated).cause().isInstanceOf(DynamoDbException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "The table does not have the specified index: byG, ask the store for the table again",
        "Cannot read from backfilling global secondary index: byG, described with it as active",
        "Exclusive start key must lie within the segment, in the segment that it came from",
        "Please use ExclusiveStartKey with correct Segment, in the segment that it came from",
        "One or more parameter values were invalid: Type mismatch for Index Key g, if the index was added meanwhile",
    })
    void translate_ofInvalidIndexUse_saysWhatToDo(String message, String advice) {
        StoreException translated = DynamoExceptions.translate(answer(400, "ValidationException", message), PUT);

        assertThat(translated)
                .isExactlyInstanceOf(RequestRejectedException.class)
                .message()
                .contains(message, advice);
    }

    @Test
    void translate_ofAnswerWithoutDetails_namesItsStatus() {
        SdkException bare = DynamoDbException.builder().statusCode(418).build();

        assertThat(DynamoExceptions.translate(bare, PUT))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("HTTP 418")
                .hasMessageContaining("check the endpoint");
    }

    private static SdkException answer(int status, String code) {
        return answer(status, code, "the reason");
    }

    private static SdkException answer(int status, String code, String message) {
        return DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .serviceName("DynamoDb")
                        .build())
                .build();
    }

    private static SdkException client(IOException cause) {
        return SdkClientException.create("Unable to execute HTTP request: " + cause.getMessage(), cause);
    }
}
