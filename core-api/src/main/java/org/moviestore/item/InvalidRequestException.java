// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that no backend would be asked to carry out, because it breaks a rule or a limit that holds everywhere. It
 * is thrown before any I/O: nothing has happened, and the same request will never succeed.
 */
public final class InvalidRequestException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient @Nullable ExpressionFault fault;

    /** Creates the exception from the broken rule and a message that says what to do. */
    public InvalidRequestException(ErrorCode code, String message) {
        super(Objects.requireNonNull(message, "message"));
        this.code = Objects.requireNonNull(code, "code");
        this.fault = null;
    }

    /** Creates the exception of an expression, whose fault has the parts of the message. */
    public InvalidRequestException(ErrorCode code, String message, ExpressionFault fault) {
        super(Objects.requireNonNull(message, "message"));
        this.code = Objects.requireNonNull(code, "code");
        this.fault = Objects.requireNonNull(fault, "fault");
    }

    /** Returns the rule that was broken. */
    public ErrorCode code() {
        return code;
    }

    /**
     * Returns what is wrong with an expression as data, where the code does not tell all of it. It is known where the
     * expression was made or read: code and message alone go over a wire or through serialization.
     */
    public Optional<ExpressionFault> fault() {
        return Optional.ofNullable(fault);
    }

    /** Returns what is wrong and what to do about it; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "message");
    }
}
