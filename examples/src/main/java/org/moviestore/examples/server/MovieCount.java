// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.Optional;
import org.moviestore.item.Item;
import org.moviestore.remote.protocol.ReplyLine;
import org.moviestore.remote.protocol.RequestId;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;

/**
 * How many movies a query or scan finds, counted page by page, between which others have their turn. Not thread-safe.
 */
final class MovieCount implements Work {
    private final ServedTables served;
    private final Optional<RequestId> id;
    private final String table;
    private final Touched touched;
    private Optional<PageRequest> next;
    private long count;

    /** @param request of which pages are only counted */
    MovieCount(ServedTables served, Optional<RequestId> id, PageRequest request) {
        this.served = served;
        this.id = id;
        this.table = request.schema().tableName();
        this.touched = Touched.readingAll(table);
        this.next = Optional.of(request);
    }

    @Override
    public Touched touched() {
        return touched;
    }

    @Override
    public boolean isWrite() {
        return false;
    }

    @Override
    public boolean run(Replies replies) {
        next.ifPresent(this::read);
        if (next.isPresent()) {
            return false;
        }
        replies.line(ReplyLine.of(id).number("count", count).build());
        return true;
    }

    private void read(PageRequest request) {
        Page<Item> page = request.readFrom(served.movies(table).table());
        count += page.count();
        next = page.last().map(request::withStartAfter);
    }
}
