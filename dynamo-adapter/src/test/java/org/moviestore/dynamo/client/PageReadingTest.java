// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.dynamo.client.PageTables.FILMS;
import static org.moviestore.dynamo.client.PageTables.RATINGS;
import static org.moviestore.dynamo.client.PageTables.attributes;
import static org.moviestore.dynamo.client.PageTables.film;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.ItemLimits;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentTable;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.Select;

class PageReadingTest {
    private static final int EIGHTH = PageReading.PAGE_BYTES / 8;
    /** As large as an item may be that is in an index as well. */
    private static final int LARGE = ItemLimits.MAX_ITEM_BYTES - 1000;

    private final DocumentTable films = new MemoryStore().createTable(PageTables.SCHEMA);

    private void fill(int count, int bytes) {
        for (int i = 0; i < count; i++) {
            films.put(film(2013, String.format("%05d", i), i, bytes));
        }
    }

    private QueryResponse read(Consumer<QueryRequest.Builder> parts) {
        return read(films, parts);
    }

    private static QueryResponse read(DocumentTable table, Consumer<QueryRequest.Builder> parts) {
        QueryRequest.Builder request = PageTables.of2013();
        parts.accept(request);
        QueryCall call = QueryCall.of(request.build());
        PageTarget target = PageTarget.of(table.schema(), call.parameters());
        PageCall checked = call.checkedFor(target);
        return new PageReading(table, target, checked, target.checkAttributes(call.parameters()))
                .read(Optional.empty())
                .toQueryResponse();
    }

    private static Map<String, ?> place(int item) {
        return attributes("year", 2013, "title", String.format("%05d", item));
    }

    @Test
    void page_endsWithTheItemThatReachesOneMebibyte() {
        fill(9, EIGHTH);

        QueryResponse page = read(request -> {});

        assertThat(page.count()).isEqualTo(8);
        assertThat(page.lastEvaluatedKey()).isEqualTo(place(7));
    }

    @Test
    void page_endsWithTheItemThatCrossesOneMebibyte() {
        fill(10, EIGHTH - 1);

        QueryResponse page = read(request -> {});

        assertThat(page.count()).isEqualTo(9);
        assertThat(page.lastEvaluatedKey()).isEqualTo(place(8));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 100})
    void page_whoseLastItemReachesOneMebibyte_hasNoKeyIfNothingFollows(int most) {
        fill(8, EIGHTH);

        QueryResponse page = read(new ShortPages(films, most).table(), request -> {});

        assertThat(page.count()).isEqualTo(8);
        assertThat(page.hasLastEvaluatedKey()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "3, true", "8, true", "100, true", "1, false", "8, false"})
    void page_ofAStoreWithShortAndEmptyPages_isAsLongAsAnyOther(int most, boolean ascending) {
        fill(20, EIGHTH);

        QueryResponse page = read(new ShortPages(films, most).table(), request -> request.scanIndexForward(ascending));

        assertThat(page.count()).isEqualTo(8);
        assertThat(page.lastEvaluatedKey()).isEqualTo(place(ascending ? 7 : 12));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100})
    void page_withALimitOfAStoreWithShortAndEmptyPages_hasSoManyItems(int most) {
        fill(20, 100);

        QueryResponse page = read(new ShortPages(films, most).table(), request -> request.limit(7));

        assertThat(page.scannedCount()).isEqualTo(7);
        assertThat(page.lastEvaluatedKey()).isEqualTo(place(6));
    }

    @Test
    void page_withALimit_asksForNoMore() {
        fill(20, 100);
        ShortPages pages = new ShortPages(films, 100);

        read(pages.table(), request -> request.limit(7));

        assertThat(pages.limits()).containsExactly(7);
    }

    @Test
    void page_ofItemsWhoseSizeIsKnown_asksForNoMoreThanItMayHold() {
        fill(20, EIGHTH);
        ShortPages pages = new ShortPages(films, 4);

        read(pages.table(), request -> {});

        // Four of eight are left and one that follows; then only whether one does, each after an empty page.
        assertThat(pages.limits()).containsExactly(250, 6, 6, 1, 1);
    }

    @Test
    void page_countsItemsThatTheFilterDropsByTheirSize() {
        fill(20, EIGHTH);

        QueryResponse page = read(request -> request.filterExpression("attribute_not_exists(plot)"));

        assertThat(page.items()).isEmpty();
        assertThat(page.scannedCount()).isEqualTo(8);
        assertThat(page.lastEvaluatedKey()).isEqualTo(place(7));
    }

    @Test
    void page_countsWholeItemsWhateverTheProjectionKeeps() {
        fill(20, EIGHTH);

        QueryResponse page = read(request -> request.projectionExpression("rating"));

        assertThat(page.items()).hasSize(8).contains(attributes("rating", 7));
    }

    @Test
    void page_ofWhatIsOnlyCounted_endsAsAnyOther() {
        fill(20, EIGHTH);

        QueryResponse page = read(request -> request.select(Select.COUNT));

        assertThat(page.count()).isEqualTo(8);
        assertThat(page.lastEvaluatedKey()).isEqualTo(place(7));
    }

    @Test
    void page_ofAnIndexOfKeys_countsThoseAlone() {
        fill(20, EIGHTH);

        QueryResponse page = read(request -> request.indexName(RATINGS));

        assertThat(page.count()).isEqualTo(20);
        assertThat(page.hasLastEvaluatedKey()).isFalse();
    }

    @Test
    void page_thatGetsWholeItemsForAnIndex_countsThem() {
        fill(20, EIGHTH);

        QueryResponse page = read(request -> request.indexName(RATINGS).select(Select.ALL_ATTRIBUTES));

        assertThat(page.count()).isEqualTo(8);
        assertThat(page.lastEvaluatedKey()).isEqualTo(attributes("year", 2013, "title", "00007", "rating", 7));
    }

    private static void getWhole(FewGets gets) {
        read(gets.table(), request -> request.indexName(RATINGS).select(Select.ALL_ATTRIBUTES));
    }

    @Test
    void page_thatGetsTheLargestItemsForAnIndex_getsNoMoreThanItHolds() {
        fill(20, LARGE);
        FewGets gets = new FewGets(films, 100);

        getWhole(gets);

        assertThat(gets.sizes()).containsExactly(3);
    }

    @Test
    void page_thatGetsLargeItemsForAnIndexAfterSmallOnes_getsFewInVain() {
        fill(3, 100);
        for (int i = 3; i < 100; i++) {
            films.put(film(2013, String.format("%05d", i), i, LARGE));
        }
        FewGets gets = new FewGets(films, 100);

        getWhole(gets);

        assertThat(gets.sizes()).containsExactly(3, 6);
    }

    @Test
    void page_thatGetsItemsOfManySizesForAnIndex_goesByTheLargest() {
        films.put(film(2013, "00000", 0, EIGHTH * 2));
        for (int i = 1; i < 100; i++) {
            films.put(film(2013, String.format("%05d", i), i, 100));
        }
        FewGets gets = new FewGets(films, 100);

        getWhole(gets);

        assertThat(gets.sizes()).hasSize(34).allMatch(size -> size <= 3);
    }

    @Test
    void page_thatGetsManySmallItemsForAnIndex_getsMoreAndMoreAtOnce() {
        fill(250, 100);
        FewGets gets = new FewGets(films, 100);

        getWhole(gets);

        assertThat(gets.sizes()).containsExactly(3, 6, 18, 54, 100, 69);
    }

    @Test
    void page_ofManySmallItems_holdsThemAll() {
        fill(3000, 100);

        QueryResponse page = read(request -> {});

        assertThat(page.count()).isEqualTo(3000);
        assertThat(page.hasLastEvaluatedKey()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true, 4.0", "false, 2.0"})
    void page_consumesByTheSumOfWhatItRead(boolean consistent, double units) {
        fill(3, 5000);

        QueryResponse page = read(request -> request.consistentRead(consistent)
                .filterExpression("attribute_not_exists(plot)")
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(page.consumedCapacity().capacityUnits()).isEqualTo(units);
        assertThat(page.consumedCapacity().tableName()).isEqualTo(FILMS);
    }

    @Test
    void page_thatGetsWholeItemsForAnIndex_consumesForEach() {
        fill(3, 5000);

        QueryResponse page = read(request -> request.indexName(RATINGS)
                .projectionExpression("plot")
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));

        assertThat(page.consumedCapacity().capacityUnits()).isEqualTo(3.5);
        assertThat(page.consumedCapacity().table().capacityUnits()).isEqualTo(3);
        assertThat(page.consumedCapacity().localSecondaryIndexes().get(RATINGS).capacityUnits())
                .isEqualTo(0.5);
    }
}
