// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.dynamo.client.PageTables.ACTORS;
import static org.moviestore.dynamo.client.PageTables.FILMS;
import static org.moviestore.dynamo.client.PageTables.GENRES;
import static org.moviestore.dynamo.client.PageTables.RATINGS;
import static org.moviestore.dynamo.client.PageTables.attributes;
import static org.moviestore.dynamo.client.PageTables.film;
import static org.moviestore.dynamo.client.Refusals.INVALID;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.item.Item;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

class IndexPagesTest {
    private static final Item RUSH = film(2013, "Rush", 8).with("actor", "Hemsworth");
    private static final Item HER = film(2013, "Her", 9).with("actor", "Phoenix");
    private static final Item UNSEEN = film(2013, "Unseen", 1).without("rating");

    private final DocumentStore store = new MemoryStore();
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);
    private final DocumentTable films = store.createTable(PageTables.SCHEMA);

    private void fill() {
        List.of(HER, RUSH, UNSEEN, film(2012, "Argo", 7)).forEach(films::put);
    }

    private static QueryRequest.Builder local(String index) {
        return QueryRequest.builder()
                .tableName(FILMS)
                .indexName(index)
                .keyConditionExpression("#key = :key")
                .expressionAttributeNames(Map.of("#key", "year"))
                .expressionAttributeValues(attributes(":key", 2013));
    }

    private static QueryRequest.Builder dramas() {
        return QueryRequest.builder()
                .tableName(FILMS)
                .indexName(GENRES)
                .keyConditionExpression("genre = :key")
                .expressionAttributeValues(attributes(":key", "drama"));
    }

    @Test
    void query_byALocalIndexOfKeys_returnsThoseInItsOrder() {
        fill();

        QueryResponse page = client.query(local(RATINGS).build());

        assertThat(page.items())
                .containsExactly(
                        attributes("year", 2013, "title", "Rush", "rating", 8),
                        attributes("year", 2013, "title", "Her", "rating", 9));
    }

    @Test
    void query_byALocalIndexForAllAttributes_getsThemFromTheTable() {
        fill();

        QueryResponse page =
                client.query(local(RATINGS).select(Select.ALL_ATTRIBUTES).build());

        assertThat(page.items()).containsExactly(ItemCodec.encode(RUSH), ItemCodec.encode(HER));
    }

    @Test
    void query_byALocalIndexForWhatItDoesNotHold_getsItFromTheTable() {
        fill();

        QueryResponse page =
                client.query(local(RATINGS).projectionExpression("plot, rating").build());

        assertThat(page.items())
                .containsExactly(
                        attributes("plot", "about Rush", "rating", 8), attributes("plot", "about Her", "rating", 9));
    }

    @Test
    void query_byALocalIndexThatHoldsAll_returnsWholeItems() {
        fill();

        QueryResponse page = client.query(local(ACTORS).build());

        assertThat(page.items()).containsExactly(ItemCodec.encode(RUSH), ItemCodec.encode(HER));
    }

    @Test
    void query_byALocalIndexCounting_readsTheIndexAlone() {
        fill();

        QueryResponse page = client.query(local(RATINGS)
                .select(Select.COUNT)
                .returnConsumedCapacity("INDEXES")
                .build());

        assertThat(page.count()).isEqualTo(2);
        assertThat(page.consumedCapacity().table().capacityUnits()).isZero();
    }

    @Test
    void query_byAGlobalIndex_returnsWhatItHolds() {
        fill();

        QueryResponse page =
                client.query(dramas().scanIndexForward(false).limit(1).build());

        assertThat(page.items())
                .containsExactly(
                        attributes("year", 2013, "title", "Her", "rating", 9, "genre", "drama", "actor", "Phoenix"));
        assertThat(page.lastEvaluatedKey())
                .isEqualTo(attributes("year", 2013, "title", "Her", "genre", "drama", "rating", 9));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void query_byAGlobalIndexInPages_returnsEachItemOnce(int limit) {
        fill();

        List<String> titles = client.queryPaginator(dramas().limit(limit).build()).items().stream()
                .map(item -> item.get("title").s())
                .toList();

        assertThat(titles).containsExactly("Argo", "Rush", "Her");
    }

    @Test
    void query_byAGlobalIndexFilteredByTheTablesKey_returnsWhatItHoldsOn() {
        fill();

        QueryResponse page = client.query(dramas().filterExpression("title = :title")
                .expressionAttributeValues(attributes(":key", "drama", ":title", "Rush"))
                .build());

        assertThat(page.count()).isEqualTo(1);
        assertThat(page.scannedCount()).isEqualTo(3);
    }

    @Test
    void scan_byAnIndex_returnsWhatItHoldsOfItsItems() {
        fill();

        ScanResponse page = client.scan(request -> request.tableName(FILMS).indexName(ACTORS));

        assertThat(page.items()).containsExactlyInAnyOrder(ItemCodec.encode(RUSH), ItemCodec.encode(HER));
    }

    @Test
    void scan_byALocalIndexForAllAttributes_getsThemFromTheTable() {
        fill();

        ScanResponse page = client.scan(
                request -> request.tableName(FILMS).indexName(RATINGS).select(Select.ALL_ATTRIBUTES));

        assertThat(page.items())
                .containsExactlyInAnyOrder(
                        ItemCodec.encode(RUSH), ItemCodec.encode(HER), ItemCodec.encode(film(2012, "Argo", 7)));
    }

    @Test
    void query_byAGlobalIndexForWhatItDoesNotHold_isRefused() {
        assertRefused(
                () -> client.query(
                        dramas().projectionExpression("title, plot, actor").build()),
                INVALID + "Global secondary index genres does not project [plot]");
        assertRefused(
                () -> client.query(dramas().select(Select.ALL_ATTRIBUTES).build()),
                INVALID + "Select type ALL_ATTRIBUTES is not supported for global secondary index genres because its"
                        + " projection type is not ALL");
    }

    @Test
    void read_byAnIndexFilteredByWhatItDoesNotHold_isRefused() {
        assertRefused(
                () -> client.query(dramas().filterExpression("plot <> :key").build()),
                INVALID + "Secondary index genres does not project one or more filter attributes: [plot]");
        assertRefused(
                () -> client.scan(request ->
                        request.tableName(FILMS).indexName(RATINGS).filterExpression("attribute_exists(plot)")),
                INVALID + "Secondary index ratings does not project one or more filter attributes: [plot]");
    }

    @Test
    void read_byAGlobalIndexConsistently_isRefused() {
        assertRefused(
                () -> client.query(dramas().consistentRead(true).build()),
                "Consistent reads are not supported on global secondary indexes");
        assertRefused(
                () -> client.scan(
                        request -> request.tableName(FILMS).indexName(GENRES).consistentRead(true)),
                "Consistent reads are not supported on global secondary indexes");
    }

    @Test
    void read_byAnIndexThatIsNotDeclared_isRefused() {
        assertRefused(
                () -> client.query(dramas().indexName("nope").build()),
                "The table does not have the specified index: nope");
        assertRefused(
                () -> client.scan(request -> request.tableName(FILMS).indexName("nope")),
                "The table does not have the specified index: nope");
    }
}
