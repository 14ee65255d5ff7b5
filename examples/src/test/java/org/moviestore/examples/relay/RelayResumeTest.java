// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.MovieStore;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.Item;
import org.moviestore.memory.MemoryStore;

/**
 * Relays whose process ends, and those that go on. A process that ends is an error that no code of the relay handles.
 */
@Timeout(120)
class RelayResumeTest {
    private static final int COUNT = 6;
    private static final InputMark INPUT = new InputMark(1, "a");

    private final FakeTiming timing = new FakeTiming();

    @TempDir
    private Path folder;

    private Path file = Path.of("none");
    private Path refusedFile = Path.of("none");
    private MemoryStore memory = new MemoryStore();
    private MovieStore movies = MovieStore.over(memory, "Movies");

    @BeforeEach
    void createTable() {
        file = folder.resolve("journal");
        refusedFile = folder.resolve("refused");
        beginAnew();
    }

    private void beginAnew() {
        memory = new MemoryStore(timing::now);
        movies = MovieStore.over(memory, "Movies");
        movies.createTable();
    }

    private RelayReport relay(String json, HookedStore.Hook writes) throws IOException {
        try (RelayJournal journal = RelayJournal.open(file, INPUT, "x");
                RefusedRecords refused = RefusedRecords.in(refusedFile, journal)) {
            return Relay.builder(MovieStore.over(HookedStore.over(memory, writes), "Movies"), journal, refused)
                    .timing(timing)
                    .actions(CountedRecords::counting)
                    .window(3)
                    .build()
                    .run(CountedRecords.stream(json));
        }
    }

    private RelayReport relay(String json) throws IOException {
        return relay(json, HookedStore.Hook.NONE);
    }

    private static RelayReport report(long relayed, long before) {
        return new RelayReport(relayed, before, 0, 0, Optional.empty());
    }

    private static List<Item> items() {
        return IntStream.rangeClosed(1, COUNT).mapToObj(CountedRecords::item).toList();
    }

    /** The process ends here. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void run_again_sendsNothingTwice() throws IOException {
        String json = CountedRecords.lines(COUNT);

        RelayReport first = relay(json);
        RelayReport second = relay(json);

        assertThat(first).isEqualTo(report(COUNT, 0));
        assertThat(second).isEqualTo(report(0, COUNT));
        assertThat(CountedRecords.counts(movies)).isEqualTo(CountedRecords.once(COUNT));
    }

    @Test
    void run_withAJournalThatEndsAnywhere_storesEachOnce() throws IOException {
        String json = CountedRecords.lines(COUNT);
        relay(json);
        byte[] whole = Files.readAllBytes(file);
        int header = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;

        for (int length = header; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            RelayReport report = relay(json);

            assertThat(report.relayed() + report.relayedBefore()).isEqualTo(COUNT);
            assertThat(report.isComplete()).isTrue();
            assertThat(CountedRecords.items(movies)).isEqualTo(items());
            assertThat(CountedRecords.counts(movies)).isEqualTo(CountedRecords.once(COUNT));
            assertThat(relay(json)).isEqualTo(report(0, COUNT));
        }
    }

    static Stream<Arguments> crashes() {
        return IntStream.rangeClosed(1, COUNT)
                .boxed()
                .flatMap(call -> Stream.of(Arguments.of(call, true), Arguments.of(call, false)));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void run_afterACrashAtAnyCall_storesEachOnce(int crash, boolean isBefore) throws IOException {
        String json = CountedRecords.lines(COUNT);
        AtomicInteger calls = new AtomicInteger();

        assertThatThrownBy(() -> relay(json, (token, call) -> {
                    boolean crashes = calls.incrementAndGet() == crash;
                    if (crashes && isBefore) {
                        throw new Crash();
                    }
                    call.run();
                    if (crashes) {
                        throw new Crash();
                    }
                }))
                .isInstanceOf(Crash.class);
        RelayReport report = relay(json);

        assertThat(report.relayed() + report.relayedBefore()).isEqualTo(COUNT);
        assertThat(CountedRecords.items(movies)).isEqualTo(items());
        assertThat(CountedRecords.counts(movies)).isEqualTo(CountedRecords.once(COUNT));
    }

    @Test
    void run_longAfterACrash_asksTheStoreAndReportsWhatNobodyKnows() throws IOException {
        String json = CountedRecords.lines(COUNT);
        relay(json);
        keepOnlyBegun();
        movies.put(movies.get(2003, "t3").orElseThrow().withInfo(info -> info.rating("1")));
        timing.pass(Duration.ofHours(1));

        RelayReport report = relay(json);
        RelayReport again = relay(json);

        assertThat(report).isEqualTo(new RelayReport(COUNT - 1, 0, 0, 1, Optional.empty()));
        assertThat(again).isEqualTo(new RelayReport(0, COUNT - 1, 0, 1, Optional.empty()));
        assertThat(Files.readAllLines(refusedFile))
                .singleElement()
                .asString()
                .startsWith("{\"place\":\"line 3\",\"outcome\":\"unknown\"")
                .endsWith("\"record\":{\"year\":2003,\"title\":\"t3\",\"take\":3}}");
        assertThat(CountedRecords.counts(movies)).isEqualTo(CountedRecords.once(COUNT));
    }

    /** Forgets of each record what became of it. */
    private void keepOnlyBegun() throws IOException {
        Files.write(
                file,
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("D"))
                        .toList());
    }

    @Test
    void run_afterGivingUp_goesOnWheneverTheStoreIsBack() throws IOException {
        String json = CountedRecords.lines(COUNT);
        AtomicInteger calls = new AtomicInteger();

        assertThatThrownBy(() -> relay(json, (token, call) -> {
                    if (calls.incrementAndGet() > 2) {
                        throw new StoreUnavailableException("gone");
                    }
                    call.run();
                }))
                .isInstanceOf(StoreUnavailableException.class);
        timing.pass(Duration.ofHours(1));
        RelayReport report = relay(json);

        assertThat(report).isEqualTo(report(COUNT - 2, 2));
        assertThat(CountedRecords.items(movies)).isEqualTo(items());
        assertThat(CountedRecords.counts(movies)).isEqualTo(CountedRecords.once(COUNT));
    }

    @Test
    void run_afterTheStoreRefused_goesOnWheneverItDoesNot() throws IOException {
        String json = CountedRecords.lines(COUNT);
        AtomicInteger calls = new AtomicInteger();

        assertThatThrownBy(() -> relay(json, (token, call) -> {
                    if (calls.incrementAndGet() > 2) {
                        throw new RequestRejectedException("no permission");
                    }
                    call.run();
                }))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageEndingWith(" could not be relayed: no permission");
        timing.pass(Duration.ofHours(1));
        RelayReport report = relay(json);

        assertThat(report).isEqualTo(report(COUNT - 2, 2));
        assertThat(refusedFile).doesNotExist();
        assertThat(CountedRecords.items(movies)).isEqualTo(items());
        assertThat(CountedRecords.counts(movies)).isEqualTo(CountedRecords.once(COUNT));
    }

    @Test
    void run_againAfterTheInputBroke_relaysTheRecordWhereItBroke() throws IOException {
        String whole = "[" + CountedRecords.lines(COUNT).strip().replace("\n", ",") + "]";
        String cut = whole.substring(0, whole.length() - 5);

        RelayReport broken = relay(cut);
        RelayReport report = relay(whole);

        assertThat(broken.relayed()).isEqualTo(COUNT - 1);
        assertThat(broken.refused()).isEqualTo(1);
        assertThat(broken.broken().orElseThrow()).startsWith("record " + COUNT + ": ");
        assertThat(report).isEqualTo(report(1, COUNT - 1));
        assertThat(Files.readAllLines(refusedFile)).hasSize(1);
        assertThat(CountedRecords.items(movies)).isEqualTo(items());
    }

    @Test
    void run_again_refusesNothingTwice() throws IOException {
        String json = "nonsense\n{\"year\":1}\n" + CountedRecords.lines(COUNT);

        RelayReport first = relay(json);
        RelayReport second = relay(json);

        assertThat(first).isEqualTo(new RelayReport(COUNT, 0, 2, 0, Optional.empty()));
        assertThat(second).isEqualTo(new RelayReport(0, COUNT, 2, 0, Optional.empty()));
        assertThat(Files.readAllLines(refusedFile)).hasSize(2);
    }
}
