// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.moviestore.error.StoreException;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.DocumentTable;

/** Items that are read for nothing but to tell what a request consumes, which never fails for them. */
final class StoredItems {
    private StoredItems() {}

    /**
     * Reads the items of some keys of a table, each once and without waiting for a store that is busy.
     *
     * @return the items that are there; empty if the store does not tell all of them
     */
    static Optional<Map<Key, Item>> read(DocumentTable table, List<Key> keys) {
        Map<Key, Item> items = new HashMap<>();
        int most = table.store().batchLimits().gets();
        try {
            for (int from = 0; from < keys.size(); from += most) {
                List<Key> some = keys.subList(from, Math.min(from + most, keys.size()));
                BatchGetResult result = table.batchGet(BatchGetRequest.of(table.schema(), some));
                if (!result.unprocessed().isEmpty()) {
                    return Optional.empty();
                }
                items.putAll(result.items());
            }
            return Optional.of(items);
        } catch (StoreException | InvalidRequestException e) {
            return Optional.empty();
        }
    }
}
