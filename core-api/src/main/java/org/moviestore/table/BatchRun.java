// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.Key;

/** Sends the parts of one batch, several at once, each again until nothing is left of it or nothing comes of it. */
final class BatchRun<R> {
    private final Calls<R> calls;
    private final Pause pause;
    private final Queue<R> waiting;
    private final Map<Key, StoreException> left = new ConcurrentHashMap<>();
    /** Why a part was left, if others would be left for the same reason. */
    private volatile @Nullable StoreException gaveUp;

    private volatile boolean stopped;

    /** What the batch calls. */
    interface Calls<R> {
        /** Makes one call and returns the keys that it left unprocessed. */
        List<Key> send(R request);

        List<Key> keys(R request);

        int size(R request);

        /** Returns the part of a request for some of its keys. */
        R only(R request, List<Key> keys);
    }

    /** Waits between two tries. */
    interface Pause {
        void last(Duration duration) throws InterruptedException;
    }

    BatchRun(Calls<R> calls, Pause pause, List<R> parts) {
        this.calls = calls;
        this.pause = pause;
        this.waiting = new ConcurrentLinkedQueue<>(parts);
    }

    /** Sends all parts and returns the keys that are left, with the reasons. */
    Map<Key, StoreException> run(int parallelCalls) {
        stopped = Thread.currentThread().isInterrupted();
        int threads = Math.min(parallelCalls, waiting.size());
        if (threads == 1) {
            sendWaiting();
        } else {
            sendWaiting(threads);
        }
        return left;
    }

    private void sendWaiting(int threads) {
        List<Background<Boolean>> senders = new ArrayList<>();
        boolean interrupted = false;
        try {
            for (int i = 0; i < threads; i++) {
                senders.add(Background.start("moviestore-batch", () -> {
                    sendWaiting();
                    return true;
                }));
            }
        } finally {
            for (Background<Boolean> sender : senders) {
                // An interrupt makes all of them end early.
                interrupted |= sender.awaitEnd(() -> stopped = true);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        // What one threw is a mistake: what may happen to a call has become a reason.
        senders.forEach(Background::result);
    }

    private void sendWaiting() {
        try {
            for (R part = waiting.poll(); part != null; part = waiting.poll()) {
                Optional<StoreException> reason = whyNotBegin();
                if (reason.isPresent()) {
                    leave(part, reason.get());
                } else {
                    send(part);
                }
            }
        } catch (RuntimeException | Error e) {
            // A mistake, which the other parts would only repeat.
            waiting.clear();
            throw e;
        }
    }

    private Optional<StoreException> whyNotBegin() {
        if (stopped || Thread.currentThread().isInterrupted()) {
            return Optional.of(new StoreUnavailableException(
                    "part of " + calls + " was not sent: the thread was interrupted; send it again"));
        }
        return Optional.ofNullable(gaveUp)
                .map(reason -> new StoreUnavailableException(
                        "part of " + calls + " was not sent, since another part failed: " + reason.getMessage(),
                        reason));
    }

    private void send(R part) {
        R rest = part;
        BatchTries tries = new BatchTries(calls.toString());
        while (true) {
            int size = calls.size(rest);
            try {
                List<Key> unprocessed = calls.send(rest);
                if (unprocessed.isEmpty()) {
                    return;
                }
                rest = some(rest, unprocessed);
                tries.leftUnprocessed(calls.size(rest), size);
            } catch (StoreException e) {
                tries.failed(e);
            }
            if (tries.areHopelessForAll()) {
                gaveUp = tries.reason();
            }
            if (tries.areOver() || !paused(tries)) {
                leave(rest, tries.reason());
                return;
            }
        }
    }

    /** Returns the part for the keys that are left, each of which it must have, or one would be taken for done. */
    private R some(R part, List<Key> unprocessed) {
        Set<Key> again = new LinkedHashSet<>(unprocessed);
        if (!Set.copyOf(calls.keys(part)).containsAll(again)) {
            throw new IllegalStateException("the table left keys of " + calls + " that are not among its keys");
        }
        return calls.only(part, List.copyOf(again));
    }

    /** Waits before the next try; false if that is not to be made any more. */
    private boolean paused(BatchTries tries) {
        try {
            pause.last(tries.nextPause());
            return !stopped;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void leave(R part, StoreException reason) {
        calls.keys(part).forEach(key -> left.put(key, reason));
    }
}
