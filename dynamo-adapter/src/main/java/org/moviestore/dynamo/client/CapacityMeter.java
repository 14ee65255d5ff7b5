// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.Item;
import org.moviestore.table.IndexScope;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * Adds up, by the formulas that AWS publishes, what one request consumes of one table. Not thread-safe.
 *
 * <p><i>Source:</i> "DynamoDB read and write operations" and "Provisioned throughput considerations" for global and
 * local secondary indexes, of the Amazon DynamoDB Developer Guide.
 */
final class CapacityMeter {
    private static final int READ_UNIT_BYTES = 4096;
    private static final int WRITE_UNIT_BYTES = 1024;
    private static final int TRANSACTION_FACTOR = 2;

    private final TableSchema schema;
    private final boolean inTransaction;
    private final Units table = new Units();
    private final Map<SecondaryIndex, Units> indexes = new LinkedHashMap<>();

    /** Counts for a table; each unit counts twice in a transaction, where each read is consistent. */
    CapacityMeter(TableSchema schema, boolean inTransaction) {
        this.schema = Objects.requireNonNull(schema, "schema");
        this.inTransaction = inTransaction;
    }

    /** Says whether a request asks for what it consumes; null is no. */
    static boolean isWanted(@Nullable ReturnConsumedCapacity wanted) {
        return wanted == ReturnConsumedCapacity.TOTAL || wanted == ReturnConsumedCapacity.INDEXES;
    }

    /**
     * Counts a get of one item, found or not: also one of a batch or a transaction, and one that a page of a local
     * index takes from the table for what the index does not hold.
     */
    void get(Optional<Item> found, boolean consistent) {
        get(found.map(Item::sizeInBytes).orElse(0), consistent);
    }

    /** Counts a get of an item of so many bytes, none if it was not found. */
    void get(int bytes, boolean consistent) {
        read(table, bytes, consistent);
    }

    /** Counts a page of the table or of an index, by the sum of the sizes of what was read for it. */
    void page(Optional<SecondaryIndex> index, long bytes, boolean consistent) {
        read(index.map(this::unitsOf).orElse(table), bytes, consistent);
    }

    private void read(Units units, long bytes, boolean consistent) {
        long whole = unitsFor(bytes, READ_UNIT_BYTES);
        if (inTransaction) {
            units.read += (double) whole * TRANSACTION_FACTOR;
        } else {
            units.read += consistent ? whole : whole / 2.0;
        }
    }

    /**
     * Counts a write, or an attempt whose condition failed, by the items before and after it. A condition check of a
     * transaction is a write that leaves the item as it is.
     */
    void write(Optional<Item> before, Optional<Item> after) {
        wrote(table, writeUnits(before, after));
        for (SecondaryIndex index : schema.indexes()) {
            long units = entryUnits(
                    index,
                    before.filter(item -> schema.isIn(index, item)),
                    after.filter(item -> schema.isIn(index, item)));
            if (units > 0) {
                wrote(unitsOf(index), units);
            }
        }
    }

    private void wrote(Units units, long written) {
        units.written += inTransaction ? written * TRANSACTION_FACTOR : written;
    }

    /** An entry that moves to another key is removed and put again; one that stays as it is is not written. */
    private long entryUnits(SecondaryIndex index, Optional<Item> before, Optional<Item> after) {
        Optional<Item> old = before.map(item -> schema.heldBy(index, item));
        Optional<Item> now = after.map(item -> schema.heldBy(index, item));
        if (old.equals(now)) {
            return 0;
        }
        boolean moves = old.isPresent() && now.isPresent() && !hasSameKey(index, old.get(), now.get());
        return moves ? writeUnits(old, Optional.empty()) + writeUnits(Optional.empty(), now) : writeUnits(old, now);
    }

    private static boolean hasSameKey(SecondaryIndex index, Item old, Item now) {
        return index.keyAttributes().stream()
                .allMatch(key -> old.attribute(key.name()).equals(now.attribute(key.name())));
    }

    private static long writeUnits(Optional<Item> before, Optional<Item> after) {
        int larger = Math.max(
                before.map(Item::sizeInBytes).orElse(0),
                after.map(Item::sizeInBytes).orElse(0));
        return unitsFor(larger, WRITE_UNIT_BYTES);
    }

    /** What is empty or missing takes a unit too. */
    private static long unitsFor(long bytes, int unitBytes) {
        return Math.max(1, (bytes + unitBytes - 1) / unitBytes);
    }

    private Units unitsOf(SecondaryIndex index) {
        return indexes.computeIfAbsent(index, each -> new Units());
    }

    /** Returns what was counted, in the shape that was asked for. Reads and writes are told apart in transactions. */
    ConsumedCapacity consumed(ReturnConsumedCapacity wanted) {
        Units sum = new Units();
        sum.add(table);
        indexes.values().forEach(sum::add);
        ConsumedCapacity.Builder consumed =
                ConsumedCapacity.builder().tableName(schema.tableName()).capacityUnits(sum.read + sum.written);
        if (inTransaction) {
            consumed.readCapacityUnits(orNull(sum.read)).writeCapacityUnits(orNull(sum.written));
        }
        if (wanted == ReturnConsumedCapacity.INDEXES) {
            consumed.table(capacity(table));
            Map<String, Capacity> local = ofScope(IndexScope.LOCAL);
            Map<String, Capacity> global = ofScope(IndexScope.GLOBAL);
            if (!local.isEmpty()) {
                consumed.localSecondaryIndexes(local);
            }
            if (!global.isEmpty()) {
                consumed.globalSecondaryIndexes(global);
            }
        }
        return consumed.build();
    }

    private Map<String, Capacity> ofScope(IndexScope scope) {
        Map<String, Capacity> capacities = new LinkedHashMap<>();
        indexes.forEach((index, units) -> {
            if (index.scope() == scope) {
                capacities.put(index.name(), capacity(units));
            }
        });
        return capacities;
    }

    private Capacity capacity(Units units) {
        Capacity.Builder capacity = Capacity.builder().capacityUnits(units.read + units.written);
        if (inTransaction) {
            capacity.readCapacityUnits(orNull(units.read)).writeCapacityUnits(orNull(units.written));
        }
        return capacity.build();
    }

    private static @Nullable Double orNull(double units) {
        return units == 0 ? null : Double.valueOf(units);
    }

    /** What was consumed of a table or an index. */
    private static final class Units {
        private double read;
        private double written;

        void add(Units other) {
            read += other.read;
            written += other.written;
        }
    }
}
