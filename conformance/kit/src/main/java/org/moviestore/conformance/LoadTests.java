// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.from;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.BatchLimits;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadRecord;
import org.moviestore.table.LoadReport;

/** Loading any number of items; rule H10. */
abstract class LoadTests extends BatchChecks {
    /** A listener that remembers. */
    private static final class Told implements LoadListener {
        private final List<String> refused = new ArrayList<>();
        private final List<Long> loaded = new ArrayList<>();

        @Override
        public void refused(String record, String reason) {
            refused.add(record + ": " + reason);
        }

        @Override
        public void loaded(long records) {
            loaded.add(records);
        }
    }

    private final Told told = new Told();

    private LoadReport load(DocumentTable table, Stream<Item> items) {
        return table.load(LoadRecord.numbered(items.iterator()), told);
    }

    private LoadReport load(DocumentTable table, List<Item> items) {
        return load(table, items.stream());
    }

    /** Returns more than several calls at once take. */
    private int many() {
        BatchLimits limits = store().batchLimits();
        return 2 * limits.writes() * limits.parallelCalls() + 7;
    }

    /** Checks what a store that tells how many items a load replaced says. */
    private static void assertReplaced(LoadReport report, long expected) {
        assertThat(report.replaced()).isIn(OptionalLong.empty(), OptionalLong.of(expected));
    }

    @Test
    @Rule("H10")
    void load_ofManyItems_storesThemAllAndTellsSo() {
        String partition = newPartition();
        List<Item> items = notes(partition, 0, many());

        LoadReport report = load(notes(), items);

        assertThat(report.loaded()).isEqualTo(items.size());
        assertThat(report.refused()).isZero();
        assertReplaced(report, 0);
        assertThat(told.loaded).isSorted().last().isEqualTo((long) items.size());
        assertThat(read(notes(), keys(partition, 0, many()))).isEqualTo(byKey(notes(), items));
    }

    @Test
    @Rule("H10")
    void load_overItemsThatAreThere_replacesThemWhole() {
        String partition = newPartition();
        notes(partition, 3, 10).forEach(note -> notes().put(note.with("old", true)));

        LoadReport report = load(notes(), notes(partition, 0, 6));

        assertThat(report.loaded()).isEqualTo(6);
        assertReplaced(report, 3);
        Map<Key, Item> expected = byKey(notes(), notes(partition, 0, 6));
        notes(partition, 6, 10).forEach(note -> expected.put(notes().schema().keyOf(note), note.with("old", true)));
        assertThat(read(notes(), keys(partition, 0, 20))).isEqualTo(expected);
    }

    @Test
    @Rule("H10")
    void load_ofAKeyThatRepeats_leavesTheLast() {
        String partition = newPartition();
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            items.add(note(partition, i % 7 * i % 5).with("take", i));
        }
        Map<Key, Item> last = new LinkedHashMap<>();
        items.forEach(item -> last.put(notes().schema().keyOf(item), item));

        LoadReport report = load(notes(), items);

        assertThat(report.loaded()).isEqualTo(50);
        assertReplaced(report, 50 - last.size());
        assertThat(read(notes(), keys(partition, 0, 50))).isEqualTo(last);
    }

    @Test
    @Rule("H10")
    void load_ofAKeyThatComesAgainMuchLater_leavesTheLast() {
        String partition = newPartition();
        Item again = note(partition, 5).with("take", 2);

        LoadReport report = load(notes(), Stream.concat(notes(partition, 0, many()).stream(), Stream.of(again)));

        assertThat(report.loaded()).isEqualTo(many() + 1L);
        assertReplaced(report, 1);
        assertThat(read(notes(), keys(partition, 5, 6)).values()).containsExactly(again);
        assertThat(read(notes(), keys(partition, 0, many()))).hasSize(many());
    }

    @Test
    @Rule("H10")
    void load_ofOneKeyAlone_leavesTheLast() {
        String partition = newPartition();

        LoadReport report = load(
                notes(),
                IntStream.range(0, many()).mapToObj(i -> note(partition, 1).with("take", i)));

        assertThat(report.loaded()).isEqualTo(many());
        assertThat(read(notes(), keys(partition, 0, 5)).values())
                .containsExactly(note(partition, 1).with("take", many() - 1));
    }

    @Test
    @Rule("H10")
    void load_ofItemsThatMayNotBeStored_namesThemAndStoresTheOthers() {
        String partition = newPartition();
        List<Item> items = List.of(
                note(partition, 1),
                attributes("p", partition),
                attributes("p", partition, "s", "1"),
                attributes("p", "x".repeat(2049), "s", 1),
                note(partition, 2).with("t", "\0"),
                note(partition, 3).with("", 1),
                note(partition, 4).with("t", "x".repeat(ItemLimits.MAX_ITEM_BYTES)),
                note(partition, 5));

        LoadReport report = load(notes(), items);

        assertThat(report.loaded()).isEqualTo(2);
        assertThat(report.refused()).isEqualTo(6);
        assertThat(report.isComplete()).isFalse();
        assertThat(told.refused)
                .extracting(each -> each.substring(0, each.indexOf(':')))
                .containsExactly("item 2", "item 3", "item 4", "item 5", "item 6", "item 7");
        assertThat(read(notes(), keys(partition, 0, 9)).values())
                .containsExactlyInAnyOrder(note(partition, 1), note(partition, 5));
    }

    @Test
    @Rule("H10")
    void load_ofItemsOfAllKinds_keepsThemAsAPutDoes() {
        String partition = newPartition();
        List<Item> items = new ArrayList<>();
        for (AttributeValue value : SampleValues.ofAllTypes()) {
            items.add(note(partition, items.size()).with("v", value).with("inside", Map.of("$B", value, " ", "")));
        }
        items.add(
                note(partition, items.size()).with("v", "").with("\uD83D\uDE00 {\"a\",NULL}", "\\ \" ' \u0001 \uFFFF"));
        items.add(note(partition, items.size()).with("v", "\\N").with("t", "a\tb\nc\\.\r\n"));
        items.add(attributes("p", partition, "s", items.size()));

        load(notes(), items);

        assertThat(read(notes(), keys(partition, 0, items.size()))).isEqualTo(byKey(notes(), items));
        for (Item item : items) {
            assertThat(notes().get(notes().schema().keyOf(item))).contains(item);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AttributeType.class,
            names = {"STRING", "NUMBER", "BINARY"})
    @Rule("H10")
    void load_ofKeysOfEachType_storesAndReplaces(AttributeType type) {
        DocumentTable table = run().newTable(type, type);
        List<Object> values = switch (type) {
            case NUMBER ->
                List.of(
                        0,
                        -1,
                        10_000,
                        new BigDecimal("-123456.00789"),
                        new BigDecimal("1E125"),
                        new BigDecimal("-1E-130"),
                        Values.number("9".repeat(38)));
            case BINARY -> List.of(bytes(0), bytes(0xFF, 0x80), bytes('"', '\\'), bytes(1, 2, 3));
            default -> List.of("NULL", "{a,\"b\"}", "\\x41", "\uD83D\uDE00 '\n\t, ", "\uFFFF");
        };
        List<Item> items = new ArrayList<>();
        for (Object partition : values) {
            values.forEach(sort -> items.add(attributes("p", partition, "s", sort, "v", items.size())));
        }
        List<Key> keys = items.stream().map(table.schema()::keyOf).toList();

        load(table, items);
        assertThat(read(table, keys)).isEqualTo(byKey(table, items));

        List<Item> others = items.stream().map(item -> item.with("v", "new")).toList();
        LoadReport again = load(table, others);
        assertReplaced(again, items.size());
        assertThat(read(table, keys)).isEqualTo(byKey(table, others));
    }

    @Test
    @Rule("H10")
    void load_ofTheLargestItems_storesThem() {
        String partition = newPartition();
        List<Item> items = notes(partition, 0, 40).stream()
                .map(note -> note.with("text", "x".repeat(ItemLimits.MAX_ITEM_BYTES - 1000)))
                .toList();

        LoadReport report = load(notes(), items);

        assertThat(report.loaded()).isEqualTo(40);
        assertThat(read(notes(), keys(partition, 0, 40))).isEqualTo(byKey(notes(), items));
    }

    @Test
    @Rule("H10")
    void load_whoseRecordsFail_keepsAndTellsWhatWasStored() {
        String partition = newPartition();
        int good = many();
        Stream<Item> failing =
                Stream.concat(notes(partition, 0, good).stream(), Stream.of(1).map(never -> {
                    throw new IllegalArgumentException("the stream broke");
                }));

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> load(notes(), failing))
                .withMessage("the stream broke");

        Map<Key, Item> stored = read(notes(), keys(partition, 0, good));
        assertThat(told.loaded).last().isEqualTo((long) stored.size());
        assertThat(stored).isNotEmpty();
        stored.forEach((key, item) ->
                assertThat(byKey(notes(), notes(partition, 0, good))).containsEntry(key, item));
    }

    @Test
    @Rule({"H10", "T7"})
    void load_intoATableThatWasDropped_failsAndTellsThatNothingIsStored() {
        DocumentTable table = run().newTable(AttributeType.STRING);
        store().dropTable(table.schema().tableName());

        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> load(table, Stream.of(attributes("p", "x"))))
                .returns(table.schema().tableName(), from(TableNotFoundException::tableName));

        assertThat(told.loaded).containsExactly(0L);
    }

    @Test
    @Rule("H10")
    void loads_ofTheSameKeysAtOnce_leaveEachItemWholeAndEnd() throws Exception {
        String partition = newPartition();

        List<Integer> complete = RaceTests.race(4, writer -> {
            List<Item> items = new ArrayList<>(notes(partition, 0, 60));
            Collections.shuffle(items, new Random(writer));
            Stream<Item> marked =
                    items.stream().map(item -> item.with("writer", writer).with("same", writer));
            return notes().load(LoadRecord.numbered(marked.iterator()), LoadListener.SILENT)
                            .loaded()
                    == 60;
        });

        assertThat(complete).hasSize(4);
        Map<Key, Item> stored = read(notes(), keys(partition, 0, 60));
        assertThat(stored).hasSize(60);
        stored.values().forEach(item -> assertThat(item.attribute("same")).isEqualTo(item.attribute("writer")));
    }
}
