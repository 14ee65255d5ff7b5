// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.Position;
import org.moviestore.table.ReadConsistency;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads one page as the service does: it ends with the item that reaches the limit or 1 MiB, whatever the filter drops.
 * The store is read by parts of which there are few, whole and unfiltered, so that the sizes of all items are known. An
 * item counts as what was read of it: all of it or, of an index that holds what is asked for, what that holds. Not
 * thread-safe.
 *
 * <p>No page is a snapshot: an item written while it is read may or may not appear.
 */
final class PageReading {
    /** Where a page ends, in bytes of items. */
    static final int PAGE_BYTES = 1024 * 1024;

    private static final int FIRST_ITEMS = 250;
    private static final int MOST_ITEMS = 1000;

    private final DocumentTable table;
    private final PageTarget target;
    private final PageCall call;
    private final PageParameters parameters;
    private final CapacityMeter meter;
    private final @Nullable WholeItems wholeItems;
    private final List<Map<String, AttributeValue>> found = new ArrayList<>();
    private int count;
    private int evaluated;
    /** The bytes of what was read: of items, or of an index's entries. */
    private long readBytes;
    /** The bytes by which the page ends. */
    private long pageBytes;

    private @Nullable Item last;

    /** @param isFetching whether the index that is read does not hold what is asked for */
    PageReading(DocumentTable table, PageTarget target, PageCall call, boolean isFetching) {
        this.table = table;
        this.target = target;
        this.call = call;
        this.parameters = call.parameters();
        this.meter = new CapacityMeter(target.schema(), false);
        this.wholeItems = isFetching ? new WholeItems(table, target, parameters.consistency()) : null;
    }

    /** Reads the page from the start of what is read, or from a position. */
    FilledPage read(Optional<Position> start) {
        Page<Item> part = part(nextItems(), start);
        int taken = evaluate(part.items());
        while (!isFull() && !part.isLast()) {
            part = part(nextItems(), part.last());
            taken = evaluate(part.items());
        }
        boolean goesOn = isAtLimit() || isFull() && (taken < part.items().size() || isFollowed(part));
        meter.page(target.index(), readBytes, isConsistent());
        return new FilledPage(
                parameters.returned().isCount() ? Optional.empty() : Optional.of(found),
                count,
                evaluated,
                goesOn ? Optional.ofNullable(last).map(target::placeOf) : Optional.empty(),
                parameters.capacity().map(meter::consumed));
    }

    private Page<Item> part(int items, Optional<Position> after) {
        return call.request(target, items, after).readFrom(table);
    }

    /** Returns how many items to ask for: as many as will end the page if they are like those before, and the next. */
    private int nextItems() {
        int most = wholeItems == null ? MOST_ITEMS : WholeItems.MOST;
        long items = wholeItems == null ? FIRST_ITEMS : WholeItems.FIRST;
        if (evaluated > 0) {
            items = (PAGE_BYTES - pageBytes) * evaluated / Math.max(pageBytes, 1) + 2;
        }
        int left = parameters.limit().orElse(Integer.MAX_VALUE) - evaluated;
        return (int) Math.min(Math.min(items, most), left);
    }

    /** Evaluates entries until the page is full, and returns how many of them. */
    private int evaluate(List<Item> entries) {
        List<Optional<Item>> items = wholeItems == null ? List.of() : wholeItems.of(entries);
        int taken = 0;
        while (taken < entries.size() && !isFull()) {
            Item entry = entries.get(taken);
            readBytes += entry.sizeInBytes();
            if (wholeItems == null) {
                evaluate(Optional.of(entry));
            } else {
                meter.get(items.get(taken), isConsistent());
                evaluate(items.get(taken));
            }
            last = entry;
            taken++;
        }
        return taken;
    }

    private void evaluate(Optional<Item> item) {
        evaluated++;
        if (item.isEmpty()) {
            return;
        }
        pageBytes += item.get().sizeInBytes();
        if (parameters.filter().isEmpty()
                || parameters.filter().get().condition().holdsOn(item.get())) {
            count++;
            if (!parameters.returned().isCount()) {
                found.add(ItemCodec.encode(returned(item.get())));
            }
        }
    }

    private Item returned(Item item) {
        return parameters
                .returned()
                .projection()
                .map(projection -> projection.of(item))
                .orElse(item);
    }

    private boolean isConsistent() {
        return parameters.consistency() == ReadConsistency.CONSISTENT;
    }

    private boolean isFull() {
        return isAtLimit() || pageBytes >= PAGE_BYTES;
    }

    private boolean isAtLimit() {
        return parameters.limit().isPresent() && evaluated == parameters.limit().getAsInt();
    }

    /** Says whether there is anything after a part; one that its bytes ended need not know. */
    private boolean isFollowed(Page<Item> part) {
        Page<Item> next = part;
        while (!next.isLast()) {
            next = part(1, next.last());
            if (!next.items().isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
