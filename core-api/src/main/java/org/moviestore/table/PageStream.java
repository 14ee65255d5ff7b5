// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;

/** Reads page after page while somebody takes items. */
final class PageStream implements Iterator<Item> {
    private final DocumentTable table;
    /** The request for the next page; null once the last page was read. */
    private @Nullable PageRequest next;

    private Iterator<Item> items = List.<Item>of().iterator();

    private PageStream(DocumentTable table, PageRequest first) {
        this.table = table;
        this.next = first;
    }

    static Stream<Item> of(DocumentTable table, PageRequest request) {
        if (request.select() == Select.COUNT) {
            throw new InvalidRequestException(
                    ErrorCode.SELECT_COUNT,
                    "a request that only counts items returns none to stream; use DocumentTable.count");
        }
        int characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new PageStream(table, request), characteristics), false);
    }

    @Override
    public boolean hasNext() {
        while (!items.hasNext() && next != null) {
            PageRequest request = next;
            Page<Item> page = request.readFrom(table);
            items = page.items().iterator();
            next = page.last().map(request::withStartAfter).orElse(null);
        }
        return items.hasNext();
    }

    @Override
    public Item next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return items.next();
    }
}
