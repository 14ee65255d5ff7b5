// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.BatchWriteReport;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.Batches;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.TableSchema;

/** Storing and removing several items by one call, and any number of them; rule H2. */
abstract class BatchWriteTests extends BatchChecks {
    private TableSchema schema() {
        return notes().schema();
    }

    @Test
    @Rule("H2")
    void batchWrite_ofPutsAndDeletes_doesEachAndNothingElse() {
        String partition = newPartition();
        notes(partition, 0, 6).forEach(note -> notes().put(note.with("old", true)));

        write(notes(), notes(partition, 4, 8), keys(partition, 0, 3));
        write(notes(), List.of(), keys(partition, 20, 22));

        Map<Key, Item> expected = new HashMap<>(byKey(notes(), notes(partition, 4, 8)));
        expected.put(schema().key(partition, 3), note(partition, 3).with("old", true));
        assertThat(read(notes(), keys(partition, 0, 30))).isEqualTo(expected);
    }

    @Test
    @Rule("H2")
    void batchWrite_ofOneCall_doesWhatItDoesNotTellUnprocessed() {
        String partition = newPartition();
        notes(partition, 10, 20).forEach(notes()::put);
        BatchWriteRequest request = BatchWriteRequest.of(schema(), notes(partition, 0, 10), keys(partition, 10, 20));

        BatchWriteResult result = notes().batchWrite(request);

        Set<Key> stored = new HashSet<>(keys(partition, 0, 10));
        for (Key key : result.unprocessed()) {
            assertThat(request.keys()).contains(key);
            if (!stored.remove(key)) {
                stored.add(key);
            }
        }
        assertThat(read(notes(), keys(partition, 0, 20)).keySet()).isEqualTo(stored);
    }

    @Test
    @Rule("H2")
    void batchWrite_ofAsManyAsOneCallTakes_doesThemAll() {
        String partition = newPartition();
        int most = store().batchLimits().writes();
        int half = most / 2;
        write(notes(), notes(partition, most, most + half), List.of());
        BatchWriteRequest request =
                BatchWriteRequest.of(schema(), notes(partition, 0, most - half), keys(partition, most, most + half));

        BatchWriteResult result = notes().batchWrite(request);

        if (!result.unprocessed().isEmpty()) {
            BatchWriteRequest rest = request.only(result.unprocessed());
            assertThat(Batches.over(notes()).write(rest).left()).isEmpty();
        }
        assertThat(read(notes(), keys(partition, 0, most + half)))
                .isEqualTo(byKey(notes(), notes(partition, 0, most - half)));
    }

    @Test
    @Rule("H2")
    void batchWrite_ofMoreThanOneCallTakes_isRefusedAndDoneByBatches() {
        String partition = newPartition();
        int more = store().batchLimits().writes() + 1;
        BatchWriteRequest request = BatchWriteRequest.of(schema(), notes(partition, 0, 2), keys(partition, 2, more));

        assertRefused(ErrorCode.BATCH_WRITE, () -> notes().batchWrite(request));
        assertThat(read(notes(), keys(partition, 0, 2))).isEmpty();

        BatchWriteReport report = Batches.over(notes()).write(request);
        assertThat(report.done()).containsExactlyElementsOf(request.keys());
        assertThat(report.left()).isEmpty();
        assertThat(read(notes(), keys(partition, 0, 2))).hasSize(2);
    }

    @Test
    @Rule("H2")
    void batchWrite_ofNothingOrAKeyTwice_isRefused() {
        Item item = note("x", 1);
        Key key = schema().keyOf(item);
        Item inAnotherNotation = attributes("p", "x", "s", Values.number("1.0"));

        assertRefused(ErrorCode.BATCH_WRITE, () -> BatchWriteRequest.of(schema(), List.of(), List.of()));
        assertRefused(
                ErrorCode.BATCH_WRITE, () -> BatchWriteRequest.ofPuts(schema(), List.of(item, inAnotherNotation)));
        assertRefused(ErrorCode.BATCH_WRITE, () -> BatchWriteRequest.ofDeletes(schema(), List.of(key, key)));
        assertRefused(ErrorCode.BATCH_WRITE, () -> BatchWriteRequest.of(schema(), List.of(item), List.of(key)));
    }

    @Test
    @Rule("H2")
    void batchWrite_withOneMemberThatMayNotBe_isRefusedWhole() {
        Item good = note("x", 1);
        Map<ErrorCode, Item> bad = Map.of(
                ErrorCode.KEY_MISSING, attributes("p", "x"),
                ErrorCode.KEY_TYPE, attributes("p", "x", "s", "1"),
                ErrorCode.KEY_LENGTH, attributes("p", "x".repeat(2049), "s", 1),
                ErrorCode.TEXT_NUL, note("x", 2).with("t", "\0"),
                ErrorCode.NAME_EMPTY, note("x", 2).with("", 1),
                ErrorCode.ITEM_SIZE, note("x", 2).with("t", "x".repeat(ItemLimits.MAX_ITEM_BYTES)));

        bad.forEach((code, item) -> assertRefused(code, () -> BatchWriteRequest.ofPuts(schema(), List.of(good, item))));
        assertRefused(
                ErrorCode.KEY_EXTRA,
                () -> BatchWriteRequest.of(schema(), List.of(good), List.of(Key.of("p", "x", "other", 1))));
    }

    @Test
    @Rule("H2")
    void batchWrite_ofItemsOfAllKinds_keepsThemAsAPutDoes() {
        String partition = newPartition();
        List<Item> items = new ArrayList<>();
        for (AttributeValue value : SampleValues.ofAllTypes()) {
            items.add(note(partition, items.size()).with("v", value).with("inside", Map.of("$B", value, " ", "")));
        }
        items.add(
                note(partition, items.size()).with("v", "").with("\uD83D\uDE00 {\"a\",NULL}", "\\ \" ' \u0001 \uFFFF"));
        items.add(note(partition, items.size())
                .with("v", Values.number("-1.0E-130"))
                .with("$SS", List.of("")));
        items.add(schema().key(partition, items.size()).attributes());

        write(notes(), items, List.of());

        assertThat(read(notes(), keys(partition, 0, items.size()))).isEqualTo(byKey(notes(), items));
        for (Item item : items) {
            assertThat(notes().get(schema().keyOf(item))).contains(item);
        }
    }

    @Test
    @Rule("H2")
    void batchWrite_ofTheLargestItems_keepsThem() {
        String partition = newPartition();
        int count = Math.min(25, store().batchLimits().writes());
        List<Item> items = new ArrayList<>();
        for (Item note : notes(partition, 0, count)) {
            Item empty = note.with("b", Values.binary(bytes()));
            int room = ItemLimits.MAX_ITEM_BYTES - empty.sizeInBytes();
            items.add(note.with(
                    "b", Values.binary(bytes(new Random(1).ints(room, 0, 256).toArray()))));
        }
        BatchWriteRequest request = new BatchWriteRequest(schema(), items, List.of(), CapacityReport.NONE);

        BatchWriteResult result = notes().batchWrite(request);

        assertThat(items).allMatch(item -> item.sizeInBytes() == ItemLimits.MAX_ITEM_BYTES);
        if (!result.unprocessed().isEmpty()) {
            BatchWriteRequest rest = request.only(result.unprocessed());
            assertThat(Batches.over(notes()).write(rest).left()).isEmpty();
        }
        assertThat(read(notes(), keys(partition, 0, count))).isEqualTo(byKey(notes(), items));
    }

    @Test
    @Rule("H2")
    void batchWrites_crossingInAnyOrder_leaveEachItemWholeAndEnd() throws Exception {
        String partition = newPartition();
        int keys = 40;
        int writers = 6;

        RaceTests.race(writers, writer -> {
            Random random = new Random(writer);
            for (int round = 0; round < 10; round++) {
                List<Integer> order = new ArrayList<>();
                for (int i = 0; i < keys; i++) {
                    order.add(i);
                }
                Collections.shuffle(order, random);
                List<Item> puts = order.subList(0, keys / 2).stream()
                        .map(i -> note(partition, i).with("writer", writer).with("same", writer))
                        .toList();
                List<Key> deletes = order.subList(keys / 2, keys).stream()
                        .map(i -> schema().key(partition, i))
                        .toList();
                write(notes(), puts, deletes);
            }
            return true;
        });

        read(notes(), keys(partition, 0, keys)).forEach((key, item) -> {
            AttributeValue writer = item.attribute("writer").orElseThrow();
            assertThat(item.attribute("same")).contains(writer);
            assertThat(item.without("writer").without("same")).isIn(notes(partition, 0, keys));
            assertThat(schema().keyOf(item)).isEqualTo(key);
        });
    }
}
