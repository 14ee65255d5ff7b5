// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import org.jspecify.annotations.Nullable;

/** Exceptions for the log. */
final class Faults {
    private static final int MOST_CAUSES = 10;

    private Faults() {}

    /** Returns what a log may be told of an exception: where it happened, but no message, which may hold values. */
    static Exception trace(Throwable failure) {
        return Trace.of(failure, MOST_CAUSES);
    }

    private static final class Trace extends Exception {
        private static final long serialVersionUID = 1L;

        private Trace(Throwable failure, @Nullable Trace cause) {
            super(failure.getClass().getName(), cause);
            setStackTrace(failure.getStackTrace());
        }

        private static Trace of(Throwable failure, int mostCauses) {
            @Nullable Throwable cause = failure.getCause();
            return new Trace(failure, cause == null || mostCauses == 0 ? null : of(cause, mostCauses - 1));
        }
    }
}
