// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moviestore.item.Item;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

class CapacityMeterTest {
    private static final TableSchema SCHEMA = IndexedFilms.SCHEMA;
    private static final SecondaryIndex GLOBAL = SCHEMA.index("byGenre");
    private static final SecondaryIndex LOCAL = SCHEMA.index("byRating");
    private static final Item FILM = Item.of("year", 2013, "title", "Rush");
    private static final int FILM_BYTES = 4 + 3 + 5 + 4;

    private final CapacityMeter meter = new CapacityMeter(SCHEMA, false);
    private final CapacityMeter transaction = new CapacityMeter(SCHEMA, true);

    /** A film of so many bytes. */
    private static Item filmOf(int bytes) {
        Item film = FILM.with("notes", "x".repeat(bytes - FILM_BYTES - "notes".length()));
        assertThat(film.sizeInBytes()).isEqualTo(bytes);
        return film;
    }

    private static double total(CapacityMeter meter) {
        return meter.consumed(ReturnConsumedCapacity.TOTAL).capacityUnits();
    }

    private static ConsumedCapacity byIndexes(CapacityMeter meter) {
        return meter.consumed(ReturnConsumedCapacity.INDEXES);
    }

    private static Capacity units(double units) {
        return Capacity.builder().capacityUnits(units).build();
    }

    private double written(Item before, Item after) {
        meter.write(Optional.of(before), Optional.of(after));
        return total(meter);
    }

    @Test
    void isWanted_ofTotalAndIndexesAlone() {
        assertThat(CapacityMeter.isWanted(ReturnConsumedCapacity.TOTAL)).isTrue();
        assertThat(CapacityMeter.isWanted(ReturnConsumedCapacity.INDEXES)).isTrue();
        assertThat(CapacityMeter.isWanted(ReturnConsumedCapacity.NONE)).isFalse();
        assertThat(CapacityMeter.isWanted(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"100, 0.5, 1", "4096, 0.5, 1", "4097, 1, 2", "8193, 1.5, 3"})
    void get_takesAUnitForEach4Kibibytes_andHalfOfThatUnlessConsistent(int bytes, double eventual, double consistent) {
        CapacityMeter other = new CapacityMeter(SCHEMA, false);

        meter.get(Optional.of(filmOf(bytes)), false);
        other.get(Optional.of(filmOf(bytes)), true);

        assertThat(total(meter)).isEqualTo(eventual);
        assertThat(total(other)).isEqualTo(consistent);
    }

    @Test
    void get_ofNothing_takesTheLeast() {
        meter.get(Optional.empty(), false);
        meter.get(Optional.empty(), true);

        assertThat(total(meter)).isEqualTo(1.5);
    }

    @Test
    void get_inATransaction_takesTwiceAConsistentRead() {
        transaction.get(Optional.of(filmOf(5000)), false);
        transaction.get(Optional.empty(), true);

        assertThat(total(transaction)).isEqualTo(6);
    }

    @Test
    void get_ofSeveralItems_roundsEachUp() {
        meter.get(Optional.of(filmOf(100)), true);
        meter.get(Optional.of(filmOf(100)), true);

        assertThat(total(meter)).isEqualTo(2);
    }

    @Test
    void page_roundsTheSumUp_andCountsForWhatWasRead() {
        meter.page(Optional.empty(), 9000, false);
        meter.page(Optional.of(GLOBAL), 100, false);
        meter.page(Optional.of(LOCAL), 0, true);

        ConsumedCapacity consumed = byIndexes(meter);
        assertThat(consumed.capacityUnits()).isEqualTo(3);
        assertThat(consumed.table()).isEqualTo(units(1.5));
        assertThat(consumed.globalSecondaryIndexes()).isEqualTo(Map.of("byGenre", units(0.5)));
        assertThat(consumed.localSecondaryIndexes()).isEqualTo(Map.of("byRating", units(1)));
    }

    @Test
    void page_ofAnIndexAlone_tellsThatTheTableWasNotRead() {
        meter.page(Optional.of(GLOBAL), 100, false);

        assertThat(byIndexes(meter).table()).isEqualTo(units(0));
    }

    @ParameterizedTest
    @CsvSource({"100, 100, 1", "1024, 100, 1", "1025, 100, 2", "100, 1025, 2", "5000, 3000, 5"})
    void write_takesAUnitForEachKibibyteOfTheLargerItem(int before, int after, double units) {
        assertThat(written(filmOf(before), filmOf(after))).isEqualTo(units);
    }

    @Test
    void write_ofNothing_takesAUnit() {
        meter.write(Optional.empty(), Optional.empty());

        assertThat(byIndexes(meter).table()).isEqualTo(units(1));
        assertThat(total(meter)).isEqualTo(1);
    }

    @Test
    void write_inATransaction_takesTwiceAsMuchOfTableAndIndexes() {
        transaction.write(Optional.empty(), Optional.of(FILM.with("genre", "drama")));

        ConsumedCapacity consumed = byIndexes(transaction);
        Capacity two =
                Capacity.builder().capacityUnits(2.0).writeCapacityUnits(2.0).build();
        assertThat(consumed.capacityUnits()).isEqualTo(4);
        assertThat(consumed.writeCapacityUnits()).isEqualTo(4);
        assertThat(consumed.readCapacityUnits()).isNull();
        assertThat(consumed.table()).isEqualTo(two);
        assertThat(consumed.globalSecondaryIndexes()).isEqualTo(Map.of("byGenre", two));
    }

    @ParameterizedTest
    @CsvSource({
        "an entry appears,                       , drama, ,     p, 1",
        "an entry disappears,               drama,      , p,     , 1",
        "an entry stays as it is,           drama, drama, p,    p, 0",
        "what the entry holds changes,      drama, drama, p,    q, 1",
        "the key of the entry changes,      drama, crime, p,    p, 2",
        "there was no entry and is none,         ,      , p,    q, 0"
    })
    void write_takesOfAGlobalIndexWhatChangesThere(
            String what, String genreBefore, String genreAfter, String plotBefore, String plotAfter, double units) {
        meter.write(
                Optional.of(film(genreBefore, plotBefore)),
                Optional.of(film(genreAfter, plotAfter).with("unheld", what)));

        ConsumedCapacity consumed = byIndexes(meter);
        assertThat(consumed.capacityUnits()).isEqualTo(1 + units);
        assertThat(consumed.globalSecondaryIndexes())
                .isEqualTo(units == 0 ? Map.of() : Map.of("byGenre", units(units)));
        assertThat(consumed.hasLocalSecondaryIndexes()).isFalse();
    }

    private static Item film(String genre, String plot) {
        Item film = genre == null ? FILM : FILM.with("genre", genre);
        return plot == null ? film : film.with("plot", plot);
    }

    @Test
    void write_thatMovesALargeEntry_takesTheSizeOfBoth() {
        Item before = filmOf(1500).with("rating", 7);
        Item after = filmOf(2500).with("rating", 8);

        assertThat(written(before, after)).isEqualTo(3 + 2 + 3);
        assertThat(byIndexes(meter).localSecondaryIndexes()).isEqualTo(Map.of("byRating", units(5)));
    }

    @Test
    void write_thatChangesAnEntry_takesTheLargerSize() {
        Item before = filmOf(3500).with("rating", 7);
        Item after = filmOf(100).with("rating", 7);

        assertThat(written(before, after)).isEqualTo(4 + 4);
    }

    @Test
    void write_takesNothingOfAnIndexThatCannotHoldTheItem() {
        Item before = FILM.with("genre", 1);
        Item after = FILM.with("genre", "");

        assertThat(written(before, after)).isEqualTo(1);
        assertThat(byIndexes(meter).hasGlobalSecondaryIndexes()).isFalse();
    }

    @Test
    void consumed_asTotal_tellsTheSumAlone() {
        meter.write(Optional.empty(), Optional.of(FILM.with("genre", "drama").with("rating", 7)));

        assertThat(meter.consumed(ReturnConsumedCapacity.TOTAL))
                .isEqualTo(ConsumedCapacity.builder()
                        .tableName("Films")
                        .capacityUnits(3.0)
                        .build());
    }

    @Test
    void consumed_inATransactionOfReads_tellsReadUnits() {
        transaction.get(Optional.empty(), true);

        ConsumedCapacity consumed = byIndexes(transaction);
        assertThat(consumed.readCapacityUnits()).isEqualTo(2);
        assertThat(consumed.writeCapacityUnits()).isNull();
        assertThat(consumed.table().readCapacityUnits()).isEqualTo(2);
    }
}
