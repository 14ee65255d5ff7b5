// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.error.RetryAdvice;
import org.moviestore.error.StoreException;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * The answer to one batch get, which has the items in the order of their keys. It ends before the item that would make
 * it larger than 16 MiB, counted by whole items: this key and all after it, of all tables, are left unprocessed. Items
 * are read whole, and projected here, where their sizes matter: if capacity is asked for, or if there may be more than
 * that; and where a projection is longer than stores take. They are read some at a time, and none after the answer is
 * full. Not thread-safe.
 */
final class BatchGet {
    private static final int MAX_BYTES = 16 * 1024 * 1024;
    /** So many items are never too large together. */
    private static final int SURELY_SMALL = MAX_BYTES / ItemLimits.MAX_ITEM_BYTES;

    private final KnownTables tables;
    private final List<BatchGetTable> asked;
    private final @Nullable ReturnConsumedCapacity wanted;
    private final boolean isMetered;
    private final boolean readsWhole;
    private final Map<String, List<Map<String, AttributeValue>>> responses = new LinkedHashMap<>();
    private final Map<String, KeysAndAttributes> unprocessed = new LinkedHashMap<>();
    private final List<ConsumedCapacity> consumed = new ArrayList<>();
    private final BatchFailures failures = new BatchFailures();
    private long room = MAX_BYTES;
    private boolean isFull;

    BatchGet(KnownTables tables, List<BatchGetTable> asked, @Nullable ReturnConsumedCapacity wanted) {
        this.tables = tables;
        this.asked = asked;
        this.wanted = wanted;
        this.isMetered = CapacityMeter.isWanted(wanted);
        this.readsWhole = isMetered
                || asked.stream().mapToInt(each -> each.keys().size()).sum() > SURELY_SMALL
                || asked.stream().anyMatch(BatchGetTable::hasLongProjection);
    }

    BatchGetItemResponse answer() {
        Set<String> names =
                asked.stream().map(BatchGetTable::name).collect(Collectors.toCollection(LinkedHashSet::new));
        tables.callAll(names, this::checked);
        for (BatchGetTable table : asked) {
            add(table, tables.call(table.name(), found -> read(table, found)));
        }
        BatchGetItemResponse.Builder response =
                BatchGetItemResponse.builder().responses(responses).unprocessedKeys(unprocessed);
        if (isMetered) {
            response.consumedCapacity(consumed);
        }
        ServiceAnswers.complete(response);
        return response.build();
    }

    /** Compares all keys with their tables, which are returned, before any is read. */
    private Map<String, DocumentTable> checked(Map<String, DocumentTable> found) {
        asked.forEach(each -> each.keys(
                Objects.requireNonNull(found.get(each.name()), each.name()).schema()));
        return found;
    }

    /** Reads as far as there is room, which is the answer's when the table is done, since the store may refuse it. */
    private Found read(BatchGetTable asked, DocumentTable table) {
        List<Key> keys = asked.keys(table.schema());
        Found found = new Found(table.schema(), keys, room, isFull);
        int most = Math.min(table.store().batchLimits().gets(), SURELY_SMALL);
        for (int from = 0; from < keys.size(); from += most) {
            List<Key> piece = keys.subList(from, Math.min(from + most, keys.size()));
            if (found.isFull || failures.haveStopped()) {
                found.left.addAll(piece);
            } else {
                read(asked, table, piece, found);
            }
        }
        return found;
    }

    private void read(BatchGetTable asked, DocumentTable table, List<Key> piece, Found found) {
        BatchGetRequest request = new BatchGetRequest(
                table.schema(),
                piece,
                readsWhole ? Optional.empty() : asked.projection(),
                asked.consistency(),
                CapacityReport.NONE);
        try {
            found.add(piece, table.batchGet(request), readsWhole);
            failures.succeeded();
        } catch (StoreException e) {
            if (e.retryAdvice() != RetryAdvice.AFTER_BACKOFF) {
                throw e;
            }
            failures.failed(e);
            found.left.addAll(piece);
        }
    }

    private void add(BatchGetTable table, Found found) {
        room = found.room;
        isFull = found.isFull;
        CapacityMeter meter = new CapacityMeter(found.schema, false);
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        List<Map<String, AttributeValue>> left = new ArrayList<>();
        for (int i = 0; i < found.keys.size(); i++) {
            Key key = found.keys.get(i);
            if (found.left.contains(key)) {
                left.add(table.asked().keys().get(i));
                continue;
            }
            Optional<Item> item = Optional.ofNullable(found.items.get(key));
            meter.get(item, table.isConsistent());
            item.map(whole -> ItemCodec.encode(readsWhole ? table.kept(whole) : whole))
                    .ifPresent(items::add);
        }
        responses.put(table.name(), items);
        if (!left.isEmpty()) {
            unprocessed.put(table.name(), table.only(left));
        }
        if (wanted != null && isMetered) {
            consumed.add(meter.consumed(wanted));
        }
    }

    /** What was found in one table, and how much room is left after it. Not thread-safe. */
    private static final class Found {
        private final TableSchema schema;
        private final List<Key> keys;
        private final Map<Key, Item> items = new HashMap<>();
        private final Set<Key> left = new HashSet<>();
        private long room;
        private boolean isFull;

        Found(TableSchema schema, List<Key> keys, long room, boolean isFull) {
            this.schema = schema;
            this.keys = keys;
            this.room = room;
            this.isFull = isFull;
        }

        /** Adds what a call found, up to the item that there is no room for. */
        void add(List<Key> piece, BatchGetResult result, boolean isWhole) {
            left.addAll(result.unprocessed());
            for (Key key : piece) {
                @Nullable Item item = result.items().get(key);
                if (left.contains(key)) {
                    continue;
                } else if (!hasRoomFor(item != null && isWhole ? item.sizeInBytes() : 0)) {
                    left.add(key);
                } else if (item != null) {
                    items.put(key, item);
                }
            }
        }

        private boolean hasRoomFor(int bytes) {
            isFull |= bytes > room;
            room -= isFull ? 0 : bytes;
            return !isFull;
        }
    }
}
