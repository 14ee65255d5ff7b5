// SPDX-License-Identifier: Apache-2.0
package org.moviestore.error;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A transaction could not be carried out, for a reason of at least one of its actions. Nothing happened. Transactions
 * that met other calls and nothing else end in {@link ContentionException} instead.
 */
public final class TransactionCanceledException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable List<CancellationReason> reasons;

    /** Creates the exception from a message that says which actions failed, and a reason for each action. */
    public TransactionCanceledException(String message, List<CancellationReason> reasons) {
        super(message, RetryAdvice.NEVER, null);
        this.reasons = List.copyOf(reasons);
    }

    /** Returns a reason for each action, in the order of the actions; all that failed are named. */
    public List<CancellationReason> reasons() {
        return Objects.requireNonNullElse(reasons, List.of());
    }
}
