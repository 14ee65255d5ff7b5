// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.moviestore.dynamo.ItemCodec;
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
 * that. Not thread-safe.
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

    /** What was found in one table. */
    private record Found(TableSchema schema, List<Key> keys, Map<Key, Item> items, Set<Key> left) {}

    BatchGet(KnownTables tables, List<BatchGetTable> asked, @Nullable ReturnConsumedCapacity wanted) {
        this.tables = tables;
        this.asked = asked;
        this.wanted = wanted;
        this.isMetered = CapacityMeter.isWanted(wanted);
        this.readsWhole =
                isMetered || asked.stream().mapToInt(each -> each.keys().size()).sum() > SURELY_SMALL;
    }

    BatchGetItemResponse answer() {
        List<TableSchema> schemas =
                asked.stream().map(each -> tables.table(each.name()).schema()).toList();
        for (int i = 0; i < asked.size(); i++) {
            asked.get(i).keys(schemas.get(i));
        }
        for (BatchGetTable table : asked) {
            add(table, tables.call(table.name(), found -> read(table, found)));
        }
        failures.throwIfNothingWasDone();
        BatchGetItemResponse.Builder response =
                BatchGetItemResponse.builder().responses(responses).unprocessedKeys(unprocessed);
        if (isMetered) {
            response.consumedCapacity(consumed);
        }
        ServiceAnswers.complete(response);
        return response.build();
    }

    private Found read(BatchGetTable asked, DocumentTable table) {
        List<Key> keys = asked.keys(table.schema());
        Found found = new Found(table.schema(), keys, new HashMap<>(), new HashSet<>());
        int most = table.store().batchLimits().gets();
        for (int from = 0; from < keys.size(); from += most) {
            List<Key> piece = keys.subList(from, Math.min(from + most, keys.size()));
            if (isFull || failures.areThere()) {
                found.left().addAll(piece);
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
            BatchGetResult result = table.batchGet(request);
            found.items().putAll(result.items());
            found.left().addAll(result.unprocessed());
            failures.none();
        } catch (StoreException e) {
            failures.add(e);
            found.left().addAll(piece);
        }
    }

    private void add(BatchGetTable table, Found found) {
        CapacityMeter meter = new CapacityMeter(found.schema(), false);
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        List<Map<String, AttributeValue>> left = new ArrayList<>();
        for (int i = 0; i < found.keys().size(); i++) {
            Key key = found.keys().get(i);
            Optional<Item> item = Optional.ofNullable(found.items().get(key));
            if (found.left().contains(key) || !hasRoomFor(item)) {
                left.add(table.asked().keys().get(i));
                continue;
            }
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

    private boolean hasRoomFor(Optional<Item> item) {
        int bytes = readsWhole ? item.map(Item::sizeInBytes).orElse(0) : 0;
        isFull |= bytes > room;
        room -= isFull ? 0 : bytes;
        return !isFull;
    }
}
