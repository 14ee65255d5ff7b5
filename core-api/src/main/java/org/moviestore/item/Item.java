// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    /** The capacities of maps that need not grow for two attributes, and for those of most items. */
    private static final int TWO = 4;

    private static final int TYPICAL = 16;

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
        return new Builder(TWO).set(name, value).build();
    }

    /** Returns an item with two attributes, whose values are taken as by {@link Values#of(Object)}. */
    public static Item of(String name, Object value, String secondName, Object secondValue) {
        return new Builder(TWO).set(name, value).set(secondName, secondValue).build();
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
        Map<String, AttributeValue> changed = new LinkedHashMap<>(attributes);
        changed.put(name, Values.of(value));
        return new Item(changed);
    }

    /** Returns a copy of this item without the attribute. */
    public Item without(String name) {
        Map<String, AttributeValue> changed = new LinkedHashMap<>(attributes);
        changed.remove(name);
        return new Item(changed);
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
        private Map<String, AttributeValue> attributes;
        /** Whether the attributes belong to an item that was built. */
        private boolean isBuilt;

        private Builder(int capacity) {
            this.attributes = new LinkedHashMap<>(capacity);
        }

        /** Sets an attribute, whose value is taken as by {@link Values#of(Object)}; the last value given wins. */
        public Builder set(String name, Object value) {
            AttributeValue attribute = Values.of(value);
            if (isBuilt) {
                attributes = new LinkedHashMap<>(attributes);
                isBuilt = false;
            }
            attributes.put(Objects.requireNonNull(name, "name"), attribute);
            return this;
        }

        /** Returns how many attributes are set. */
        public int size() {
            return attributes.size();
        }

        /** Returns the item. */
        public Item build() {
            isBuilt = true;
            return new Item(Entries.owning(attributes));
        }
    }
}
