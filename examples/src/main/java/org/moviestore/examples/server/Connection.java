// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.moviestore.remote.protocol.ReplyError;
import org.moviestore.remote.protocol.ReplyWriter;

/**
 * One connection: its lines are read in order, by one thread at a time; its requests are carried out side by side where
 * their order does not matter, in turns with those of the other connections. While its client does not take the
 * replies, neither goes on. Thread-safe.
 */
final class Connection {
    /** After so many lines the reading of other connections has its turn. */
    private static final int LINES_AT_ONCE = 64;

    private final ServerParts server;
    private final Channel channel;
    private final Inbox inbox;
    private final Outbox outbox;
    private final RequestReading reading;
    private final Farewell farewell;
    private final Guard guard;
    private final Lines lines;
    private final IdleTimeout idleTimeout;

    private final RequestOrder order = new RequestOrder();
    private final ReadyRequests ready;
    private final AskedTurns turns;
    private boolean isReading;
    private boolean isInputEnded;
    private boolean isSpent;
    private volatile boolean isEnded;
    private volatile boolean hasGivenWay;

    Connection(ServerParts server, Channel channel) {
        this.server = server;
        this.channel = channel;
        this.guard = new Guard(channel, this::cutOff);
        this.inbox = new Inbox(server, channel, this::wakeSoon);
        this.outbox = new Outbox(channel, server, () -> guard.run(this::wake));
        Lines.Others others = (bytes, line) -> server.connections().giveWay(this, bytes, line, server.lineBytes());
        this.reading = new RequestReading(server, outbox, new RequestRoom(server.lineBytes(), others));
        this.ready = new ReadyRequests(server.largeReads(), this::wakeSoon);
        this.turns = new AskedTurns(server.options().threads());
        this.farewell = new Farewell(channel, outbox, server.log());
        ServerLimits limits = server.options().limits();
        this.idleTimeout = new IdleTimeout(limits.idle(), System::nanoTime);
        this.lines = new Lines(limits.maxLineBytes(), server.lineBytes(), others, reading::isStranger, () -> isEnded);
    }

    /** Returns what cuts what the channel receives into lines. */
    Lines lines() {
        return lines;
    }

    /** Keeps a line until it is read; on the event loop. */
    void receive(Line line) {
        idleTimeout.received(line);
        inbox.add(line);
    }

    /** Sees to it that the lines that came are read, if they may be. */
    void readOn() {
        synchronized (this) {
            if (isReading || !mayRead()) {
                return;
            }
            isReading = true;
        }
        server.threads().read(this::read);
    }

    private boolean mayRead() {
        boolean may = !isStuck()
                && !inbox.isEmpty()
                && order.mayUnderstand()
                && !server.isEnough(order.size(), order.weight());
        if (!may) {
            inbox.passOn();
        }
        return may;
    }

    /** Says whether nothing can be done for the client now; then others may have what it waits for. */
    private boolean isStuck() {
        boolean isStuck = isEnded || outbox.isClogged();
        if (isStuck) {
            ready.passOn();
        }
        return isStuck;
    }

    private void read() {
        guard.run(this::readLines);
    }

    /** Reads lines. What the last of them asks for is carried out on the same thread, which saves waking another. */
    private void readLines() {
        boolean hasTurn = false;
        for (int read = 0; read < LINES_AT_ONCE; read++) {
            Optional<Line> line = nextLine();
            if (line.isEmpty()) {
                endIfSpent();
                if (hasTurn) {
                    server.threads().carryOutHere(this::turn);
                }
                return;
            }
            if (hasTurn) {
                server.threads().carryOut(this::turn);
            }
            hasTurn = reading.take(line.get(), this::admit);
        }
        if (hasTurn) {
            server.threads().carryOut(this::turn);
        }
        server.threads().read(this::read);
    }

    private synchronized Optional<Line> nextLine() {
        Optional<Line> line = mayRead() ? inbox.poll() : Optional.empty();
        isReading = line.isPresent();
        return line;
    }

    /** Takes in a request; returns whether a turn has been asked for that is yet to be queued up for. */
    private boolean admit(Exchange exchange) {
        boolean isReady;
        int asked = 0;
        synchronized (this) {
            isReady = !isEnded && order.add(exchange);
            if (isReady && !exchange.isAnswer()) {
                ready.add(exchange);
                asked = askForTurns();
            }
        }
        if (isEnded) {
            exchange.giveUp();
        } else if (isReady && exchange.isAnswer()) {
            answer(exchange);
        }
        queueUp(asked - 1);
        return asked > 0;
    }

    /** Returns how many turns more to queue up for, so that all that is ready is carried out side by side. */
    private int askForTurns() {
        return isStuck() ? 0 : turns.askFor(ready.size());
    }

    private void queueUp(int asked) {
        for (int i = 0; i < asked; i++) {
            server.threads().carryOut(this::turn);
        }
    }

    /** Carries out one request, in whole or in part; returns whether there is more to do. */
    private boolean turn() {
        return guard.get(() -> {
            Optional<Exchange> begun = begin();
            return begun.isPresent() && settle(begun.get(), carryOut(begun.get()));
        });
    }

    private synchronized Optional<Exchange> begin() {
        turns.begin();
        Optional<Exchange> begun = isStuck() ? Optional.empty() : ready.begin();
        if (begun.isEmpty()) {
            turns.end();
        }
        return begun;
    }

    /** Carries a request out, and says whether all is said. Where not even a fault can be told, the connection ends. */
    private boolean carryOut(Exchange exchange) {
        try {
            return exchange.carryOut();
        } catch (RuntimeException | Error e) {
            guard.failed(e);
            exchange.giveUp();
            return true;
        } finally {
            ready.end(exchange);
        }
    }

    private boolean settle(Exchange exchange, boolean isDone) {
        List<Exchange> answers = List.of();
        Optional<Line> unread = isDone ? exchange.takeUnread() : Optional.empty();
        boolean isDropped;
        int asked;
        synchronized (this) {
            idleTimeout.done();
            unread.ifPresent(inbox::putBack);
            isDropped = !isDone && isEnded;
            if (isDone || isDropped) {
                answers = end(exchange);
            } else {
                ready.add(exchange);
            }
            turns.end();
            asked = askForTurns();
        }
        if (isDropped) {
            exchange.giveUp();
        }
        queueUp(asked - 1);
        answers.forEach(this::answer);
        readOn();
        endIfSpent();
        return asked > 0;
    }

    /** Removes a request that is answered; returns those that the server answers itself and may do so now. */
    private List<Exchange> end(Exchange exchange) {
        List<Exchange> answers = new ArrayList<>(0);
        for (Exchange freed : order.end(exchange)) {
            if (freed.isAnswer()) {
                answers.add(freed);
            } else if (!isEnded) {
                ready.add(freed);
            }
        }
        return answers;
    }

    private void answer(Exchange exchange) {
        carryOut(exchange);
        synchronized (this) {
            idleTimeout.done();
            order.end(exchange);
        }
        if (exchange.endsConnection()) {
            warn("a connection ended since no token came, or a wrong one");
            end(Optional.empty());
        }
        readOn();
        endIfSpent();
    }

    /** Goes on once the client has taken its replies, or others have ended their turns. */
    private void wake() {
        int asked;
        synchronized (this) {
            asked = askForTurns();
        }
        queueUp(asked);
        readOn();
    }

    /** Wakes it on the event loop, for whoever calls has ended a turn of another connection, and holds its locks. */
    private void wakeSoon() {
        guard.runSoon(this::wake);
    }

    /** Ends the connection when all replies are taken, since no more lines will come; on the event loop. */
    void inputEnded() {
        synchronized (this) {
            isInputEnded = true;
        }
        farewell.inputEnded();
        endIfSpent();
    }

    private void endIfSpent() {
        synchronized (this) {
            if (isEnded || isSpent || !isInputEnded || isReading || !inbox.isEmpty() || order.size() > 0) {
                return;
            }
            isSpent = true;
        }
        farewell.onceTaken(() -> end(Optional.empty()));
    }

    /**
     * Ends the connection: what is not answered is given up, what is answered is still sent.
     *
     * @param lastWord to send at the end, if there is a reason for it that the client may not know
     */
    void end(Optional<ReplyError> lastWord) {
        synchronized (this) {
            if (isEnded) {
                return;
            }
            isEnded = true;
        }
        drop(unfinished());
        lastWord.ifPresent(error -> outbox.add(ReplyWriter.failure(Optional.empty(), error)));
        outbox.seal();
        farewell.begin();
    }

    /**
     * Ends the connection if nothing has happened for too long, with a word unless its client does not read. Returns
     * after how many nanoseconds to see to it again, if the connection goes on.
     */
    OptionalLong endIfIdle() {
        if (isEnded) {
            return OptionalLong.empty();
        }
        boolean isStranger = reading.isStranger();
        long left = idleTimeout.left(isStranger, isBusy(), outbox.lastTaken());
        if (left > 0) {
            return OptionalLong.of(left);
        }
        if (isStranger) {
            warn("a connection ended since no token came in time");
            end(Optional.of(idleTimeout.lastWord(true)));
        } else if (outbox.bytes() > 0) {
            warn("a connection was cut off since it was idle and its replies were not read");
            cutOff();
        } else {
            end(Optional.of(idleTimeout.lastWord(false)));
        }
        return OptionalLong.empty();
    }

    /** Says whether something is done or waits for others than the client. What was cut off, but is here, is idle. */
    private synchronized boolean isBusy() {
        boolean isWaiting = !(ready.isEmpty() && inbox.isEmpty()) && !outbox.isClogged();
        return !isCutOff() && (turns.isAny() || isReading || isWaiting);
    }

    private synchronized List<Exchange> unfinished() {
        return order.unfinished();
    }

    private void drop(List<Exchange> requests) {
        inbox.close();
        ready.clear();
        requests.forEach(Exchange::giveUp);
    }

    /** Cleans up after the connection, however it ended; on the event loop. What is being carried out is let finish. */
    void gone() {
        isEnded = true;
        outbox.close();
        drop(unfinished().stream().filter(request -> !request.isRunning()).toList());
        server.connections().leave(this);
    }

    private void warn(String what) {
        server.log().warn(what, channel.remoteAddress());
    }

    /** Ends the connection without a word, since its client leaves the most unread. */
    void cutOffAsSlowest() {
        warn("a connection was cut off since the memory for replies is full and it left the most unread");
        cutOff();
    }

    /** Ends the connection without a word. */
    void cutOff() {
        farewell.cutOff();
    }

    boolean isCutOff() {
        return farewell.isCutOff();
    }

    boolean isEnded() {
        return isEnded;
    }

    /** Ends the connection soon, since its incomplete line takes the room that others need. */
    void giveWay() {
        hasGivenWay = true;
        channel.eventLoop().execute(() -> channel.pipeline().fireUserEventTriggered(Lines.Event.GIVE_WAY));
    }

    boolean hasGivenWay() {
        return hasGivenWay;
    }

    /** Returns what is kept of a line that has not come in whole. */
    long incompleteBytes() {
        return lines.kept();
    }

    long unreadBytes() {
        return outbox.bytes();
    }
}
