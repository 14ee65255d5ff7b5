// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * The requests of a connection that may be carried out, in their order; but those that may return many items begin only
 * when it is their turn among those of all connections. Thread-safe.
 */
final class ReadyRequests {
    private final Turns largeReads;
    private final Runnable goOn;
    private final Deque<Exchange> requests = new ArrayDeque<>(2);

    /** @param goOn what to run when a request may begin whose turn had not come */
    ReadyRequests(Turns largeReads, Runnable goOn) {
        this.largeReads = largeReads;
        this.goOn = goOn;
    }

    synchronized void add(Exchange request) {
        requests.add(request);
    }

    synchronized int size() {
        return requests.size();
    }

    synchronized void clear() {
        requests.clear();
    }

    /** Takes out the first that may begin now, which the caller then {@linkplain #end ends}. */
    synchronized Optional<Exchange> begin() {
        for (Iterator<Exchange> all = requests.iterator(); all.hasNext(); ) {
            Exchange next = all.next();
            if (!next.readsMany() || largeReads.begin(goOn)) {
                all.remove();
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /** Ends the turn of a request, be it answered or not. */
    void end(Exchange request) {
        if (request.readsMany()) {
            largeReads.end();
        }
    }
}
