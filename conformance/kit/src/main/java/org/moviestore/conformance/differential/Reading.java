// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.ValueOrder;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;

/** Reads pages one after the other, and looks at the order in which a scan returns items. */
final class Reading {
    /** No table here has as many items, so a reader who comes so far runs in circles. */
    private static final int MOST_PAGES = 500;

    private Reading() {}

    /** Reads so many pages at most. */
    static List<Page<Item>> pages(DocumentTable table, PageRequest first, int most) {
        List<Page<Item>> pages = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(first);
        while (next.isPresent() && pages.size() < most) {
            PageRequest request = next.get();
            Page<Item> page = request.readFrom(table);
            pages.add(page);
            next = page.last().map(request::withStartAfter);
        }
        return pages;
    }

    /** Reads all pages. */
    static List<Page<Item>> allPages(DocumentTable table, PageRequest first) {
        List<Page<Item>> pages = pages(table, first, MOST_PAGES);
        if (pages.size() == MOST_PAGES) {
            throw new IllegalStateException("after " + MOST_PAGES + " pages there is no end");
        }
        return pages;
    }

    static List<Item> all(DocumentTable table, PageRequest first) {
        return items(allPages(table, first));
    }

    static List<Item> items(List<Page<Item>> pages) {
        return pages.stream().flatMap(page -> page.items().stream()).toList();
    }

    /**
     * Says whether items stand as a scan returns them: partitions undivided, each sorted by its sort key, which in an
     * index several items may have.
     */
    static boolean isPartitioned(ScanRequest scan, List<Item> items) {
        List<KeyAttribute> key =
                scan.index().map(SecondaryIndex::keyAttributes).orElseGet(scan.schema()::keyAttributes);
        boolean isUnique = scan.index().isEmpty();
        Set<AttributeValue> partitions = new HashSet<>();
        Optional<Item> before = Optional.empty();
        for (Item item : items) {
            AttributeValue partition = value(item, key.get(0));
            boolean isSame = before.filter(other -> value(other, key.get(0)).equals(partition))
                    .isPresent();
            if (isSame ? !isSorted(key, isUnique, before.orElseThrow(), item) : !partitions.add(partition)) {
                return false;
            }
            before = Optional.of(item);
        }
        return true;
    }

    private static boolean isSorted(List<KeyAttribute> key, boolean isUnique, Item before, Item item) {
        if (key.size() == 1) {
            return !isUnique;
        }
        int order = ValueOrder.compare(value(before, key.get(1)), value(item, key.get(1)))
                .orElseThrow();
        return isUnique ? order < 0 : order <= 0;
    }

    private static AttributeValue value(Item item, KeyAttribute attribute) {
        return item.attribute(attribute.name()).orElseThrow();
    }
}
