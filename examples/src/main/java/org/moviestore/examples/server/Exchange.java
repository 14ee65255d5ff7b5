// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.remote.protocol.ReplyError;
import org.moviestore.remote.protocol.ReplyWriter;
import org.moviestore.remote.protocol.RequestId;

/**
 * A request from when it was understood until it is answered. What {@link RequestOrder} keeps in it is guarded by the
 * connection; the rest is thread-safe.
 */
final class Exchange implements Replies {
    private static final String OK = "OK";
    /** Its client may have given up a write by then and sent it again, so it must not happen any more. */
    private static final Duration MOST_WAIT_OF_A_WRITE = Duration.ofSeconds(30);

    private final ServerParts server;
    private final Outbox outbox;
    private final Reservation reservation;
    private final Optional<RequestId> id;
    private final String op;
    private final Work work;
    /** What is read again after a lookup; the line of any other request is not kept. */
    private final Optional<Line> unread;

    private final long lineWeight;
    private final long arrival;
    private final long signature;

    /** How many earlier requests it waits for, and which later ones wait for it. */
    private int blockers;

    private final List<Exchange> blocked = new ArrayList<>(0);
    private boolean hasBegun;
    private boolean isRunning;
    private boolean isAnswered;
    /** The line that was given last. It is not sent before it is known whether it is the end. */
    private @Nullable String held;

    /** Creates the exchange of a line; what is reserved for it is given back when it is answered. */
    Exchange(
            ServerParts server,
            Outbox outbox,
            Reservation reservation,
            Optional<RequestId> id,
            String op,
            Work work,
            Line line) {
        this.server = server;
        this.outbox = outbox;
        this.reservation = reservation;
        this.id = id;
        this.op = op;
        this.work = work;
        this.unread = work instanceof Lookup ? Optional.of(line) : Optional.empty();
        this.lineWeight = line.weight();
        this.arrival = line.arrival();
        this.signature = work.touched().signature();
    }

    long weight() {
        return lineWeight + reservation.bytes();
    }

    /** Says whether it is answered by the server itself, without the store. */
    boolean isAnswer() {
        return work instanceof Answer;
    }

    /** Says whether it may return many items at once. */
    boolean readsMany() {
        return work.readsMany();
    }

    /** Says whether the connection ends with the reply. */
    boolean endsConnection() {
        return work instanceof Answer answer && answer.endsConnection();
    }

    /** Says whether it waits for all before it. */
    boolean isAlone() {
        return id.isEmpty();
    }

    /** Says whether nothing after it may be understood before it has ended. */
    boolean stopsReading() {
        return isAlone() || unread.isPresent() || work.touched().changesTable();
    }

    boolean mustWaitFor(Exchange earlier) {
        return isAlone()
                || (signature & earlier.signature) != 0 && work.touched().conflictsWith(earlier.work.touched());
    }

    /** Has it wait for an earlier one. */
    void waitFor(Exchange earlier) {
        blockers++;
        earlier.blocked.add(this);
    }

    boolean isBlocked() {
        return blockers > 0;
    }

    /** Returns those that no longer wait once this one has ended. */
    List<Exchange> unblock() {
        for (Exchange later : blocked) {
            later.blockers--;
        }
        return blocked.stream().filter(later -> !later.isBlocked()).toList();
    }

    /** Carries it out, unless it is a write that has waited too long, and says whether all is said. */
    boolean carryOut() {
        synchronized (this) {
            if (isAnswered) {
                return true;
            }
            if (hasWaitedTooLong()) {
                refuse(Refusals.waitedTooLong(MOST_WAIT_OF_A_WRITE));
                return true;
            }
            hasBegun = true;
            isRunning = true;
        }
        try {
            if (!work.run(this)) {
                sendHeld();
                return false;
            }
            if (!isAnswer()) {
                server.log().succeeded();
            }
            if (unread.isEmpty()) {
                end(work instanceof Answer answer ? answer.outcome() : OK);
            }
        } catch (RuntimeException | Error e) {
            sendHeld();
            fail(e);
        } finally {
            pause();
        }
        return true;
    }

    private boolean hasWaitedTooLong() {
        return !hasBegun && work.isWrite() && System.nanoTime() - arrival > MOST_WAIT_OF_A_WRITE.toNanos();
    }

    private synchronized void pause() {
        isRunning = false;
    }

    /** Says whether a thread is about it now. */
    synchronized boolean isRunning() {
        return isRunning;
    }

    @Override
    public synchronized void line(String json) {
        outbox.checkLength(json);
        sendHeld();
        held = json;
    }

    private synchronized void sendHeld() {
        @Nullable String line = held;
        held = null;
        if (line != null && !isAnswered) {
            outbox.add(line);
        }
    }

    private synchronized void end(String outcome) {
        if (held == null) {
            throw new IllegalStateException("a request ended without a reply");
        }
        answer(outcome, held);
    }

    private void fail(Throwable failure) {
        boolean isTooLarge = failure instanceof ReplyTooLargeException;
        ReplyError error = isTooLarge ? tooLarge(work.isWrite()) : Refusals.of(failure, work.isWrite());
        server.log().failed(op, error, failure);
        String reply = ReplyWriter.failure(id, error);
        try {
            outbox.checkLength(reply);
        } catch (ReplyTooLargeException e) {
            error = tooLarge(error.maybeApplied());
            reply = ReplyWriter.failure(id, error);
        }
        answer(error.code().name(), reply);
    }

    private ReplyError tooLarge(boolean mayHaveHappened) {
        return Refusals.tooLarge(server.options().limits().maxReplyBytes(), mayHaveHappened);
    }

    /** Returns the line that is to be read again, after a lookup that needed no reply; then this is over. */
    synchronized Optional<Line> takeUnread() {
        if (isAnswered || unread.isEmpty()) {
            return Optional.empty();
        }
        if (server.underWay().isStopping()) {
            refuse(Refusals.stopping());
            return Optional.empty();
        }
        isAnswered = true;
        reservation.giveBack();
        return unread;
    }

    /** Answers a request that is not carried out any more, or whose end nobody waits for. */
    synchronized void giveUp() {
        refuse(Refusals.notFinished(hasBegun && work.isWrite()));
    }

    private synchronized void refuse(ReplyError error) {
        answer(error.code().name(), ReplyWriter.failure(id, error));
    }

    /**
     * Sends the end of the reply. Whoever has received it may use the id again, and finds the request counted as
     * answered; a server that stops counts it as under way until it is on its way.
     */
    private synchronized void answer(String outcome, String last) {
        if (isAnswered) {
            return;
        }
        isAnswered = true;
        server.lineBytes().release(lineWeight);
        reservation.answered();
        try {
            server.metrics().ended(op, outcome, System.nanoTime() - arrival);
            outbox.add(last);
        } finally {
            reservation.end();
        }
    }
}
