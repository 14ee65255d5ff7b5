// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.moviestore.dynamo.ItemCodec;
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
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** The SDK's exceptions, as the service makes it throw them. Thread-safe. */
final class ServiceErrors {
    /** Code and message of a reason why a transaction was canceled. */
    static final String CONDITION_FAILED = "ConditionalCheckFailed";

    static final String CONDITION_FAILED_MESSAGE = "The conditional request failed";
    static final String CONFLICT = "TransactionConflict";
    static final String CONFLICT_MESSAGE = "Transaction is ongoing for the item";
    static final String NO_REASON = "None";
    static final String INVALID = "ValidationError";

    private static final String VALIDATION = "ValidationException";
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_FAILED = 500;
    private static final int UNAVAILABLE = 503;

    private ServiceErrors() {}

    /** Returns a {@code ValidationException} of the service's. */
    static DynamoDbException validation(String message) {
        return validation(message, null);
    }

    static DynamoDbException validation(String message, @Nullable Throwable cause) {
        return error(DynamoDbException.builder(), BAD_REQUEST, VALIDATION, message, cause);
    }

    /** Returns that there is no table of a name, as operations on items say it. */
    static DynamoDbException tableNotFound(@Nullable Throwable cause) {
        return notFound("Requested resource not found", cause);
    }

    /** Returns that there is no table of a name, as operations on tables say it. */
    static DynamoDbException tableNotFound(String table, @Nullable Throwable cause) {
        return notFound("Requested resource not found: Table: " + table + " not found", cause);
    }

    private static DynamoDbException notFound(String message, @Nullable Throwable cause) {
        return error(ResourceNotFoundException.builder(), BAD_REQUEST, "ResourceNotFoundException", message, cause);
    }

    static DynamoDbException tableExists(TableExistsException failure) {
        return inUse("Table already exists: " + failure.tableName(), failure);
    }

    /** Returns that a table is being made, changed or dropped, or is otherwise in the way. */
    static DynamoDbException inUse(String message, @Nullable Throwable cause) {
        return error(ResourceInUseException.builder(), BAD_REQUEST, "ResourceInUseException", message, cause);
    }

    /** Returns that a table has no index of a name, as operations on tables say it. */
    static DynamoDbException indexNotFound(String table, String index) {
        return notFound("Requested resource not found: Index " + index + " for table " + table, null);
    }

    /** Returns that a request would go over a limit of what there may be, or may be at once. */
    static DynamoDbException limitExceeded(String message) {
        return error(LimitExceededException.builder(), BAD_REQUEST, "LimitExceededException", message, null);
    }

    /** Returns that a condition did not hold, with the stored item if the request asked for it and there is one. */
    static DynamoDbException conditionFailed(Optional<Item> storedItem, @Nullable Throwable cause) {
        ConditionalCheckFailedException.Builder failed = ConditionalCheckFailedException.builder();
        storedItem.ifPresent(item -> failed.item(ItemCodec.encode(item)));
        return error(failed, BAD_REQUEST, "ConditionalCheckFailedException", CONDITION_FAILED_MESSAGE, cause);
    }

    /** Returns that other calls were at the item of a request again and again. */
    static DynamoDbException conflict(@Nullable Throwable cause) {
        return error(
                TransactionConflictException.builder(),
                BAD_REQUEST,
                "TransactionConflictException",
                CONFLICT_MESSAGE,
                cause);
    }

    /** Returns that other calls were at items of a transaction of so many actions, of which nobody knows which. */
    static DynamoDbException conflict(int actions, @Nullable Throwable cause) {
        return canceled(Collections.nCopies(actions, reason(CONFLICT, CONFLICT_MESSAGE)), cause);
    }

    static DynamoDbException tokenMismatch(@Nullable Throwable cause) {
        return error(
                IdempotentParameterMismatchException.builder(),
                BAD_REQUEST,
                "IdempotentParameterMismatchException",
                "The request uses the same client token as a previous, but non-identical request. Do not reuse a client"
                        + " token with different requests, unless the requests are identical",
                cause);
    }

    /** Returns that a transaction was canceled, for a reason of each of its actions in their order. */
    static DynamoDbException canceled(List<CancellationReason> reasons, @Nullable Throwable cause) {
        String codes = reasons.stream().map(CancellationReason::code).collect(Collectors.joining(", ", "[", "]"));
        return error(
                TransactionCanceledException.builder().cancellationReasons(reasons),
                BAD_REQUEST,
                "TransactionCanceledException",
                "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes,
                cause);
    }

    /** Returns the reason of an action that did not fail. */
    static CancellationReason noReason() {
        return CancellationReason.builder().code(NO_REASON).build();
    }

    static CancellationReason reason(String code, String message) {
        return CancellationReason.builder().code(code).message(message).build();
    }

    /** Returns what a reason of this library's is to the service. */
    static CancellationReason reason(org.moviestore.error.CancellationReason reason) {
        return switch (reason.kind()) {
            case NONE -> noReason();
            case CONFLICT -> reason(CONFLICT, CONFLICT_MESSAGE);
            case CONDITION_FAILED ->
                CancellationReason.builder()
                        .code(CONDITION_FAILED)
                        .message(CONDITION_FAILED_MESSAGE)
                        .item(reason.storedItem().map(ItemCodec::encode).orElse(null))
                        .build();
            case UPDATE_REJECTED ->
                reason(INVALID, ServiceWords.ofUpdate(reason.code().orElseThrow()));
        };
    }

    /** Returns what the service answers where this library throws something else. */
    static RuntimeException translate(RuntimeException failure) {
        if (failure instanceof StoreException ours) {
            return translate(ours);
        } else if (failure instanceof InvalidRequestException invalid) {
            return validation(ServiceWords.ofRequest(invalid.code(), invalid.getMessage()), invalid);
        }
        return failure;
    }

    private static SdkException translate(StoreException failure) {
        if (failure instanceof ConditionFailedException failed) {
            return conditionFailed(failed.storedItem(), failed);
        } else if (failure instanceof UpdateRejectedException rejected) {
            return validation(ServiceWords.ofUpdate(rejected.code()), rejected);
        } else if (failure instanceof org.moviestore.error.TransactionCanceledException canceled) {
            return canceled(reasons(canceled), canceled);
        } else if (failure instanceof TableNotFoundException) {
            return tableNotFound(failure);
        } else if (failure instanceof TableExistsException taken) {
            return tableExists(taken);
        } else if (failure instanceof ContentionException) {
            return conflict(failure);
        } else if (failure instanceof RequestRejectedException rejected) {
            return rejected(rejected);
        }
        return unanswered(failure);
    }

    private static List<CancellationReason> reasons(org.moviestore.error.TransactionCanceledException canceled) {
        List<CancellationReason> reasons = new ArrayList<>();
        canceled.reasons().forEach(reason -> reasons.add(reason(reason)));
        return reasons;
    }

    /** What breaks no rule is no mistake of the caller's: if DynamoDB is the backend it has said why, others failed. */
    private static SdkException rejected(RequestRejectedException rejected) {
        Optional<ErrorCode> code = rejected.code();
        if (code.isPresent() && code.get() == ErrorCode.TX_TOKEN_MISMATCH) {
            return tokenMismatch(rejected);
        } else if (rejected.getCause() instanceof SdkException answer) {
            return answer;
        } else if (code.isPresent()) {
            return validation(ServiceWords.ofRequest(code.get(), message(rejected)), rejected);
        }
        return serverFailed(rejected);
    }

    private static DynamoDbException serverFailed(StoreException failure) {
        return error(
                InternalServerErrorException.builder(),
                SERVER_FAILED,
                "InternalServerError",
                message(failure),
                failure);
    }

    /** The service calls it unavailable where nothing happened, and a failure of its own where something may have. */
    private static DynamoDbException unanswered(StoreException failure) {
        if (failure instanceof StoreUnavailableException && failure.getCause() instanceof DynamoDbException answer) {
            return answer;
        } else if (failure.getCause() instanceof TransactionInProgressException answer) {
            return answer;
        } else if (failure instanceof OutcomeUnknownException) {
            return serverFailed(failure);
        }
        return error(DynamoDbException.builder(), UNAVAILABLE, "ServiceUnavailable", message(failure), failure);
    }

    private static String message(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }

    private static DynamoDbException error(
            DynamoDbException.Builder error, int status, String code, String message, @Nullable Throwable cause) {
        error.awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("DynamoDb")
                        .errorCode(code)
                        .errorMessage(message)
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(status).build())
                        .build())
                .statusCode(status)
                .requestId(ServiceAnswers.newId())
                .message(message)
                .cause(cause)
                .numAttempts(1);
        return (DynamoDbException) error.build();
    }
}
