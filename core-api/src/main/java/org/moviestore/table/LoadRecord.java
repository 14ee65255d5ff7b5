// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Iterator;
import java.util.Objects;
import org.moviestore.item.Item;

/**
 * One item of a load. Immutable.
 *
 * @param place what messages call it, such as {@code line 17}
 * @param item the item
 */
public record LoadRecord(String place, Item item) {
    /** Checks that both are there. */
    public LoadRecord {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(item, "item");
    }

    /** Returns the items as records {@code item 1}, {@code item 2} and so on. */
    public static Iterator<LoadRecord> numbered(Iterator<Item> items) {
        Objects.requireNonNull(items, "items");
        return new Iterator<>() {
            private long number;

            @Override
            public boolean hasNext() {
                return items.hasNext();
            }

            @Override
            public LoadRecord next() {
                Item item = items.next();
                number++;
                return new LoadRecord("item " + number, item);
            }
        };
    }
}
