// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.Position;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;

class CollectionMetricsTest {
    private static final AttributeValue YEAR = Values.of(2013);
    private static final Item FILM = Item.of("year", 2013, "title", "Rush");
    private static final int GIBIBYTE = 1 << 30;

    private final DocumentTable films = new MemoryStore().createTable(IndexedFilms.SCHEMA);

    private static Optional<ItemCollectionMetrics> of(DocumentTable table) {
        return CollectionMetrics.of(table, YEAR, ReturnItemCollectionMetrics.SIZE);
    }

    /** A table of films that answers queries in its own way. */
    private static DocumentTable answering(Supplier<Page<Item>> pages) {
        return (DocumentTable) Proxy.newProxyInstance(
                DocumentTable.class.getClassLoader(),
                new Class<?>[] {DocumentTable.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "schema" -> IndexedFilms.SCHEMA;
                    case "query" -> pages.get();
                    default -> throw new AssertionError(method);
                });
    }

    private static DocumentTable holding(Item item, int times) {
        return answering(() -> new Page<>(
                Collections.nCopies(times, item), Optional.empty(), OptionalInt.empty(), OptionalDouble.empty()));
    }

    @Test
    void of_aSmallCollection_tellsItsKeyAndLessThanAGigabyte() {
        films.put(FILM);

        assertThat(of(films).orElseThrow())
                .isEqualTo(ItemCollectionMetrics.builder()
                        .itemCollectionKey(Map.of("year", IndexedFilms.number("2013")))
                        .sizeEstimateRangeGB(0.0, 1.0)
                        .build());
    }

    @Test
    void of_anEmptyCollection_tellsLessThanAGigabyte() {
        assertThat(of(films).orElseThrow().sizeEstimateRangeGB()).containsExactly(0.0, 1.0);
    }

    @Test
    void of_aLargeCollection_tellsTheGigabytesThatItIsBetween() {
        Item large = FILM.with("notes", "x".repeat(400_000));
        int times = GIBIBYTE / large.sizeInBytes() + 1;

        assertThat(of(holding(large, times)).orElseThrow().sizeEstimateRangeGB())
                .containsExactly(1.0, 2.0);
        assertThat(of(holding(large, times - 1)).orElseThrow().sizeEstimateRangeGB())
                .containsExactly(0.0, 1.0);
    }

    @Test
    void of_itemsInLocalIndexes_countsWhatThoseHoldToo() {
        Item indexed = FILM.with("notes", "x".repeat(200_000)).with("rating", 7);
        int times = GIBIBYTE / indexed.sizeInBytes() / 2 + 1;

        assertThat(of(holding(indexed, times)).orElseThrow().sizeEstimateRangeGB())
                .containsExactly(1.0, 2.0);
    }

    @Test
    void of_aCollectionOfSeveralPages_readsThemAll() {
        Item large = FILM.with("notes", "x".repeat(400_000));
        List<Item> half = Collections.nCopies(GIBIBYTE / large.sizeInBytes() / 2 + 1, large);
        Position last = new Position(IndexedFilms.SCHEMA.storedKeyOf(large));
        Iterator<Optional<Position>> ends =
                List.of(Optional.of(last), Optional.<Position>empty()).iterator();
        DocumentTable twoPages =
                answering(() -> new Page<>(half, ends.next(), OptionalInt.empty(), OptionalDouble.empty()));

        assertThat(of(twoPages).orElseThrow().sizeEstimateRangeGB()).containsExactly(1.0, 2.0);
    }

    @Test
    void of_aTableWithoutLocalIndexes_isNothing() {
        TableSchema plain = TableSchema.builder("Plain")
                .partitionKey("year", AttributeType.NUMBER)
                .build();

        assertThat(of(new MemoryStore().createTable(plain))).isEmpty();
    }

    @Test
    void of_aRequestThatDoesNotAskForIt_isNothing() {
        assertThat(CollectionMetrics.of(films, YEAR, null)).isEmpty();
        assertThat(CollectionMetrics.of(films, YEAR, ReturnItemCollectionMetrics.NONE))
                .isEmpty();
    }

    @Test
    void of_aCollectionThatCannotBeRead_isNothing() {
        DocumentTable gone = answering(() -> {
            throw new TableNotFoundException("Films");
        });

        assertThat(of(gone)).isEmpty();
    }
}
