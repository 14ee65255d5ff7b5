// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.moviestore.error.StoreUnavailableException;

/**
 * The threads of a relay, each of which sends its records one after the other. Records of one key are all of one lane,
 * so they keep their order. Few records wait, so memory is bounded. Used by one thread, the dealer.
 */
final class Lanes {
    private static final int WAITING_RECORDS = 16;
    /** How many bytes of items may be in all lanes together. */
    private static final int MAX_BYTES = 1 << 24;

    private static final long TICK_MILLIS = 100;
    private static final int SPREAD = 0x9E3779B9;

    private final List<Lane> lanes;
    private final Work work;
    private final Stop stop;
    private final Semaphore room = new Semaphore(MAX_BYTES);
    private boolean interrupted;

    Lanes(int count, Work work, Stop stop) {
        this.work = work;
        this.stop = stop;
        this.lanes = IntStream.range(0, count).mapToObj(Lane::new).toList();
    }

    /** What lanes are for. */
    interface Work {
        /** Sends a record, on the thread of its lane. */
        void send(RelayRecord record);

        /** Is called on the thread of a lane for which no record waits. */
        void rest();

        /** Is called on the dealer's thread from time to time while that waits. */
        void tick();
    }

    /** Something that may take a while, and says whether it has been done. */
    private interface Attempt {
        boolean make() throws InterruptedException;
    }

    /** Gives a record to its lane as soon as there is room for it, or forgets it if the relay stops. */
    void deal(RelayRecord record) {
        int bytes = bytes(record);
        Lane lane = lanes.get((record.key().hashCode() * SPREAD >>> 16) % lanes.size());
        if (until(() -> room.tryAcquire(bytes, TICK_MILLIS, TimeUnit.MILLISECONDS))) {
            lane.begin();
            until(() -> lane.offer(Optional.of(record)));
        }
    }

    private static int bytes(RelayRecord record) {
        return Math.min(record.item().sizeInBytes(), MAX_BYTES);
    }

    /** Tries until it is done, or the relay stops; says whether it is. */
    private boolean until(Attempt attempt) {
        while (!stop.isCalled()) {
            try {
                if (attempt.make()) {
                    return true;
                }
            } catch (InterruptedException e) {
                interrupted = true;
                stop.because(new StoreUnavailableException("the relay was interrupted", e));
            }
            work.tick();
        }
        return false;
    }

    /** Returns when all records have been sent or, if the relay stops, those that are being sent; no thread is left. */
    void end() {
        try {
            lanes.forEach(lane -> until(() -> lane.offer(Optional.empty())));
            lanes.forEach(lane -> until(lane::hasEnded));
        } catch (RuntimeException | Error e) {
            stop.because(e);
            throw e;
        } finally {
            lanes.forEach(Lane::abandon);
            lanes.forEach(Lane::awaitEnd);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One thread, from its first record on, and the records that wait for it; an empty one ends it. */
    private final class Lane {
        private final BlockingQueue<Optional<RelayRecord>> queue = new ArrayBlockingQueue<>(WAITING_RECORDS);
        private final Thread thread;
        private boolean isBegun;

        Lane(int number) {
            this.thread = new Thread(this::run, "moviestore-relay-" + number);
            this.thread.setDaemon(true);
        }

        void begin() {
            if (!isBegun) {
                isBegun = true;
                thread.start();
            }
        }

        boolean offer(Optional<RelayRecord> record) throws InterruptedException {
            return !isBegun || queue.offer(record, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }

        boolean hasEnded() throws InterruptedException {
            thread.join(TICK_MILLIS);
            return !thread.isAlive();
        }

        /** Lets the thread end when it has sent what it is sending. */
        void abandon() {
            if (isBegun && thread.isAlive()) {
                queue.clear();
                queue.add(Optional.empty());
            }
        }

        void awaitEnd() {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stop.because(new StoreUnavailableException("the relay was interrupted", e));
                }
            }
        }

        private void run() {
            try {
                Optional<RelayRecord> record = queue.take();
                while (record.isPresent()) {
                    send(record.get());
                    record = queue.take();
                }
            } catch (InterruptedException e) {
                stop.because(e);
            }
        }

        private void send(RelayRecord record) {
            try {
                if (!stop.isCalled()) {
                    work.send(record);
                }
                if (queue.isEmpty()) {
                    work.rest();
                }
            } catch (RuntimeException | Error e) {
                stop.because(e);
            } finally {
                room.release(bytes(record));
            }
        }
    }
}
