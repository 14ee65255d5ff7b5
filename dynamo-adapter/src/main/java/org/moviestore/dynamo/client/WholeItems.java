// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ReadConsistency;

/**
 * Gets the items of a local index's entries from the table, for what the index does not hold.
 *
 * <p>A page is one read of the service's, which has no part that is left to the caller: keys that a call left
 * unprocessed, mostly because its answer was full, are asked for again. That ends after {@value #MOST_VAIN} calls in a
 * row that brought nothing, without a pause between them: the stores have pauses and retries of their own, and whoever
 * waits for the page has those of the SDK. A call that fails is not made again. Thread-safe.
 */
final class WholeItems {
    /** The most to get at once. */
    static final int MOST = 100;
    /** How many calls in a row may bring nothing. */
    static final int MOST_VAIN = 3;

    private final DocumentTable table;
    private final PageTarget target;
    private final ReadConsistency consistency;

    WholeItems(DocumentTable table, PageTarget target, ReadConsistency consistency) {
        this.table = table;
        this.target = target;
        this.consistency = consistency;
    }

    /**
     * Returns the item of each entry, or none where it has left the entry's place meanwhile.
     *
     * @throws StoreUnavailableException if the store leaves some unprocessed again and again
     */
    List<Optional<Item>> of(List<Item> entries) {
        Set<Key> keys = new LinkedHashSet<>();
        entries.forEach(entry -> keys.add(target.schema().storedKeyOf(entry)));
        Map<Key, Item> found = found(new ArrayList<>(keys));
        return entries.stream().map(entry -> item(entry, found)).toList();
    }

    private Map<Key, Item> found(List<Key> left) {
        int most = Math.min(MOST, table.store().batchLimits().gets());
        Map<Key, Item> found = new HashMap<>();
        int vain = 0;
        while (!left.isEmpty()) {
            List<Key> some = left.subList(0, Math.min(most, left.size()));
            BatchGetResult result = get(some);
            found.putAll(result.items());
            vain = result.unprocessed().size() < some.size() ? 0 : vain + 1;
            if (vain == MOST_VAIN) {
                throw new StoreUnavailableException("the items of " + some.size() + " entries of a page of table "
                        + target.schema().tableName() + " were left unprocessed " + MOST_VAIN
                        + " times; ask for the page again after a while");
            }
            some.clear();
            left.addAll(0, result.unprocessed());
        }
        return found;
    }

    private BatchGetResult get(List<Key> keys) {
        return table.batchGet(BatchGetRequest.builder(target.schema(), keys)
                .consistency(consistency)
                .build());
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
