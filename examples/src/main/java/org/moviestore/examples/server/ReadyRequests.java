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
    private final Turns.Place place;
    private final Deque<Exchange> requests = new ArrayDeque<>(2);
    private int ofManyItems;

    /** @param whenGiven what to run when a request may begin whose turn had not come; see {@link Turns#place} */
    ReadyRequests(Turns largeReads, Runnable whenGiven) {
        this.largeReads = largeReads;
        this.place = largeReads.place(whenGiven);
    }

    synchronized void add(Exchange request) {
        requests.add(request);
        ofManyItems += request.readsMany() ? 1 : 0;
    }

    synchronized boolean isEmpty() {
        return requests.isEmpty();
    }

    /** Returns how many there are without those that wait for their turn. */
    synchronized int size() {
        return requests.size() - (place.isWaiting() ? ofManyItems : 0);
    }

    void clear() {
        synchronized (this) {
            requests.clear();
            ofManyItems = 0;
        }
        place.leave();
    }

    /** Leaves a turn to others that has come, since nothing can begin now. */
    void passOn() {
        place.passOn();
    }

    /** Takes out the first that may begin now, which the caller then {@linkplain #end ends}. */
    synchronized Optional<Exchange> begin() {
        boolean hasToWait = false;
        for (Iterator<Exchange> all = requests.iterator(); all.hasNext(); ) {
            Exchange next = all.next();
            if (!next.readsMany() || !hasToWait && place.begin()) {
                all.remove();
                ofManyItems -= next.readsMany() ? 1 : 0;
                return Optional.of(next);
            }
            hasToWait = true;
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
