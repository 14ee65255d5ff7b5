// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.moviestore.error.StoreException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/**
 * Reads and writes any number of items of a table, in calls of as many as the backend takes, some of them at once. What
 * a call leaves unprocessed, or fails to do in a way that may pass, is sent again after a pause, a random one that
 * grows while nothing comes of it; after {@value BatchTries#MOST} tries in a row of which nothing came, the rest is
 * left.
 *
 * <p>What is left is part of the report, by key and with the reason, and never an exception. A batch is no unit: its
 * calls happen one by one, others may read and write between them, and some of it may be done and some left. A put or
 * delete may be carried out twice, which leaves the same behind, unless another writer comes between the two, whose
 * write is then lost.
 *
 * <p>Mistakes that are known before any I/O are exceptions, as they are of a table; so is the use of a closed store,
 * also if it is closed meanwhile. A thread that is interrupted begins no more calls, waits for those that have begun,
 * reports the rest as left and stays interrupted. No thread outlives a call. Immutable.
 */
public final class Batches {
    private final DocumentTable table;
    private final BatchLimits limits;
    private final BatchRun.Pause pause;

    Batches(DocumentTable table, BatchLimits limits, BatchRun.Pause pause) {
        this.table = table;
        this.limits = limits;
        this.pause = pause;
    }

    /** Returns the batches of a table, with as many calls at once as suit its store. */
    public static Batches over(DocumentTable table) {
        return new Batches(table, table.store().batchLimits(), Batches::sleep);
    }

    static void sleep(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }

    /**
     * Returns the batches of the same table with at most so many calls at once.
     *
     * @throws InvalidRequestException with {@link ErrorCode#LIMIT_RANGE} if that is less than 1
     */
    public Batches withParallelCalls(int calls) {
        return new Batches(table, new BatchLimits(limits.gets(), limits.writes(), calls), pause);
    }

    /** Reads the items of the request's keys, by {@link DocumentTable#batchGet}. */
    public BatchGetReport get(BatchGetRequest request) {
        table.schema().checkMadeFor(Objects.requireNonNull(request, "request").schema());
        Gets gets = new Gets(table);
        Map<Key, StoreException> left = run(gets, parts(request));
        Map<Key, Item> items = new LinkedHashMap<>();
        Set<Key> absent = new LinkedHashSet<>();
        Map<Key, StoreException> leftInOrder = new LinkedHashMap<>();
        for (Key key : request.keys()) {
            StoreException why = left.get(key);
            Item item = gets.found.get(key);
            if (why != null) {
                leftInOrder.put(key, why);
            } else if (item != null) {
                items.put(key, item);
            } else {
                absent.add(key);
            }
        }
        return new BatchGetReport(items, absent, leftInOrder, gets.capacity.total());
    }

    private List<BatchGetRequest> parts(BatchGetRequest request) {
        List<Key> keys = request.keys();
        if (keys.size() <= limits.gets()) {
            return List.of(request);
        }
        List<BatchGetRequest> parts = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += limits.gets()) {
            parts.add(request.with(keys.subList(from, Math.min(from + limits.gets(), keys.size()))));
        }
        return parts;
    }

    /** Carries out the request's puts and deletes, by {@link DocumentTable#batchWrite}. */
    public BatchWriteReport write(BatchWriteRequest request) {
        table.schema().checkMadeFor(Objects.requireNonNull(request, "request").schema());
        Writes writes = new Writes(table);
        // What no part may hold is found before the first is sent.
        Map<Key, StoreException> left = run(writes, parts(request.madeFor(table.schema())));
        Set<Key> done = new LinkedHashSet<>();
        Map<Key, StoreException> leftInOrder = new LinkedHashMap<>();
        for (Key key : request.keys()) {
            StoreException why = left.get(key);
            if (why != null) {
                leftInOrder.put(key, why);
            } else {
                done.add(key);
            }
        }
        return new BatchWriteReport(done, leftInOrder, writes.capacity.total());
    }

    private List<BatchWriteRequest> parts(BatchWriteRequest request) {
        if (request.size() <= limits.writes()) {
            return List.of(request);
        }
        List<BatchWriteRequest> parts = new ArrayList<>();
        for (int from = 0; from < request.size(); from += limits.writes()) {
            parts.add(request.part(from, Math.min(from + limits.writes(), request.size())));
        }
        return parts;
    }

    private <R> Map<Key, StoreException> run(BatchRun.Calls<R> calls, List<R> parts) {
        return new BatchRun<>(calls, pause, parts).run(limits.parallelCalls());
    }

    private static final class Gets implements BatchRun.Calls<BatchGetRequest> {
        private final DocumentTable table;
        final Map<Key, Item> found = new ConcurrentHashMap<>();
        final BatchCapacity capacity = new BatchCapacity();

        Gets(DocumentTable table) {
            this.table = table;
        }

        @Override
        public List<Key> send(BatchGetRequest request) {
            BatchGetResult result = table.batchGet(request);
            found.putAll(result.items());
            capacity.add(result.consumedCapacity());
            return result.unprocessed();
        }

        @Override
        public List<Key> keys(BatchGetRequest request) {
            return request.keys();
        }

        @Override
        public int size(BatchGetRequest request) {
            return request.keys().size();
        }

        @Override
        public BatchGetRequest only(BatchGetRequest request, List<Key> keys) {
            return request.only(keys);
        }

        @Override
        public String toString() {
            return "a batch get of table " + table.schema().tableName();
        }
    }

    private static final class Writes implements BatchRun.Calls<BatchWriteRequest> {
        private final DocumentTable table;
        final BatchCapacity capacity = new BatchCapacity();

        Writes(DocumentTable table) {
            this.table = table;
        }

        @Override
        public List<Key> send(BatchWriteRequest request) {
            BatchWriteResult result = table.batchWrite(request);
            capacity.add(result.consumedCapacity());
            return result.unprocessed();
        }

        @Override
        public List<Key> keys(BatchWriteRequest request) {
            return request.keys();
        }

        @Override
        public int size(BatchWriteRequest request) {
            return request.size();
        }

        @Override
        public BatchWriteRequest only(BatchWriteRequest request, List<Key> keys) {
            return request.only(keys);
        }

        @Override
        public String toString() {
            return "a batch write of table " + table.schema().tableName();
        }
    }
}
