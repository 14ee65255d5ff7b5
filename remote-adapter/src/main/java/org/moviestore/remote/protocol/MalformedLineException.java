// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line is not one of the protocol: not UTF-8, not a JSON object, nested too deep, with a field that is missing,
 * unknown, given twice or of the wrong kind. Nothing has happened. The message says where, and nothing of the values.
 */
public final class MalformedLineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable RequestId id;

    /** Creates the exception from what is wrong and what to do, and the line's id if it could be read. */
    public MalformedLineException(String message, Optional<RequestId> id) {
        super(Objects.requireNonNull(message, "message"));
        this.id = id.orElse(null);
    }

    /** Returns the id of the line, if it could be read. */
    public Optional<RequestId> id() {
        return Optional.ofNullable(id);
    }

    /** Returns what is wrong; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "message");
    }
}
