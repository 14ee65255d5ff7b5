// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.moviestore.MovieStore;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.TableSchema;

/** The items that the clients of a mixed load write, each under keys that only it writes. Thread-safe. */
final class LoadItems {
    static final TableSchema SCHEMA = MovieStore.schema("Movies");

    private final Map<Key, Item> acknowledged = new HashMap<>();
    /** The hashes of all that was sent under a key, in their order: the items would take too much memory. */
    private final Map<Key, List<Integer>> sent = new HashMap<>();

    /** Notes what is about to be sent. */
    void send(Item item) {
        int hash = item.hashCode();
        synchronized (this) {
            sent.computeIfAbsent(SCHEMA.keyOf(item), unknown -> new ArrayList<>())
                    .add(hash);
        }
    }

    synchronized void acknowledge(Item item) {
        acknowledged.put(SCHEMA.keyOf(item), item);
    }

    /** Forgets what was acknowledged, as a write that was not may happen yet. */
    synchronized void forget(Item item) {
        acknowledged.remove(SCHEMA.keyOf(item));
    }

    /** Returns the items that the server has said to be stored, as of now. */
    synchronized Map<Key, Item> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** Checks an item that was read: that it was sent, and that it is not older than what was acknowledged before. */
    void checkRead(Item item, Map<Key, Item> before) {
        Key key = SCHEMA.keyOf(item);
        List<Integer> all = sent(key);
        int oldest = before.containsKey(key) ? all.indexOf(before.get(key).hashCode()) : 0;
        assertThat(all.subList(oldest, all.size())).as("%s", key).contains(item.hashCode());
    }

    private synchronized List<Integer> sent(Key key) {
        return List.copyOf(sent.getOrDefault(key, List.of()));
    }
}
