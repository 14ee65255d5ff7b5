// SPDX-License-Identifier: Apache-2.0
package org.moviestore.error;

import java.util.Objects;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Key;

/**
 * An update cannot be applied to the stored item: it reads an attribute that is missing or of the wrong type, its path
 * leads nowhere, or its result would break a limit. Nothing happened.
 */
public final class UpdateRejectedException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** Creates the exception from the broken rule and what is wrong. */
    public UpdateRejectedException(ErrorCode code, String message) {
        super(message, RetryAdvice.NEVER, null);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** Creates the exception for a known item; the cause says what is wrong. */
    public UpdateRejectedException(String table, Key key, ErrorCode code, Throwable cause) {
        super(
                "the update cannot be applied to item " + key + " of table " + table + ": " + cause.getMessage(),
                RetryAdvice.NEVER,
                cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** Returns the rule that was broken. */
    public ErrorCode code() {
        return code;
    }
}
