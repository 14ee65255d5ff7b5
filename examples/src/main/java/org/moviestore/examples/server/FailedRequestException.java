// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.Objects;
import org.moviestore.remote.protocol.ReplyError;

/**
 * A request failed, and whoever carried it out knows more about that than the exception that says so: what table and
 * item it is about.
 */
public final class FailedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ReplyError error;

    /** Creates the exception from what is to be replied and what happened. */
    public FailedRequestException(ReplyError error, Throwable cause) {
        super(error.message(), cause);
        this.error = Objects.requireNonNull(error, "error");
    }

    /** Returns what is to be replied. */
    public ReplyError error() {
        return error;
    }
}
