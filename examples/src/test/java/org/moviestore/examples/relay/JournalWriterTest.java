// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JournalWriterTest {
    private static final Instant AT = Instant.ofEpochMilli(1000);

    private final KeptLines lines = new KeptLines();
    private final KeptLines refusedLines = new KeptLines();
    private final RefusedRecords refused = RefusedRecords.of(() -> refusedLines);

    private JournalWriter writerTo(LineOutput output) {
        return new JournalWriter(RelayJournal.of(output), refused);
    }

    @Test
    void begin_returns_whenTheLineIsDurable() {
        JournalWriter journal = writerTo(lines);

        journal.begin(7, AT);

        assertThat(lines.durable()).isEqualTo("B 7 1000\n");
    }

    @Test
    void settle_ofRelayedRecords_waitsForTheNextBegin() {
        JournalWriter journal = writerTo(lines);
        journal.begin(1, AT);

        journal.settle(1, Outcome.Kind.RELAYED);
        journal.notStored(2);
        assertThat(lines.appended()).isEqualTo("B 1 1000\n");
        journal.begin(3, AT);

        assertThat(lines.durable()).isEqualTo("B 1 1000\nD 1\nN 2\nB 3 1000\n");
    }

    @Test
    void flush_handsLinesOverWithoutForcing() {
        JournalWriter journal = writerTo(lines);
        journal.settle(1, Outcome.Kind.RELAYED);

        journal.flush();

        assertThat(lines.appended()).isEqualTo("D 1\n");
        assertThat(lines.forces()).isZero();
    }

    @Test
    @Timeout(60)
    void flush_whileAnotherThreadWrites_isDoneByThat() throws InterruptedException {
        CountDownLatch isWriting = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        JournalWriter journal = writerTo(
                new WatchedLines(() -> {
                    if (lines.appended().isEmpty()) {
                        isWriting.countDown();
                        await(mayGoOn);
                    }
                }) {
                    @Override
                    public void append(String text) throws IOException {
                        super.append(text);
                        lines.append(text);
                    }
                });

        Thread writing = started(() -> journal.begin(1, AT));
        isWriting.await();
        journal.settle(2, Outcome.Kind.RELAYED);
        journal.flush();
        mayGoOn.countDown();
        writing.join();

        assertThat(lines.appended()).isEqualTo("B 1 1000\nD 2\n");
    }

    @Test
    void settle_ofVeryMany_doesNotPileUp() {
        JournalWriter journal = writerTo(lines);

        LongStream.rangeClosed(1, 100_000).forEach(number -> journal.settle(number, Outcome.Kind.REFUSED));

        assertThat(lines.appended().length()).isGreaterThan(600_000);
    }

    @Test
    void close_makesAllDurable() {
        JournalWriter journal = writerTo(lines);
        journal.settle(1, Outcome.Kind.REFUSED);

        journal.close();

        assertThat(lines.durable()).isEqualTo("R 1\n");
    }

    @Test
    void write_ofARefusal_comesAfterTheRefusedRecordIsDurable() {
        List<String> durableBefore = new ArrayList<>();
        JournalWriter journal = writerTo(new WatchedLines(() -> durableBefore.add(refusedLines.durable())));
        refused.add("line 1", Outcome.refused("bad"), Optional.empty());

        journal.settle(1, Outcome.Kind.REFUSED);
        journal.begin(2, AT);

        assertThat(durableBefore).singleElement().asString().contains("line 1");
    }

    @Test
    @Timeout(60)
    void begin_ofManyThreads_forcesOnceForAllThatWait() throws InterruptedException {
        CountDownLatch firstIsWriting = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        AtomicInteger appends = new AtomicInteger();
        JournalWriter journal = writerTo(new WatchedLines(() -> {
            if (appends.incrementAndGet() == 1) {
                firstIsWriting.countDown();
                await(mayGoOn);
            }
        }));

        List<Thread> threads = new ArrayList<>();
        threads.add(started(() -> journal.begin(1, AT)));
        firstIsWriting.await();
        LongStream.rangeClosed(2, 20).forEach(number -> threads.add(started(() -> journal.begin(number, AT))));
        threads.subList(1, threads.size()).forEach(JournalWriterTest::awaitWaiting);
        mayGoOn.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(appends).hasValueLessThan(10);
    }

    private static Thread started(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void begin_whenTheDiskIsFull_saysWhatToDoAndWritesNoMore() {
        lines.withRoomFor(14);
        JournalWriter journal = writerTo(lines);
        journal.begin(1, AT);

        assertThatThrownBy(() -> journal.begin(2, AT))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the journal of this relay cannot be written: No space left on device;"
                        + " what is stored stays; make room, then relay the same again to go on");
        lines.withRoomFor(1000);
        journal.settle(1, Outcome.Kind.RELAYED);

        assertThatThrownBy(() -> journal.begin(3, AT)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(journal::close).isInstanceOf(UncheckedIOException.class);
        assertThat(lines.appended()).isEqualTo("B 1 1000\nB 2 1");
    }

    @Test
    void begin_whenTheRefusedRecordsCannotBeForced_failsBeforeTheJournalCallsThemSettled() {
        RefusedRecords broken = RefusedRecords.of(() -> new WatchedLines(() -> {}) {
            @Override
            public void force() throws IOException {
                throw new IOException("Input/output error");
            }
        });
        broken.add("line 1", Outcome.refused("bad"), Optional.empty());
        JournalWriter journal = new JournalWriter(RelayJournal.of(lines), broken);
        journal.settle(1, Outcome.Kind.REFUSED);

        assertThatThrownBy(() -> journal.begin(2, AT)).hasMessageContaining("Input/output error");

        assertThat(lines.appended()).isEmpty();
    }

    /** Lines that are watched as they come, and not kept. */
    private static class WatchedLines implements LineOutput {
        private final Runnable onAppend;

        WatchedLines(Runnable onAppend) {
            this.onAppend = onAppend;
        }

        @Override
        public void append(String text) throws IOException {
            onAppend.run();
        }

        @Override
        public void force() throws IOException {
            // Nobody asks.
        }

        @Override
        public void close() {
            // There is nothing.
        }
    }
}
