// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.ContentionException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The one translator of the SDK's exceptions to ours. */
final class DynamoExceptions {
    private static final Set<String> THROTTLED =
            Set.of("ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded");
    /** Of tables and indexes that there are or that are being made: it passes, but not soon. */
    private static final String LIMIT = "LimitExceededException";

    private static final Set<String> CONTENDED =
            Set.of("TransactionConflictException", "ReplicatedWriteConflictException");
    private static final String IN_PROGRESS = "TransactionInProgressException";
    private static final String TOKEN_USED = "IdempotentParameterMismatchException";
    private static final Set<String> ANSWERS_TO_TOKENS =
            Set.of("TransactionCanceledException", TOKEN_USED, "ValidationException");
    private static final Set<String> THROTTLED_ACTION = Set.of("ThrottlingError", "ProvisionedThroughputExceeded");
    private static final Pattern TOO_LARGE_A_RESPONSE =
            Pattern.compile("payload in response is too large|aggregate size of the items", Pattern.CASE_INSENSITIVE);
    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException");
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");

    /** Of the HTTP client and others that an application may bring, whose classes this module does not depend on. */
    private static final Set<String> NOT_CONNECTED = Set.of(
            "ConnectTimeoutException",
            "ConnectionRequestTimeoutException",
            "ConnectionPoolTimeoutException",
            "HttpHostConnectException");

    /** By a part of the message, which is all that tells what an update met. */
    private static final List<Map.Entry<Pattern, ErrorCode>> UPDATE_CODES = List.of(
            code("refers to an attribute that does not exist in the item", ErrorCode.OPERAND_MISSING),
            code("operand in the update expression has an incorrect data type", ErrorCode.OPERAND_TYPE),
            code("document path provided in the update expression is invalid", ErrorCode.PATH_INVALID),
            code("item size .*exceeded the maximum allowed size", ErrorCode.ITEM_SIZE),
            code("nesting levels have exceeded supported limits", ErrorCode.NESTING),
            code("only supports precision up to 38 digits|more than 38 significant digits", ErrorCode.NUMBER_PRECISION),
            code("number (over|under)flow", ErrorCode.NUMBER_RANGE),
            code("key attributes must be scalars", ErrorCode.PATH_INVALID),
            code(
                    "secondary index key to unsupported type|type mismatch for (secondary )?index key"
                            + "|invalid attribute value type",
                    ErrorCode.KEY_TYPE),
            code(
                    "secondary index key to a value that is not supported|key attribute cannot contain an empty",
                    ErrorCode.KEY_EMPTY),
            code(
                    "secondary index key beyond allowed size|size limit exceeded"
                            + "|size of hashkey has exceeded|size of all range keys has exceeded",
                    ErrorCode.KEY_LENGTH));

    private static final String OTHER_SEGMENT = "; go on after a position in the segment that it came from";

    /** What to do about a refusal, by a part of the message too. DynamoDB Local has words of its own for a segment. */
    private static final Map<String, String> ADVICE = Map.of(
            "does not have the specified index", "; if it was dropped, ask the store for the table again",
            "Cannot read from backfilling", "; read the index once the table is described with it as active",
            "must lie within the segment", OTHER_SEGMENT,
            "with correct Segment", OTHER_SEGMENT,
            "Index Key", "; if the index was added meanwhile, ask the store for the table again");

    private DynamoExceptions() {}

    private static Map.Entry<Pattern, ErrorCode> code(String part, ErrorCode code) {
        return Map.entry(Pattern.compile(part, Pattern.CASE_INSENSITIVE), code);
    }

    static StoreException translate(SdkException failure, Call call) {
        if (call.isWrite() && call.isRepeatable() && mayHaveHappenedBefore(failure) && !isOfToken(failure, call)) {
            return unknown(
                    call,
                    "the last of several tries ended by " + rootOf(failure) + ", and one before it by nothing certain",
                    failure);
        }
        return failure instanceof AwsServiceException answer ? answered(answer, call) : unanswered(failure, call);
    }

    /** The last try may say that nothing happened, and an earlier one have been carried out. */
    static boolean mayHaveHappenedBefore(SdkException failure) {
        return failure.numAttempts() != null
                && failure.numAttempts() > 1
                && !WatchedRetries.nothingHappenedBefore(failure);
    }

    /** Had an earlier try of a transaction been carried out, its client token would have made this one succeed. */
    private static boolean isOfToken(SdkException failure, Call call) {
        return call.kind() == Call.Kind.TRANSACTION
                && failure instanceof AwsServiceException answer
                && ANSWERS_TO_TOKENS.contains(codeOf(answer));
    }

    /** Says whether the request was certainly not carried out, and may be on another try. */
    static boolean maySendAgain(Throwable failure) {
        if (failure instanceof AwsServiceException answer) {
            return isThrottled(answer) || answer.isClockSkewException() && answer.statusCode() < 500;
        }
        return isNotConnected(failure);
    }

    static boolean isThrottled(Throwable failure) {
        return failure instanceof AwsServiceException answer
                && !codeOf(answer).equals(IN_PROGRESS)
                && (answer.isThrottlingException() || THROTTLED.contains(codeOf(answer)));
    }

    /** Says whether a failure was made of DynamoDB's answer that a transaction was canceled. */
    static boolean isOfCancellation(StoreException failure) {
        return failure.getCause()
                instanceof software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
    }

    private static StoreException answered(AwsServiceException answer, Call call) {
        if (answer instanceof ConditionalCheckFailedException failed) {
            return conditionFailed(failed, call);
        }
        if (answer instanceof software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException canceled) {
            return canceled(canceled, call);
        }
        String code = codeOf(answer);
        if (code.equals("ResourceNotFoundException")) {
            return new TableNotFoundException(call.table());
        } else if (code.equals("ResourceInUseException")) {
            return inUse(answer, call);
        } else if (isThrottled(answer)) {
            return new StoreUnavailableException(
                    call + " was throttled: " + messageOf(answer) + "; try again later or provide more throughput",
                    answer);
        } else if (code.equals(LIMIT)) {
            return new StoreUnavailableException(
                    call + " was refused for a limit: " + messageOf(answer)
                            + "; try again once fewer tables and indexes are being made or dropped, or have the limit"
                            + " raised",
                    answer);
        } else if (CONTENDED.contains(code)) {
            return new ContentionException(call + " met another write of the same item; try again", answer);
        } else if (code.equals(IN_PROGRESS)) {
            return unknown(call, "another transaction of its client token is being carried out", answer);
        } else if (answer.statusCode() >= 500) {
            return unknown(call, "DynamoDB failed inside (HTTP " + answer.statusCode() + ")", answer);
        } else if (code.equals(TOKEN_USED)) {
            return new RequestRejectedException(
                    ErrorCode.TX_TOKEN_MISMATCH,
                    call + ": its client token was used for another transaction in the last 10 minutes; nothing has"
                            + " changed; give each transaction a token of its own",
                    answer);
        } else if (code.equals("ValidationException")) {
            return invalid(answer, call);
        }
        return rejected(answer, code, call);
    }

    private static StoreException invalid(AwsServiceException answer, Call call) {
        if (call.kind() == Call.Kind.UPDATE || call.kind() == Call.Kind.TRANSACTION) {
            Optional<ErrorCode> code = updateCode(messageOf(answer));
            if (code.isPresent()) {
                return call.key()
                        .map(key -> new UpdateRejectedException(call.table(), key, code.get(), answer))
                        .orElseGet(() -> new UpdateRejectedException(code.get(), call + ": " + messageOf(answer)));
            }
        }
        if (TOO_LARGE_A_RESPONSE.matcher(messageOf(answer)).find()) {
            return new RequestRejectedException(
                    ErrorCode.TX_BYTES,
                    call + ": the items that it would return are too large together (" + messageOf(answer)
                            + "); read fewer of them, or parts by projections",
                    answer);
        }
        return rejected(answer, codeOf(answer), call);
    }

    private static Optional<ErrorCode> updateCode(String message) {
        return UPDATE_CODES.stream()
                .filter(code -> code.getKey().matcher(message).find())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** What failed for conflicts or lack of capacity alone may be tried again; anything else is for the caller. */
    private static StoreException canceled(
            software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException answer, Call call) {
        List<CancellationReason> reasons = new ArrayList<>();
        boolean throttled = false;
        for (var reason : answer.cancellationReasons()) {
            Optional<CancellationReason> ours = reason(reason);
            if (ours.isEmpty()) {
                return rejected(answer, reason.code() + ": " + reason.message(), call);
            }
            throttled |= THROTTLED_ACTION.contains(reason.code());
            reasons.add(ours.get());
        }
        if (reasons.stream().anyMatch(CancellationReason::isFailure)) {
            return new TransactionCanceledException(call + " was canceled", reasons);
        } else if (throttled) {
            return new StoreUnavailableException(
                    call + " was throttled: " + messageOf(answer) + "; try again later or provide more throughput",
                    answer);
        } else if (reasons.isEmpty()) {
            return rejected(answer, codeOf(answer), call);
        }
        return new ContentionException(
                call + " met other calls on the same items, again and again; nothing has changed, try again", answer);
    }

    /** Returns our word for why an action failed, if there is one. */
    private static Optional<CancellationReason> reason(
            software.amazon.awssdk.services.dynamodb.model.CancellationReason reason) {
        return switch (reason.code()) {
            case "None" -> Optional.of(CancellationReason.none());
            case "ConditionalCheckFailed" ->
                Optional.of(
                        reason.hasItem()
                                ? CancellationReason.conditionFailed(ItemCodec.decode(reason.item()))
                                : CancellationReason.conditionFailed());
            case "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded" ->
                Optional.of(CancellationReason.conflict());
            case "ValidationError" ->
                updateCode(String.valueOf(reason.message())).map(CancellationReason::updateRejected);
            default -> Optional.empty();
        };
    }

    private static StoreException conditionFailed(ConditionalCheckFailedException failed, Call call) {
        return failed.hasItem()
                ? new ConditionFailedException(call.table(), call.key().orElseThrow(), ItemCodec.decode(failed.item()))
                : new ConditionFailedException(call.table(), call.key().orElseThrow());
    }

    private static StoreException inUse(AwsServiceException answer, Call call) {
        if (call.kind() == Call.Kind.CREATE_TABLE) {
            return new TableExistsException(call.table());
        }
        return new ContentionException(
                call + " came while the table is being made, changed or dropped; try again when it is not", answer);
    }

    private static StoreException rejected(AwsServiceException answer, String code, Call call) {
        String advice = ADVICE.keySet().stream()
                .filter(part -> messageOf(answer).contains(part))
                .map(ADVICE::get)
                .findAny()
                .orElse("");
        if (code.equals("AccessDeniedException")) {
            advice = "; grant these credentials " + call.permissions();
        } else if (BAD_CREDENTIALS.contains(code)) {
            advice = "; check the access key and the secret key, that they belong to this AWS partition, and the clock";
        } else if (EXPIRED.contains(code)) {
            advice = "; renew the credentials, and check the clock";
        }
        return new RequestRejectedException(call + " was refused: " + code + ": " + messageOf(answer) + advice, answer);
    }

    private static StoreException unanswered(SdkException failure, Call call) {
        if (isNotConnected(failure)) {
            return new StoreUnavailableException(
                    call + " could not be sent: no connection to DynamoDB (" + rootOf(failure)
                            + "); check the region or the endpoint, and the network",
                    failure);
        } else if (String.valueOf(failure.getMessage()).contains("load credentials")) {
            return noCredentials(failure);
        }
        return unknown(call, "no answer came (" + rootOf(failure) + ")", failure);
    }

    private static StoreException unknown(Call call, String why, SdkException failure) {
        if (call.isWrite()) {
            String advice = call.kind() == Call.Kind.TRANSACTION
                    ? "; with its client token it may be sent again; without one, read before trying again"
                    : "; read before trying again";
            return new OutcomeUnknownException(
                    call + ": " + why + ", so it may have happened or not" + advice, failure);
        }
        return new StoreUnavailableException(call + ": " + why + "; try again later", failure);
    }

    static StoreException noCredentials(SdkException failure) {
        return new RequestRejectedException(
                "no AWS credentials found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile by AWS_PROFILE,"
                        + " or give the store credentials (DynamoDB Local takes any letters and digits)",
                failure);
    }

    static InvalidRequestException noRegion() {
        return new InvalidRequestException(
                ErrorCode.STORE_URL,
                "no AWS region; name it in the URL as in dynamodb://us-east-1/Movies, or set AWS_REGION or the region of"
                        + " the AWS profile");
    }

    private static boolean isNotConnected(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof SSLHandshakeException
                    || cause instanceof SSLPeerUnverifiedException
                    || NOT_CONNECTED.contains(cause.getClass().getSimpleName())) {
                return true;
            }
        }
        return false;
    }

    private static String codeOf(AwsServiceException answer) {
        @Nullable
        String code = answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorCode();
        return code == null ? "HTTP " + answer.statusCode() : code;
    }

    private static String messageOf(AwsServiceException answer) {
        @Nullable
        String message = answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorMessage();
        return message == null ? "no answer of DynamoDB's; check the endpoint" : firstLine(message);
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + firstLine(String.valueOf(root.getMessage()));
    }

    /** Signature errors go on for pages. */
    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }
}
