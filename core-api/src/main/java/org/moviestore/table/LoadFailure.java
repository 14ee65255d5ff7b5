// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.Key;

/**
 * Finds out why some puts of a chunk are left. A call that is refused stores nothing, whichever of its puts is to
 * blame; so all puts that were refused are halved, in the order of their records: the first half is sent, and the
 * search goes on in it if it is refused too, and in the second half otherwise. Not thread-safe.
 *
 * <p>As long as the backend refuses a put whatever it is sent with, and takes the others, the one that is found is the
 * first, and all before it are stored. It is named if anything was stored meanwhile; a few others are sent alone if
 * nothing was, since the reason may be one that is nobody's, such as a missing right.
 */
final class LoadFailure<R> {
    /** So many others are sent alone before all are taken to be refused. */
    private static final int PROBES = 4;

    private final LoadCalls<R> calls;
    private final LoadChunk<R> chunk;
    private final Map<Key, StoreException> left;
    private final boolean othersAreStored;
    private int stored;

    /**
     * Begins to look for the reason.
     *
     * @param othersAreStored whether a put that is refused is to blame for it, although nothing is stored meanwhile
     */
    LoadFailure(LoadCalls<R> calls, LoadChunk<R> chunk, Map<Key, StoreException> left, boolean othersAreStored) {
        this.calls = calls;
        this.chunk = chunk;
        this.left = left;
        this.othersAreStored = othersAreStored;
    }

    /** Returns how many records were stored to find the reason, with those that they stand for. */
    int stored() {
        return stored;
    }

    /** Returns the reason, which names a record if the backend refuses that one and not all. */
    StoreException reason() {
        List<LoadPut<R>> refused = chunk.puts().stream()
                .filter(put -> left.get(put.key()) instanceof RequestRejectedException)
                .toList();
        if (Thread.currentThread().isInterrupted()) {
            return calls.interrupted();
        }
        try {
            return refused.isEmpty() ? anyReason() : reasonAmong(refused);
        } catch (StoreException e) {
            return e;
        }
    }

    private StoreException reasonAmong(List<LoadPut<R>> refused) {
        List<LoadPut<R>> rest = refused;
        Optional<RequestRejectedException> refusal = Optional.empty();
        while (rest.size() > 1) {
            int half = Math.min(rest.size() / 2, chunk.callSize());
            refusal = refusal(rest.subList(0, half));
            rest = refusal.isPresent() ? rest.subList(0, half) : rest.subList(half, rest.size());
        }
        if (refusal.isEmpty()) {
            // All before it were stored, and it was not sent alone.
            refusal = refusal(rest);
        }
        String place = rest.get(0).place();
        return refusal.filter(found -> othersAreStored || stored > 0 || isAnyTaken(refused.subList(1, refused.size())))
                .<StoreException>map(found -> named(place, found))
                .orElseGet(this::anyReason);
    }

    /** Says whether the last or any of a few others is taken, sent alone. */
    private boolean isAnyTaken(List<LoadPut<R>> others) {
        int size = others.size();
        return IntStream.range(0, Math.min(PROBES, size))
                .map(probe -> size - 1 - (int) ((long) size * probe / PROBES))
                .anyMatch(probe -> refusal(others.subList(probe, probe + 1)).isEmpty());
    }

    /** Sends puts in one call, and returns why none of them is stored, or nothing if all are. */
    private Optional<RequestRejectedException> refusal(List<LoadPut<R>> puts) {
        if (Thread.currentThread().isInterrupted()) {
            throw calls.interrupted();
        }
        List<Key> unprocessed;
        try {
            unprocessed = calls.send(puts.stream().sorted(calls::compare).toList());
        } catch (RequestRejectedException e) {
            return Optional.of(e);
        }
        Set<Key> unstored = Set.copyOf(unprocessed);
        stored += puts.stream()
                .map(LoadPut::key)
                .filter(key -> !unstored.contains(key))
                .mapToInt(chunk::count)
                .sum();
        if (!unstored.isEmpty()) {
            throw anyReason();
        }
        return Optional.empty();
    }

    private static RequestRejectedException named(String place, RequestRejectedException e) {
        String message = place + ": " + e.getMessage();
        return e.code()
                .map(code -> new RequestRejectedException(code, message, e))
                .orElseGet(() -> new RequestRejectedException(message, e));
    }

    /** A part that was not sent since another failed says less than that one. */
    private StoreException anyReason() {
        StoreException any = left.values().iterator().next();
        return left.values().stream()
                .filter(reason -> !(reason instanceof StoreUnavailableException))
                .findAny()
                .orElse(any);
    }
}
