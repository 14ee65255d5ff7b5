// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.RetryAdvice;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.remote.protocol.StoreCall;

/** Makes our exceptions of what may happen to a connection. What the server says is the protocol's to translate. */
final class RemoteExceptions {
    private RemoteExceptions() {}

    /** Says of a failure to connect what is wrong and what to do. */
    static StoreException cannotConnect(Endpoint endpoint, IOException e) {
        if (e instanceof UnknownHostException) {
            return new StoreUnavailableException(
                    "cannot reach a movie store server at " + endpoint + " (unknown host); correct the host in the URL",
                    e);
        }
        if (e instanceof SSLException && !isCausedByTheNetwork(e)) {
            String advice = isOfCertificates(e)
                    ? "if it is the right server, name its host as its certificate does, and a file of the certificate"
                            + " by trust= in the URL"
                    : "if it is a server without TLS, write tcp:// in the URL";
            return new RequestRejectedException(
                    "cannot make a TLS connection to " + endpoint + " (" + e.getMessage() + "); " + advice, e);
        }
        return new StoreUnavailableException(
                "cannot reach a movie store server at " + endpoint + " (" + e.getMessage()
                        + "); start the server, or correct host and port in the URL",
                e);
    }

    private static boolean isCausedByTheNetwork(IOException e) {
        return e.getCause() instanceof EOFException
                || e.getCause() instanceof SocketException
                || e.getCause() instanceof SocketTimeoutException;
    }

    private static boolean isOfCertificates(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    /** Says of a greeting that got no answer what may be wrong. */
    static StoreException notGreeted(Endpoint endpoint, CallLostException e) {
        if (e.why() instanceof InterruptedException) {
            return new StoreUnavailableException(
                    "the thread was interrupted while it connected to " + endpoint + "; nothing has happened", e.why());
        }
        return e.why() instanceof StoreException refusal
                ? refused(endpoint, refusal)
                : notGreeted(endpoint, e.reason(), e.why());
    }

    /** Says of a greeting that got a wrong answer what may be wrong. */
    static StoreException notGreeted(Endpoint endpoint, String reason, Throwable cause) {
        return new StoreUnavailableException(
                "what listens at " + endpoint + " does not greet as a movie store server does: " + reason
                        + "; correct host and port in the URL, and write tcps:// for a server with TLS",
                cause);
    }

    /** Says of a server that does not want this client why that is. */
    static StoreException refused(Endpoint endpoint, RuntimeException e) {
        String message = "the movie store server at " + endpoint + " does not let this client in: " + e.getMessage();
        return e instanceof StoreException failure && failure.retryAdvice() != RetryAdvice.NEVER
                ? new StoreUnavailableException(message, e)
                : new RequestRejectedException(message, e);
    }

    /**
     * Returns what a failure to connect means once the server has let this client in: it may pass, since a server that
     * is started again in another way may be started once more.
     */
    static StoreUnavailableException again(StoreException failure) {
        return new StoreUnavailableException(String.valueOf(failure.getMessage()), failure);
    }

    /** Says of a request that got no reply whether it may have happened. */
    static StoreException lost(StoreCall<?> call, CallLostException e) {
        String message = "cannot " + CallWords.of(call) + ": " + e.reason();
        Effect effect = Effect.of(call);
        if (effect == Effect.NONE || e.progress() != CallLostException.Progress.MAYBE_SENT) {
            return new StoreUnavailableException(message + "; nothing has changed, try again after a pause", e.why());
        }
        String advice = switch (effect) {
            case TRANSACTION ->
                "with its client token it may be sent again; without one, read its items before trying again";
            case TABLE -> "describe the table before trying again";
            case NONE, ITEMS -> "read before trying again";
        };
        return new OutcomeUnknownException(message + "; it may have happened or not: " + advice, e.why());
    }

    /** Says of a request that only reads what it means that nobody knows what became of it. */
    static StoreUnavailableException unread(StoreCall<?> call, OutcomeUnknownException e) {
        return new StoreUnavailableException(
                "cannot " + CallWords.of(call) + ": " + e.getMessage() + "; nothing has changed", e);
    }

    /** Says that a request was not sent since the thread is to end. */
    static StoreException interrupted(StoreCall<?> call, InterruptedException e) {
        return new StoreUnavailableException(
                "cannot " + CallWords.of(call) + ": the thread was interrupted; nothing was sent", e);
    }

    /** Says that a request does not fit into one line. */
    static RequestRejectedException tooLong(StoreCall<?> call, int maxLineBytes) {
        return new RequestRejectedException("cannot " + CallWords.of(call) + ": the request is longer than the "
                + maxLineBytes + " bytes that the server takes in a line; nothing was sent; send less at once, or start"
                + " the server with a higher limit");
    }
}
