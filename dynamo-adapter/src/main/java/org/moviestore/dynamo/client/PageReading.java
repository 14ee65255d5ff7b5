// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
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
    /** By how much more may be got at once than before, since no item before tells how large the next is. */
    private static final int GROWTH = 2;

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
    /** The bytes of the largest item of the page. */
    private int largest;

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

    /** Returns how many items to ask for. */
    private int nextItems() {
        long items = wholeItems == null ? likelyItems() : cautiousItems();
        return (int) Math.min(items, parameters.limit().orElse(Integer.MAX_VALUE) - evaluated);
    }

    /** As many as will end the page if they are like those before, and the next; stores end pages by bytes too. */
    private long likelyItems() {
        if (evaluated == 0) {
            return FIRST_ITEMS;
        }
        return Math.min((PAGE_BYTES - pageBytes) * evaluated / Math.max(pageBytes, 1) + 2, MOST_ITEMS);
    }

    /**
     * Entries do not tell the sizes of their items, all of which are got. At first these count as the largest that
     * there can be, and then as the largest so far; so that a page of small items does not take them one by one, and
     * what is got in vain before large ones is not much more than the page.
     */
    private long cautiousItems() {
        long room = PAGE_BYTES - pageBytes;
        if (largest == 0) {
            return room / ItemLimits.MAX_ITEM_BYTES + 1;
        }
        return Math.min(Math.min(room / largest + 1, (long) evaluated * GROWTH), WholeItems.MOST);
    }

    /** Evaluates entries until the page is full, and returns how many of them. */
    private int evaluate(List<Item> entries) {
        List<Optional<Item>> items = wholeItems == null ? List.of() : wholeItems.of(entries);
        int taken = 0;
        while (taken < entries.size() && !isFull()) {
            Item entry = entries.get(taken);
            int bytes = entry.sizeInBytes();
            readBytes += bytes;
            if (wholeItems == null) {
                evaluate(entry, bytes);
            } else {
                evaluate(items.get(taken));
            }
            evaluated++;
            last = entry;
            taken++;
        }
        return taken;
    }

    /** Evaluates what was got for an entry. */
    private void evaluate(Optional<Item> item) {
        int bytes = item.map(Item::sizeInBytes).orElse(0);
        meter.get(bytes, isConsistent());
        if (item.isPresent()) {
            evaluate(item.get(), bytes);
        }
    }

    private void evaluate(Item item, int bytes) {
        pageBytes += bytes;
        largest = Math.max(largest, bytes);
        if (parameters.filter().isEmpty()
                || parameters.filter().get().condition().holdsOn(item)) {
            count++;
            if (!parameters.returned().isCount()) {
                found.add(ItemCodec.encode(returned(item)));
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

    /**
     * Says whether there is anything after a part; one that its bytes ended need not know. The service does not promise
     * that a page with a position is followed by another item, and its engine, as DynamoDB Local has it, gives none
     * where its 1 MB ended with the last item; so does this, at the price of reading one item more where the store
     * leaves it open.
     */
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
