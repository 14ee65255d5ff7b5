// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/**
 * Stores and removes items without conditions, of any number for {@link Batches}, of as many as {@link BatchLimits}
 * says for one call. Immutable.
 *
 * @param schema the schema of the table
 * @param puts the items to store, each in place of any with the same key
 * @param deletes the keys of the items to remove, which need not be there
 * @param capacityReport whether to say what the writes consumed
 */
public record BatchWriteRequest(TableSchema schema, List<Item> puts, List<Key> deletes, CapacityReport capacityReport) {
    /**
     * Checks the request.
     *
     * @throws InvalidRequestException with {@link ErrorCode#BATCH_WRITE} if there is nothing to write or a key is named
     *     twice, in puts and deletes together, or a code of an item, its key or a key of an index
     */
    public BatchWriteRequest {
        puts = List.copyOf(puts);
        deletes = List.copyOf(deletes);
        Objects.requireNonNull(capacityReport, "capacityReport");
        List<Key> keys = new ArrayList<>(puts.size() + deletes.size());
        for (Item item : puts) {
            keys.add(schema.checkPut(item));
        }
        for (Key key : deletes) {
            schema.checkKey(key);
            keys.add(key);
        }
        BatchKeys.check(ErrorCode.BATCH_WRITE, schema, keys);
    }

    /** Returns a request that stores the items and removes those of the keys. */
    public static BatchWriteRequest of(TableSchema schema, Collection<Item> puts, Collection<Key> deletes) {
        return new BatchWriteRequest(schema, List.copyOf(puts), List.copyOf(deletes), CapacityReport.NONE);
    }

    /** Returns a request that stores the items. */
    public static BatchWriteRequest ofPuts(TableSchema schema, Collection<Item> items) {
        return of(schema, items, List.of());
    }

    /** Returns a request that removes the items of the keys. */
    public static BatchWriteRequest ofDeletes(TableSchema schema, Collection<Key> keys) {
        return of(schema, List.of(), keys);
    }

    /** Returns the same request, which says what the writes consumed or not. */
    public BatchWriteRequest withCapacityReport(CapacityReport report) {
        return new BatchWriteRequest(schema, puts, deletes, report);
    }

    /**
     * Returns this request as one of the table with the schema: it then obeys the indexes that the table has, and no
     * others, whichever it was made with.
     *
     * @throws InvalidRequestException with {@link ErrorCode#TABLE_MISMATCH} if it was made for another table or another
     *     key, or the code of an index key
     */
    public BatchWriteRequest madeFor(TableSchema table) {
        table.checkSameKey(schema);
        return table.indexes().equals(schema.indexes())
                ? this
                : new BatchWriteRequest(table, puts, deletes, capacityReport);
    }

    /** Returns how many items the request stores or removes. */
    public int size() {
        return puts.size() + deletes.size();
    }

    /** Returns the keys of all puts, then of all deletes. */
    public List<Key> keys() {
        return Stream.concat(puts.stream().map(schema::storedKeyOf), deletes.stream())
                .toList();
    }

    /**
     * Returns the same request for those of its keys that are among the given ones.
     *
     * @throws InvalidRequestException with {@link ErrorCode#BATCH_WRITE} if there are none
     */
    public BatchWriteRequest only(Collection<Key> some) {
        Set<Key> kept = new HashSet<>(some);
        return with(
                puts.stream()
                        .filter(item -> kept.contains(schema.storedKeyOf(item)))
                        .toList(),
                deletes.stream().filter(kept::contains).toList());
    }

    /** Returns the part of this request from one of its writes to another, in the order of {@link #keys}. */
    BatchWriteRequest part(int from, int to) {
        int middle = puts.size();
        return with(
                puts.subList(Math.min(from, middle), Math.min(to, middle)),
                deletes.subList(Math.max(from - middle, 0), Math.max(to - middle, 0)));
    }

    private BatchWriteRequest with(List<Item> otherPuts, List<Key> otherDeletes) {
        return new BatchWriteRequest(schema, otherPuts, otherDeletes, capacityReport);
    }
}
