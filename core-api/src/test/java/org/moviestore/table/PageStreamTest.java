// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;

/** Streams over pages: what is read when, and on which thread. */
@Timeout(30)
class PageStreamTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Numbers")
            .partitionKey("n", AttributeType.NUMBER)
            .build();
    private static final int PAGE = 3;

    private final List<Integer> read = new CopyOnWriteArrayList<>();
    private final List<String> threads = new CopyOnWriteArrayList<>();

    /** Reads one of so many pages of numbers, and notes which. */
    private Page<Integer> page(PageRequest request, int pages) {
        int number = request.startAfter()
                .map(start ->
                        ((NumberValue) start.key().attributes().attribute("n").orElseThrow())
                                        .value()
                                        .intValue()
                                / PAGE)
                .orElse(0);
        threads.add(Thread.currentThread().getName());
        read.add(number);
        List<Integer> items =
                IntStream.range(number * PAGE, (number + 1) * PAGE).boxed().toList();
        Optional<Position> last = number == pages - 1
                ? Optional.empty()
                : Optional.of(new Position(SCHEMA.key((number + 1) * PAGE), Item.EMPTY));
        return new Page<>(items, last, OptionalInt.of(PAGE), OptionalDouble.empty());
    }

    private Stream<Integer> ahead(int pages) {
        return PageStream.readingAhead(ScanRequest.of(SCHEMA), request -> page(request, pages));
    }

    private void awaitReads(int count) throws InterruptedException {
        while (read.size() < count) {
            Thread.sleep(1);
        }
    }

    @Test
    void readingAhead_ofAllPages_returnsAllInOrderAndReadsEachPageOnce() {
        assertThat(ahead(50))
                .containsExactlyElementsOf(IntStream.range(0, 50 * PAGE).boxed().toList());

        assertThat(read)
                .containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
    }

    @Test
    void readingAhead_ofTheFirstPageAlone_readsNoOther() {
        assertThat(ahead(5).limit(PAGE)).containsExactly(0, 1, 2);

        assertThat(read).containsExactly(0);
        assertThat(threads).containsExactly(Thread.currentThread().getName());
    }

    @Test
    void readingAhead_onceTheSecondPageIsRead_readsTheThirdOnAnotherThread() throws Exception {
        Iterator<Integer> items = ahead(5).iterator();
        for (int i = 0; i <= PAGE; i++) {
            items.next();
        }

        awaitReads(3);

        assertThat(read).containsExactly(0, 1, 2);
        assertThat(threads.get(2)).isNotEqualTo(Thread.currentThread().getName());
    }

    @Test
    void of_anyPage_readsItWhenItIsAskedForOnTheThreadThatAsks() {
        Iterator<Integer> items = PageStream.of(ScanRequest.of(SCHEMA), request -> page(request, 5))
                .iterator();
        for (int i = 0; i <= PAGE; i++) {
            items.next();
        }

        assertThat(read).containsExactly(0, 1);
        assertThat(threads).containsOnly(Thread.currentThread().getName());
    }

    @Test
    void readingAhead_aPageThatFails_failsThereAndReadsItAgainWhenAsked() {
        StoreUnavailableException failure = new StoreUnavailableException("gone for a moment");
        Stream<Integer> stream = PageStream.readingAhead(ScanRequest.of(SCHEMA), request -> {
            Page<Integer> page = page(request, 4);
            if (read.equals(List.of(0, 1, 2))) {
                throw failure;
            }
            return page;
        });
        Iterator<Integer> items = stream.iterator();
        for (int i = 0; i < 2 * PAGE; i++) {
            assertThat(items.next()).isEqualTo(i);
        }

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(items::next)
                .isSameAs(failure);

        for (int i = 2 * PAGE; i < 4 * PAGE; i++) {
            assertThat(items.next()).isEqualTo(i);
        }
        assertThat(items.hasNext()).isFalse();
        assertThat(read).containsExactly(0, 1, 2, 2, 3);
    }

    @Test
    void readingAhead_byAThreadThatIsInterrupted_readsOnByItselfAndLeavesItInterrupted() {
        CountDownLatch never = new CountDownLatch(1);
        Stream<Integer> stream = PageStream.readingAhead(ScanRequest.of(SCHEMA), request -> {
            Page<Integer> page = page(request, 3);
            if (Thread.currentThread().getName().equals("moviestore-read-ahead")) {
                awaitUninterrupted(never);
            }
            return page;
        });
        Iterator<Integer> items = stream.iterator();
        for (int i = 0; i < 2 * PAGE; i++) {
            items.next();
        }

        Thread.currentThread().interrupt();
        int next = items.next();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(next).isEqualTo(2 * PAGE);
    }

    /** Returns when the latch lets it, or when it is interrupted. */
    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new StoreUnavailableException("interrupted", e);
        }
    }

    @Test
    void close_whileAPageIsReadAhead_returnsWhenThatReadHasEnded() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        List<String> ended = new CopyOnWriteArrayList<>();
        Stream<Integer> stream = PageStream.readingAhead(ScanRequest.of(SCHEMA), request -> {
            Page<Integer> page = page(request, 5);
            if (read.size() == 3) {
                // As a driver that does not heed interrupts.
                boolean isLetGo = false;
                while (!isLetGo) {
                    isLetGo = awaited(mayEnd);
                }
                ended.add("read");
            }
            return page;
        });
        Iterator<Integer> items = stream.iterator();
        for (int i = 0; i <= PAGE; i++) {
            items.next();
        }
        awaitReads(3);
        Thread closing = new Thread(() -> {
            stream.close();
            ended.add("close");
        });
        closing.start();
        while (closing.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        assertThat(ended).isEmpty();

        mayEnd.countDown();
        closing.join(TimeUnit.SECONDS.toMillis(20));

        assertThat(ended).containsExactly("read", "close");
        assertThat(read).containsExactly(0, 1, 2);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void stream_ofARequestThatOnlyCounts_isRefused() {
        PageRequest counting = ScanRequest.of(SCHEMA).counting();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> PageStream.readingAhead(counting, request -> page(request, 1)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SELECT_COUNT));
    }

    @Test
    void close_ofAnExport_closesAllItsStreamsAlsoIfOneFails() {
        List<Integer> closed = new CopyOnWriteArrayList<>();
        IllegalStateException failure = new IllegalStateException("cannot close");
        TableExport export = new TableExport(IntStream.range(0, 3)
                .mapToObj(i -> Stream.<Item>empty().onClose(() -> {
                    closed.add(i);
                    if (i == 1) {
                        throw failure;
                    }
                }))
                .toList());

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(export::close)
                .isSameAs(failure);

        assertThat(closed).containsExactly(0, 1, 2);
    }
}
