// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.ContentionException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.RetryAdvice;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;

/**
 * One transaction that writes, in as many tries as it takes. All of one form have one client token, so a try whose
 * answer was lost may be sent again. A try of another form has a token of its own if the caller gave none and no try
 * before can be carried out any more, for one that is could not be told from it. Not thread-safe.
 *
 * <p>Where the answer leaves open which action is at fault, or whether one is, all items are read and the actions
 * evaluated here: DynamoDB Local refuses a transaction as a whole for an update that cannot be applied, no answer
 * brings more than 4 MiB of items back, and a guarded update fails for the form that it was sent in. What an index
 * cannot take is a fault only by the indexes that the service describes then, whichever the actions know. If no action
 * is at fault by then, others have changed the items, and the transaction is sent again; unless they have not, and
 * DynamoDB has a reason that this library does not know. Where it cannot be found out, what is known is the answer.
 */
final class TransactionTries {
    /** So often in a row the items must be the same before and after a try whose failure they do not explain. */
    private static final int ENOUGH = 2;

    private final Transactions transactions;
    private final TransactWriteRequest request;
    private String clientToken;
    private GuardedActions form;
    private @Nullable Queue<GuardedActions> otherForms;
    private List<Optional<Item>> seen = List.of();
    private int unexplained;
    private int attempts;
    private int throttled;
    /** Whether a request whose answer was lost may still be carried out, unless its token has been used by then. */
    private boolean isUncertain;

    TransactionTries(Transactions transactions, TransactWriteRequest request) {
        this.transactions = transactions;
        this.request = request;
        this.clientToken = request.clientToken().orElseGet(TransactionTries::newToken);
        this.form = GuardedActions.of(request);
    }

    private static String newToken() {
        return UUID.randomUUID().toString();
    }

    TransactWriteResult untilDone() {
        try {
            return tryUntilDone();
        } catch (StoreException e) {
            throw otherForms == null || e.retryAdvice() != RetryAdvice.AFTER_BACKOFF ? e : unseen(e);
        }
    }

    private static OutcomeUnknownException unseen(StoreException failure) {
        return new OutcomeUnknownException(
                "the client token was used in the last 10 minutes, by this transaction or another: which it was could"
                        + " not be seen, since: " + failure.getMessage(),
                failure);
    }

    private TransactWriteResult tryUntilDone() {
        while (true) {
            try {
                return transactions.send(
                        form.toSend(), clientToken, request.capacityReport(), () -> isUncertain = true);
            } catch (RequestRejectedException e) {
                if (isTokenUsed(e)) {
                    takeAnotherForm(e);
                } else if (Transactions.isTooLarge(e) || isOfUpdate(e)) {
                    look(e);
                } else {
                    throw e;
                }
            } catch (TransactionCanceledException e) {
                if (!form.haveFailed(e.reasons()) && !isOfUpdate(e)) {
                    throw request.canceled(e.reasons());
                }
                look(e);
            } catch (UpdateRejectedException e) {
                look(e);
            } catch (ContentionException e) {
                countAttempt(e);
                transactions.pause(attempts);
            } catch (StoreUnavailableException e) {
                throttled++;
                transactions.pauseIfThrottled(throttled, e);
            }
        }
    }

    private static boolean isTokenUsed(RequestRejectedException e) {
        return e.code().filter(code -> code == ErrorCode.TX_TOKEN_MISMATCH).isPresent();
    }

    /** Says whether an update is at fault, or may be: of a cancellation whose reasons this library does not know. */
    private static boolean isOfUpdate(StoreException failure) {
        return failure instanceof UpdateRejectedException
                || failure instanceof RequestRejectedException && DynamoExceptions.isOfCancellation(failure)
                || failure instanceof TransactionCanceledException canceled
                        && canceled.reasons().stream()
                                .anyMatch(reason -> reason.kind() == CancellationReason.Kind.UPDATE_REJECTED);
    }

    /**
     * Reads and evaluates, and so learns which form fits.
     *
     * @throws TransactionCanceledException if an action is at fault
     */
    private void look(StoreException failure) {
        List<Optional<Item>> stored = read(failure);
        GuardedActions fitting = evaluated(stored, failure).on(stored);
        unexplained = isOfTheActions(failure) && stored.equals(seen) ? unexplained + 1 : 0;
        if (unexplained == ENOUGH) {
            throw refused(failure);
        }
        seen = stored;
        takeForm(fitting);
        countAttempt(failure);
        if (attempts > 1) {
            transactions.pause(attempts);
        }
    }

    /** Reads; if that fails, the failure before it is the answer, unless that may be of a guard alone. */
    private List<Optional<Item>> read(StoreException failure) {
        try {
            return transactions.read(request.actions());
        } catch (StoreException e) {
            throw isOfTheActions(failure) ? both(refused(failure), e) : both(e, failure);
        }
    }

    /** Says whether a failure is that of the caller's own actions, and not perhaps of a guard alone. */
    private static boolean isOfTheActions(StoreException failure) {
        return isOfUpdate(failure) || failure instanceof RequestRejectedException;
    }

    private static StoreException both(StoreException failure, StoreException other) {
        failure.addSuppressed(other);
        return failure;
    }

    /**
     * Evaluates, by the indexes that the tables have now wherever indexes may have to do with it, and returns the
     * actions with guards of those alone.
     */
    private GuardedActions evaluated(List<Optional<Item>> stored, StoreException failure) {
        StoreException known = refused(failure);
        try {
            request.appliedTo(stored);
            if (!isOfUpdate(failure)) {
                return form;
            }
        } catch (TransactionCanceledException e) {
            if (!isOfUpdate(failure) && !isOfUpdate(e)) {
                throw e;
            }
            known = e;
        }
        List<TableSchema> tables = tables(known);
        request.appliedTo(tables, stored);
        return form.guardedFor(tables);
    }

    private List<TableSchema> tables(StoreException known) {
        try {
            return transactions.tablesOf(request.actions());
        } catch (StoreException e) {
            throw both(known, e);
        }
    }

    private void takeForm(GuardedActions other) {
        if (request.clientToken().isEmpty() && !isUncertain && !other.toSend().equals(form.toSend())) {
            clientToken = newToken();
        }
        form = other;
    }

    /** Makes of an update that was rejected, though nothing is wrong with it on the items, what is known of it. */
    private StoreException refused(StoreException failure) {
        if (failure instanceof TransactionCanceledException canceled) {
            return request.canceled(canceled.reasons());
        }
        if (failure instanceof RequestRejectedException) {
            return failure;
        }
        String message = failure.getMessage() + "; nothing has changed";
        return failure instanceof UpdateRejectedException rejected
                ? new RequestRejectedException(rejected.code(), message, failure)
                : new RequestRejectedException(message, failure);
    }

    private void countAttempt(StoreException failure) {
        attempts++;
        if (attempts < Transactions.ATTEMPTS) {
            return;
        }
        if (failure instanceof ContentionException) {
            throw failure;
        }
        throw new ContentionException(
                "the transaction failed " + attempts + " times, lastly because: " + failure.getMessage()
                        + ", and each time its items had changed when they were read; nothing has changed by it, try"
                        + " again after a pause",
                failure);
    }

    /**
     * The token may have been used by this very transaction in another form, for items that are there now and were not
     * then, or the other way round.
     */
    private void takeAnotherForm(RequestRejectedException failure) {
        if (otherForms == null) {
            otherForms = new ArrayDeque<>(form.isOnly() ? List.of() : readOtherForms());
        }
        Optional<GuardedActions> other = Optional.ofNullable(otherForms.poll());
        if (other.isEmpty() && form.areFew()) {
            throw request.clientToken().isPresent() ? failure : unseen(failure);
        }
        form = other.orElseThrow(() -> new OutcomeUnknownException(
                "the client token was used in the last 10 minutes, by this transaction or another: it cannot be seen,"
                        + " since the items may have come or gone meanwhile; read them",
                failure));
    }

    private List<GuardedActions> readOtherForms() {
        try {
            return form.others(transactions.read(request.actions()));
        } catch (StoreException e) {
            throw unseen(e);
        }
    }
}
