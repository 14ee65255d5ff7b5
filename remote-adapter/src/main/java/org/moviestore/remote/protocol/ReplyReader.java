// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.Optional;
import java.util.function.Supplier;
import org.moviestore.error.StoreException;
import org.moviestore.item.InvalidRequestException;

/** Reads reply lines as what came of calls. Thread-safe. */
public final class ReplyReader {
    private ReplyReader() {}

    /**
     * Returns the result of a call, or throws what its failure is in this process: an exception of the same class, with
     * the same code, item, reasons and advice as the server's. A server's fault, or a reply of a write that was too
     * large to send, is an {@link org.moviestore.error.OutcomeUnknownException}; a line that the server could not read,
     * or a token that it does not know, an {@link org.moviestore.error.RequestRejectedException}.
     *
     * @throws InvalidRequestException if the request breaks a rule
     * @throws StoreException if the server or its backend could not or would not carry it out
     * @throws UnsupportedOperationException if the backend lacks a feature
     * @throws MalformedLineException if the line is no reply to the call; the call may have happened
     */
    @SuppressWarnings("unchecked")
    public static <R> R read(StoreCall<R> call, Fields reply) {
        Optional<ReplyError> error = error(reply);
        if (error.isPresent()) {
            throw ReplyFailures.of(call, error.get());
        }
        return (R) understood(reply, () -> call.accept(new ResultReader(reply)));
    }

    /** Returns what a reply says of a request that failed; nothing if it succeeded. */
    public static Optional<ReplyError> error(Fields reply) {
        if (!reply.has("ok")) {
            throw reply.malformed("a reply says if it is ok");
        }
        return reply.flag("ok")
                ? Optional.empty()
                : Optional.of(understood(reply, () -> ErrorForm.read(reply.object("error"))));
    }

    /** Reads values that the other side sent: where they break a rule, it is the line that is wrong, not a request. */
    private static <T> T understood(Fields reply, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw reply.malformed("the reply cannot be understood: " + e.getMessage());
        }
    }
}
