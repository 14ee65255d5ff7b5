// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.AttributeValue.MapValue;

/**
 * One stored thing: attribute values by attribute name. Two items are equal when their attributes are, in whatever
 * order. Immutable.
 *
 * @param attributes the values by name, in the order they were given
 */
public record Item(Map<String, AttributeValue> attributes) {
    /** The item without any attribute. */
    public static final Item EMPTY = new Item(Map.of());

    /** How many attributes most items have at most. */
    private static final int TYPICAL = 12;

    /** Copies the attributes. */
    public Item {
        attributes = Entries.copyOf(attributes);
    }

    /** Returns a builder without attributes. */
    public static Builder builder() {
        return new Builder(TYPICAL);
    }

    /** Returns an item with one attribute, whose value is taken as by {@link Values#of(Object)}. */
    public static Item of(String name, Object value) {
        return new Builder(1).set(name, value).build();
    }

    /** Returns an item with two attributes, whose values are taken as by {@link Values#of(Object)}. */
    public static Item of(String name, Object value, String secondName, Object secondValue) {
        return new Builder(2).set(name, value).set(secondName, secondValue).build();
    }

    /** Returns the value of the attribute, or empty if it is missing. */
    public Optional<AttributeValue> attribute(String name) {
        return Optional.ofNullable(attributes.get(Objects.requireNonNull(name, "name")));
    }

    /** Says whether the item has the attribute, be it null. */
    public boolean has(String name) {
        return attributes.containsKey(name);
    }

    /** Returns a copy of this item in which the attribute has the value, taken as by {@link Values#of(Object)}. */
    public Item with(String name, Object value) {
        Entries.Collector changed = new Entries.Collector(Entries.copyOf(attributes));
        changed.put(name, Values.of(value));
        return new Item(changed.entries());
    }

    /** Returns a copy of this item without the attribute. */
    public Item without(String name) {
        Entries.Collector kept = new Entries.Collector(attributes.size());
        attributes.forEach((each, value) -> {
            if (!each.equals(name)) {
                kept.put(each, value);
            }
        });
        return new Item(kept.entries());
    }

    /** Returns the size of this item in bytes, as {@link ItemSize} counts it. */
    public int sizeInBytes() {
        return ItemSize.of(this);
    }

    /** Returns a map value with the same names and values. */
    public MapValue toMapValue() {
        return new MapValue(attributes);
    }

    /** Returns the item as DynamoDB writes it in JSON. */
    @Override
    public String toString() {
        return ValueText.of(this);
    }

    /** Collects the attributes of one item. Not reusable, not thread-safe. */
    public static final class Builder {
        private Entries.Collector attributes;
        /** What was built, if nothing has been set since. */
        private @Nullable Entries built;

        private Builder(int capacity) {
            this.attributes = new Entries.Collector(capacity);
        }

        /** Sets an attribute, whose value is taken as by {@link Values#of(Object)}; the last value given wins. */
        public Builder set(String name, Object value) {
            AttributeValue attribute = Values.of(value);
            Entries kept = built;
            if (kept != null) {
                attributes = new Entries.Collector(kept);
                built = null;
            }
            attributes.put(name, attribute);
            return this;
        }

        /** Returns how many attributes are set. */
        public int size() {
            return attributes.size();
        }

        /** Returns the item. */
        public Item build() {
            Entries entries = built == null ? attributes.entries() : built;
            built = entries;
            return new Item(entries);
        }
    }
}
