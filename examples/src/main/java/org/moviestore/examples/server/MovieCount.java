// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.Optional;
import org.moviestore.remote.protocol.ReplyLine;
import org.moviestore.remote.protocol.RequestId;

/**
 * How many movies a query or scan finds, counted page by page, between which others have their turn. Not thread-safe.
 */
final class MovieCount implements Work {
    private final MoviePages pages;
    private final Optional<RequestId> id;
    private final Touched touched;
    private long count;

    /** @param pages that are only counted */
    MovieCount(MoviePages pages, Optional<RequestId> id) {
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
        count += pages.next().count();
        if (pages.hasNext()) {
            return false;
        }
        replies.line(ReplyLine.of(id).number("count", count).build());
        return true;
    }
}
