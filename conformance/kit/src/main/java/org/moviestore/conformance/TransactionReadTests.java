// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.from;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.TableFeature;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;

/** Transactions that read; rule H9. */
abstract class TransactionReadTests extends TransactionChecks {
    private GetRequest get(Key key) {
        return GetRequest.of(table().schema(), key);
    }

    @Test
    @Rule("H9")
    void transactGet_ofSeveralItems_returnsThemInTheOrderOfTheGets() {
        List<Key> keys = IntStream.range(0, 100)
                .mapToObj(i -> i % 3 == 2 ? newKey() : stored(attributes("i", i)))
                .toList();

        List<Optional<Item>> items = store().transactGet(
                        TransactGetRequest.of(keys.stream().map(this::get).toList()))
                .items();

        assertThat(items).hasSize(100);
        for (int i = 0; i < 100; i++) {
            Optional<Item> expected =
                    i % 3 == 2 ? Optional.empty() : Optional.of(withKey(keys.get(i), attributes("i", i)));
            assertThat(items.get(i)).isEqualTo(expected);
        }
    }

    @Test
    @Rule("H9")
    void transactGet_overSeveralTables_returnsThemInTheOrderOfTheGets() {
        DocumentTable sorted = sortedBy(AttributeType.NUMBER);
        DocumentTable numbers = run().shared(AttributeType.NUMBER);
        Key text = stored(attributes("a", 1));
        Key first = sorted.schema().key(newPartition(), 1);
        Key second = sorted.schema().key(newPartition(), 2);
        Key number = numbers.schema().key(run().next());
        sorted.put(withKey(first, attributes("a", 2)));
        sorted.put(withKey(second, attributes("a", 3)));

        assertThat(store().transactGet(TransactGetRequest.of(
                                GetRequest.of(sorted.schema(), second),
                                get(text),
                                GetRequest.of(numbers.schema(), number),
                                GetRequest.of(sorted.schema(), first)))
                        .items())
                .containsExactly(
                        Optional.of(withKey(second, attributes("a", 3))),
                        Optional.of(withKey(text, attributes("a", 1))),
                        Optional.empty(),
                        Optional.of(withKey(first, attributes("a", 2))));
    }

    @Test
    @Rule("H9")
    void transactGet_withProjections_keepsThosePaths() {
        Key key = stored(attributes("a", 1, "m", Map.of("x", 1, "y", 2)));
        Key other = stored(attributes("a", 1));

        assertThat(store().transactGet(TransactGetRequest.of(
                                GetRequest.builder(table().schema(), key)
                                        .project("m.y", "b")
                                        .consistency(ReadConsistency.EVENTUAL)
                                        .build(),
                                GetRequest.builder(table().schema(), other)
                                        .project("b")
                                        .build()))
                        .items())
                .containsExactly(Optional.of(attributes("m", Map.of("y", 2))), Optional.of(Item.EMPTY));
    }

    @Test
    @Rule("H9")
    void transactGet_ofNoneOr101Items_isRefused() {
        List<GetRequest> gets =
                IntStream.range(0, 101).mapToObj(i -> get(newKey())).toList();

        assertRefused(ErrorCode.TX_SIZE, () -> TransactGetRequest.of(List.of()));
        assertRefused(ErrorCode.TX_SIZE, () -> TransactGetRequest.of(gets));
    }

    @Test
    @Rule("H9")
    void transactGet_namingAnItemTwice_isRefused() {
        Key key = newKey();

        assertRefused(ErrorCode.TX_DUPLICATE, () -> TransactGetRequest.of(get(key), get(newKey()), get(key)));
    }

    @Test
    @Rule("H9")
    void transactGet_askingForMoreOfOneGet_isRefused() {
        GetRequest asking = GetRequest.builder(table().schema(), newKey())
                .capacityReport(CapacityReport.TOTAL)
                .build();

        assertRefused(ErrorCode.TX_RETURN_VALUES, () -> TransactGetRequest.of(asking));
    }

    /** Stores items that together have so many bytes, each counted with four more. */
    private List<GetRequest> storedOf(int bytes) {
        List<GetRequest> gets = new ArrayList<>();
        int rest = bytes;
        while (rest > 0) {
            Key key = newKey();
            int overhead = 4 + key.attributes().sizeInBytes() + 1;
            int size = Math.min(rest, 400_000);
            table().put(withKey(key, attributes("a", "x".repeat(size - overhead))));
            gets.add(get(key));
            rest -= size;
        }
        return gets;
    }

    @Test
    @Rule("H9")
    void transactGet_of4Mebibytes_returnsThem() {
        List<GetRequest> gets = storedOf(4 * 1024 * 1024);

        assertThat(store().transactGet(TransactGetRequest.of(gets)).items())
                .hasSameSizeAs(gets)
                .allMatch(Optional::isPresent);
    }

    @Test
    @Rule("H9")
    void transactGet_ofMoreThan4Mebibytes_isRejectedUnlessProjected() {
        List<GetRequest> gets = new ArrayList<>(storedOf(4 * 1024 * 1024));
        gets.add(get(newKey()));

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> store().transactGet(TransactGetRequest.of(gets)))
                .satisfies(refusal -> assertThat(refusal.code()).contains(ErrorCode.TX_BYTES));

        assertThat(store().transactGet(TransactGetRequest.of(gets.stream()
                                .map(get -> GetRequest.builder(get.schema(), get.key())
                                        .project("p")
                                        .build())
                                .toList()))
                        .items())
                .hasSameSizeAs(gets);
    }

    @Test
    @Rule("T7")
    void transactGet_onAMissingTable_namesIt() {
        TableSchema missing = TableSchema.builder(run().newTableName())
                .partitionKey("p", AttributeType.STRING)
                .build();
        GetRequest there = get(newKey());
        GetRequest nowhere = GetRequest.of(missing, missing.key("x"));

        for (List<GetRequest> gets : List.of(List.of(nowhere), List.of(there, nowhere))) {
            assertThatExceptionOfType(TableNotFoundException.class)
                    .isThrownBy(() -> store().transactGet(TransactGetRequest.of(gets)))
                    .returns(missing.tableName(), from(TableNotFoundException::tableName));
        }
    }

    @Test
    @Rule("T6")
    void transactGet_ofAnotherKeyThanTheTableHas_isRejected() {
        TableSchema other = TableSchema.builder(table().schema().tableName())
                .partitionKey("p", AttributeType.NUMBER)
                .build();

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> store().transactGet(TransactGetRequest.of(GetRequest.of(other, other.key(1)))));
        assertRefused(
                ErrorCode.TABLE_MISMATCH,
                () -> TransactGetRequest.of(get(newKey()), GetRequest.of(other, other.key(1))));
    }

    @Test
    @Rule("T8")
    void transactGet_onAClosedStore_isRefused() {
        DocumentStore store = run().openAnother();
        TransactGetRequest request = TransactGetRequest.of(get(newKey()));

        store.close();

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> store.transactGet(request));
    }

    @Test
    @Rule("T9")
    @RequiresFeature(TableFeature.CONSUMED_CAPACITY)
    void transactGet_askedForConsumedCapacity_reportsTheSum() {
        TransactGetRequest one = TransactGetRequest.of(get(stored(attributes("a", 1))));
        TransactGetRequest two =
                TransactGetRequest.of(get(stored(attributes("a", 1))), get(stored(attributes("a", 1))));

        double single = store().transactGet(one.withCapacityReport(CapacityReport.TOTAL))
                .consumedCapacity()
                .orElseThrow();
        double sum = store().transactGet(two.withCapacityReport(CapacityReport.TOTAL))
                .consumedCapacity()
                .orElseThrow();

        assertThat(single).isPositive();
        assertThat(sum).isEqualTo(2 * single);
        assertThat(store().transactGet(one).consumedCapacity()).isEmpty();
    }

    @Test
    @Rule("T9")
    @RequiresFeature(value = TableFeature.CONSUMED_CAPACITY, absent = true)
    void transactGet_askedForConsumedCapacityThatIsLacking_isRefused() {
        TransactGetRequest request = TransactGetRequest.of(get(newKey()));

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> store().transactGet(request.withCapacityReport(CapacityReport.TOTAL)))
                .withMessageContaining("CONSUMED_CAPACITY");
        assertThat(store().transactGet(request).consumedCapacity()).isEmpty();
    }
}
