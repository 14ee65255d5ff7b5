// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchWriteRequest;

/** The rows that a batch writes, by columns. Not thread-safe. */
final class BatchRows {
    private final List<Key> keys = new ArrayList<>();
    private final List<String> items = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<Key> unprocessed = new ArrayList<>();

    private BatchRows() {}

    /** Returns the rows of the batch's puts, until their items have so many bytes of JSON. */
    static BatchRows of(BatchWriteRequest request, int maxBytes) {
        BatchRows rows = new BatchRows();
        long bytes = 0;
        for (Item item : request.puts()) {
            Key key = request.schema().storedKeyOf(item);
            if (bytes < maxBytes) {
                String json = ItemJson.write(item);
                bytes += json.length();
                rows.add(key, json, item.sizeInBytes());
            } else {
                rows.unprocessed.add(key);
            }
        }
        return rows;
    }

    /** Adds rows that are to be deleted before anybody sees them, of a size that no item has. */
    void addPlaceholders(List<Key> deletes) {
        deletes.forEach(key -> add(key, "{}", -1));
    }

    private void add(Key key, String item, int size) {
        keys.add(key);
        items.add(item);
        sizes.add(size);
    }

    List<Key> keys() {
        return Collections.unmodifiableList(keys);
    }

    List<String> items() {
        return Collections.unmodifiableList(items);
    }

    List<Integer> sizes() {
        return Collections.unmodifiableList(sizes);
    }

    /** Returns the keys of the puts that there are no rows for. */
    List<Key> unprocessed() {
        return Collections.unmodifiableList(unprocessed);
    }
}
