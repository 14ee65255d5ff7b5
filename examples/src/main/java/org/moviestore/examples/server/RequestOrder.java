// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The requests of a connection that are not answered yet, and which of them wait for which: one without an id for all
 * before it, any other for those before it that it has in common with what one of the two writes. Not thread-safe:
 * guarded by its connection.
 */
final class RequestOrder {
    private final Set<Exchange> unfinished = new LinkedHashSet<>();
    private long weight;
    /** How many there are after which nothing may be understood. */
    private int stopping;

    int size() {
        return unfinished.size();
    }

    /** Returns how many bytes the requests keep. */
    long weight() {
        return weight;
    }

    List<Exchange> unfinished() {
        return List.copyOf(unfinished);
    }

    /** Says whether the next request may be understood before one of these has ended. */
    boolean mayUnderstand() {
        return stopping == 0;
    }

    /** Adds a request behind the others; returns whether it may be carried out at once. */
    boolean add(Exchange exchange) {
        for (Exchange earlier : unfinished) {
            if (exchange.mustWaitFor(earlier)) {
                exchange.waitFor(earlier);
            }
        }
        unfinished.add(exchange);
        weight += exchange.weight();
        stopping += exchange.stopsReading() ? 1 : 0;
        return !exchange.isBlocked();
    }

    /** Removes a request that has ended; returns those that waited for it alone. */
    List<Exchange> end(Exchange exchange) {
        unfinished.remove(exchange);
        weight -= exchange.weight();
        stopping -= exchange.stopsReading() ? 1 : 0;
        return exchange.unblock();
    }
}
