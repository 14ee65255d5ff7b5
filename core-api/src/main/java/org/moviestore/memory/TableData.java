// SPDX-License-Identifier: Apache-2.0
package org.moviestore.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Position;
import org.moviestore.table.TableSchema;

/** The items of one table in the order of their keys, behind one lock. */
final class TableData {
    /** The most items evaluated for one page of a request without limit, so that no page holds the lock for long. */
    private static final int PAGE_ITEMS = 1000;

    private final TableSchema schema;
    private final NavigableMap<Place, Item> items = new TreeMap<>(Place.ORDER);
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    TableData(TableSchema schema) {
        this.schema = schema;
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

    /** Replaces the item of a key by what the change makes of it, atomically; an exception leaves it as it is. */
    Written write(Key key, Function<Optional<Item>, Optional<Item>> change) {
        Place place = Place.of(schema, key);
        return locked(lock.writeLock(), () -> {
            Optional<Item> old = Optional.ofNullable(items.get(place));
            Optional<Item> changed = change.apply(old);
            changed.ifPresentOrElse(item -> items.put(place, item), () -> items.remove(place));
            return new Written(old, changed);
        });
    }

    /** Reads one page of the items that the view orders and the range, whose items stand together in it, accepts. */
    Page<Item> page(PageRequest request, UnaryOperator<NavigableMap<Place, Item>> view, Predicate<Place> range) {
        return locked(lock.readLock(), () -> {
            NavigableMap<Place, Item> rest = view.apply(items);
            if (request.startAfter().isPresent()) {
                rest = rest.tailMap(Place.of(schema, request.startAfter().get().key()), false);
            }
            return page(request, rest, range);
        });
    }

    private Page<Item> page(PageRequest request, NavigableMap<Place, Item> rest, Predicate<Place> range) {
        int limit = request.limit().orElse(PAGE_ITEMS);
        List<Item> matches = new ArrayList<>();
        Optional<Position> last = Optional.empty();
        int evaluated = 0;
        for (Map.Entry<Place, Item> entry : rest.entrySet()) {
            if (!range.test(entry.getKey())) {
                if (evaluated > 0) {
                    break;
                }
                continue;
            }
            Item item = entry.getValue();
            if (request.filter().map(filter -> filter.holdsOn(item)).orElse(true)) {
                matches.add(request.projection().map(kept -> kept.of(item)).orElse(item));
            }
            evaluated++;
            if (evaluated == limit) {
                last = Optional.of(new Position(schema.storedKeyOf(item)));
                break;
            }
        }
        return new Page<>(matches, last, OptionalInt.of(evaluated), OptionalDouble.empty());
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
