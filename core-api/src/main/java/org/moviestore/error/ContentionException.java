// SPDX-License-Identifier: Apache-2.0
package org.moviestore.error;

/** The call lost against other calls on the same items, again and again. Nothing happened. */
public final class ContentionException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception from what failed, why and what to do. */
    public ContentionException(String message) {
        super(message, RetryAdvice.AFTER_BACKOFF, null);
    }

    /** Creates the exception from what failed, why and what to do, and from the backend's own exception. */
    public ContentionException(String message, Throwable cause) {
        super(message, RetryAdvice.AFTER_BACKOFF, cause);
    }
}
