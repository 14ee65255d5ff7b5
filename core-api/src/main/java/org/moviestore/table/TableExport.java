// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.moviestore.item.Item;

/**
 * All items of a table, in segments that can be read side by side, each by one thread. Each item is in one segment; in
 * which, and in what order, is the backend's choice. An export must be closed, which closes its streams, read to their
 * ends or not; a stream that somebody else still reads then fails with {@link IllegalStateException} or ends early.
 */
public final class TableExport implements AutoCloseable {
    private final List<Stream<Item>> segments;

    /** Creates an export of streams that closing it closes, one for each segment. */
    public TableExport(List<Stream<Item>> segments) {
        this.segments = List.copyOf(segments);
    }

    /** Returns the streams of the segments, each of which can be read once. */
    public List<Stream<Item>> segments() {
        return segments;
    }

    /** Closes all streams, also if one of them fails to. */
    @Override
    public void close() {
        Deque<RuntimeException> failures = new ArrayDeque<>();
        for (Stream<Item> segment : segments) {
            try {
                segment.close();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException first = failures.pop();
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }
}
