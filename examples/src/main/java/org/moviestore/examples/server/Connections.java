// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.moviestore.remote.protocol.ReplyError;

/**
 * The connections that are open, and no more than there may be; those that were refused do not count, but of them too
 * there are only so many. Thread-safe.
 */
final class Connections {
    /** So many that were refused may be there until they have been told so. */
    private static final int MOST_REFUSED = 100;

    private final int most;
    private final AtomicInteger count = new AtomicInteger();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Set<Connection> refused = new HashSet<>();
    private final CountDownLatch none = new CountDownLatch(1);
    private volatile boolean isClosed;

    Connections(int most) {
        this.most = most;
    }

    int count() {
        return count.get();
    }

    List<Connection> all() {
        return List.copyOf(open);
    }

    /** Takes a connection in, or says why that may not be. */
    Optional<ReplyError> enter(Connection connection) {
        if (count.incrementAndGet() > most) {
            leave();
            return Optional.of(Refusals.tooManyConnections(most));
        }
        open.add(connection);
        if (isClosed) {
            leave(connection);
            return Optional.of(Refusals.stopping());
        }
        return Optional.empty();
    }

    /** Says whether a connection that was refused may stay until it has been told so, and takes note of it. */
    boolean mayBeTold(Connection connection) {
        synchronized (refused) {
            return refused.size() < MOST_REFUSED && refused.add(connection);
        }
    }

    /** Lets a connection go, if it is here. */
    void leave(Connection connection) {
        if (open.remove(connection)) {
            leave();
        } else {
            synchronized (refused) {
                refused.remove(connection);
            }
        }
    }

    private void leave() {
        if (count.decrementAndGet() == 0 && isClosed) {
            none.countDown();
        }
    }

    /** Takes no more in. */
    void close() {
        isClosed = true;
        if (count.get() == 0) {
            none.countDown();
        }
    }

    /** After {@link #close}, waits until all are gone, which those that were ended are before long. */
    void awaitNone() throws InterruptedException {
        none.await();
    }

    /**
     * Takes bytes for a line where there is no room for them, if the largest incomplete line of the others is larger:
     * then its connection ends. Returns false, and takes none, if none is.
     *
     * @param bytes that are missing
     * @param line how long the line is with them
     */
    synchronized boolean giveWay(Connection one, long bytes, long line, Budget lines) {
        long given = open.stream()
                .filter(Connection::hasGivenWay)
                .mapToLong(Connection::incompleteBytes)
                .sum();
        if (lines.taken() + bytes - given > lines.size()) {
            Optional<Connection> largest = open.stream()
                    .filter(each -> each != one && !each.hasGivenWay())
                    .max(Comparator.comparingLong(Connection::incompleteBytes));
            if (largest.isEmpty() || largest.get().incompleteBytes() <= line) {
                return false;
            }
            largest.get().giveWay();
        }
        lines.take(bytes);
        return true;
    }

    /** Cuts off whoever leaves most unread, as long as more is unread than there is room for. */
    synchronized void cutOffSlowest(Budget unread) {
        long cutOff = open.stream()
                .filter(Connection::isCutOff)
                .mapToLong(Connection::unreadBytes)
                .sum();
        if (unread.taken() - cutOff > unread.size()) {
            open.stream()
                    .filter(each -> !each.isCutOff())
                    .max(Comparator.comparingLong(Connection::unreadBytes))
                    .ifPresent(Connection::cutOffAsSlowest);
        }
    }
}
