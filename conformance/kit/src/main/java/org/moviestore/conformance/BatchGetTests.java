// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.BatchGetReport;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.Batches;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ReadConsistency;

/** Reading several items by one call, and any number of them; rule H1. */
abstract class BatchGetTests extends BatchChecks {
    @Test
    @Rule("H1")
    void batchGet_ofSeveralKeys_returnsTheItemsThatAreThereByTheirKeys() {
        String partition = newPartition();
        notes(partition, 0, 5).forEach(notes()::put);

        Map<Key, Item> items = read(notes(), keys(partition, -3, 3));

        assertThat(items).isEqualTo(byKey(notes(), notes(partition, 0, 3)));
    }

    @Test
    @Rule("H1")
    void batchGet_ofOneCall_tellsOfEachKeyThatItIsThereOrUnprocessed() {
        String partition = newPartition();
        notes(partition, 0, 9).forEach(notes()::put);

        BatchGetResult result = notes().batchGet(BatchGetRequest.of(notes().schema(), keys(partition, 0, 9)));

        Set<Key> told = new HashSet<>(result.items().keySet());
        told.addAll(result.unprocessed());
        assertThat(told).containsExactlyInAnyOrderElementsOf(keys(partition, 0, 9));
        assertThat(result.items())
                .isNotEmpty()
                .doesNotContainKeys(result.unprocessed().toArray(Key[]::new));
    }

    @Test
    @Rule("H1")
    void batchGet_ofAsManyKeysAsOneCallTakes_findsThemAll() {
        String partition = newPartition();
        int most = store().batchLimits().gets();
        write(notes(), notes(partition, 0, most), List.of());

        BatchGetResult result = notes().batchGet(BatchGetRequest.of(notes().schema(), keys(partition, 0, most)));

        assertThat(result.items().size() + result.unprocessed().size()).isEqualTo(most);
        assertThat(read(notes(), keys(partition, 0, most))).isEqualTo(byKey(notes(), notes(partition, 0, most)));
    }

    @Test
    @Rule("H1")
    void batchGet_ofMoreKeysThanOneCallTakes_isRefusedAndFoundByBatches() {
        String partition = newPartition();
        int more = store().batchLimits().gets() + 1;
        write(notes(), notes(partition, 0, 3), List.of());
        BatchGetRequest request = BatchGetRequest.of(notes().schema(), keys(partition, 1, more + 1));

        assertRefused(ErrorCode.BATCH_GET, () -> notes().batchGet(request));

        BatchGetReport report = Batches.over(notes()).get(request);
        assertThat(report.items()).isEqualTo(byKey(notes(), notes(partition, 1, 3)));
        assertThat(report.absent()).containsExactlyElementsOf(keys(partition, 3, more + 1));
        assertThat(report.left()).isEmpty();
    }

    @Test
    @Rule("H1")
    void batchGet_ofNoKeyOrAKeyTwice_isRefused() {
        Key one = notes().schema().key("x", 1);
        Key sameInAnotherNotation = notes().schema().key("x", Values.number("1.0"));

        assertRefused(ErrorCode.BATCH_GET, () -> BatchGetRequest.of(notes().schema(), List.of()));
        assertRefused(ErrorCode.BATCH_GET, () -> BatchGetRequest.of(notes().schema(), List.of(one, one)));
        assertRefused(
                ErrorCode.BATCH_GET, () -> BatchGetRequest.of(notes().schema(), List.of(one, sameInAnotherNotation)));
    }

    @Test
    @Rule("H1")
    void batchGet_ofKeysThatAreNone_isRefused() {
        Key good = notes().schema().key("x", 1);

        for (Map.Entry<ErrorCode, Key> bad : Map.of(
                        ErrorCode.KEY_MISSING, Key.of("p", "x"),
                        ErrorCode.KEY_TYPE, Key.of("p", "x", "s", "1"),
                        ErrorCode.KEY_EXTRA, Key.of("p", "x", "a", 1),
                        ErrorCode.TEXT_NUL, Key.of("p", "\0", "s", 1),
                        ErrorCode.KEY_LENGTH, Key.of("p", "x".repeat(2049), "s", 1))
                .entrySet()) {
            assertRefused(bad.getKey(), () -> BatchGetRequest.of(notes().schema(), List.of(good, bad.getValue())));
        }
    }

    @Test
    @Rule("H1")
    void batchGet_ofAKeyInAnotherNotation_findsTheItemByThePlainKey() {
        String partition = newPartition();
        notes().put(note(partition, 100));

        Map<Key, Item> items = read(
                notes(),
                List.of(
                        notes().schema().key(partition, Values.number("100e0")),
                        notes().schema().key(partition, 1)));

        assertThat(items).isEqualTo(Map.of(notes().schema().key(partition, 100), note(partition, 100)));
    }

    @ParameterizedTest
    @EnumSource(
            value = AttributeType.class,
            names = {"STRING", "NUMBER", "BINARY"})
    @Rule({"H1", "H2"})
    void batches_ofKeysOfEachType_writeReadAndDelete(AttributeType type) {
        DocumentTable table = run().newTable(type, type);
        List<Object> values = switch (type) {
            case NUMBER -> List.of(0, -1, new BigDecimal("1E125"), "0.1".length());
            case BINARY -> List.of(bytes(0), bytes(0xFF, 0x80), bytes('"', '\\'), bytes(1, 2, 3));
            default -> List.of("NULL", "{a,\"b\"}", "\\x41", "\uD83D\uDE00 '\n\t, ");
        };
        List<Item> items = new ArrayList<>();
        for (Object partition : values) {
            values.forEach(sort -> items.add(attributes("p", partition, "s", sort, "v", items.size())));
        }
        List<Key> keys = items.stream().map(table.schema()::keyOf).toList();

        write(table, items, List.of());
        assertThat(read(table, keys)).isEqualTo(byKey(table, items));

        write(table, List.of(), keys.subList(0, 7));
        assertThat(read(table, keys)).isEqualTo(byKey(table, items.subList(7, 16)));
    }

    @Test
    @Rule("H1")
    void batchGet_withAProjection_keepsThosePathsOfEachItem() {
        String partition = newPartition();
        Key key = notes().schema().key(partition, 1);
        notes().put(note(partition, 1).with("l", List.of("a", "b", "c")).with("m", Map.of("x", 1, "y", 2)));

        Map<Key, Item> nested = read(
                notes(),
                BatchGetRequest.builder(notes().schema(), List.of(key))
                        .project("l[2]", "m.y", "n")
                        .build());
        Map<Key, Item> withSort = read(
                notes(),
                BatchGetRequest.builder(notes().schema(), List.of(key))
                        .project("s", "t")
                        .build());

        assertThat(nested).isEqualTo(Map.of(key, attributes("l", List.of("c"), "m", Map.of("y", 2), "n", 1)));
        assertThat(withSort).isEqualTo(Map.of(key, attributes("s", 1, "t", "note 1")));
    }

    @Test
    @Rule("H1")
    void batchGet_ofWhichTheProjectionKeepsNothing_isEmptyNotAbsent() {
        String partition = newPartition();
        notes().put(note(partition, 1));

        Map<Key, Item> items = read(
                notes(),
                BatchGetRequest.builder(notes().schema(), keys(partition, 0, 2))
                        .project("nothing")
                        .build());

        assertThat(items).isEqualTo(Map.of(notes().schema().key(partition, 1), Item.EMPTY));
    }

    @Test
    @Rule("H1")
    void batchGet_byDefault_seesEveryWriteBefore() {
        String partition = newPartition();

        for (int round = 0; round < 10; round++) {
            notes().put(note(partition, 1).with("round", round));
            assertThat(read(notes(), keys(partition, 1, 2)).values())
                    .containsExactly(note(partition, 1).with("round", round));
        }
        BatchGetRequest eventual = BatchGetRequest.builder(notes().schema(), keys(partition, 1, 2))
                .consistency(ReadConsistency.EVENTUAL)
                .build();
        assertThat(Batches.over(notes()).get(eventual).left()).isEmpty();
    }

    @Test
    @Rule("H1")
    void batchGet_ofMoreBytesThanABackendSendsAtOnce_losesNoItem() {
        String partition = newPartition();
        List<Item> large = notes(partition, 0, 45).stream()
                .map(note -> note.with("text", "x".repeat(ItemLimits.MAX_ITEM_BYTES - 1000)))
                .toList();
        write(notes(), large, List.of());

        assertThat(read(notes(), keys(partition, 0, 45))).isEqualTo(byKey(notes(), large));
    }
}
