// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.moviestore.item.Key;

/**
 * Some puts of a load, no two of them with the same key: of those that had, the last is left and stands for the others
 * too. Not thread-safe.
 */
final class LoadChunk<R> {
    /** So large that calls do enough, and so small that a few chunks, many times larger in memory, are no burden. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private final BatchLimits limits;
    /** In the order in which they came, a put that stands for others where it came itself. */
    private final Map<Key, LoadPut<R>> puts = new LinkedHashMap<>(16, 0.75F, true);
    /** How many others a put stands for, where there are any. */
    private final Map<Key, Integer> superseded = new HashMap<>();

    private int count;
    private long bytes;

    LoadChunk(BatchLimits limits) {
        this.limits = limits;
    }

    /** Adds a put of whose item what is sent takes so many bytes. */
    void add(LoadPut<R> put, long rowBytes) {
        if (puts.put(put.key(), put) != null) {
            superseded.merge(put.key(), 1, Integer::sum);
        }
        count++;
        bytes += rowBytes;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Says whether there are as many puts as calls at once take, or as many bytes as may be. */
    boolean isFull() {
        return count >= (long) limits.writes() * limits.parallelCalls() || bytes >= MAX_BYTES;
    }

    /** Returns the puts, in the order of the records that they are made of. */
    Collection<LoadPut<R>> puts() {
        return Collections.unmodifiableCollection(puts.values());
    }

    /** Returns the puts in an order, for calls at once, about as many for each. */
    List<List<LoadPut<R>>> parts(Comparator<LoadPut<R>> order) {
        List<LoadPut<R>> all = puts.values().stream().sorted(order).toList();
        int calls = limits.parallelCalls();
        int size = Math.min(limits.writes(), (all.size() + calls - 1) / calls);
        List<List<LoadPut<R>>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            parts.add(all.subList(from, Math.min(from + size, all.size())));
        }
        return parts;
    }

    /** Returns how many puts one call takes. */
    int callSize() {
        return limits.writes();
    }

    /** Returns how many puts there are, with those that others stand for. */
    int count() {
        return count;
    }

    /** Returns how many puts the one of the key is, with those that it stands for. */
    int count(Key key) {
        return 1 + superseded.getOrDefault(key, 0);
    }

    /** Returns how many puts others stand for. */
    int superseded() {
        return count - puts.size();
    }
}
