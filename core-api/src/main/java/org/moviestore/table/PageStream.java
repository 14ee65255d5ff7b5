// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;

/**
 * Streams of what pages hold, for adapters: page after page is read while somebody takes things of them, and nothing is
 * held between two pages. The streams are not thread-safe.
 */
public final class PageStream {
    private PageStream() {}

    /**
     * Returns a stream that reads a page when all before it were taken: for pages that cost no wait.
     *
     * @throws InvalidRequestException with {@link ErrorCode#SELECT_COUNT} for a request that only counts
     */
    public static <T> Stream<T> of(PageRequest first, Function<? super PageRequest, Page<T>> pages) {
        return stream(first, pages, false);
    }

    /**
     * Returns a stream that reads one page ahead, on another thread, from when something is taken of the second page
     * that was read: who only looks at the first items causes no read that is not needed. Closing the stream waits for
     * a read that is under way; of a stream that is neither closed nor read to its end, such a read ends by itself. A
     * thread that is interrupted reads on by itself. A page that cannot be read fails when its first item is asked for,
     * and asking again reads it again.
     *
     * @param pages reads a page; for a page that is read ahead, on a thread of its own
     * @throws InvalidRequestException with {@link ErrorCode#SELECT_COUNT} for a request that only counts
     */
    public static <T> Stream<T> readingAhead(PageRequest first, Function<? super PageRequest, Page<T>> pages) {
        return stream(first, pages, true);
    }

    private static <T> Stream<T> stream(
            PageRequest first, Function<? super PageRequest, Page<T>> pages, boolean readsAhead) {
        if (first.select() == Select.COUNT) {
            throw new InvalidRequestException(
                    ErrorCode.SELECT_COUNT,
                    "a request that only counts items returns none to stream; use DocumentTable.count");
        }
        Items<T> items = new Items<>(first, pages, readsAhead);
        int characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, characteristics), false)
                .onClose(items::close);
    }

    private static final class Items<T> implements Iterator<T> {
        private final Function<? super PageRequest, Page<T>> pages;
        private final boolean readsAhead;
        /** The request for the next page; none once the last page was read. */
        private Optional<PageRequest> next;

        private Optional<ReadAhead<Page<T>>> ahead = Optional.empty();
        private Iterator<T> rest = List.<T>of().iterator();
        private boolean isBegun;
        /** Whether the next page is read ahead as soon as something is taken of this one. */
        private boolean mayReadAhead;

        Items(PageRequest first, Function<? super PageRequest, Page<T>> pages, boolean readsAhead) {
            this.next = Optional.of(first);
            this.pages = Objects.requireNonNull(pages, "pages");
            this.readsAhead = readsAhead;
        }

        @Override
        public boolean hasNext() {
            while (!rest.hasNext() && next.isPresent()) {
                readNext(next.get());
            }
            return rest.hasNext();
        }

        private void readNext(PageRequest request) {
            Optional<ReadAhead<Page<T>>> read = ahead;
            ahead = Optional.empty();
            Page<T> page = read.isPresent() ? read.get().result() : pages.apply(request);
            rest = page.items().iterator();
            next = page.last().map(request::withStartAfter);
            mayReadAhead = readsAhead && isBegun;
            isBegun = true;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (mayReadAhead) {
                mayReadAhead = false;
                ahead = next.map(following -> ReadAhead.start(() -> pages.apply(following)));
            }
            return rest.next();
        }

        private void close() {
            next = Optional.empty();
            rest = List.<T>of().iterator();
            ahead.ifPresent(ReadAhead::cancel);
            ahead = Optional.empty();
        }
    }
}
