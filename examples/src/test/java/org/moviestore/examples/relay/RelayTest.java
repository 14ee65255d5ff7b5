// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.ContentionException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.json.JsonForm;

@Timeout(120)
class RelayTest extends MemoryRelay {
    @Test
    void run_lines_storesAll() {
        RelayReport report = relay().build().run(CountedRecords.stream(CountedRecords.lines(1000)));

        assertThat(report).isEqualTo(relayed(1000));
        assertThat(report.isComplete()).isTrue();
        assertThat(CountedRecords.items(movies)).isEqualTo(items(1000));
        assertThat(refused.appended()).isEmpty();
    }

    @Test
    void run_array_storesAll() {
        RelayReport report = relay().build()
                .run(CountedRecords.stream("[" + CountedRecords.lines(3).strip().replace("\n", ",\n") + "]"));

        assertThat(report).isEqualTo(relayed(3));
        assertThat(CountedRecords.items(movies)).isEqualTo(items(3));
    }

    @Test
    void run_emptyInput_doesNothing() {
        RelayReport report = relay().build().run(CountedRecords.stream(" \n"));

        assertThat(report).isEqualTo(relayed(0));
        assertThat(journal.appended()).isEmpty();
    }

    @Test
    void run_journal_hasEachRecordBegunOnceAndThenDone() {
        relay().build().run(CountedRecords.stream(CountedRecords.lines(100)));

        List<String> lines = journal.durable().lines().toList();
        for (int number = 1; number <= 100; number++) {
            String begun = "B " + number + " " + FakeTiming.BEGIN.toEpochMilli();
            assertThat(lines).containsOnlyOnce(begun, "D " + number).containsSubsequence(begun, "D " + number);
        }
        assertThat(lines).hasSize(200);
    }

    @Test
    void run_manyOfOneKey_keepsTheirOrder() {
        Map<String, List<Integer>> takes = new ConcurrentHashMap<>();
        String json = IntStream.range(0, 2000)
                .mapToObj(number -> "{\"year\":1,\"title\":\"t" + number % 5 + "\",\"take\":" + number + "}\n")
                .collect(Collectors.joining());
        Random random = new Random(7);

        relayTo((token, call) -> {
                    int number = Integer.parseInt(token.substring(token.indexOf('-') + 1)) - 1;
                    if (fails(random, 4)) {
                        throw new StoreUnavailableException("gone");
                    }
                    call.run();
                    takes.computeIfAbsent("t" + number % 5, first -> new ArrayList<>())
                            .add(number);
                })
                .build()
                .run(CountedRecords.stream(json));

        assertThat(takes).hasSize(5);
        assertThat(takes.values())
                .allSatisfy(order -> assertThat(order).hasSize(400).isSorted());
        assertThat(CountedRecords.items(movies))
                .extracting(item -> item.attribute("take").orElseThrow().toString())
                .containsExactly(
                        "{\"N\":\"1995\"}",
                        "{\"N\":\"1996\"}",
                        "{\"N\":\"1997\"}",
                        "{\"N\":\"1998\"}",
                        "{\"N\":\"1999\"}");
    }

    private static boolean fails(Random random, int oneOf) {
        synchronized (random) {
            return random.nextInt(oneOf) == 0;
        }
    }

    @Test
    void run_window_isOnItsWayAtOnceAndNoMore() {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch eight = new CountDownLatch(8);

        relayTo((token, call) -> {
                    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                    eight.countDown();
                    await(eight);
                    call.run();
                    underWay.decrementAndGet();
                })
                .window(8)
                .build()
                .run(CountedRecords.stream(CountedRecords.lines(200)));

        assertThat(most).hasValue(8);
    }

    @Test
    void run_whileTheStoreHangs_readsOnlyALittle() throws InterruptedException {
        CountDownLatch hangs = new CountDownLatch(1);
        byte[] json = CountedRecords.lines(20_000).getBytes(StandardCharsets.UTF_8);
        ByteArrayInputStream in = new ByteArrayInputStream(json);
        CountDownLatch waits = new CountDownLatch(20);
        Relay relay = relayTo((token, call) -> {
                    await(hangs);
                    call.run();
                })
                .window(2)
                .listener(soFar -> waits.countDown())
                .build();

        Thread thread = new Thread(() -> relay.run(in));
        thread.start();
        waits.await();
        int left = in.available();
        hangs.countDown();
        thread.join();

        assertThat(left).isGreaterThan(json.length - 100_000);
        assertThat(CountedRecords.items(movies)).hasSize(20_000);
    }

    @Test
    void run_largeItemsWhileTheStoreHangs_readsOnlySome() throws InterruptedException {
        CountDownLatch hangs = new CountDownLatch(1);
        String plot = "x".repeat(300_000);
        byte[] json = IntStream.rangeClosed(1, 100)
                .mapToObj(number ->
                        JsonForm.NATURAL.write(CountedRecords.item(number).with("plot", plot)) + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayInputStream in = new ByteArrayInputStream(json);
        CountDownLatch waits = new CountDownLatch(60);
        Relay relay = relayTo((token, call) -> {
                    await(hangs);
                    call.run();
                })
                .listener(soFar -> waits.countDown())
                .build();

        Thread thread = new Thread(() -> relay.run(in));
        thread.start();
        waits.await();
        int left = in.available();
        hangs.countDown();
        thread.join();

        assertThat(left).isGreaterThan(10_000_000);
        assertThat(CountedRecords.items(movies)).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void run_overAStoreThatFailsAtRandom_storesEachOnce(long seed) {
        Random random = new Random(seed);

        RelayReport report = relayTo((token, call) -> {
                    if (fails(random, 6)) {
                        throw new StoreUnavailableException("gone");
                    } else if (fails(random, 6)) {
                        throw new ContentionException("busy");
                    } else if (fails(random, 6)) {
                        throw new OutcomeUnknownException("lost before", new IOException("reset"));
                    }
                    call.run();
                    if (fails(random, 4)) {
                        throw new OutcomeUnknownException("lost after", new IOException("reset"));
                    }
                })
                .actions(CountedRecords::counting)
                .timing(new PatientTiming())
                .build()
                .run(CountedRecords.stream(CountedRecords.lines(500)));

        assertThat(report).isEqualTo(relayed(500));
        assertThat(CountedRecords.items(movies)).isEqualTo(items(500));
        assertThat(CountedRecords.counts(movies)).isEqualTo(CountedRecords.once(500));
    }

    @Test
    void run_recordsThatAreNoMovies_areRefusedAndTheRestIsStored() {
        String json = "{\"year\":2001,\"title\":\"t1\",\"take\":1}\nnonsense\n\n{\"year\":1}\n"
                + "{\"year\":2002,\"title\":\"t2\",\"take\":2}\n";

        RelayReport report = relay().build().run(CountedRecords.stream(json));

        assertThat(report).isEqualTo(new RelayReport(2, 0, 2, 0, Optional.empty()));
        assertThat(report.isComplete()).isFalse();
        assertThat(CountedRecords.items(movies)).isEqualTo(items(2));
        assertThat(refused.durable().lines())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("{\"place\":\"line 2\",\"outcome\":\"refused\",\"reason\":\"malformed JSON")
                                .doesNotContain("\"record\""),
                        second -> assertThat(second)
                                .isEqualTo("{\"place\":\"line 4\",\"outcome\":\"refused\",\"reason\":"
                                        + "\"this is no movie: it has no title\",\"record\":{\"year\":1}}"));
        assertThat(journal.durable().lines()).contains("R 2", "R 4", "D 1", "D 5");
    }

    @Test
    void run_arrayThatBreaks_relaysWhatCameBefore() {
        String json = "[" + CountedRecords.lines(2).strip().replace("\n", ",") + ",{\"year\":,{}]";

        RelayReport report = relay().build().run(CountedRecords.stream(json));

        assertThat(report.relayed()).isEqualTo(2);
        assertThat(report.refused()).isEqualTo(1);
        assertThat(report.broken().orElseThrow()).startsWith("record 3: ").endsWith("nothing after it was read");
        assertThat(CountedRecords.items(movies)).isEqualTo(items(2));
    }

    /** The clocks of this machine, and pauses that take no time. */
    private static final class PatientTiming implements Timing {
        @Override
        public Instant now() {
            return Timing.SYSTEM.now();
        }

        @Override
        public long nanos() {
            return Timing.SYSTEM.nanos();
        }

        @Override
        public void pause(Duration duration, Stop stop) {
            Thread.onSpinWait();
        }
    }
}
