// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
import org.moviestore.item.Key;

/**
 * What a reply says of a request that failed. Immutable.
 *
 * @param code what failed
 * @param message what failed, why and what to do
 * @param retry whether the same request may be sent again; {@link RetryAdvice#IF_IDEMPOTENT} if it may have happened
 * @param rule the rule that was broken, if it is one of the library's
 * @param table the table that the error is about, if it is known
 * @param key the item that the error is about, if it is known
 * @param item the stored item that a condition did not hold on, if it was asked for
 * @param reasons for each action of a canceled transaction; else none
 */
public record ReplyError(
        Code code,
        String message,
        RetryAdvice retry,
        Optional<ErrorCode> rule,
        Optional<String> table,
        Optional<Key> key,
        Optional<Item> item,
        List<CancellationReason> reasons) {
    /** What can fail, by the words of the protocol. Immutable. */
    public enum Code {
        /** The request can never succeed as it is. */
        INVALID_REQUEST(RetryAdvice.NEVER),
        /** The condition does not hold. */
        CONDITION_FAILED(RetryAdvice.NEVER),
        /** The update cannot be applied to the stored item. */
        UPDATE_REJECTED(RetryAdvice.NEVER),
        /** An action of the transaction failed, so all did. */
        TRANSACTION_CANCELED(RetryAdvice.NEVER),
        /** There is no such table. */
        TABLE_NOT_FOUND(RetryAdvice.NEVER),
        /** There is such a table already. */
        TABLE_EXISTS(RetryAdvice.NEVER),
        /** The backend or the server refuses the request. */
        REQUEST_REJECTED(RetryAdvice.NEVER),
        /** Other calls kept winning; nothing happened. */
        CONTENTION(RetryAdvice.AFTER_BACKOFF),
        /** The backend or the server has no capacity or is not there; nothing happened. */
        UNAVAILABLE(RetryAdvice.AFTER_BACKOFF),
        /** It may have happened. */
        OUTCOME_UNKNOWN(RetryAdvice.IF_IDEMPOTENT),
        /** The backend lacks the feature. */
        UNSUPPORTED(RetryAdvice.NEVER),
        /** The line is not a request. */
        MALFORMED(RetryAdvice.NEVER),
        /** There was no token, or a wrong one. */
        UNAUTHORIZED(RetryAdvice.NEVER),
        /** The reply would be longer than the server allows. */
        TOO_LARGE(RetryAdvice.NEVER),
        /** A fault of the server's; a write may have happened. */
        INTERNAL(RetryAdvice.IF_IDEMPOTENT);

        private final RetryAdvice retry;

        Code(RetryAdvice retry) {
            this.retry = retry;
        }

        /** Returns whether the same request may usually be sent again. */
        public RetryAdvice retry() {
            return retry;
        }
    }

    private static final String FAULT = "the server failed at this request; its log tells why. It may have happened";

    /** Checks and copies the parts. */
    public ReplyError {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(retry, "retry");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(item, "item");
        reasons = List.copyOf(reasons);
    }

    /** Returns an error with the usual advice for its code. */
    public static ReplyError of(Code code, String message) {
        return of(code, message, code.retry());
    }

    /** Returns an error with another advice: that of a write whose reply is too large, for example. */
    public static ReplyError of(Code code, String message, RetryAdvice retry) {
        return new ReplyError(
                code,
                message,
                retry,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /**
     * Returns the error that tells of an exception: each of the library by its own code, a missing feature as
     * {@link Code#UNSUPPORTED}, and anything else as {@link Code#INTERNAL}, without its details. A store that is closed
     * is among that, since a write may have begun before. The table and the key of a condition that failed are not in
     * its exception; see {@link #about}.
     */
    public static ReplyError of(Throwable failure) {
        if (failure instanceof StoreException store) {
            return ofStore(store);
        } else if (failure instanceof InvalidRequestException invalid) {
            return of(Code.INVALID_REQUEST, invalid.getMessage()).withRule(Optional.of(invalid.code()));
        } else if (failure instanceof MalformedLineException malformed) {
            return of(Code.MALFORMED, malformed.getMessage());
        } else if (failure instanceof UnsupportedOperationException unsupported && unsupported.getMessage() != null) {
            // A store names the feature. Without a message it is a fault, such as a change of an unmodifiable list.
            return of(Code.UNSUPPORTED, unsupported.getMessage());
        }
        return of(Code.INTERNAL, FAULT);
    }

    private static ReplyError ofStore(StoreException failure) {
        ReplyError error = of(codeOf(failure), messageOf(failure, "the store failed"), failure.retryAdvice());
        if (failure instanceof ConditionFailedException failed) {
            return error.withItem(failed.storedItem());
        } else if (failure instanceof UpdateRejectedException rejected) {
            return error.withRule(Optional.of(rejected.code()));
        } else if (failure instanceof RequestRejectedException rejected) {
            return error.withRule(rejected.code());
        } else if (failure instanceof TransactionCanceledException canceled) {
            return error.withReasons(canceled.reasons());
        } else if (failure instanceof TableNotFoundException missing) {
            return error.withTable(missing.tableName());
        } else if (failure instanceof TableExistsException taken) {
            return error.withTable(taken.tableName());
        }
        return error;
    }

    private static Code codeOf(StoreException failure) {
        if (failure instanceof ConditionFailedException) {
            return Code.CONDITION_FAILED;
        } else if (failure instanceof UpdateRejectedException) {
            return Code.UPDATE_REJECTED;
        } else if (failure instanceof TransactionCanceledException) {
            return Code.TRANSACTION_CANCELED;
        } else if (failure instanceof TableNotFoundException) {
            return Code.TABLE_NOT_FOUND;
        } else if (failure instanceof TableExistsException) {
            return Code.TABLE_EXISTS;
        } else if (failure instanceof RequestRejectedException) {
            return Code.REQUEST_REJECTED;
        } else if (failure instanceof ContentionException) {
            return Code.CONTENTION;
        } else if (failure instanceof StoreUnavailableException) {
            return Code.UNAVAILABLE;
        } else if (failure instanceof OutcomeUnknownException) {
            return Code.OUTCOME_UNKNOWN;
        }
        return Code.INTERNAL;
    }

    private static String messageOf(Throwable failure, String other) {
        return Objects.requireNonNullElse(failure.getMessage(), other);
    }

    /**
     * Returns the same error, which says what table it is about, if that belongs to its code and the exception does not
     * tell: {@link Code#TABLE_NOT_FOUND} and {@link Code#TABLE_EXISTS} stay as they are.
     */
    public ReplyError about(String tableName) {
        return code == Code.CONDITION_FAILED ? withTable(tableName) : this;
    }

    /** Returns the same error, which says what table and item it is about, as far as that belongs to its code. */
    public ReplyError about(String tableName, Key itemKey) {
        ReplyError error = about(tableName);
        return code == Code.CONDITION_FAILED
                ? new ReplyError(code, message, retry, rule, error.table, Optional.of(itemKey), item, reasons)
                : error;
    }

    /** Says whether the request may have happened. */
    public boolean maybeApplied() {
        return retry == RetryAdvice.IF_IDEMPOTENT;
    }

    private ReplyError withTable(String tableName) {
        return new ReplyError(code, message, retry, rule, Optional.of(tableName), key, item, reasons);
    }

    private ReplyError withRule(Optional<ErrorCode> broken) {
        return new ReplyError(code, message, retry, broken, table, key, item, reasons);
    }

    private ReplyError withItem(Optional<Item> stored) {
        return new ReplyError(code, message, retry, rule, table, key, stored, reasons);
    }

    private ReplyError withReasons(List<CancellationReason> others) {
        return new ReplyError(code, message, retry, rule, table, key, item, others);
    }
}
