// SPDX-License-Identifier: Apache-2.0
package org.moviestore.error;

/** The call was sent and its answer never came: it may have happened or not. */
public final class OutcomeUnknownException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception from what failed, why and what to do, and from the backend's own exception. */
    public OutcomeUnknownException(String message, Throwable cause) {
        super(message, RetryAdvice.IF_IDEMPOTENT, cause);
    }
}
