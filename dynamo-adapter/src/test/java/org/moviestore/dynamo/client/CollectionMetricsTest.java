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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
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
    private static final Item LARGE = FILM.with("notes", "x".repeat(400_000));
    /** So many large films may be read. */
    private static final int FIT = (int) (CollectionMetrics.MAX_BYTES / LARGE.sizeInBytes());

    private final DocumentTable films = new MemoryStore().createTable(IndexedFilms.SCHEMA);

    private static Optional<ItemCollectionMetrics> of(DocumentTable table) {
        return new CollectionMetrics(ReturnItemCollectionMetrics.SIZE).read(table, YEAR);
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
    void of_aCollectionThatIsTooLargeToBeRead_isNothing() {
        assertThat(of(holding(LARGE, FIT))).isPresent();
        assertThat(of(holding(LARGE, FIT + 1))).isEmpty();
    }

    @Test
    void of_aCollectionWithoutEnd_readsNoMorePagesThanItMay() {
        Position last = new Position(IndexedFilms.SCHEMA.storedKeyOf(LARGE));
        AtomicInteger pages = new AtomicInteger();
        DocumentTable endless = answering(() -> {
            pages.incrementAndGet();
            return new Page<>(List.of(LARGE), Optional.of(last), OptionalInt.empty(), OptionalDouble.empty());
        });

        assertThat(of(endless)).isEmpty();
        assertThat(pages).hasValue(FIT + 1);
    }

    @Test
    void of_aCollectionOfSeveralPages_readsThemAll() {
        Position last = new Position(IndexedFilms.SCHEMA.storedKeyOf(FILM));
        Iterator<Optional<Position>> ends =
                List.of(Optional.of(last), Optional.<Position>empty()).iterator();
        DocumentTable twoPages =
                answering(() -> new Page<>(List.of(FILM), ends.next(), OptionalInt.empty(), OptionalDouble.empty()));

        assertThat(of(twoPages)).isPresent();
        assertThat(ends).isExhausted();
    }

    @Test
    void of_severalCollectionsOfARequest_readsWhatItMayInAll() {
        CollectionMetrics metrics = new CollectionMetrics(ReturnItemCollectionMetrics.SIZE);
        DocumentTable half = holding(LARGE, FIT / 2);

        assertThat(metrics.read(half, YEAR)).isPresent();
        assertThat(metrics.read(half, YEAR)).isPresent();
        assertThat(metrics.read(half, YEAR)).isEmpty();
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
        assertThat(new CollectionMetrics(null).read(films, YEAR)).isEmpty();
        assertThat(new CollectionMetrics(ReturnItemCollectionMetrics.NONE).read(films, YEAR))
                .isEmpty();
    }

    @Test
    void of_aCollectionThatCannotBeRead_isNothing() {
        DocumentTable gone = answering(() -> {
            throw new TableNotFoundException("Films");
        });

        DocumentTable another = answering(() -> {
            throw new InvalidRequestException(ErrorCode.TABLE_MISMATCH, "the table lacks the index");
        });

        assertThat(of(gone)).isEmpty();
        assertThat(of(another)).isEmpty();
    }
}
