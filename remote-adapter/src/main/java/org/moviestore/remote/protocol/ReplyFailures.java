// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
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
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/** Turns the errors of replies into exceptions. */
final class ReplyFailures {
    private ReplyFailures() {}

    static RuntimeException of(StoreCall<?> call, ReplyError error) {
        String message = error.message();
        return switch (error.code()) {
            case INVALID_REQUEST -> invalid(error);
            case CONDITION_FAILED -> conditionFailed(call, error);
            case UPDATE_REJECTED -> updateRejected(error);
            case TRANSACTION_CANCELED -> new TransactionCanceledException(message, error.reasons());
            case TABLE_NOT_FOUND -> ofTable(call, error, TableNotFoundException::new);
            case TABLE_EXISTS -> ofTable(call, error, TableExistsException::new);
            case REQUEST_REJECTED -> rejected(error);
            case CONTENTION -> new ContentionException(message);
            case UNAVAILABLE -> new StoreUnavailableException(message);
            case UNSUPPORTED -> new UnsupportedOperationException(message);
            case MALFORMED ->
                new RequestRejectedException("the server cannot read the request: " + message
                        + "; its limits may be too low for it, or its version another than the client's");
            case UNAUTHORIZED ->
                new RequestRejectedException("the server refuses the client: " + message
                        + "; open the store with the token that the server was started with");
            case TOO_LARGE, OUTCOME_UNKNOWN, INTERNAL -> unanswered(error);
        };
    }

    private static RuntimeException invalid(ReplyError error) {
        return error.rule()
                .<RuntimeException>map(rule -> new InvalidRequestException(rule, error.message()))
                .orElseGet(() -> new RequestRejectedException(error.message()));
    }

    private static RuntimeException updateRejected(ReplyError error) {
        return error.rule()
                .<RuntimeException>map(rule -> new UpdateRejectedException(rule, error.message()))
                .orElseGet(() -> new RequestRejectedException(error.message()));
    }

    private static RequestRejectedException rejected(ReplyError error) {
        Optional<ErrorCode> rule = error.rule();
        return rule.isPresent()
                ? new RequestRejectedException(rule.get(), error.message())
                : new RequestRejectedException(error.message());
    }

    private static RuntimeException conditionFailed(StoreCall<?> call, ReplyError error) {
        Optional<Key> key = error.key().or(() -> CallSubject.of(call).key());
        if (key.isEmpty()) {
            return new RequestRejectedException(error.message());
        }
        Optional<Item> stored = error.item();
        return ofTable(
                call,
                error,
                table -> stored.isPresent()
                        ? new ConditionFailedException(table, key.get(), stored.get())
                        : new ConditionFailedException(table, key.get()));
    }

    /** Where neither the server nor the call says which table it is, there are the server's own words alone. */
    private static StoreException ofTable(
            StoreCall<?> call, ReplyError error, Function<String, StoreException> exception) {
        return error.table()
                .or(() -> CallSubject.of(call).table())
                .map(exception)
                .orElseGet(() -> new RequestRejectedException(error.message()));
    }

    /** What the server could not say, or its reply not hold, may have happened all the same; its advice tells. */
    private static RuntimeException unanswered(ReplyError error) {
        return error.maybeApplied()
                ? new OutcomeUnknownException(error.message(), new IOException("the server answered " + error.code()))
                : new RequestRejectedException(error.message());
    }
}
