// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import org.moviestore.examples.ItemLine;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.moviestore.remote.protocol.ReplyLine;
import org.moviestore.remote.protocol.RequestId;

/**
 * All movies of a query or scan, a line for each and one for the end. No more than a page of them is held, and no more
 * than some of their lines are sent before others have their turn. Not thread-safe.
 */
final class MovieLines implements Work {
    /** About as much as a connection takes at once. */
    private static final int CHARACTERS_AT_ONCE = 64 * 1024;

    private final MoviePages pages;
    private final Optional<RequestId> id;
    private final Touched touched;
    private Iterator<Item> rest = Collections.emptyIterator();
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
    public boolean run(Replies replies) {
        if (!rest.hasNext() && pages.hasNext()) {
            rest = pages.next().items().iterator();
        }
        int characters = 0;
        while (rest.hasNext() && characters < CHARACTERS_AT_ONCE) {
            String line = ReplyLine.part(id)
                    .item(MovieFields.MOVIE, ItemLine.keyFirst(rest.next()), JsonForm.NATURAL)
                    .build();
            replies.line(line);
            characters += line.length();
            count++;
        }
        if (rest.hasNext() || pages.hasNext()) {
            return false;
        }
        replies.line(ReplyLine.of(id).number("count", count).build());
        return true;
    }
}
