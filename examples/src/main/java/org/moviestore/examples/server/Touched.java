// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.Key;

/**
 * What a request reads and writes: single items, and whole tables. Immutable.
 *
 * @param items the items, and what is done to each
 * @param tables the tables that are touched as a whole, and what is done to each
 */
public record Touched(Map<ItemName, Access> items, Map<String, Access> tables) {
    private static final Touched NOTHING = new Touched(Map.of(), Map.of());

    /** What is done to an item or a table. Immutable. */
    public enum Access {
        /** It is read, and stays as it is. */
        READ,
        /** It is written, and may be read before. */
        WRITE
    }

    /**
     * Names an item.
     *
     * @param table where it is
     * @param key of the item
     */
    public record ItemName(String table, Key key) {
        /** Checks that nothing is missing. */
        public ItemName {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(key, "key");
        }
    }

    /** Copies the maps. */
    public Touched {
        items = Map.copyOf(items);
        tables = Map.copyOf(tables);
    }

    /** Returns what a request touches that may be carried out at any time. */
    public static Touched nothing() {
        return NOTHING;
    }

    /** Returns what a request touches that reads one item. */
    public static Touched reading(String table, Key key) {
        return new Touched(Map.of(new ItemName(table, key), Access.READ), Map.of());
    }

    /** Returns what a request touches that writes one item. */
    public static Touched writing(String table, Key key) {
        return new Touched(Map.of(new ItemName(table, key), Access.WRITE), Map.of());
    }

    /** Returns what a request touches that reads a whole table. */
    public static Touched readingAll(String table) {
        return new Touched(Map.of(), Map.of(table, Access.READ));
    }

    /** Returns what a request touches that changes a whole table. */
    public static Touched writingAll(String table) {
        return new Touched(Map.of(), Map.of(table, Access.WRITE));
    }

    /** Returns a builder for what touches several items or tables. */
    public static Builder builder() {
        return new Builder();
    }

    /** Says whether one of the two writes what the other touches, so that their order matters. */
    public boolean conflictsWith(Touched other) {
        return tablesConflict(this, other) || tablesConflict(other, this) || itemsConflict(other);
    }

    /** Returns bits of which two that conflict have one in common; others may have one in common too. */
    long signature() {
        if (!tables.isEmpty()) {
            return -1;
        }
        long bits = 0;
        for (ItemName item : items.keySet()) {
            int hash = item.hashCode();
            bits |= 1L << (hash ^ hash >>> 6 ^ hash >>> 12 ^ hash >>> 18);
        }
        return bits;
    }

    /** Says whether it changes a whole table, after which the same words may mean something else. */
    boolean changesTable() {
        return tables.containsValue(Access.WRITE);
    }

    private static boolean tablesConflict(Touched whole, Touched other) {
        for (Map.Entry<String, Access> table : whole.tables.entrySet()) {
            if (conflict(table.getValue(), other.tables.get(table.getKey()))) {
                return true;
            }
            for (Map.Entry<ItemName, Access> item : other.items.entrySet()) {
                boolean within = item.getKey().table().equals(table.getKey());
                if (within && conflict(table.getValue(), item.getValue())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean itemsConflict(Touched other) {
        Map<ItemName, Access> fewer = items.size() <= other.items.size() ? items : other.items;
        Map<ItemName, Access> more = fewer == items ? other.items : items;
        for (Map.Entry<ItemName, Access> item : fewer.entrySet()) {
            if (conflict(item.getValue(), more.get(item.getKey()))) {
                return true;
            }
        }
        return false;
    }

    /** Says whether the order matters in which two touch the same; null is for one that does not touch it. */
    private static boolean conflict(Access access, @Nullable Access other) {
        return other != null && (access == Access.WRITE || other == Access.WRITE);
    }

    /** Collects what a request touches; what is both read and written counts as written. Not thread-safe. */
    public static final class Builder {
        private final Map<ItemName, Access> items = new HashMap<>();
        private final Map<String, Access> tables = new HashMap<>();

        private Builder() {}

        /** Adds an item that is read. */
        public Builder reads(String table, Key key) {
            items.putIfAbsent(new ItemName(table, key), Access.READ);
            return this;
        }

        /** Adds an item that is written. */
        public Builder writes(String table, Key key) {
            items.put(new ItemName(table, key), Access.WRITE);
            return this;
        }

        /** Adds a table that is read as a whole. */
        public Builder readsAll(String table) {
            tables.putIfAbsent(table, Access.READ);
            return this;
        }

        /** Adds a table that is changed as a whole. */
        public Builder writesAll(String table) {
            tables.put(table, Access.WRITE);
            return this;
        }

        /** Returns what was added. */
        public Touched build() {
            return new Touched(items, tables);
        }
    }
}
