// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
        List<FutureTask<?>> senders = new ArrayList<>();
        List<Thread> started = new ArrayList<>();
        boolean interrupted = false;
        try {
            for (int i = 0; i < threads; i++) {
                FutureTask<?> sender = new FutureTask<>(() -> sendWaiting(), null);
                Thread thread = new Thread(sender, "moviestore-batch");
                thread.setDaemon(true);
                thread.start();
                senders.add(sender);
                started.add(thread);
            }
        } finally {
            for (Thread thread : started) {
                interrupted |= awaitEnd(thread);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        senders.forEach(BatchRun::check);
    }

    /**
     * Waits until a thread has ended, which an interrupt makes all of them do early, and says whether there was one.
     */
    private boolean awaitEnd(Thread thread) {
        while (true) {
            try {
                thread.join();
                return stopped;
            } catch (InterruptedException e) {
                stopped = true;
            }
        }
    }

    /** Throws what a sender threw, which is a mistake: what may happen to a call has become a reason. */
    private static void check(FutureTask<?> sender) {
        try {
            sender.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException mistake ? mistake : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            // It has ended, and nothing is waited for.
            Thread.currentThread().interrupt();
        }
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
            int size = calls.keys(rest).size();
            try {
                List<Key> unprocessed = calls.send(rest);
                if (unprocessed.isEmpty()) {
                    return;
                }
                rest = some(rest, unprocessed);
                tries.leftUnprocessed(unprocessed.size(), size);
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
        R some = calls.only(part, unprocessed);
        if (calls.keys(some).size() < unprocessed.size()) {
            throw new IllegalStateException("the table left keys of " + calls + " that are not among its keys");
        }
        return some;
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
