// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Utf8;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.PageOptions;
import org.moviestore.table.PageRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;

/**
 * How long a line of a reply may be. What can be asked for in parts is cut where it would be longer: a page may always
 * be short, and a batch leave keys unprocessed. A single item is never cut. Immutable.
 *
 * @param maxBytes the longest line
 */
record ReplySize(int maxBytes) {
    private static final int MOST_BYTES_OF_A_UNIT = 3;
    /** So many bytes of items are enough for a batch, since as JSON they may take many times as much. */
    private static final int MOST_BYTES_OF_A_BATCH = 2 << 20;

    /** Reads a page and returns its reply, for fewer items than there would be if these were too long. */
    String page(DocumentTable table, PageRequest request, Function<Page<Item>, String> reply) {
        Page<Item> page = request.readFrom(table);
        int items = fitting(page.items(), maxBytes);
        while (true) {
            if (items < page.items().size()) {
                // Where a shorter page ends, only the store knows: its filter may leave out what was looked at.
                page = limited(request, items).readFrom(table);
            }
            String line = reply.apply(page);
            items = page.items().size() / 2;
            if (items == 0 || fits(line)) {
                return line;
            }
        }
    }

    /** Returns the reply of a batch, of fewer items than were found if these were too long. */
    String batch(BatchGetResult result, Function<BatchGetResult, String> reply) {
        BatchGetResult shorter =
                first(result, fitting(result.items().values(), Math.min(maxBytes, MOST_BYTES_OF_A_BATCH)));
        String line = reply.apply(shorter);
        while (!fits(line) && shorter.items().size() > 1) {
            shorter = first(shorter, shorter.items().size() / 2);
            line = reply.apply(shorter);
        }
        return line;
    }

    /** Returns how many items may fit, at least one if there is one: in JSON they take more bytes than are counted. */
    private static int fitting(Iterable<Item> items, int most) {
        int count = 0;
        long bytes = 0;
        for (Item item : items) {
            bytes += item.sizeInBytes();
            if (bytes > most && count > 0) {
                return count;
            }
            count++;
        }
        return count;
    }

    private boolean fits(String line) {
        return (long) line.length() * MOST_BYTES_OF_A_UNIT <= maxBytes || Utf8.length(line) <= maxBytes;
    }

    private static PageRequest limited(PageRequest request, int items) {
        PageOptions old = request.options();
        PageOptions options = new PageOptions(
                old.index(),
                old.filter(),
                old.projection(),
                OptionalInt.of(items),
                old.consistency(),
                old.startAfter(),
                old.select(),
                old.capacityReport());
        return request instanceof QueryRequest query
                ? new QueryRequest(query.schema(), query.keyCondition(), query.order(), options)
                : new ScanRequest(request.schema(), ((ScanRequest) request).segment(), options);
    }

    private static BatchGetResult first(BatchGetResult result, int count) {
        if (count == result.items().size()) {
            return result;
        }
        Map<Key, Item> kept = new LinkedHashMap<>();
        List<Key> unprocessed = new ArrayList<>(result.unprocessed());
        result.items().forEach((key, item) -> {
            if (kept.size() < count) {
                kept.put(key, item);
            } else {
                unprocessed.add(key);
            }
        });
        return new BatchGetResult(kept, unprocessed, result.consumedCapacity());
    }
}
