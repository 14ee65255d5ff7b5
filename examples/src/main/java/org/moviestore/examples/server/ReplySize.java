// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Utf8;
import org.moviestore.table.BatchGetRequest;
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
    /** With so many bytes of items a batch ends, since tiny values take many times their size. */
    private static final int ENOUGH_OF_A_BATCH = 2 << 20;
    /** The items of so many keys have no more than 4 MB, which is what may be read beyond that. */
    private static final int KEYS_AT_ONCE = 10;

    /**
     * Reads a page and returns its reply, for fewer items than there would be if these were too long. What it consumed
     * is that of all reads.
     */
    String page(DocumentTable table, PageRequest request, Function<Page<Item>, String> reply) {
        Page<Item> page = request.readFrom(table);
        int items = fitting(page.items());
        while (true) {
            if (items < page.items().size()) {
                // Where a shorter page ends, only the store knows: its filter may leave out what was looked at.
                OptionalDouble consumed = page.consumedCapacity();
                page = after(consumed, limited(request, items).readFrom(table));
            }
            String line = reply.apply(page);
            items = page.items().size() / 2;
            if (items == 0 || fits(line)) {
                return line;
            }
        }
    }

    private static Page<Item> after(OptionalDouble consumed, Page<Item> page) {
        OptionalDouble capacity = sum(consumed, page.consumedCapacity());
        return new Page<>(page.items(), page.count(), page.last(), page.evaluated(), capacity);
    }

    /** Reads a batch and returns its reply, which leaves keys unprocessed if it would be too long. */
    String batch(DocumentTable table, BatchGetRequest request, Function<BatchGetResult, String> reply) {
        BatchGetResult result = read(table, request);
        BatchGetResult shorter = first(result, fitting(result.items().values()));
        String line = reply.apply(shorter);
        while (!fits(line) && shorter.items().size() > 1) {
            shorter = first(shorter, shorter.items().size() / 2);
            line = reply.apply(shorter);
        }
        return line;
    }

    /** Reads a batch part by part until that is enough: what is not sent need not be read, nor held. */
    private static BatchGetResult read(DocumentTable table, BatchGetRequest request) {
        Map<Key, Item> items = new LinkedHashMap<>();
        List<Key> left = new ArrayList<>(request.keys());
        List<Key> unprocessed = new ArrayList<>();
        OptionalDouble capacity = OptionalDouble.empty();
        long bytes = 0;
        while (!left.isEmpty() && unprocessed.isEmpty() && bytes < ENOUGH_OF_A_BATCH) {
            List<Key> some = left.subList(0, Math.min(KEYS_AT_ONCE, left.size()));
            BatchGetResult part = table.batchGet(request.only(some));
            some.clear();
            items.putAll(part.items());
            unprocessed.addAll(part.unprocessed());
            capacity = sum(capacity, part.consumedCapacity());
            bytes += part.items().values().stream().mapToLong(Item::sizeInBytes).sum();
        }
        unprocessed.addAll(left);
        return new BatchGetResult(items, unprocessed, capacity);
    }

    private static OptionalDouble sum(OptionalDouble some, OptionalDouble more) {
        return some.isPresent() && more.isPresent()
                ? OptionalDouble.of(some.getAsDouble() + more.getAsDouble())
                : some.isPresent() ? some : more;
    }

    /** Returns how many items may fit, at least one if there is one: in JSON they take more bytes than are counted. */
    private int fitting(Iterable<Item> items) {
        int count = 0;
        long bytes = 0;
        for (Item item : items) {
            bytes += item.sizeInBytes();
            if (bytes > maxBytes && count > 0) {
                return count;
            }
            count++;
        }
        return count;
    }

    /** Says whether a line is short enough to be sent. */
    boolean fits(String line) {
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
