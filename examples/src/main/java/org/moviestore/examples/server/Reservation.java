// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.Optional;
import java.util.Set;
import org.moviestore.remote.protocol.ReplyError;
import org.moviestore.remote.protocol.RequestId;

/**
 * What a request has for itself until it is answered: a place among those under way, memory besides that of its line,
 * and its id. All of it is given back once, however often that is asked for. Not thread-safe: used by the reading of
 * its connection, and then guarded by its exchange. One that has taken nothing never changes.
 */
final class Reservation {
    private enum State {
        NOTHING,
        TAKEN,
        ANSWERED
    }

    private final UnderWay underWay;
    private final RequestRoom room;
    private final Set<RequestId> idsInUse;
    private final Optional<RequestId> id;
    private long bytes;
    private State state = State.NOTHING;

    /** Creates one that holds nothing yet. */
    Reservation(UnderWay underWay, RequestRoom room, Set<RequestId> idsInUse, Optional<RequestId> id) {
        this.underWay = underWay;
        this.room = room;
        this.idsInUse = idsInUse;
        this.id = id;
    }

    /** Takes all that the request of a line needs, or says why that may not be, and takes nothing. */
    Optional<ReplyError> take(long needed, Line line) {
        Optional<ReplyError> refusal = underWay.begin();
        if (refusal.isPresent()) {
            return refusal;
        }
        if (!room.tryTake(needed, line)) {
            underWay.drop();
            return Optional.of(Refusals.noRoomForRequest());
        }
        bytes = needed;
        state = State.TAKEN;
        id.ifPresent(idsInUse::add);
        return Optional.empty();
    }

    /** Returns how many bytes it has or, once they are given back with all the rest, had. */
    long bytes() {
        return bytes;
    }

    /** Gives the memory back before all the rest. */
    void giveBackMemory() {
        if (state == State.TAKEN) {
            room.release(bytes);
            bytes = 0;
        }
    }

    /** Gives all back of a request that is not answered as such. */
    void giveBack() {
        answered();
        end();
    }

    /** Gives back what others may have before the end of the reply is sent; then this must {@linkplain #end end}. */
    void answered() {
        if (state == State.TAKEN) {
            state = State.ANSWERED;
            room.release(bytes);
            id.ifPresent(idsInUse::remove);
            underWay.answered();
        }
    }

    /** Lets a server that stops go on, after the end of the reply was sent. */
    void end() {
        if (state == State.ANSWERED) {
            state = State.NOTHING;
            underWay.end();
        }
    }
}
