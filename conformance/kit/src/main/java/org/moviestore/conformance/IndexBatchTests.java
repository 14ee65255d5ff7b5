// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadRecord;

/** What batches make of secondary indexes; rules I1, I2, I8 and T6. */
abstract class IndexBatchTests extends IndexChecks {
    private void write(List<Item> puts, List<Key> deletes) {
        BatchChecks.write(indexed(), puts, deletes);
    }

    @Test
    @Rule("I8")
    void batchWrite_ofPuts_entersEachIndex() {
        String partition = newPartition();
        String text = newPartition();
        Item[] items = IntStream.range(0, 40)
                .mapToObj(i -> attributes("p", partition, "s", "s" + (i * 7) % 40, "gs", text, "sn", i, "x", i, "y", i))
                .toArray(Item[]::new);

        write(List.of(items), List.of());

        assertShownByGlobal(text, items);
        assertShownByLocal(partition, items);
    }

    @Test
    @Rule("I8")
    void batchWrite_ofPutsOverItems_movesThemInEachIndex() {
        String old = newPartition();
        String text = newPartition();
        List<Item> items = storedTogether(
                attributes("gs", old, "sn", 1, "x", "a", "y", 1),
                attributes("gs", old, "sn", 2),
                attributes("gs", old, "sn", 3),
                attributes("gs", old, "sn", 4));
        assertShownByGlobal(old, items.toArray(Item[]::new));

        Item moved = items.get(0).with("gs", text).with("sn", 5).with("x", "b").without("y");
        Item left = items.get(1).without("gs").with("sn", -2);
        Item leftToo = items.get(2).without("sn");
        write(List.of(moved, left, leftToo, items.get(3).with("sn", Values.number("4.0"))), List.of());

        assertShownByGlobal(text, moved);
        assertShownByGlobal(old, items.get(3));
        assertShownByLocal(partitionOf(moved), left, items.get(3), moved);
        assertThat(found(query("global-S", old).build())).containsExactlyInAnyOrder(leftToo, items.get(3));
    }

    @Test
    @Rule("I8")
    void load_ofItemsAndOverThem_entersEachIndexAndMovesThem() {
        String partition = newPartition();
        String old = newPartition();
        String text = newPartition();
        List<Item> items = IntStream.range(0, 40)
                .mapToObj(i -> attributes("p", partition, "s", "s" + (i * 7) % 40, "gs", old, "sn", i, "x", i, "y", i))
                .toList();

        load(items);
        assertShownByGlobal(old, items.toArray(Item[]::new));
        assertShownByLocal(partition, items.toArray(Item[]::new));

        load(items.stream().map(item -> item.with("gs", text)).toList());
        assertShownByGlobal(
                text, items.stream().map(item -> item.with("gs", text)).toArray(Item[]::new));
        assertThat(found(query("global-S", old).build())).isEmpty();
    }

    private void load(List<Item> items) {
        assertThat(indexed()
                        .load(LoadRecord.numbered(items.iterator()), LoadListener.SILENT)
                        .loaded())
                .isEqualTo(items.size());
    }

    @Test
    @Rule("I8")
    void batchWrite_ofDeletes_takesThoseItemsOutOfEachIndex() {
        String text = newPartition();
        List<Item> items = storedTogether(
                attributes("gs", text, "sn", 1, "x", 1),
                attributes("gs", text, "sn", 1, "x", 1),
                attributes("gs", text, "sn", 2));
        Item added = items.get(0).with("s", "z").with("sn", 3);
        assertIndexed("global-S-N", text, items.toArray(Item[]::new));

        write(
                List.of(added),
                List.of(
                        schema().keyOf(items.get(0)),
                        schema().keyOf(items.get(2)),
                        schema().key(newPartition(), "absent")));

        assertShownByGlobal(text, items.get(1), added);
        assertShownByLocal(partitionOf(added), items.get(1), added);
    }

    @Test
    @Rule("I1")
    void batchWrite_ofItemsThatLackAKeyAttribute_leavesThemOut() {
        String text = newPartition();
        Item item = attributes("p", newPartition(), "s", "a", "gs", text, "sn", 1);
        Item withoutText = item.with("s", "b").with("sn", 2).without("gs");
        Item inside = item.with("s", "c").without("sn").with("m", Map.of("sn", 1));

        write(List.of(item, withoutText, inside), List.of());

        assertShownByGlobal(text, item);
        assertShownByLocal(partitionOf(item), item, withoutText);
        assertThat(indexed().get(schema().keyOf(inside))).contains(inside);
    }

    /** Returns, by the code, items of the partition that an index cannot take. */
    private static Map<ErrorCode, Item> unfit(String partition) {
        Item item = attributes("p", partition, "s", "unfit", "gs", "text", "sn", 1);
        return Map.of(
                ErrorCode.KEY_TYPE, item.with("gs", 5),
                ErrorCode.KEY_EMPTY, item.with("ss", ""),
                ErrorCode.KEY_LENGTH, item.with("ss", "x".repeat(1025)),
                ErrorCode.ITEM_SIZE, item.with("y", "x".repeat(ItemLimits.MAX_ITEM_BYTES / 2)));
    }

    @Test
    @Rule("I2")
    void batchWrite_withOneItemThatAnIndexCannotTake_isRefusedWhole() {
        Item good = attributes("p", newPartition(), "s", "a", "gs", newPartition(), "sn", 1);

        unfit(newPartition())
                .forEach((code, item) -> assertRefused(
                        code, () -> indexed().batchWrite(BatchWriteRequest.ofPuts(schema(), List.of(good, item)))));

        assertThat(indexed().get(schema().keyOf(good))).isEmpty();
        assertShownByGlobal(good.attribute("gs").orElseThrow());
    }

    @Test
    @Rule({"I2", "T6"})
    void batchWrite_ofARequestThatKnowsNothingOfTheIndexes_obeysThemAllTheSame() {
        String partition = newPartition();
        String text = newPartition();
        Item good = attributes("p", partition, "s", "a", "gs", text, "sn", 1);

        unfit(partition)
                .forEach((code, item) -> assertRefused(
                        code, () -> indexed().batchWrite(BatchWriteRequest.ofPuts(bare(), List.of(good, item)))));
        assertThat(indexed().get(schema().keyOf(good))).isEmpty();
        BatchWriteRequest request = BatchWriteRequest.ofPuts(bare(), List.of(good));
        while (!indexed().batchWrite(request).unprocessed().isEmpty()) {
            Thread.onSpinWait();
        }

        assertShownByGlobal(text, good);
        assertShownByLocal(partition, good);
    }

    @Test
    @Rule("I8")
    void batchWrites_crossingInAnyOrder_leaveNoIndexStale() throws Exception {
        String partition = newPartition();
        List<String> texts = List.of(newPartition(), newPartition());
        int keys = 20;

        RaceTests.race(4, writer -> {
            Random random = new Random(writer);
            for (int round = 0; round < 8; round++) {
                List<Item> items = new ArrayList<>();
                for (int i = 0; i < keys; i++) {
                    Item item = attributes("p", partition, "s", "s" + i, "sn", i, "x", writer);
                    items.add(random.nextInt(4) == 0 ? item : item.with("gs", texts.get(random.nextInt(2))));
                }
                Collections.shuffle(items, random);
                write(
                        items.subList(0, keys / 2),
                        items.subList(keys / 2, keys).stream()
                                .map(schema()::keyOf)
                                .toList());
            }
            return true;
        });

        List<Item> left = leftOf(partition, keys);
        assertShownByLocal(partition, left.toArray(Item[]::new));
        for (String text : texts) {
            AttributeValue value = Values.of(text);
            assertShownByGlobal(
                    text,
                    left.stream()
                            .filter(item ->
                                    item.attribute("gs").filter(value::equals).isPresent())
                            .toArray(Item[]::new));
        }
    }

    /** Returns what is there of the first items of a partition, in the order of their numbers. */
    private List<Item> leftOf(String partition, int keys) {
        List<Key> all = IntStream.range(0, keys)
                .mapToObj(i -> schema().key(partition, "s" + i))
                .toList();
        return BatchChecks.read(indexed(), all).values().stream()
                .sorted(Comparator.comparing(IndexBatchTests::number))
                .toList();
    }

    private static BigDecimal number(Item item) {
        return ((NumberValue) item.attribute("sn").orElseThrow()).value();
    }
}
