// SPDX-License-Identifier: Apache-2.0
package org.moviestore.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.Select;
import org.moviestore.table.SortOrder;

/** Reads one page of sorted items, of a table or of an index. */
final class PageReader {
    /** The most items evaluated for one page of a request without limit, so that no page holds the lock for long. */
    private static final int PAGE_ITEMS = 1000;
    /**
     * With so many bytes of items, as they are returned or else as they are stored, a page ends, whatever its limit.
     */
    private static final int PAGE_BYTES = 1024 * 1024;
    /** The most items looked at for one page, those of other segments included. */
    private static final int PAGE_LOOKS = 10_000;

    private final PageRequest request;
    private final int limit;
    private final List<Item> found = new ArrayList<>();
    private int count;
    private int evaluated;
    private long bytes;

    PageReader(PageRequest request) {
        this.request = request;
        this.limit = request.limit().orElse(PAGE_ITEMS);
    }

    Page<Item> read(NavigableMap<Place, Item> entries) {
        NavigableMap<Place, Item> rest = request instanceof QueryRequest query ? range(query, entries) : entries;
        if (request.startAfter().isPresent()) {
            request.startAfter().get().checkText();
            rest = rest.tailMap(place(request.startAfter().get()), false);
        }
        Predicate<AttributeValue> segment = request instanceof ScanRequest scan ? segment(scan) : partition -> true;
        @Nullable AttributeValue partition = null;
        boolean isInSegment = false;
        int looks = 0;
        for (Map.Entry<Place, Item> entry : rest.entrySet()) {
            // The items of a partition stand together.
            if (!entry.getKey().partition().equals(partition)) {
                partition = entry.getKey().partition();
                isInSegment = segment.test(partition);
            }
            if (isInSegment) {
                evaluate(entry.getValue());
            }
            looks++;
            if (evaluated == limit || bytes >= PAGE_BYTES || looks == PAGE_LOOKS) {
                return page(Optional.of(request.positionAfter(entry.getValue())));
            }
        }
        return page(Optional.empty());
    }

    private static NavigableMap<Place, Item> range(QueryRequest query, NavigableMap<Place, Item> entries) {
        NavigableMap<Place, Item> range = QueryRange.of(query, entries);
        return query.order() == SortOrder.DESCENDING ? range.descendingMap() : range;
    }

    private Place place(Position position) {
        return request.index()
                .map(index -> Place.of(request.schema(), index, position.attributes()))
                .orElseGet(() -> Place.of(request.schema(), position.key()));
    }

    private static Predicate<AttributeValue> segment(ScanRequest scan) {
        return partition -> scan.segment().map(part -> part.holds(partition)).orElse(true);
    }

    private void evaluate(Item item) {
        evaluated++;
        boolean holds = request.filter().map(filter -> filter.holdsOn(item)).orElse(true);
        count += holds ? 1 : 0;
        Item looked = item;
        if (holds && request.select() == Select.ITEMS) {
            looked = request.returned(item);
            found.add(looked);
        }
        bytes += looked.sizeInBytes();
    }

    private Page<Item> page(Optional<Position> last) {
        return new Page<>(found, count, last, OptionalInt.of(evaluated), OptionalDouble.empty());
    }
}
