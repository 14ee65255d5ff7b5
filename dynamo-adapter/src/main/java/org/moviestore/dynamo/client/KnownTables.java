// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The tables of a store, each asked for about once a second: when a second is over, one caller asks and the others go
 * on with what is known. What others change of a table is seen then, or when it was described, or when a request does
 * not fit what is known or is refused by the store. Thread-safe.
 */
final class KnownTables {
    private static final long NANOS_KNOWN = TimeUnit.SECONDS.toNanos(1);
    /** So long a table that was asked for since a request failed is not asked for again for that reason. */
    private static final long NANOS_CERTAIN = TimeUnit.MILLISECONDS.toNanos(100);

    private final DocumentStore store;
    private final LongSupplier nanoClock;
    private final ConcurrentMap<String, Known> tables = new ConcurrentHashMap<>();

    /**
     * What was sent and answered.
     *
     * @param tables the table, or the tables by their names, that the request was made for
     * @param request what was made for them
     * @param result what came of it
     */
    record Answered<T, Q, R>(T tables, Q request, R result) {}

    /**
     * What is known of a table. A lookup takes the place of what was known when it began, and of nothing else: so none
     * undoes what this client did meanwhile. For this there is one of these, without a table, while it is first asked
     * for.
     */
    private static final class Known {
        private final @Nullable DocumentTable table;
        private final long since;
        private final boolean isSinceFailure;
        private final AtomicBoolean isBeingRefreshed = new AtomicBoolean();

        Known(@Nullable DocumentTable table, long since, boolean isSinceFailure) {
            this.table = table;
            this.since = since;
            this.isSinceFailure = isSinceFailure;
        }

        boolean isSchema(TableSchema schema) {
            return table != null && table.schema().equals(schema);
        }
    }

    /** @param nanoClock by which a table is not asked for too often */
    KnownTables(DocumentStore store, LongSupplier nanoClock) {
        this.store = Objects.requireNonNull(store, "store");
        this.nanoClock = Objects.requireNonNull(nanoClock, "nanoClock");
    }

    DocumentStore store() {
        return store;
    }

    /** Returns what is known of a table, or null if this caller is to ask for it. */
    private @Nullable DocumentTable known(String name) {
        @Nullable Known known = tables.get(name);
        if (known == null || known.table == null) {
            return null;
        }
        boolean isOld = nanoClock.getAsLong() - known.since >= NANOS_KNOWN;
        return isOld && known.isBeingRefreshed.compareAndSet(false, true) ? null : known.table;
    }

    private DocumentTable ask(String name, boolean isSinceFailure) {
        long now = nanoClock.getAsLong();
        Known before = tables.computeIfAbsent(name, first -> new Known(null, now, false));
        try {
            DocumentTable table = store.table(name);
            tables.replace(name, before, new Known(table, now, isSinceFailure));
            return table;
        } catch (RuntimeException | Error e) {
            if (before.table == null || e instanceof TableNotFoundException) {
                tables.remove(name, before);
            }
            before.isBeingRefreshed.set(false);
            throw e;
        }
    }

    /** Remembers a table in place of what was known of it, and returns it. */
    DocumentTable remember(DocumentTable table) {
        tables.put(table.schema().tableName(), new Known(table, nanoClock.getAsLong(), false));
        return table;
    }

    void forget(String name) {
        tables.remove(name);
    }

    /** Hears how a table is, and forgets what is known of it if that is otherwise. */
    void hear(TableSchema schema) {
        String name = schema.tableName();
        @Nullable Known known = tables.get(name);
        if (known != null && !known.isSchema(schema)) {
            tables.remove(name, known);
        }
    }

    /**
     * Makes a request for a table and sends it, and does both again if they fail and the table turns out to have become
     * another. Such a failure changes nothing. What follows the answer is for the caller, so that nothing is sent again
     * because of it.
     *
     * @param make makes the request; it may read, and must not write
     * @param send sends it by the one call that may write
     */
    <Q, R> Answered<DocumentTable, Q, R> call(
            String name, Function<DocumentTable, Q> make, BiFunction<DocumentTable, Q, R> send) {
        return call(name, table -> {
            Q request = make.apply(table);
            return new Answered<>(table, request, send.apply(table, request));
        });
    }

    /** Does the same in one step, which must not write anything but by a last call, with nothing after it. */
    <R> R call(String name, Function<DocumentTable, R> call) {
        @Nullable DocumentTable known = known(name);
        DocumentTable table = known == null ? ask(name, false) : known;
        try {
            return call.apply(table);
        } catch (TableNotFoundException | RequestRejectedException | InvalidRequestException | DynamoDbException e) {
            return call.apply(Objects.requireNonNull(
                    now(Map.of(name, table), known != null, e).get(name)));
        }
    }

    /**
     * Makes a request for several tables, by their names and in the order of these, and sends it, as {@link #call} does
     * for one.
     */
    <Q, R> Answered<Map<String, DocumentTable>, Q, R> callAll(
            Set<String> names, Function<Map<String, DocumentTable>, Q> make, Function<Q, R> send) {
        return callAll(names, all -> {
            Q request = make.apply(all);
            return new Answered<>(all, request, send.apply(request));
        });
    }

    /** Does the same in one step, which must not write anything but by a last call, with nothing after it. */
    <R> R callAll(Set<String> names, Function<Map<String, DocumentTable>, R> call) {
        Map<String, DocumentTable> all = new LinkedHashMap<>();
        boolean isAnyKnown = false;
        for (String name : names) {
            @Nullable DocumentTable known = known(name);
            isAnyKnown |= known != null;
            all.put(name, known == null ? ask(name, false) : known);
        }
        try {
            return call.apply(all);
        } catch (TableNotFoundException | RequestRejectedException | InvalidRequestException | DynamoDbException e) {
            return call.apply(now(all, isAnyKnown, e));
        }
    }

    /**
     * Returns tables as they are now, if a failure may be due to what they were; otherwise throws that.
     *
     * @param isAnyKnown whether any of them was not asked for by this very call
     */
    private Map<String, DocumentTable> now(
            Map<String, DocumentTable> before, boolean isAnyKnown, RuntimeException failure) {
        boolean isCertain = !isAnyKnown || before.keySet().stream().allMatch(this::isCertain);
        if (isOfRule(failure) || isOfRequest(failure) && isCertain) {
            throw failure;
        }
        Map<String, DocumentTable> now = new LinkedHashMap<>();
        try {
            before.keySet().forEach(name -> now.put(name, ask(name, true)));
        } catch (RuntimeException e) {
            e.addSuppressed(failure);
            throw e;
        }
        if (schemas(now).equals(schemas(before)) && !(failure instanceof TableNotFoundException)) {
            throw failure;
        }
        return now;
    }

    private static boolean isOfRule(RuntimeException failure) {
        return failure instanceof RequestRejectedException rejected
                && rejected.code().isPresent();
    }

    /** Says whether a failure is rather due to the request than to the table: a program may fail so often. */
    private static boolean isOfRequest(RuntimeException failure) {
        return failure instanceof InvalidRequestException
                || failure instanceof DynamoDbException
                || failure.getCause() instanceof DynamoDbException;
    }

    private boolean isCertain(String name) {
        @Nullable Known known = tables.get(name);
        return known != null && known.isSinceFailure && nanoClock.getAsLong() - known.since < NANOS_CERTAIN;
    }

    private static List<TableSchema> schemas(Map<String, DocumentTable> tables) {
        return tables.values().stream().map(DocumentTable::schema).toList();
    }
}
