// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The lines of a connection that have come and are not read yet. While they are many, nothing more is taken from the
 * socket. Thread-safe.
 */
final class Inbox {
    private final ServerParts server;
    private final Channel channel;
    private final Turns.Place largeLines;
    private final Deque<Line> lines = new ArrayDeque<>(2);
    private long weight;
    private boolean isThrottled;
    private boolean isClosed;

    /**
     * @param whenGiven what to run when a long line may be understood whose turn had not come; see {@link Turns#place}
     */
    Inbox(ServerParts server, Channel channel, Runnable whenGiven) {
        this.server = server;
        this.channel = channel;
        this.largeLines = server.largeLines().place(whenGiven);
    }

    synchronized boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Adds a line; on the event loop. */
    synchronized void add(Line line) {
        if (isClosed) {
            server.lineBytes().release(line.weight());
            return;
        }
        lines.add(line);
        weight += line.weight();
        if (!isThrottled && server.isEnough(lines.size(), weight)) {
            isThrottled = true;
            channel.config().setAutoRead(false);
        }
    }

    /** Gives a line back that has been taken, to be the next again. */
    synchronized void putBack(Line line) {
        if (isClosed) {
            server.lineBytes().release(line.weight());
            return;
        }
        lines.addFirst(line);
        weight += line.weight();
    }

    /** Leaves a turn of long lines to others that has come, since none can be understood now. */
    void passOn() {
        largeLines.passOn();
    }

    /**
     * Returns the next line, if there is one and it may be understood now; a long one whose turn has not come stays.
     */
    synchronized Optional<Line> poll() {
        Optional<Line> line = Optional.ofNullable(lines.peek())
                .filter(next -> server.largeLines().begin(next, largeLines));
        line.ifPresent(next -> lines.remove());
        line.ifPresent(next -> weight -= next.weight());
        if (isThrottled && !server.isEnough(2 * lines.size(), 2 * weight)) {
            receiveOn();
        }
        return line;
    }

    private void receiveOn() {
        isThrottled = false;
        channel.eventLoop().execute(this::receiveUnlessThrottled);
    }

    private void receiveUnlessThrottled() {
        synchronized (this) {
            if (isThrottled) {
                return;
            }
        }
        channel.config().setAutoRead(true);
    }

    /** Drops the lines and those that are still to come, which are taken from the socket so that its end is seen. */
    void close() {
        synchronized (this) {
            isClosed = true;
            lines.forEach(line -> server.lineBytes().release(line.weight()));
            lines.clear();
            weight = 0;
            if (isThrottled) {
                receiveOn();
            }
        }
        largeLines.leave();
    }
}
