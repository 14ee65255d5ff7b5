// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.Key;

/** Finds out why some puts of a chunk are left. Not thread-safe. */
final class LoadFailure<R> {
    private final LoadCalls<R> calls;
    private final LoadChunk<R> chunk;
    private final Map<Key, StoreException> left;
    /** Whether anything else was stored, which tells a record that is refused from a table where all are. */
    private boolean othersAreStored;

    private int stored;

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
        @Nullable RequestRejectedException first = null;
        for (LoadPut<R> put : chunk.puts()) {
            // A call that is refused stores nothing, whichever of its items is to blame; so they are sent one by one.
            if (left.get(put.key()) instanceof RequestRejectedException) {
                try {
                    if (!calls.send(List.of(put)).isEmpty()) {
                        return anyReason();
                    }
                    stored += chunk.count(put.key());
                    othersAreStored = true;
                } catch (RequestRejectedException e) {
                    first = first == null ? named(put.place(), e) : first;
                } catch (StoreException e) {
                    return e;
                }
                if (first != null && othersAreStored) {
                    return first;
                }
            }
        }
        return anyReason();
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
