// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.remote.protocol.Fields;
import org.moviestore.remote.protocol.MalformedLineException;
import org.moviestore.remote.protocol.ReplyReader;
import org.moviestore.remote.protocol.ServerInfo;
import org.moviestore.remote.protocol.StoreCall;

/**
 * The one connection of a store, made anew when it was lost or not used for long: every call goes through here. What
 * changes a table goes over a connection of its own, since the server does nothing else on that until it is done.
 */
final class SharedConnection {
    /** How many connections are tried for a request that none has taken. */
    private static final int ATTEMPTS = 3;

    private final Endpoint endpoint;
    private final Settings settings;
    private final ReentrantLock opening = new ReentrantLock();
    /** Grows with each session that could not be opened. */
    private final AtomicInteger failures = new AtomicInteger();

    private final Set<Session> forOneCall = ConcurrentHashMap.newKeySet();

    private volatile Session session;
    private volatile boolean closed;
    private @Nullable StoreUnavailableException lastFailure;

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
            try {
                return Effect.of(call) == Effect.TABLE
                        ? askOnItsOwn(call)
                        : ask(freshSession(call), call, settings.timeout());
            } catch (CallLostException e) {
                boolean mayTryAgain = e.progress() == CallLostException.Progress.REFUSED && attempt < ATTEMPTS;
                if (!mayTryAgain) {
                    throw lost(call, e);
                }
            }
        }
    }

    private <R> Optional<R> askOnItsOwn(StoreCall<R> call) throws CallLostException {
        checkMayBegin(call);
        Session opened = openedAgain();
        try {
            forOneCall.add(opened);
            // Whoever closed the store may not have seen it.
            checkOpen();
            return ask(opened, call, settings.tableTimeout());
        } finally {
            forOneCall.remove(opened);
            opened.end("it is not used any more", new IOException("for one call"));
        }
    }

    private <R> Optional<R> ask(Session current, StoreCall<R> call, Duration timeout) throws CallLostException {
        Exchange exchange = current.exchange(call);
        return exchange.size() > current.server().maxLineBytes()
                ? Optional.empty()
                : Optional.of(answer(current, call, current.ask(exchange, timeout)));
    }

    private <R> R answer(Session current, StoreCall<R> call, Fields reply) throws CallLostException {
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
        checkMayBegin(call);
        try {
            Session current = session;
            return current.isFresh() ? current : reopened();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RemoteExceptions.interrupted(call, e);
        }
    }

    private void checkMayBegin(StoreCall<?> call) {
        checkOpen();
        if (Thread.currentThread().isInterrupted()) {
            throw RemoteExceptions.interrupted(call, new InterruptedException("before it began"));
        }
    }

    /** Opens a session; threads that come meanwhile wait for it, or fail with it. */
    private Session reopened() throws InterruptedException {
        int failuresBefore = failures.get();
        if (!opening.tryLock(settings.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
            throw RemoteExceptions.cannotConnect(endpoint, new IOException("another thread is still trying"));
        }
        try {
            StoreUnavailableException failure = lastFailure;
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
            opened = openedAgain();
        } catch (StoreUnavailableException e) {
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

    /** Opens a session to a server that let this client in before. */
    private Session openedAgain() {
        try {
            return Session.open(endpoint, settings);
        } catch (RequestRejectedException e) {
            throw RemoteExceptions.again(e);
        }
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
        IOException cause = new IOException("closed");
        session.end("the store was closed", cause);
        forOneCall.forEach(each -> each.end("the store was closed", cause));
    }
}
