// SPDX-License-Identifier: Apache-2.0
package org.moviestore.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableSchema;

/** The items of one table in the order of their keys, and of the keys of its indexes, behind one lock. */
final class TableData {
    private final NavigableMap<Place, Item> items = new TreeMap<>(Place.ORDER);
    private final Map<SecondaryIndex, NavigableMap<Place, Item>> indexes = new HashMap<>();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile TableSchema schema;

    TableData(TableSchema schema) {
        this.schema = schema;
        schema.indexes().forEach(index -> indexes.put(index, new TreeMap<>(Place.ORDER)));
    }

    TableSchema schema() {
        return schema;
    }

    /** Returns the lock of whoever reads several items at one moment, with {@link #get}. */
    Lock readLock() {
        return lock.readLock();
    }

    /** Returns the lock of whoever changes several items at one moment, with {@link #get} and {@link #write}. */
    Lock writeLock() {
        return lock.writeLock();
    }

    Optional<Item> get(Key key) {
        return locked(lock.readLock(), () -> Optional.ofNullable(items.get(Place.of(schema, key))));
    }

    /** Returns all items as they are at this moment. */
    List<Item> items() {
        return locked(lock.readLock(), () -> List.copyOf(items.values()));
    }

    /** Replaces the item of a key by what the change makes of it, atomically; an exception leaves it as it is. */
    Written write(Key key, Function<Optional<Item>, Optional<Item>> change) {
        Place place = Place.of(schema, key);
        return locked(lock.writeLock(), () -> {
            Optional<Item> old = Optional.ofNullable(items.get(place));
            Optional<Item> changed = change.apply(old);
            replace(place, old, changed);
            return new Written(old, changed);
        });
    }

    private void replace(Place place, Optional<Item> old, Optional<Item> changed) {
        changed.ifPresentOrElse(item -> items.put(place, item), () -> items.remove(place));
        indexes.forEach((index, entries) -> {
            old.filter(item -> schema.isIn(index, item))
                    .ifPresent(item -> entries.remove(Place.of(schema, index, item)));
            changed.filter(item -> schema.isIn(index, item))
                    .ifPresent(item -> entries.put(Place.of(schema, index, item), item));
        });
    }

    /** Changes the schema; an index that is added is filled before anybody can read it. */
    TableSchema change(TableChange change) {
        return locked(lock.writeLock(), () -> {
            schema = change.appliedTo(schema);
            indexes.keySet().retainAll(schema.indexes());
            schema.indexes().forEach(index -> indexes.computeIfAbsent(index, this::filled));
            return schema;
        });
    }

    private NavigableMap<Place, Item> filled(SecondaryIndex index) {
        NavigableMap<Place, Item> entries = new TreeMap<>(Place.ORDER);
        for (Item item : items.values()) {
            if (schema.isIn(index, item)) {
                entries.put(Place.of(schema, index, item), item);
            }
        }
        return entries;
    }

    Page<Item> page(PageRequest request) {
        return locked(lock.readLock(), () -> new PageReader(request).read(entries(request)));
    }

    private NavigableMap<Place, Item> entries(PageRequest request) {
        if (request.index().isEmpty()) {
            return items;
        }
        NavigableMap<Place, Item> entries = indexes.get(request.index().get());
        if (entries == null) {
            throw new RequestRejectedException("table " + schema.tableName() + " has no index "
                    + request.index().get().name() + " any more; ask the store for the table again");
        }
        return entries;
    }

    private static <T> T locked(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * What a write found and left.
     *
     * @param before the item before, if there was one
     * @param after the item after, if there is one
     */
    record Written(Optional<Item> before, Optional<Item> after) {}
}
