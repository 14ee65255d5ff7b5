// SPDX-License-Identifier: Apache-2.0
package org.moviestore;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Key;
import org.moviestore.json.JsonForm;
import org.moviestore.json.JsonRecord;
import org.moviestore.json.JsonRecords;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.TableSchema;

/**
 * Stores the movies of a JSON stream, some at a time and several at once, holding no more than those. Among those at
 * once no two have the same key, so the later of two records wins as it would one by one.
 */
final class MovieLoader {
    private static final int MOVIES_AT_A_TIME = 256;
    private static final int WRITERS = 8;

    private final DocumentTable table;
    private final LoadListener listener;
    private final Map<Key, PutRequest> waiting = new LinkedHashMap<>();
    private final Map<Key, Integer> replacements = new HashMap<>();
    private long loaded;
    private long replaced;
    private long refused;

    MovieLoader(DocumentTable table, LoadListener listener) {
        this.table = table;
        this.listener = listener;
    }

    /** Reads the stream without a table. */
    static LoadReport check(InputStream json, TableSchema schema, LoadListener listener) {
        // The stream is the caller's to close, and closing the records would close it.
        JsonRecords records = JsonRecords.of(json, JsonForm.NATURAL);
        long good = 0;
        long bad = 0;
        while (records.hasNext()) {
            if (put(records, schema, listener).isPresent()) {
                good++;
            } else {
                bad++;
            }
        }
        return new LoadReport(good, 0, bad);
    }

    LoadReport load(InputStream json) {
        JsonRecords records = JsonRecords.of(json, JsonForm.NATURAL);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS, MovieLoader::writer);
        try {
            while (records.hasNext()) {
                put(records, table.schema(), listener).ifPresentOrElse(this::enqueue, () -> refused++);
                if (waiting.size() == MOVIES_AT_A_TIME) {
                    storeWaiting(writers);
                }
            }
            storeWaiting(writers);
        } finally {
            writers.shutdownNow();
        }
        return new LoadReport(loaded, replaced, refused);
    }

    private static Thread writer(Runnable work) {
        Thread thread = new Thread(work, "moviestore-load");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns the request that stores the next record, or nothing after telling the listener why there is none. */
    private static Optional<PutRequest> put(JsonRecords records, TableSchema schema, LoadListener listener) {
        JsonRecord record = records.next();
        if (!(record instanceof JsonRecord.Good good)) {
            return refuse(records.placeOf(record), ((JsonRecord.Bad) record).reason(), listener);
        }
        try {
            return Optional.of(PutRequest.builder(schema, new Movie(good.item()).item())
                    .returning(ReturnItem.OLD)
                    .build());
        } catch (InvalidRequestException e) {
            return refuse(records.placeOf(record), String.valueOf(e.getMessage()), listener);
        }
    }

    private static Optional<PutRequest> refuse(String place, String reason, LoadListener listener) {
        listener.refused(place, reason);
        return Optional.empty();
    }

    /** The one of two movies with the same key that comes first is never stored: the other replaces it when it is. */
    private void enqueue(PutRequest request) {
        if (waiting.put(request.key(), request) != null) {
            replacements.merge(request.key(), 1, Integer::sum);
        }
    }

    private void storeWaiting(ExecutorService writers) {
        List<Callable<Stored>> puts = waiting.values().stream()
                .<Callable<Stored>>map(request -> () -> {
                    boolean wasThere = table.put(request).item().isPresent();
                    return new Stored(replacements.getOrDefault(request.key(), 0), wasThere);
                })
                .toList();
        try {
            countAll(writers.invokeAll(puts));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknownException(
                    "the load was interrupted; some of the last " + puts.size() + " movies may be stored", e);
        }
        waiting.clear();
        replacements.clear();
    }

    /**
     * A movie that was stored.
     *
     * @param replaced how many movies with its key came before it since others were stored
     * @param wasThere whether one was stored before
     */
    private record Stored(int replaced, boolean wasThere) {}

    /**
     * Counts what was stored and tells the listener, also if some of it failed; then fails as the first of these did.
     */
    private void countAll(List<Future<Stored>> puts) throws InterruptedException {
        List<ExecutionException> failures = new ArrayList<>();
        for (Future<Stored> put : puts) {
            try {
                Stored stored = put.get();
                replaced += stored.replaced() + (stored.wasThere() ? 1 : 0);
                loaded += stored.replaced() + 1;
            } catch (ExecutionException e) {
                failures.add(e);
            }
        }
        listener.loaded(loaded);
        if (!failures.isEmpty()) {
            throw failure(failures.get(0));
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
            return failure;
        }
        return new IllegalStateException("storing a movie failed", e.getCause());
    }
}
