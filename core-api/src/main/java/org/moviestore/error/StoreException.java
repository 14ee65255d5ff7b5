// SPDX-License-Identifier: Apache-2.0
package org.moviestore.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call that a backend could not or would not carry out. The subclass says whether it happened; {@link #retryAdvice}
 * says whether it may be tried again. Mistakes that are known before any I/O are not of this family but
 * {@link org.moviestore.item.InvalidRequestException}.
 */
public abstract sealed class StoreException extends RuntimeException
        permits ConditionFailedException,
                UpdateRejectedException,
                TransactionCanceledException,
                TableNotFoundException,
                TableExistsException,
                RequestRejectedException,
                ContentionException,
                StoreUnavailableException,
                OutcomeUnknownException {
    private static final long serialVersionUID = 1L;

    private final RetryAdvice retryAdvice;

    StoreException(String message, RetryAdvice retryAdvice, @Nullable Throwable cause) {
        super(message, cause);
        this.retryAdvice = Objects.requireNonNull(retryAdvice, "retryAdvice");
    }

    /** Returns whether the same call may be made again. */
    public RetryAdvice retryAdvice() {
        return retryAdvice;
    }
}
