// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.moviestore.error.StoreException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetReport;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.Batches;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ReadConsistency;

/** Gets the items of a local index's entries from the table, for what the index does not hold. Thread-safe. */
final class WholeItems {
    /** How many to get while their sizes are not known. */
    static final int FIRST = 8;
    /** The most to get at once. */
    static final int MOST = 100;

    private final DocumentTable table;
    private final PageTarget target;
    private final ReadConsistency consistency;

    WholeItems(DocumentTable table, PageTarget target, ReadConsistency consistency) {
        this.table = table;
        this.target = target;
        this.consistency = consistency;
    }

    /** Returns the item of each entry, or none where it has left the entry's place meanwhile. */
    List<Optional<Item>> of(List<Item> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        Set<Key> keys = new LinkedHashSet<>();
        entries.forEach(entry -> keys.add(target.schema().storedKeyOf(entry)));
        BatchGetReport report = Batches.over(table)
                .get(BatchGetRequest.builder(target.schema(), keys)
                        .consistency(consistency)
                        .build());
        for (StoreException why : report.left().values()) {
            throw why;
        }
        return entries.stream().map(entry -> item(entry, report.items())).toList();
    }

    private Optional<Item> item(Item entry, Map<Key, Item> found) {
        return Optional.ofNullable(found.get(target.schema().storedKeyOf(entry)))
                .filter(item -> isAtPlaceOf(entry, item));
    }

    private boolean isAtPlaceOf(Item entry, Item item) {
        return target.keyAttributes().stream()
                .allMatch(key -> entry.attribute(key.name()).equals(item.attribute(key.name())));
    }
}
