// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreException;
import org.moviestore.remote.protocol.Fields;
import org.moviestore.remote.protocol.MalformedLineException;
import org.moviestore.remote.protocol.ReplyReader;
import org.moviestore.remote.protocol.ServerInfo;
import org.moviestore.remote.protocol.StoreCall;

/** The one connection of a store, made anew when it was lost or not used for long: every call goes through here. */
final class SharedConnection {
    /** How many connections are tried for a request that none has taken. */
    private static final int ATTEMPTS = 3;

    private final Endpoint endpoint;
    private final Settings settings;
    private final ReentrantLock opening = new ReentrantLock();
    /** Grows with each session that could not be opened. */
    private final AtomicInteger failures = new AtomicInteger();

    private volatile Session session;
    private volatile boolean closed;
    private @Nullable StoreException lastFailure;

    private SharedConnection(Endpoint endpoint, Settings settings, Session session) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.session = session;
    }

    /**
     * Connects to the server and greets it.
     *
     * @throws StoreException if that fails; the message says what to do
     */
    static SharedConnection open(Endpoint endpoint, Settings settings) {
        return new SharedConnection(endpoint, settings, Session.open(endpoint, settings));
    }

    /** Returns what the server said of itself when it was last greeted. */
    ServerInfo server() {
        return session.server();
    }

    /** Makes a call, and returns what comes of it or throws what it means. */
    <R> R call(StoreCall<R> call) {
        return callIfItFits(call).orElseThrow(() -> tooLong(call));
    }

    /** Returns the exception for a call that does not fit into a line. */
    RequestRejectedException tooLong(StoreCall<?> call) {
        return RemoteExceptions.tooLong(call, server().maxLineBytes());
    }

    /** Makes a call, unless the request is longer than the server reads: then nothing is sent and nothing returned. */
    <R> Optional<R> callIfItFits(StoreCall<R> call) {
        for (int attempt = 1; true; attempt++) {
            Session current = freshSession(call);
            Exchange exchange = current.exchange(call);
            if (exchange.size() > current.server().maxLineBytes()) {
                return Optional.empty();
            }
            try {
                return Optional.of(answer(current, call, exchange));
            } catch (CallLostException e) {
                boolean mayTryAgain = e.progress() == CallLostException.Progress.REFUSED && attempt < ATTEMPTS;
                if (!mayTryAgain) {
                    throw lost(call, e);
                }
            }
        }
    }

    private <R> R answer(Session current, StoreCall<R> call, Exchange exchange) throws CallLostException {
        Duration timeout = Effect.of(call) == Effect.TABLE ? settings.tableTimeout() : settings.timeout();
        Fields reply = current.ask(exchange, timeout);
        try {
            return ReplyReader.read(call, reply);
        } catch (OutcomeUnknownException e) {
            throw Effect.of(call) == Effect.NONE ? RemoteExceptions.unread(call, e) : e;
        } catch (MalformedLineException e) {
            String reason = endpoint + " sent what is no reply of the protocol (" + e.getMessage() + ")";
            current.end(reason, e);
            throw new CallLostException(CallLostException.Progress.MAYBE_SENT, reason, e);
        }
    }

    private RuntimeException lost(StoreCall<?> call, CallLostException e) {
        boolean mayHaveHappened =
                e.progress() == CallLostException.Progress.MAYBE_SENT && Effect.of(call) != Effect.NONE;
        return closed && !mayHaveHappened ? isClosed() : RemoteExceptions.lost(call, e);
    }

    /** Returns the session, or another in its place if it is not to be used any more. */
    private Session freshSession(StoreCall<?> call) {
        checkOpen();
        try {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("before it began");
            }
            Session current = session;
            return current.isFresh() ? current : reopened();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RemoteExceptions.interrupted(call, e);
        }
    }

    /** Opens a session; threads that come meanwhile wait for it, or fail with it. */
    private Session reopened() throws InterruptedException {
        int failuresBefore = failures.get();
        if (!opening.tryLock(settings.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
            throw RemoteExceptions.cannotConnect(endpoint, new IOException("another thread is still trying"));
        }
        try {
            StoreException failure = lastFailure;
            if (failure != null && failures.get() != failuresBefore) {
                throw RemoteExceptions.again(failure);
            }
            Session current = session;
            return current.isFresh() ? current : replaced(current);
        } finally {
            opening.unlock();
        }
    }

    private Session replaced(Session old) {
        checkOpen();
        // A server that has room for so many clients should not have to find room for two of this one.
        old.retire();
        Session opened;
        try {
            opened = Session.open(endpoint, settings);
        } catch (StoreException e) {
            if (!(e.getCause() instanceof InterruptedException)) {
                lastFailure = e;
                failures.incrementAndGet();
            }
            throw e;
        }
        session = opened;
        if (closed) {
            // Whoever closed the store may have seen only the old one.
            close();
            throw isClosed();
        }
        return opened;
    }

    void checkOpen() {
        if (closed) {
            throw isClosed();
        }
    }

    private static IllegalStateException isClosed() {
        return new IllegalStateException("the store is closed");
    }

    void close() {
        closed = true;
        session.end("the store was closed", new IOException("closed"));
    }
}
