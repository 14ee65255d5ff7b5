// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.BulkLoadTest.Told;

/** How a load ends early, and what its threads do; in chunks of two calls with five items each. */
class LoadFailuresTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Notes")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final BatchLimits LIMITS = new BatchLimits(10, 5, 2);

    private final MemoryStore store = new MemoryStore();
    private final DocumentTable sound = store.createTable(SCHEMA);
    private final Told told = new Told();

    @AfterEach
    void leavesNoThread() {
        store.close();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("moviestore-load", "moviestore-batch");
    }

    private static Iterator<LoadRecord> records(int count) {
        return LoadRecord.numbered(
                IntStream.range(0, count).mapToObj(id -> Item.of("id", id)).iterator());
    }

    private LoadReport load(DocumentTable table, Iterator<LoadRecord> records) {
        return load(table, records, told);
    }

    private static LoadReport load(DocumentTable table, Iterator<LoadRecord> records, LoadListener listener) {
        return new BulkLoad(table, LIMITS, pause -> {}, () -> new LoadCalls.ByBatches(table)).run(records, listener);
    }

    private static RequestRejectedException rejected() {
        return new RequestRejectedException(ErrorCode.ITEM_SIZE, "cannot write a batch: it is too much");
    }

    private Set<Key> stored() {
        return sound.stream(ScanRequest.of(SCHEMA)).map(SCHEMA::keyOf).collect(Collectors.toSet());
    }

    @Test
    void load_whenTheStoreStaysAway_throwsTheReasonAfterTellingWhatIsStored() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            if (keys.contains(SCHEMA.key(12))) {
                throw new StoreUnavailableException("no connection");
            }
            return List.of();
        });

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> load(table, records(40)))
                .withMessageContaining("no connection");

        assertThat(told.loaded).containsExactly(10L, (long) stored().size());
    }

    @Test
    void load_ofATableThatWentAway_saysSoAndNotThatAPartWasNotSent() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            throw new TableNotFoundException("Notes");
        });

        assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> load(table, records(40)));

        assertThat(told.loaded).containsExactly(0L);
    }

    /** A writer that does not get the answer to its first call, although all is stored. */
    private final class Lossy implements BulkLoad.Writer<Item> {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public Item rowOf(Item item) {
            return item;
        }

        @Override
        public int store(List<Item> items) {
            items.forEach(sound::put);
            if (calls.incrementAndGet() == 1) {
                throw new OutcomeUnknownException("no answer", new IllegalStateException());
            }
            return 0;
        }
    }

    @Test
    void load_whenAnAnswerWasLost_goesOnAndDoesNotSayWhatItReplaced() {
        LoadReport report = BulkLoad.over(sound).by(new Lossy(), LIMITS).run(records(40), told);

        assertThat(report.loaded()).isEqualTo(40);
        assertThat(report.replaced()).isEmpty();
    }

    @Test
    void load_whoseRecordsFail_storesTheChunkBeforeTellsItAndThrows() {
        Iterator<LoadRecord> failing = LoadRecord.numbered(IntStream.range(0, 40)
                .mapToObj(id -> {
                    if (id == 15) {
                        throw new IllegalArgumentException("the stream broke");
                    }
                    return Item.of("id", id);
                })
                .iterator());

        assertThatThrownBy(() -> load(sound, failing)).hasMessage("the stream broke");

        assertThat(told.loaded).containsExactly(10L);
        assertThat(stored()).hasSize(10);
    }

    @Test
    void load_whoseRecordsAndWritesFail_throwsWhatCameFirstWithTheOther() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            throw rejected();
        });
        Iterator<LoadRecord> failing = LoadRecord.numbered(IntStream.range(0, 40)
                .mapToObj(id -> {
                    if (id == 15) {
                        throw new IllegalArgumentException("the stream broke");
                    }
                    return Item.of("id", id);
                })
                .iterator());

        assertThatThrownBy(() -> load(table, failing))
                .hasMessage("the stream broke")
                .satisfies(e ->
                        assertThat(e.getSuppressed()).singleElement().isInstanceOf(RequestRejectedException.class));
    }

    @Test
    void load_whoseListenerThrows_endsWithThat() {
        LoadListener strict = new LoadListener() {
            @Override
            public void refused(String record, String reason) {
                throw new IllegalArgumentException(record);
            }

            @Override
            public void loaded(long records) {
                told.loaded(records);
            }
        };
        Stream<Item> items = IntStream.range(0, 40).mapToObj(id -> id == 15 ? Item.of("no", 1) : Item.of("id", id));

        assertThatThrownBy(() -> load(sound, LoadRecord.numbered(items.iterator()), strict))
                .hasMessage("item 16");

        assertThat(told.loaded).containsExactly(10L);
    }

    @Test
    void load_intoAClosedStore_isAMistakeBeforeAnythingIsRead() {
        Iterator<LoadRecord> records = records(1);
        store.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> sound.load(records, told))
                .withMessage("the store is closed");
        assertThat(told.loaded).isEmpty();
        assertThat(records.next().place()).isEqualTo("item 1");
    }

    @Test
    void load_readsTheNextChunkWhileOneIsStored() {
        CountDownLatch readOn = new CountDownLatch(1);
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            await(readOn);
            return List.of();
        });
        Iterator<LoadRecord> records = LoadRecord.numbered(IntStream.range(0, 40)
                .mapToObj(id -> {
                    if (id == 19) {
                        readOn.countDown();
                    }
                    return Item.of("id", id);
                })
                .iterator());

        assertThat(load(table, records).loaded()).isEqualTo(40);
    }

    @Test
    void load_beginsNoChunkBeforeTheOneBeforeIsStored() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            int first = ((NumberValue) keys.get(0).attributes().attribute("id").orElseThrow())
                    .value()
                    .intValueExact();
            assertThat(stored()).hasSizeGreaterThanOrEqualTo(first / 10 * 10);
            return List.of();
        });

        assertThat(load(table, records(200)).loaded()).isEqualTo(200);
    }

    @Test
    void load_holdsNoMoreThanTwoChunks() {
        AtomicInteger read = new AtomicInteger();
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            assertThat(read.get() - stored().size()).isLessThanOrEqualTo(20 + 1);
            return List.of();
        });
        Iterator<LoadRecord> records = LoadRecord.numbered(IntStream.range(0, 200)
                .mapToObj(id -> Item.of("id", read.getAndIncrement()))
                .iterator());

        assertThat(load(table, records).loaded()).isEqualTo(200);
    }

    @Test
    void load_ofLargeItems_sendsFewerAtOnce() {
        String text = "x".repeat(400_000);
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            assertThat(keys).hasSizeLessThanOrEqualTo(3);
            return List.of();
        });
        BulkLoad load =
                new BulkLoad(table, new BatchLimits(10, 500, 4), pause -> {}, () -> new LoadCalls.ByBatches(table));

        LoadReport report = load.run(
                LoadRecord.numbered(IntStream.range(0, 50)
                        .mapToObj(id -> Item.of("id", id, "t", text))
                        .iterator()),
                told);

        assertThat(report.loaded()).isEqualTo(50);
        assertThat(told.loaded).startsWith(LoadChunk.MAX_BYTES / 400_000 + 1L);
    }

    @Test
    void load_inAnInterruptedThread_storesNothingAndStaysInterrupted() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> List.of());

        Thread.currentThread().interrupt();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> load(table, records(40)))
                .withMessageStartingWith("a load of table Notes was interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(table.calls()).isZero();
    }

    @Test
    void load_interruptedWhileItStores_waitsForThatAndStoresNoMore() {
        Thread caller = Thread.currentThread();
        CountDownLatch bothRun = new CountDownLatch(2);
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            bothRun.countDown();
            await(bothRun);
            caller.interrupt();
            return List.of();
        });

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> load(table, records(40)))
                .withMessageStartingWith("a load of table Notes was interrupted");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(table.calls()).isEqualTo(2);
        assertThat(told.loaded).containsExactly(10L);
        assertThat(stored()).hasSize(10);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
