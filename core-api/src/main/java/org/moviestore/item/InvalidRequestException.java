// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.Objects;

/**
 * A request that no backend would be asked to carry out, because it breaks a rule or a limit that holds everywhere. It
 * is thrown before any I/O: nothing has happened, and the same request will never succeed.
 */
public final class InvalidRequestException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** Creates the exception from the broken rule and a message that says what to do. */
    public InvalidRequestException(ErrorCode code, String message) {
        super(Objects.requireNonNull(message, "message"));
        this.code = Objects.requireNonNull(code, "code");
    }

    /** Returns the rule that was broken. */
    public ErrorCode code() {
        return code;
    }

    /** Returns what is wrong and what to do about it; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "message");
    }
}
