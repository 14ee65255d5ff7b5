// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.Key;
import org.moviestore.memory.MemoryStore;

/** What a load stores and tells; in chunks of two calls with five items each. */
class BulkLoadTest {
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

    /** A listener that remembers. */
    static final class Told implements LoadListener {
        final List<String> refused = new ArrayList<>();
        final List<Long> loaded = new ArrayList<>();

        @Override
        public void refused(String record, String reason) {
            refused.add(record + ": " + reason);
        }

        @Override
        public void loaded(long records) {
            loaded.add(records);
        }
    }

    /** Stores items one by one, and remembers in which calls. */
    private final class Storing implements BulkLoad.Writer<Item> {
        private final List<List<Integer>> calls = Collections.synchronizedList(new ArrayList<>());

        @Override
        public Item rowOf(Item item) {
            return item;
        }

        @Override
        public int compare(Item left, Item right) {
            return Integer.compare(id(right), id(left));
        }

        @Override
        public int store(List<Item> items) {
            calls.add(items.stream().map(Storing::id).toList());
            int replaced = 0;
            for (Item item : items) {
                PutRequest put = PutRequest.builder(SCHEMA, item)
                        .returning(ReturnItem.OLD)
                        .build();
                replaced += sound.put(put).item().isPresent() ? 1 : 0;
            }
            return replaced;
        }

        private static int id(Item item) {
            return ((NumberValue) item.attribute("id").orElseThrow()).value().intValueExact();
        }
    }

    private static Item item(int id, int n) {
        return Item.of("id", id, "n", n);
    }

    private static Iterator<LoadRecord> records(Stream<Item> items) {
        return LoadRecord.numbered(items.iterator());
    }

    private static Iterator<LoadRecord> records(int count) {
        return records(IntStream.range(0, count).mapToObj(id -> item(id, id)));
    }

    private LoadReport load(DocumentTable table, Iterator<LoadRecord> records) {
        return new BulkLoad(table, LIMITS, pause -> {}, () -> new LoadCalls.ByBatches(table)).run(records, told);
    }

    private LoadReport load(BulkLoad.Writer<Item> writer, Iterator<LoadRecord> records) {
        return BulkLoad.over(sound).by(writer, LIMITS).run(records, told);
    }

    private Map<Key, Item> stored() {
        Map<Key, Item> items = new HashMap<>();
        sound.stream(ScanRequest.of(SCHEMA)).forEach(item -> items.put(SCHEMA.keyOf(item), item));
        return items;
    }

    @Test
    void load_ofManyItems_storesThemAndTellsHowFarItIs() {
        LoadReport report = load(sound, records(53));

        assertThat(report).isEqualTo(new LoadReport(53, OptionalLong.empty(), 0));
        assertThat(report.isComplete()).isTrue();
        assertThat(told.loaded).containsExactly(10L, 20L, 30L, 40L, 50L, 53L);
        assertThat(stored()).hasSize(53).containsEntry(SCHEMA.key(17), item(17, 17));
    }

    @Test
    void load_ofKeysThatRepeat_leavesTheLastOfEach() {
        Stream<Item> items = IntStream.range(0, 100).mapToObj(n -> item(n % 7 * n % 13, n));
        Map<Key, Item> last = new HashMap<>();
        IntStream.range(0, 100)
                .mapToObj(n -> item(n % 7 * n % 13, n))
                .forEach(each -> last.put(SCHEMA.keyOf(each), each));

        LoadReport report = load(new Storing(), records(items));

        assertThat(stored()).isEqualTo(last);
        assertThat(report).isEqualTo(new LoadReport(100, OptionalLong.of(100 - last.size()), 0));
    }

    @Test
    void load_ofOneKeyForEver_goesOn() {
        Storing writer = new Storing();

        LoadReport report = load(writer, records(IntStream.range(0, 100).mapToObj(n -> item(1, n))));

        assertThat(report).isEqualTo(new LoadReport(100, OptionalLong.of(99), 0));
        assertThat(writer.calls).hasSize(10).containsOnly(List.of(1));
        assertThat(stored().values()).containsExactly(item(1, 99));
    }

    @Test
    void load_overItems_countsThoseReplaced() {
        sound.put(item(3, -1));
        sound.put(item(60, -1));

        LoadReport report = load(new Storing(), records(50));

        assertThat(report.replaced()).hasValue(1);
        assertThat(stored()).hasSize(51).containsEntry(SCHEMA.key(3), item(3, 3));
    }

    @Test
    void load_byAWriterWithAnOrder_sendsEachChunkInIt() {
        Storing writer = new Storing();

        load(writer, records(13));

        assertThat(writer.calls.subList(0, 2))
                .containsExactlyInAnyOrder(List.of(9, 8, 7, 6, 5), List.of(4, 3, 2, 1, 0));
        assertThat(writer.calls.subList(2, 4)).containsExactlyInAnyOrder(List.of(12, 11), List.of(10));
    }

    @Test
    void load_ofItemsThatMayNotBeStored_namesThemAndStoresTheOthers() {
        LoadReport report = load(
                sound,
                records(Stream.of(
                        item(1, 1),
                        Item.of("n", 2),
                        Item.of("id", "3"),
                        Item.of("id", 4, "t", "\0"),
                        item(5, 5),
                        Item.of("id", 6, "t", "x".repeat(ItemLimits.MAX_ITEM_BYTES)))));

        assertThat(report).isEqualTo(new LoadReport(2, OptionalLong.empty(), 4));
        assertThat(report.isComplete()).isFalse();
        assertThat(told.refused)
                .satisfiesExactly(
                        each -> assertThat(each).startsWith("item 2: key attribute id of table Notes is missing"),
                        each -> assertThat(each).startsWith("item 3: key attribute id must be N"),
                        each -> assertThat(each).startsWith("item 4: text contains U+0000"),
                        each -> assertThat(each).startsWith("item 6: item is "));
        assertThat(stored().values()).containsExactlyInAnyOrder(item(1, 1), item(5, 5));
    }

    @Test
    void load_ofNothing_callsNothing() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> List.of());

        LoadReport report = load(table, records(0));

        assertThat(report).isEqualTo(new LoadReport(0, OptionalLong.empty(), 0));
        assertThat(table.calls()).isZero();
        assertThat(told.loaded).isEmpty();
    }

    @Test
    void load_ofUnprocessedKeys_sendsThemAgain() {
        FaultyTable table =
                new FaultyTable(sound, (call, keys) -> keys.size() > 1 ? keys.subList(1, keys.size()) : List.of());

        LoadReport report = load(table, records(23));

        assertThat(report.loaded()).isEqualTo(23);
        assertThat(stored()).hasSize(23);
    }

    @Test
    void load_ofANullArgument_isRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> BulkLoad.over(sound).run(records(1), null))
                .withMessage("listener");
        assertThatNullPointerException()
                .isThrownBy(() -> BulkLoad.over(sound).run(null, LoadListener.SILENT))
                .withMessage("records");
    }

    @Test
    void load_intoATableWithVersions_isRefused() {
        DocumentTable versioned = store.table("Notes", TableOptions.none().withVersionAttribute("version"));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> versioned.load(records(1), told))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.VERSION));
        assertThat(stored()).isEmpty();
    }

    @Test
    void load_ofMemory_tellsWhatItReplaces() {
        sound.put(item(3, -1));

        LoadReport report = sound.load(records(3000), LoadListener.SILENT);

        assertThat(report).isEqualTo(new LoadReport(3000, OptionalLong.of(1), 0));
    }

    @Test
    void load_ofATableThatKnowsNothingOfANewIndex_obeysIt() {
        SecondaryIndex byN = SecondaryIndex.builder("by-n")
                .partitionKey("n", AttributeType.NUMBER)
                .build();
        store.updateTable("Notes", TableChange.addIndex(byN));

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> sound.load(
                        records(Stream.of(item(1, 1), item(2, 2), Item.of("id", 3, "n", "text"), item(4, 4))), told))
                .withMessageStartingWith("item 3: ")
                .satisfies(refusal -> assertThat(refusal.code()).contains(ErrorCode.KEY_TYPE));
        assertThat(told.loaded).containsExactly((long) stored().size());
        assertThat(stored().values()).contains(item(1, 1), item(2, 2));
    }

    /** A writer of rows of which three are as much as may be held. */
    private static final class Inflating implements BulkLoad.Writer<Item> {
        @Override
        public Item rowOf(Item item) {
            return item;
        }

        @Override
        public long bytes(Item row, int itemBytes) {
            assertThat(itemBytes).isEqualTo(row.sizeInBytes());
            return LoadChunk.MAX_BYTES / 3 + 1;
        }

        @Override
        public int store(List<Item> items) {
            return 0;
        }
    }

    @Test
    void load_ofItemsThatAreLargeAsTheyAreSent_holdsFewer() {
        LoadReport report = load(new Inflating(), records(8));

        assertThat(report.loaded()).isEqualTo(8);
        assertThat(told.loaded).containsExactly(3L, 6L, 8L);
    }
}
