// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/**
 * A row as statements for many of them store it.
 *
 * @param key the parameters for the key columns
 * @param item the item as JSON
 * @param itemSize its size
 */
record PutRow(List<Object> key, String item, int itemSize) {
    /** The order in which rows are locked: that of the key columns. */
    static final Comparator<PutRow> ORDER = PutRow::compare;

    static PutRow of(TableLayout layout, Item item) {
        return new PutRow(layout.keyValues(item), ItemJson.write(item), item.sizeInBytes());
    }

    /** Returns a row that is to be deleted before anybody sees it, of a size that no item has. */
    static PutRow placeholder(TableLayout layout, Key key) {
        return new PutRow(layout.keyValues(key), "{}", -1);
    }

    /** Returns about how many bytes it takes: as JSON some items have many times the bytes, and some texts fewer. */
    int bytes() {
        return Math.max(itemSize, item.length());
    }

    /** Takes rows until their items have so many bytes of JSON. */
    static List<PutRow> take(Iterator<PutRow> rows, int bytes) {
        List<PutRow> taken = new ArrayList<>();
        long sum = 0;
        while (sum < bytes && rows.hasNext()) {
            PutRow row = rows.next();
            taken.add(row);
            sum += row.item.length();
        }
        return taken;
    }

    private static int compare(PutRow left, PutRow right) {
        int order = 0;
        for (int i = 0; order == 0 && i < left.key.size(); i++) {
            order = NativeValue.compare(left.key.get(i), right.key.get(i));
        }
        return order;
    }
}
