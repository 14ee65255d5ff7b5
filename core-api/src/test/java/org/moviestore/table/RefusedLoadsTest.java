// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.BulkLoadTest.Told;

/** Which record a load names when the backend refuses a call; in chunks of two calls with five items each. */
class RefusedLoadsTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Notes")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final BatchLimits LIMITS = new BatchLimits(10, 5, 2);

    private final MemoryStore store = new MemoryStore();
    private final DocumentTable sound = store.createTable(SCHEMA);
    private final Told told = new Told();

    @AfterEach
    void close() {
        store.close();
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

    private FaultyTable refusing(Set<Integer> ids) {
        Set<Key> refused = ids.stream().map(SCHEMA::key).collect(Collectors.toSet());
        return new FaultyTable(sound, (call, keys) -> {
            if (keys.stream().anyMatch(refused::contains)) {
                throw rejected();
            }
            return List.of();
        });
    }

    private Set<Key> stored() {
        return sound.stream(ScanRequest.of(SCHEMA)).map(SCHEMA::keyOf).collect(Collectors.toSet());
    }

    private static Set<Key> keys(int... ids) {
        return IntStream.of(ids).mapToObj(SCHEMA::key).collect(Collectors.toSet());
    }

    @Test
    void load_ofAnItemThatTheBackendRefuses_namesItAndTellsHowMuchIsStored() {
        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> load(refusing(Set.of(17, 18)), records(40)))
                .withMessage("item 18: cannot write a batch: it is too much")
                .satisfies(rejection -> assertThat(rejection.code()).contains(ErrorCode.ITEM_SIZE));

        assertThat(told.loaded).containsExactly(10L, 17L);
        assertThat(stored()).isEqualTo(keys(IntStream.range(0, 17).toArray()));
    }

    @Test
    void load_whoseFirstItemsTheBackendRefuses_namesTheFirst() {
        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> load(refusing(Set.of(0, 1, 2)), records(4)))
                .withMessageStartingWith("item 1: ");

        assertThat(told.loaded).containsExactly(1L);
        assertThat(stored()).isEqualTo(keys(3));
    }

    @Test
    void load_allOfWhichTheBackendRefuses_namesNone() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            throw rejected();
        });

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> load(table, records(40)))
                .withMessage("cannot write a batch: it is too much");

        assertThat(told.loaded).containsExactly(0L);
    }

    @Test
    void load_ofItemsThatAreRefusedOnlyTogether_endsWithThatAndNamesNone() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            if (keys.size() > 1) {
                throw rejected();
            }
            return List.of();
        });

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> load(table, records(40)))
                .withMessage("cannot write a batch: it is too much");

        assertThat(told.loaded).containsExactly(2L);
        assertThat(stored()).isEqualTo(keys(0, 1));
    }

    @Test
    void load_allOfWhoseRestTheBackendRefuses_namesNone() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            if (call > 2) {
                throw rejected();
            }
            return List.of();
        });

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> load(table, records(40)))
                .withMessage("cannot write a batch: it is too much");

        assertThat(told.loaded).containsExactly(10L, 10L);
    }

    @Test
    void load_whoseLastItemAloneTheBackendRefuses_namesIt() {
        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> load(refusing(Set.of(20)), records(21)))
                .withMessageStartingWith("item 21: ");

        assertThat(told.loaded).containsExactly(10L, 20L, 20L);
    }

    @Test
    void load_ofAKeyThatComesAgainAndIsRefused_namesTheFirstRecordThatIs() {
        Iterator<LoadRecord> records = LoadRecord.numbered(
                Stream.of(0, 1, 2, 3, 0).map(id -> Item.of("id", id)).iterator());

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> load(refusing(Set.of(0, 2)), records))
                .withMessageStartingWith("item 3: ");

        assertThat(stored()).contains(SCHEMA.key(1));
    }

    /** A writer that stores nothing, and refuses calls with any of some items. */
    private static final class Refusing implements BulkLoad.Writer<Item> {
        private final Set<Item> refused;
        private final AtomicInteger calls = new AtomicInteger();

        private Refusing(int... ids) {
            this.refused = IntStream.of(ids).mapToObj(id -> Item.of("id", id)).collect(Collectors.toSet());
        }

        @Override
        public Item rowOf(Item item) {
            return item;
        }

        @Override
        public int store(List<Item> items) {
            calls.incrementAndGet();
            if (!Collections.disjoint(items, refused)) {
                throw rejected();
            }
            return 0;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1999, 2000, 2777, 3998, 3999})
    void load_ofOneOfThousandsThatTheBackendRefuses_findsItInFewCalls(int id) {
        Refusing writer = new Refusing(id, 3999);
        BulkLoad load = BulkLoad.over(sound).by(writer, new BatchLimits(4000, 2000, 2));

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> load.run(records(4000), told))
                .withMessageStartingWith("item " + (id + 1) + ": ");

        assertThat(writer.calls.get()).isLessThanOrEqualTo(2 + 13 + 2);
        assertThat(told.loaded).hasSize(1);
        assertThat(told.loaded.get(0)).isGreaterThanOrEqualTo(id);
    }

    @Test
    void load_ofThousandsThatTheBackendRefuses_endsAfterFewCalls() {
        Refusing writer = new Refusing(IntStream.range(0, 4000).toArray());
        BulkLoad load = BulkLoad.over(sound).by(writer, new BatchLimits(4000, 2000, 2));

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> load.run(records(4000), told))
                .withMessage(rejected().getMessage());

        assertThat(writer.calls.get()).isLessThanOrEqualTo(2 + 12 + 4);
        assertThat(told.loaded).containsExactly(0L);
    }

    @Test
    void load_interruptedWhileTheRefusedIsSought_sendsNoMore() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            if (call <= 2) {
                throw rejected();
            }
            Thread.currentThread().interrupt();
            return List.of();
        });

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> load(table, records(40)))
                .withMessageStartingWith("a load of table Notes was interrupted");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(table.calls()).isEqualTo(3);
        assertThat(told.loaded).containsExactly((long) stored().size());
    }

    @Test
    void load_whenTheBackendTakesOnlySomeWhileTheRefusedIsSought_tellsThose() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            if (call <= 2) {
                throw rejected();
            }
            return keys.subList(1, keys.size());
        });

        assertThatExceptionOfType(RequestRejectedException.class).isThrownBy(() -> load(table, records(40)));

        assertThat(stored()).hasSize(1);
        assertThat(told.loaded).containsExactly(1L);
    }

    @Test
    void load_intoAStoreThatIsClosedWhileTheRefusedIsSought_tellsWhatWasStored() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            if (call <= 2) {
                throw rejected();
            } else if (call == 4) {
                throw new IllegalStateException("the store is closed");
            }
            return List.of();
        });

        assertThatIllegalStateException()
                .isThrownBy(() -> load(table, records(40)))
                .withMessage("the store is closed");

        assertThat(told.loaded).containsExactly(5L);
        assertThat(stored()).hasSize(5);
    }

    @Test
    void load_whoseListenerThrowsAfterAFailure_throwsTheFailureWithThat() {
        LoadListener broken = new LoadListener() {
            @Override
            public void refused(String record, String reason) {
                told.refused(record, reason);
            }

            @Override
            public void loaded(long records) {
                throw new IllegalArgumentException("the listener broke at " + records);
            }
        };

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> load(refusing(Set.of(7)), records(9), broken))
                .withMessageStartingWith("item 8: ")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("the listener broke at 7"));
    }

    @Test
    void load_whenTheBackendFailsWhileTheRefusedIsSought_throwsThat() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            if (keys.size() == 1) {
                throw new StoreUnavailableException("gone");
            }
            throw rejected();
        });

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> load(table, records(40)))
                .withMessage("gone");
    }

    @Test
    void load_whenTheBackendHasNoRoomWhileTheRefusedIsSought_throwsTheRefusal() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            if (keys.size() == 1) {
                return keys;
            }
            throw rejected();
        });

        assertThatExceptionOfType(RequestRejectedException.class).isThrownBy(() -> load(table, records(40)));
    }
}
