// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import java.util.Objects;

/** A request that no reply came to, with why, and how far it had come. */
final class CallLostException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Progress progress;

    /** How far a request had come. */
    enum Progress {
        /** The connection had ended before, and took it no more; another may. */
        REFUSED,
        /** It had to wait for others, and not a byte of it was sent. */
        NOT_SENT,
        /** It was sent, or a part of it, and may have been carried out. */
        MAYBE_SENT
    }

    CallLostException(Progress progress, String reason, Throwable cause) {
        super(reason, Objects.requireNonNull(cause, "cause"));
        this.progress = progress;
    }

    Progress progress() {
        return progress;
    }

    String reason() {
        return Objects.requireNonNull(getMessage(), "message");
    }

    Throwable why() {
        return Objects.requireNonNull(getCause(), "cause");
    }
}
