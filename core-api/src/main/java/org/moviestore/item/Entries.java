// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Names and values as items and maps hold them: in the order given, without nulls, unmodifiable. */
final class Entries extends AbstractMap<String, AttributeValue> {
    /** Nobody else has it. */
    private final Map<String, AttributeValue> entries;
    /** What {@link ItemSize} counts, which is asked for several times on the way of an item; 0 until it was. */
    private int bytes;

    private Entries(Map<String, AttributeValue> entries) {
        this.entries = entries;
    }

    /** Returns the same entries, copied unless they cannot change. */
    static Entries copyOf(Map<String, AttributeValue> entries) {
        if (entries instanceof Entries unmodifiable) {
            return unmodifiable;
        }
        Map<String, AttributeValue> copy = new LinkedHashMap<>(entries);
        for (Map.Entry<String, AttributeValue> entry : copy.entrySet()) {
            Objects.requireNonNull(entry.getKey(), "name");
            Objects.requireNonNull(entry.getValue(), "value");
        }
        return new Entries(copy);
    }

    /** Returns entries without nulls that nobody else will change, without a copy. */
    static Entries owning(Map<String, AttributeValue> entries) {
        return new Entries(entries);
    }

    /** Returns the size of all names and values as {@link ItemSize} counts it. */
    int sizeInBytes() {
        int known = bytes;
        if (known == 0) {
            known = ItemSize.saturated(ItemSize.count(entries));
            // Whoever counts comes to the same.
            bytes = known;
        }
        return known;
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return entries.containsKey(name);
    }

    @Override
    public @Nullable AttributeValue get(@Nullable Object name) {
        return entries.get(name);
    }

    @Override
    public Set<String> keySet() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    @Override
    public Collection<AttributeValue> values() {
        return Collections.unmodifiableCollection(entries.values());
    }

    @Override
    public Set<Map.Entry<String, AttributeValue>> entrySet() {
        return Collections.unmodifiableMap(entries).entrySet();
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super AttributeValue> action) {
        entries.forEach(action);
    }
}
