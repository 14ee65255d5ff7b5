// SPDX-License-Identifier: Apache-2.0
package org.moviestore.error;

/** The backend refused the call: no permission, or something it cannot take. Nothing happened. */
public final class RequestRejectedException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception from what failed, why and what to do. */
    public RequestRejectedException(String message) {
        super(message, RetryAdvice.NEVER, null);
    }

    /** Creates the exception from what failed, why and what to do, and from the backend's own exception. */
    public RequestRejectedException(String message, Throwable cause) {
        super(message, RetryAdvice.NEVER, cause);
    }
}
