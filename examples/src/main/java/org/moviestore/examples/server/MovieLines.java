// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.Optional;
import org.moviestore.examples.ItemLine;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.moviestore.remote.protocol.ReplyLine;
import org.moviestore.remote.protocol.RequestId;

/**
 * All movies of a query or scan, a line for each and one for the end. A page of them is sent before others have their
 * turn, and until it goes on nothing is held but the place. Not thread-safe.
 */
final class MovieLines implements Work {
    private final MoviePages pages;
    private final Optional<RequestId> id;
    private final Touched touched;
    private long count;

    MovieLines(MoviePages pages, Optional<RequestId> id) {
        this.pages = pages;
        this.id = id;
        this.touched = pages.touched();
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
    public boolean readsMany() {
        return true;
    }

    @Override
    public boolean run(Replies replies) {
        for (Item movie : pages.next().items()) {
            replies.line(ReplyLine.part(id)
                    .item(MovieFields.MOVIE, ItemLine.keyFirst(movie), JsonForm.NATURAL)
                    .build());
            count++;
        }
        if (pages.hasNext()) {
            return false;
        }
        replies.line(ReplyLine.of(id).number("count", count).build());
        return true;
    }
}
