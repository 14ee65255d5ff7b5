// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.dynamo.client.PageTables.RATINGS;
import static org.moviestore.dynamo.client.PageTables.SCHEMA;
import static org.moviestore.dynamo.client.PageTables.film;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.Item;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ReadConsistency;

class WholeItemsTest {
    private final DocumentTable films = new MemoryStore().createTable(SCHEMA);
    private final WholeItems items = new WholeItems(
            films, new PageTarget(SCHEMA, Optional.of(SCHEMA.index(RATINGS))), ReadConsistency.CONSISTENT);

    private static WholeItems of(FewGets gets) {
        return new WholeItems(
                gets.table(), new PageTarget(SCHEMA, Optional.of(SCHEMA.index(RATINGS))), ReadConsistency.CONSISTENT);
    }

    private static Item entry(Item film) {
        return SCHEMA.heldBy(SCHEMA.index(RATINGS), film);
    }

    @Test
    void of_entries_returnsTheirItemsInOrder() {
        Item rush = film(2013, "Rush", 8);
        Item her = film(2013, "Her", 9);
        films.put(her);
        films.put(rush);

        assertThat(items.of(List.of(entry(rush), entry(her)))).containsExactly(Optional.of(rush), Optional.of(her));
    }

    @Test
    void of_moreThanOneCallTakes_returnsThemAll() {
        List<Item> many = IntStream.range(0, 250)
                .mapToObj(i -> film(2013, "Film " + i, i))
                .toList();
        many.forEach(films::put);

        assertThat(items.of(many.stream().map(WholeItemsTest::entry).toList()))
                .isEqualTo(many.stream().map(Optional::of).toList());
    }

    @Test
    void of_entriesThatCallsLeave_asksForThoseAgain() {
        List<Item> some =
                IntStream.range(0, 7).mapToObj(i -> film(2013, "Film " + i, i)).toList();
        some.forEach(films::put);
        FewGets gets = new FewGets(films, 3);

        assertThat(of(gets).of(some.stream().map(WholeItemsTest::entry).toList()))
                .isEqualTo(some.stream().map(Optional::of).toList());
        assertThat(gets.sizes()).containsExactly(7, 4, 1);
    }

    @Test
    void of_entriesThatAreLeftAgainAndAgain_fails() {
        FewGets gets = new FewGets(films, 0);

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> of(gets).of(List.of(entry(film(2013, "Rush", 8)))))
                .withMessageContaining("left unprocessed 3 times");
        assertThat(gets.sizes()).containsExactly(1, 1, 1);
    }

    @Test
    void of_anEntryThatItsItemHasLeft_hasNone() {
        Item deleted = film(2013, "Rush", 8);
        Item moved = film(2013, "Her", 9);
        films.put(moved.with("rating", 10));

        assertThat(items.of(List.of(entry(deleted), entry(moved)))).containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    void of_twoEntriesOfOneItem_hasItWhereItIs() {
        Item before = film(2013, "Her", 8);
        Item now = film(2013, "Her", 9);
        films.put(now);

        assertThat(items.of(List.of(entry(before), entry(now)))).containsExactly(Optional.empty(), Optional.of(now));
    }

    @Test
    void of_noEntries_asksForNothing() {
        assertThat(items.of(List.of())).isEmpty();
    }
}
