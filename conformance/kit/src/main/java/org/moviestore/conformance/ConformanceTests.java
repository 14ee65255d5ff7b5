// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;

/** What all groups of the suite have in common: tables, and keys that no other test uses. */
abstract class ConformanceTests {
    private ConformanceRun run;

    @BeforeEach
    final void joinRun(ConformanceRun current) {
        run = current;
    }

    final ConformanceRun run() {
        return run;
    }

    final DocumentStore store() {
        return run.store();
    }

    /** Returns the shared table with a partition key {@code p} of text and no sort key. */
    final DocumentTable table() {
        return run.shared(AttributeType.STRING);
    }

    /** Returns the shared table with a partition key {@code p} of text and a sort key {@code s} of the type. */
    final DocumentTable sortedBy(AttributeType sortType) {
        return run.shared(AttributeType.STRING, sortType);
    }

    /** Returns a partition key value that no other test uses. */
    final String newPartition() {
        return "partition-" + run.next();
    }

    /** Returns a key of {@link #table()} that no other test uses. */
    final Key newKey() {
        return table().schema().key(newPartition());
    }

    /** Stores the attributes under a new key of {@link #table()}. */
    final Key stored(Item attributes) {
        Key key = newKey();
        table().put(withKey(key, attributes));
        return key;
    }

    static Item withKey(Key key, Item attributes) {
        Item.Builder item = Item.builder();
        key.attributes().attributes().forEach(item::set);
        attributes.attributes().forEach(item::set);
        return item.build();
    }

    /** Returns what {@link #table()} holds under the key, without the key. */
    final Optional<Item> read(Key key) {
        return table().get(key).map(item -> item.without(ConformanceRun.PARTITION));
    }
}
