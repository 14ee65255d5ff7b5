// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.PageTables.FILMS;
import static org.moviestore.dynamo.client.PageTables.attributes;
import static org.moviestore.dynamo.client.PageTables.film;
import static org.moviestore.dynamo.client.PageTables.of2013;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.item.Item;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

class PageOperationsTest {
    private final DocumentStore store = new MemoryStore();
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);
    private final DocumentTable films = store.createTable(PageTables.SCHEMA);

    private static Condition condition(ComparisonOperator operator, Object... values) {
        List<AttributeValue> arguments = new ArrayList<>();
        for (Object value : values) {
            arguments.addAll(attributes("value", value).values());
        }
        return Condition.builder()
                .comparisonOperator(operator)
                .attributeValueList(arguments)
                .build();
    }

    private void put(Item... items) {
        for (Item item : items) {
            films.put(item);
        }
    }

    private static List<String> titles(List<Map<String, AttributeValue>> items) {
        return items.stream().map(item -> item.get("title").s()).toList();
    }

    private List<QueryResponse> pages(QueryRequest first) {
        return client.queryPaginator(first).stream().toList();
    }

    @Test
    void query_returnsTheItemsOfThePartitionInOrder() {
        put(film(2013, "B", 1), film(2013, "A", 2), film(2012, "C", 3));

        QueryResponse page = client.query(of2013().build());

        assertThat(page.items())
                .containsExactly(ItemCodec.encode(film(2013, "A", 2)), ItemCodec.encode(film(2013, "B", 1)));
        assertThat(page.count()).isEqualTo(2);
        assertThat(page.scannedCount()).isEqualTo(2);
        assertThat(page.hasLastEvaluatedKey()).isFalse();
        assertThat(page.consumedCapacity()).isNull();
    }

    @Test
    void query_descending_returnsThemFromTheLast() {
        put(film(2013, "A", 1), film(2013, "B", 2), film(2013, "C", 3));

        QueryResponse page =
                client.query(of2013().scanIndexForward(false).limit(2).build());

        assertThat(titles(page.items())).containsExactly("C", "B");
        assertThat(page.lastEvaluatedKey()).isEqualTo(attributes("year", 2013, "title", "B"));
    }

    @Test
    void query_ofNothing_hasAnEmptyListOfItems() {
        QueryResponse page = client.query(of2013().build());

        assertThat(page.hasItems()).isTrue();
        assertThat(page.items()).isEmpty();
        assertThat(page.count()).isZero();
        assertThat(page.scannedCount()).isZero();
        assertThat(page.hasLastEvaluatedKey()).isFalse();
    }

    @Test
    void query_withALimit_countsWhatTheFilterDrops() {
        put(film(2013, "A", 1), film(2013, "B", 5), film(2013, "C", 6), film(2013, "D", 7));

        QueryResponse page = client.query(of2013().filterExpression("rating > :low")
                .expressionAttributeValues(attributes(":year", 2013, ":low", 4))
                .limit(2)
                .build());

        assertThat(titles(page.items())).containsExactly("B");
        assertThat(page.count()).isEqualTo(1);
        assertThat(page.scannedCount()).isEqualTo(2);
        assertThat(page.lastEvaluatedKey()).isEqualTo(attributes("year", 2013, "title", "B"));
    }

    @Test
    void query_whoseLimitIsReachedByTheLastItem_hasAKeyAfterWhichNothingFollows() {
        put(film(2013, "A", 1), film(2013, "B", 2));

        QueryResponse page = client.query(of2013().limit(2).build());
        QueryResponse next = client.query(
                of2013().limit(2).exclusiveStartKey(page.lastEvaluatedKey()).build());

        assertThat(page.lastEvaluatedKey()).isEqualTo(attributes("year", 2013, "title", "B"));
        assertThat(next.items()).isEmpty();
        assertThat(next.hasLastEvaluatedKey()).isFalse();
    }

    @Test
    void query_startingAtAnItemThatIsGone_goesOnFromItsPlace() {
        put(film(2013, "A", 1), film(2013, "C", 2));

        QueryResponse page = client.query(of2013().exclusiveStartKey(attributes("year", 2013, "title", "B"))
                .build());

        assertThat(titles(page.items())).containsExactly("C");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 7})
    void query_byPagesOfEveryLimit_returnsEachItemOnce(int limit) {
        List<String> titles = List.of("A", "B", "C", "D", "E", "F");
        titles.forEach(title -> put(film(2013, title, 1)));

        List<QueryResponse> pages = pages(of2013().limit(limit).build());

        assertThat(pages).hasSize(titles.size() / limit + 1);
        assertThat(pages.stream().flatMap(page -> titles(page.items()).stream()))
                .isEqualTo(titles);
    }

    @Test
    void query_withAProjection_returnsThosePathsAlone() {
        put(film(2013, "A", 1).with("info", Map.of("seen", List.of("Rome", "Oslo"), "left", 1)));

        QueryResponse page = client.query(
                of2013().projectionExpression("rating, info.seen[1]").build());

        assertThat(page.items()).containsExactly(attributes("rating", 1, "info", Map.of("seen", List.of("Oslo"))));
    }

    @Test
    void query_ofWhatIsOnlyCounted_hasNoItems() {
        put(film(2013, "A", 1), film(2013, "B", 2), film(2013, "C", 3));

        QueryResponse page = client.query(of2013().select(Select.COUNT)
                .filterExpression("rating > :low")
                .expressionAttributeValues(attributes(":year", 2013, ":low", 1))
                .build());

        assertThat(page.hasItems()).isFalse();
        assertThat(page.count()).isEqualTo(2);
        assertThat(page.scannedCount()).isEqualTo(3);
    }

    @Test
    void query_byTheParametersFromBeforeExpressions_readsTheSame() {
        put(film(2013, "A", 1), film(2013, "B", 5), film(2013, "C", 6), film(2013, "D", 7));

        QueryResponse page = client.query(request -> request.tableName(FILMS)
                .keyConditions(Map.of(
                        "year", condition(ComparisonOperator.EQ, 2013),
                        "title", condition(ComparisonOperator.BETWEEN, "A", "C")))
                .queryFilter(Map.of("rating", condition(ComparisonOperator.GE, 5)))
                .attributesToGet("title"));

        assertThat(page.items()).containsExactly(attributes("title", "B"), attributes("title", "C"));
        assertThat(page.scannedCount()).isEqualTo(3);
    }

    @Test
    void query_byConditionsOfWhichOneMustHold_readsTheSame() {
        put(film(2013, "A", 1), film(2013, "B", 5), film(2013, "C", 6));

        QueryResponse page = client.query(request -> request.tableName(FILMS)
                .keyConditions(Map.of("year", condition(ComparisonOperator.EQ, 2013)))
                .queryFilter(Map.of(
                        "rating", condition(ComparisonOperator.EQ, 5),
                        "plot", condition(ComparisonOperator.EQ, "about A")))
                .conditionalOperator("OR"));

        assertThat(titles(page.items())).containsExactly("A", "B");
    }

    @Test
    void scan_returnsEachItemOnce() {
        put(film(2013, "A", 1), film(2012, "B", 2), film(2011, "C", 3));

        ScanResponse page = client.scan(request -> request.tableName(FILMS));

        assertThat(titles(page.items())).containsExactlyInAnyOrder("A", "B", "C");
        assertThat(page.count()).isEqualTo(3);
        assertThat(page.scannedCount()).isEqualTo(3);
        assertThat(page.hasLastEvaluatedKey()).isFalse();
    }

    @Test
    void scan_withALimit_countsWhatTheFilterDrops() {
        IntStream.range(0, 5).forEach(year -> put(film(year, "A", year)));

        List<ScanResponse> pages = client
                .scanPaginator(request -> request.tableName(FILMS)
                        .filterExpression("#year = :year")
                        .expressionAttributeNames(Map.of("#year", "year"))
                        .expressionAttributeValues(attributes(":year", 3))
                        .limit(2))
                .stream()
                .toList();

        assertThat(pages).extracting(ScanResponse::scannedCount).containsExactly(2, 2, 1);
        assertThat(pages.stream().mapToInt(ScanResponse::count))
                .containsOnlyOnce(1)
                .hasSize(3);
    }

    @Test
    void scan_ofEachSegment_returnsEachItemOnce() {
        IntStream.range(0, 30).forEach(year -> put(film(year, "A", year)));

        List<String> years = new ArrayList<>();
        for (int segment = 0; segment < 4; segment++) {
            int number = segment;
            client.scanPaginator(request -> request.tableName(FILMS)
                            .segment(number)
                            .totalSegments(4)
                            .limit(3))
                    .items()
                    .forEach(item -> years.add(item.get("year").n()));
        }

        assertThat(years).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void scan_byTheParametersFromBeforeExpressions_readsTheSame() {
        put(film(2013, "A", 1), film(2012, "B", 2));

        ScanResponse page = client.scan(request -> request.tableName(FILMS)
                .scanFilter(Map.of("title", condition(ComparisonOperator.BEGINS_WITH, "B")))
                .attributesToGet("rating"));

        assertThat(page.items()).containsExactly(attributes("rating", 2));
        assertThat(page.scannedCount()).isEqualTo(2);
    }

    @Test
    void scan_ofAStoreThatRefusesFullScans_isRefused() {
        DynamoDbClient refusing = DocumentStoreDynamoDbClient.over(store.withoutFullScans());

        assertThatThrownBy(
                        () -> refusing.scan(request -> request.tableName(FILMS).limit(1)))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("this would read the whole of table Films");
        assertThat(refusing.query(of2013().build()).count()).isZero();
    }
}
