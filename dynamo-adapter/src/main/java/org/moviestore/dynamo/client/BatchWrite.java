// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.StoreException;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.Batches;
import org.moviestore.table.DocumentTable;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The answer to one batch write. If capacity is asked for, the items are read before they are written, since what a
 * write consumes depends on what it replaces; where others write them between, it is an estimate. Not thread-safe.
 *
 * <p>A batch of 25 items that a table can take is never as large as the 16 MiB that the service allows.
 */
final class BatchWrite {
    private final KnownTables tables;
    private final List<BatchWriteTable> asked;
    private final BatchWriteItemRequest request;
    private final boolean isMetered;
    private final Map<String, List<WriteRequest>> unprocessed = new LinkedHashMap<>();
    private final List<ConsumedCapacity> consumed = new ArrayList<>();
    private final Map<String, List<ItemCollectionMetrics>> collections = new LinkedHashMap<>();
    private final BatchFailures failures = new BatchFailures();

    BatchWrite(KnownTables tables, List<BatchWriteTable> asked, BatchWriteItemRequest request) {
        this.tables = tables;
        this.asked = asked;
        this.request = request;
        this.isMetered = CapacityMeter.isWanted(request.returnConsumedCapacity());
    }

    BatchWriteItemResponse answer() {
        List<DocumentTable> found =
                asked.stream().map(each -> tables.table(each.name())).toList();
        List<List<Key>> keys = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            keys.add(asked.get(i).keys(found.get(i).schema()));
        }
        for (int i = 0; i < asked.size(); i++) {
            write(asked.get(i), found.get(i), keys.get(i));
        }
        failures.throwIfNothingWasDone();
        BatchWriteItemResponse.Builder response =
                BatchWriteItemResponse.builder().unprocessedItems(unprocessed);
        if (isMetered) {
            response.consumedCapacity(consumed);
        }
        if (!collections.isEmpty()) {
            response.itemCollectionMetrics(collections);
        }
        ServiceAnswers.complete(response);
        return response.build();
    }

    private void write(BatchWriteTable table, DocumentTable found, List<Key> keys) {
        Map<Key, Item> before = isMetered && !failures.areThere()
                ? Batches.over(found)
                        .get(BatchGetRequest.of(found.schema(), keys))
                        .items()
                : Map.of();
        Set<Key> left = new HashSet<>();
        int most = tables.store().batchLimits().writes();
        for (int from = 0; from < keys.size(); from += most) {
            int to = Math.min(from + most, keys.size());
            if (failures.areThere()) {
                left.addAll(keys.subList(from, to));
            } else {
                left.addAll(write(table, keys, from, to));
            }
        }
        report(table, found, keys, left, before);
    }

    /** Writes some of the items and returns the keys of those that are left. */
    private List<Key> write(BatchWriteTable table, List<Key> keys, int from, int to) {
        try {
            List<Key> left = tables.call(
                    table.name(),
                    now -> now.batchWrite(table.piece(now.schema(), from, to)).unprocessed());
            failures.none();
            return left;
        } catch (StoreException e) {
            failures.add(e);
            return keys.subList(from, to);
        }
    }

    private void report(
            BatchWriteTable table, DocumentTable written, List<Key> keys, Set<Key> left, Map<Key, Item> before) {
        CapacityMeter meter = new CapacityMeter(written.schema(), false);
        List<WriteRequest> undone = new ArrayList<>();
        Set<AttributeValue> partitions = new LinkedHashSet<>();
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            if (left.contains(key)) {
                undone.add(table.asked().get(i));
                continue;
            }
            Optional<Item> after = table.isPut(i) ? Optional.of(table.items().get(i)) : Optional.empty();
            meter.write(Optional.ofNullable(before.get(key)), after);
            key.attributes().attribute(written.schema().partitionKey().name()).ifPresent(partitions::add);
        }
        if (!undone.isEmpty()) {
            unprocessed.put(table.name(), undone);
        }
        @Nullable ReturnConsumedCapacity wanted = request.returnConsumedCapacity();
        if (wanted != null && isMetered) {
            consumed.add(meter.consumed(wanted));
        }
        List<ItemCollectionMetrics> metrics = new ArrayList<>();
        partitions.forEach(partition -> CollectionMetrics.of(written, partition, request.returnItemCollectionMetrics())
                .ifPresent(metrics::add));
        if (!metrics.isEmpty()) {
            collections.put(table.name(), metrics);
        }
    }
}
