// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Names and values as items and maps hold them: in the order given, without nulls, unmodifiable. They stand in two
 * arrays, which for the few attributes of most items take a quarter of the memory of a hash table; where there are
 * many, a table says at which place a name is.
 */
final class Entries extends AbstractMap<String, AttributeValue> {
    /** So many names are compared one by one as fast as they are found by their hash. */
    private static final int FEW = 16;

    private static final int MISSING = -1;

    private final String[] names;
    private final AttributeValue[] values;
    private final int size;
    /** The place of each name, if there are many. */
    private final @Nullable Map<String, Integer> places;
    /** What {@link ItemSize} counts, which is asked for several times on the way of an item; 0 until it was. */
    private int bytes;

    private Entries(Collector collected) {
        this.names = collected.names;
        this.values = collected.values;
        this.size = collected.size;
        this.places = collected.places;
    }

    /** Returns the same entries, copied unless they cannot change. */
    static Entries copyOf(Map<String, AttributeValue> entries) {
        if (entries instanceof Entries unmodifiable) {
            return unmodifiable;
        }
        Collector copy = new Collector(entries.size());
        for (Map.Entry<String, AttributeValue> entry : entries.entrySet()) {
            copy.put(entry.getKey(), entry.getValue());
        }
        return copy.entries();
    }

    private static int placeOf(@Nullable Object name, String[] names, int size, @Nullable Map<String, Integer> places) {
        if (places != null) {
            return places.getOrDefault(name, MISSING);
        }
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return MISSING;
    }

    /** Collects entries. Not reusable after they were taken. */
    static final class Collector {
        private String[] names;
        private AttributeValue[] values;
        private int size;
        private @Nullable Map<String, Integer> places;

        Collector(int capacity) {
            names = new String[capacity];
            values = new AttributeValue[capacity];
        }

        /** Begins with entries that there are. */
        Collector(Entries entries) {
            names = Arrays.copyOf(entries.names, entries.size + 1);
            values = Arrays.copyOf(entries.values, entries.size + 1);
            size = entries.size;
            places = entries.places == null ? null : new HashMap<>(entries.places);
        }

        /** Sets the value of a name, which keeps its place if it has one. */
        void put(String name, AttributeValue value) {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
            int place = placeOf(name, names, size, places);
            if (place == MISSING) {
                append(name, value);
            } else {
                values[place] = value;
            }
        }

        private void append(String name, AttributeValue value) {
            if (size == names.length) {
                int capacity = Math.max(4, 2 * size);
                names = Arrays.copyOf(names, capacity);
                values = Arrays.copyOf(values, capacity);
            }
            names[size] = name;
            values[size] = value;
            if (places != null) {
                places.put(name, size);
            } else if (size == FEW) {
                places = new HashMap<>();
                for (int i = 0; i <= size; i++) {
                    places.put(names[i], i);
                }
            }
            size++;
        }

        int size() {
            return size;
        }

        /** Returns the entries, and must not be used any more. */
        Entries entries() {
            return new Entries(this);
        }
    }

    /** Returns the size of all names and values as {@link ItemSize} counts it. */
    int sizeInBytes() {
        int known = bytes;
        if (known == 0) {
            known = ItemSize.saturated(ItemSize.count(this));
            // Whoever counts comes to the same.
            bytes = known;
        }
        return known;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return placeOf(name, names, size, places) != MISSING;
    }

    @Override
    public @Nullable AttributeValue get(@Nullable Object name) {
        int place = placeOf(name, names, size, places);
        return place == MISSING ? null : values[place];
    }

    @Override
    public Set<String> keySet() {
        return new View<>(place -> names[place], this::containsKey);
    }

    @Override
    public Collection<AttributeValue> values() {
        List<AttributeValue> all = Arrays.asList(values);
        return Collections.unmodifiableList(all.subList(0, size));
    }

    @Override
    public Set<Map.Entry<String, AttributeValue>> entrySet() {
        return new View<>(place -> Map.entry(names[place], values[place]), this::containsEntry);
    }

    private boolean containsEntry(@Nullable Object entry) {
        return entry instanceof Map.Entry<?, ?> other
                && other.getValue() != null
                && other.getValue().equals(get(other.getKey()));
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super AttributeValue> action) {
        for (int i = 0; i < size; i++) {
            action.accept(names[i], values[i]);
        }
    }

    /** Shows what is at each place, in order. */
    private final class View<E> extends AbstractSet<E> {
        private final IntFunction<E> at;
        private final Predicate<@Nullable Object> contains;

        View(IntFunction<E> at, Predicate<@Nullable Object> contains) {
            this.at = at;
            this.contains = contains;
        }

        @Override
        public boolean contains(@Nullable Object element) {
            return contains.test(element);
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public Iterator<E> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < size;
                }

                @Override
                public E next() {
                    if (next == size) {
                        throw new NoSuchElementException();
                    }
                    return at.apply(next++);
                }
            };
        }
    }
}
