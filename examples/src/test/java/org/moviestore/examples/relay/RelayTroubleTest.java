// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.moviestore.Movie;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableNotFoundException;

@Timeout(120)
class RelayTroubleTest extends MemoryRelay {
    @Test
    void run_inputThatFails_relaysWhatCameBefore() {
        InputStream failing = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                throw new IOException("Input/output error");
            }
        };
        InputStream json = new SequenceInputStream(CountedRecords.stream(CountedRecords.lines(1000)), failing);
        List<RelayReport> reports = new ArrayList<>();
        Relay relay = relay().listener(reports::add).build();

        assertThatThrownBy(() -> relay.run(json))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Input/output error");

        assertThat(reports).last().isEqualTo(relayed(1000));
        assertThat(CountedRecords.items(movies)).isEqualTo(items(1000));
    }

    @Test
    void run_thatStopsWhileTheInputGivesNothing_ends() throws IOException {
        PipedOutputStream more = new PipedOutputStream();
        PipedInputStream json = new PipedInputStream(more);
        more.write(CountedRecords.lines(1).getBytes(StandardCharsets.UTF_8));
        Thread reader = Thread.currentThread();
        Relay relay = relayTo((token, call) -> {
                    // The next record is waited for.
                    while (reader.getState() != Thread.State.TIMED_WAITING) {
                        Thread.onSpinWait();
                    }
                    throw new RequestRejectedException("no permission");
                })
                .build();

        assertThatThrownBy(() -> relay.run(json)).isInstanceOf(RequestRejectedException.class);

        assertThat(reader.isInterrupted()).isFalse();
    }

    @Test
    void run_withoutTable_sendsNothing() {
        movies.dropTable();
        Relay relay = relay().build();
        InputStream json = CountedRecords.stream(CountedRecords.lines(1));

        assertThatThrownBy(() -> relay.run(json)).isInstanceOf(TableNotFoundException.class);

        assertThat(journal.appended()).isEmpty();
    }

    @Test
    void run_whenTheTableGoes_stops() {
        AtomicInteger calls = new AtomicInteger();
        Relay relay = relayTo((token, call) -> {
                    if (calls.incrementAndGet() == 10) {
                        movies.dropTable();
                    }
                    call.run();
                })
                .window(2)
                .build();
        InputStream json = CountedRecords.stream(CountedRecords.lines(1000));

        assertThatThrownBy(() -> relay.run(json)).isInstanceOf(TableNotFoundException.class);

        assertThat(calls.get()).isLessThan(15);
    }

    @Test
    void run_whenTheStoreRefuses_stops() {
        AtomicInteger calls = new AtomicInteger();
        Relay relay = relayTo((token, call) -> {
                    calls.incrementAndGet();
                    throw new RequestRejectedException("no permission");
                })
                .window(2)
                .build();
        InputStream json = CountedRecords.stream(CountedRecords.lines(1000));

        assertThatThrownBy(() -> relay.run(json)).isInstanceOf(RequestRejectedException.class);

        assertThat(calls.get()).isBetween(1, 2);
        assertThat(refused.appended()).isEmpty();
    }

    @Test
    void run_whenTheJournalIsFull_stopsBeforeAnythingElseIsSent() {
        journal.withRoomFor(1000);
        Map<String, Boolean> sent = new ConcurrentHashMap<>();
        Relay relay = relayTo((token, call) -> {
                    String begun = "B " + token.substring(token.indexOf('-') + 1) + " ";
                    sent.put(token, ("\n" + journal.durable()).contains("\n" + begun));
                    call.run();
                })
                .build();
        InputStream json = CountedRecords.stream(CountedRecords.lines(1000));

        assertThatThrownBy(() -> relay.run(json))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("No space left on device");

        assertThat(sent).isNotEmpty().hasSizeLessThan(100).doesNotContainValue(false);
    }

    @Test
    void run_whenTheRefusedRecordsCannotBeWritten_stops() {
        refused.withRoomFor(0);
        Relay relay = relay().build();
        InputStream json = CountedRecords.stream("nonsense\n" + CountedRecords.lines(1000));

        assertThatThrownBy(() -> relay.run(json))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("what was refused cannot be written");

        assertThat(journal.appended()).doesNotContain("R 1");
    }

    @Test
    void run_interrupted_letsWhatIsUnderWayEndAndStaysInterrupted() throws InterruptedException {
        CyclicBarrier both = new CyclicBarrier(3);
        CountDownLatch stopped = new CountDownLatch(1);
        // More than the lanes take.
        CountDownLatch full = new CountDownLatch(40);
        List<Object> seen = new ArrayList<>();
        Relay relay = relayTo((token, call) -> {
                    meet(both);
                    await(stopped);
                    call.run();
                })
                .window(2)
                .listener(soFar -> full.countDown())
                .build();

        Thread thread = new Thread(() -> {
            try {
                relay.run(CountedRecords.stream(CountedRecords.lines(1000)));
            } catch (StoreUnavailableException e) {
                seen.add(e.getMessage());
            }
            seen.add(Thread.currentThread().isInterrupted());
        });
        thread.start();
        meet(both);
        full.await();
        thread.interrupt();
        // Unlike a dealer, whoever waits for the lanes to end waits without a limit.
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        stopped.countDown();
        thread.join();

        assertThat(seen).containsExactly("the relay was interrupted", true);
        assertThat(CountedRecords.items(movies)).hasSize(2);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void run_listenerThatThrows_endsTheRelay() {
        Relay relay = relay().listener(soFar -> {
                    throw new IllegalStateException("enough");
                })
                .build();
        InputStream json = CountedRecords.stream(CountedRecords.lines(1000));

        assertThatThrownBy(() -> relay.run(json)).hasMessage("enough");

        assertThat(movies.scan().map(Movie::title).count()).isLessThan(1000);
    }

    @Test
    void window_outOfBounds_isRefused() {
        Relay.Builder relay = relay();

        assertThatThrownBy(() -> relay.window(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> relay.window(1025)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void giveUp_negative_isRefused() {
        Relay.Builder relay = relay();
        Duration past = Duration.ofMinutes(-1);

        assertThatThrownBy(() -> relay.giveUp(past)).isInstanceOf(IllegalArgumentException.class);
    }
}
