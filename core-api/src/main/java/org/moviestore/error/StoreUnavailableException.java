// SPDX-License-Identifier: Apache-2.0
package org.moviestore.error;

/** The backend could not be reached or had no capacity left. Nothing happened. */
public final class StoreUnavailableException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception from what failed, why and what to do. */
    public StoreUnavailableException(String message) {
        super(message, RetryAdvice.AFTER_BACKOFF, null);
    }

    /** Creates the exception from what failed, why and what to do, and from the backend's own exception. */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, RetryAdvice.AFTER_BACKOFF, cause);
    }
}
