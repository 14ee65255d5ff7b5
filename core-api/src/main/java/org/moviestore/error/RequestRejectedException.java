// SPDX-License-Identifier: Apache-2.0
package org.moviestore.error;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.ErrorCode;

/**
 * The backend refused the call: no permission, something it cannot take, or a rule that only it could check. Nothing
 * happened.
 */
public final class RequestRejectedException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final @Nullable ErrorCode code;

    /** Creates the exception from what failed, why and what to do. */
    public RequestRejectedException(String message) {
        super(message, RetryAdvice.NEVER, null);
        this.code = null;
    }

    /** Creates the exception from what failed, why and what to do, and from the backend's own exception. */
    public RequestRejectedException(String message, Throwable cause) {
        super(message, RetryAdvice.NEVER, cause);
        this.code = null;
    }

    /** Creates the exception from the broken rule, what failed, why and what to do. */
    public RequestRejectedException(ErrorCode code, String message) {
        super(message, RetryAdvice.NEVER, null);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** Creates the exception from the broken rule, what failed, and the backend's own exception. */
    public RequestRejectedException(ErrorCode code, String message, Throwable cause) {
        super(message, RetryAdvice.NEVER, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** Returns the rule that was broken, if it is one of this library's. */
    public Optional<ErrorCode> code() {
        return Optional.ofNullable(code);
    }
}
