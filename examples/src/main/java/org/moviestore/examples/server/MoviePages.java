// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.moviestore.item.Item;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;

/** The pages of movies that a query or scan finds, each read when it is asked for. Not thread-safe. */
final class MoviePages implements Iterator<Page<Item>> {
    private final ServedTables served;
    private final String table;
    private Optional<PageRequest> next;

    /** @param first the request for the first page; the others continue it */
    MoviePages(ServedTables served, PageRequest first) {
        this.served = served;
        this.table = first.schema().tableName();
        this.next = Optional.of(first);
    }

    Touched touched() {
        return Touched.readingAll(table);
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public Page<Item> next() {
        PageRequest request = next.orElseThrow(NoSuchElementException::new);
        Page<Item> page = request.readFrom(served.movies(table).table());
        next = page.last().map(request::withStartAfter);
        return page;
    }
}
