// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.BitSet;
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
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.StoreException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.DocumentTable;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The answer to one batch write. If capacity is asked for, the items are read before they are written, since what a
 * write consumes depends on what it replaces; where others write them between, it is an estimate, and where the store
 * does not tell them all, the capacity is left out. After a call that wrote, one that did nothing makes the batch fail
 * only if its table is not there any more, since its items would be sent again in vain; otherwise they are left
 * unprocessed. Not thread-safe.
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
    private final CollectionMetrics metrics;
    private final BatchFailures failures = new BatchFailures();

    /** What is asked of a table, which takes it, and the keys of the items. */
    private record Checked(BatchWriteTable asked, DocumentTable table, List<Key> keys) {}

    BatchWrite(KnownTables tables, List<BatchWriteTable> asked, BatchWriteItemRequest request) {
        this.tables = tables;
        this.asked = asked;
        this.request = request;
        this.isMetered = CapacityMeter.isWanted(request.returnConsumedCapacity());
        this.metrics = new CollectionMetrics(request.returnItemCollectionMetrics());
    }

    BatchWriteItemResponse answer() {
        Set<String> names =
                asked.stream().map(BatchWriteTable::name).collect(Collectors.toCollection(LinkedHashSet::new));
        tables.callAll(names, this::checked).forEach(this::write);
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

    /** Compares all items with the keys of their tables, before any is written. */
    private List<Checked> checked(Map<String, DocumentTable> found) {
        List<Checked> checked = new ArrayList<>();
        for (BatchWriteTable each : asked) {
            DocumentTable table = Objects.requireNonNull(found.get(each.name()), each.name());
            checked.add(new Checked(each, table, each.keys(table.schema())));
        }
        return checked;
    }

    private void write(Checked checked) {
        BatchWriteTable table = checked.asked();
        List<Key> keys = checked.keys();
        Optional<Map<Key, Item>> before =
                isMetered && !failures.haveStopped() ? StoredItems.read(checked.table(), keys) : Optional.of(Map.of());
        BitSet left = new BitSet(keys.size());
        int most = tables.store().batchLimits().writes();
        for (int from = 0; from < keys.size(); from += most) {
            int to = Math.min(from + most, keys.size());
            if (failures.haveStopped()) {
                left.set(from, to);
            } else {
                left.or(write(table, from, to));
            }
        }
        handBack(table, left);
        before.ifPresent(items -> meter(checked, left, items));
        measure(checked, left);
    }

    /** Writes some of the items and returns the places of those that are left. */
    private BitSet write(BatchWriteTable table, int from, int to) {
        try {
            KnownTables.Answered<DocumentTable, BatchWriteRequest, BatchWriteResult> written =
                    tables.call(table.name(), now -> table.piece(now.schema(), from, to), DocumentTable::batchWrite);
            failures.succeeded();
            return left(table, written, from, to);
        } catch (OutcomeUnknownException | TableNotFoundException e) {
            throw e;
        } catch (StoreException | InvalidRequestException e) {
            failures.failed(e);
            BitSet all = new BitSet(to);
            all.set(from, to);
            return all;
        }
    }

    /** What is left is known by its key, which may be another than before if the table has become another. */
    private static BitSet left(
            BatchWriteTable table,
            KnownTables.Answered<DocumentTable, BatchWriteRequest, BatchWriteResult> written,
            int from,
            int to) {
        Set<Key> unprocessed = new HashSet<>(written.result().unprocessed());
        BitSet left = new BitSet(to);
        for (int i = from; i < to && !unprocessed.isEmpty(); i++) {
            left.set(i, unprocessed.contains(table.keyAt(written.request().schema(), i)));
        }
        return left;
    }

    private void handBack(BatchWriteTable table, BitSet left) {
        List<WriteRequest> undone = left.stream().mapToObj(table.asked()::get).toList();
        if (!undone.isEmpty()) {
            unprocessed.put(table.name(), undone);
        }
    }

    private void meter(Checked written, BitSet left, Map<Key, Item> before) {
        @Nullable ReturnConsumedCapacity wanted = request.returnConsumedCapacity();
        if (wanted == null || !isMetered) {
            return;
        }
        BatchWriteTable table = written.asked();
        List<Key> keys = written.keys();
        CapacityMeter meter = new CapacityMeter(written.table().schema(), false);
        for (int i = left.nextClearBit(0); i < keys.size(); i = left.nextClearBit(i + 1)) {
            Optional<Item> after = table.isPut(i) ? Optional.of(table.items().get(i)) : Optional.empty();
            meter.write(Optional.ofNullable(before.get(keys.get(i))), after);
        }
        consumed.add(meter.consumed(wanted));
    }

    private void measure(Checked written, BitSet left) {
        List<Key> keys = written.keys();
        String partitionKey = written.table().schema().partitionKey().name();
        Set<AttributeValue> partitions = new LinkedHashSet<>();
        for (int i = left.nextClearBit(0); i < keys.size(); i = left.nextClearBit(i + 1)) {
            keys.get(i).attributes().attribute(partitionKey).ifPresent(partitions::add);
        }
        List<ItemCollectionMetrics> measured = new ArrayList<>();
        partitions.forEach(partition -> metrics.read(written.table(), partition).ifPresent(measured::add));
        if (!measured.isEmpty()) {
            collections.put(written.asked().name(), measured);
        }
    }
}
