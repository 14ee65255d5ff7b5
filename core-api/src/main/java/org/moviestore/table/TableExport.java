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
 * ends or not.
 *
 * @param segments the streams of the segments
 */
public record TableExport(List<Stream<Item>> segments) implements AutoCloseable {
    /** Copies the list. */
    public TableExport {
        segments = List.copyOf(segments);
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
