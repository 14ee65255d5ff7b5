// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.PageTables.FILMS;
import static org.moviestore.dynamo.client.PageTables.GENRES;
import static org.moviestore.dynamo.client.PageTables.attributes;
import static org.moviestore.dynamo.client.PageTables.film;
import static org.moviestore.dynamo.client.Refusals.INVALID;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

class PageRefusalsTest {
    private final DocumentStore store = new MemoryStore();
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);

    @BeforeEach
    void fill() {
        store.createTable(PageTables.SCHEMA).put(film(2013, "A", 1));
    }

    private void query(Consumer<QueryRequest.Builder> parts) {
        QueryRequest.Builder request = PageTables.of2013();
        parts.accept(request);
        client.query(request.build());
    }

    private void query(String keyCondition, Map<String, AttributeValue> values, Consumer<QueryRequest.Builder> parts) {
        query(request -> {
            request.keyConditionExpression(keyCondition)
                    .expressionAttributeNames(keyCondition.contains("#year") ? Map.of("#year", "year") : null)
                    .expressionAttributeValues(values);
            parts.accept(request);
        });
    }

    private void scan(Consumer<ScanRequest.Builder> parts) {
        ScanRequest.Builder request = ScanRequest.builder().tableName(FILMS);
        parts.accept(request);
        client.scan(request.build());
    }

    private static Map<String, Condition> equalTo(String name, Object value) {
        return Map.of(
                name,
                Condition.builder()
                        .comparisonOperator(ComparisonOperator.EQ)
                        .attributeValueList(attributes(name, value).values())
                        .build());
    }

    private static String constraint(String value, String parameter, String must) {
        return "Value '" + value + "' at '" + parameter + "' failed to satisfy constraint: Member must " + must;
    }

    @Test
    void query_ofParametersOutOfRange_namesEach() {
        assertRefused(
                () -> query(request -> request.limit(0).select("SOME").returnConsumedCapacity("ALL")),
                "3 validation errors detected: "
                        + constraint(
                                "SOME",
                                "select",
                                "satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES,"
                                        + " ALL_PROJECTED_ATTRIBUTES]")
                        + "; " + constraint("0", "limit", "have value greater than or equal to 1")
                        + "; "
                        + constraint(
                                "ALL", "returnConsumedCapacity", "satisfy enum value set: [INDEXES, TOTAL, NONE]"));
    }

    @Test
    void read_ofNoTable_isRefused() {
        assertRefused(
                () -> query(request -> request.tableName(null)),
                "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not"
                        + " be null");
        assertThatThrownBy(() -> query(request -> request.tableName("Nothing")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> scan(request -> request.tableName("Nothing")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void query_byParametersOfBothKinds_isRefused() {
        assertRefused(
                () -> query(request -> request.attributesToGet("plot").queryFilter(equalTo("plot", "x"))),
                "Can not use both expression and non-expression parameters in the same request: Non-expression"
                        + " parameters: {AttributesToGet, QueryFilter} Expression parameters:"
                        + " {KeyConditionExpression}");
        assertRefused(
                () -> scan(request -> request.scanFilter(equalTo("plot", "x")).projectionExpression("plot")),
                "Can not use both expression and non-expression parameters in the same request: Non-expression"
                        + " parameters: {ScanFilter} Expression parameters: {ProjectionExpression}");
    }

    @Test
    void query_withoutKeyCondition_isRefused() {
        assertRefused(
                () -> client.query(request -> request.tableName(FILMS)),
                "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
    }

    @Test
    void query_byKeyConditionsBesideOtherExpressions_isAnswered() {
        int count = client.query(request -> request.tableName(FILMS)
                        .keyConditions(equalTo("year", 2013))
                        .filterExpression("attribute_exists(plot)"))
                .count();

        assertThat(count).isEqualTo(1);
    }

    @Test
    void query_ofAnotherKey_isRefused() {
        assertRefused(
                () -> query("rating = :year", attributes(":year", 2013), request -> {}),
                "Query condition missed key schema element: year");
        assertRefused(
                () -> query("#year = :year AND rating = :year", attributes(":year", 2013), request -> {}),
                "Query condition missed key schema element: title");
        assertRefused(
                () -> query("title = :title", attributes(":title", "A"), request -> {}),
                "Query condition missed key schema element: year");
        assertRefused(
                () -> query(request -> request.indexName(GENRES)), "Query condition missed key schema element: genre");
    }

    @Test
    void query_ofAPartitionOtherwiseThanByEquality_isRefused() {
        assertRefused(
                () -> query("#year > :year", attributes(":year", 2013), request -> {}),
                "Query key condition not supported");
        assertRefused(
                () -> query("#year BETWEEN :year AND :year", attributes(":year", 2013), request -> {}),
                "Query key condition not supported");
    }

    @Test
    void query_byAKeyOfAnotherTypeOrNone_isRefused() {
        assertRefused(
                () -> query("#year = :year", attributes(":year", "2013"), request -> {}),
                INVALID + "Condition parameter type does not match schema type");
        assertRefused(
                () -> query("#year = :year AND title = :year", attributes(":year", 2013), request -> {}),
                INVALID + "Condition parameter type does not match schema type");
        assertRefused(
                () -> query("#year = :year AND title < :t", attributes(":year", 2013, ":t", ""), request -> {}),
                "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an"
                        + " empty string value. Key: title");
        assertRefused(
                () -> query("genre = :g", attributes(":g", ""), request -> request.indexName(GENRES)),
                "One or more parameter values are not valid. A value specified for a secondary index key is not"
                        + " supported. The AttributeValue for a key attribute cannot contain an empty string value."
                        + " IndexName: genres, IndexKey: genre");
    }

    @Test
    void query_byAKeyThatIsTooLong_isRefused() {
        assertRefused(
                () -> query("genre = :g", attributes(":g", "x".repeat(2049)), request -> request.indexName(GENRES)),
                INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes");
        assertRefused(
                () -> query("#year = :y AND title = :t", attributes(":y", 2013, ":t", "x".repeat(1025)), request -> {}),
                INVALID + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
    }

    @Test
    void query_byAKeyThatNotEveryBackendTakes_saysSo() {
        assertRefused(
                () -> query("#year = :y AND title = :t", attributes(":y", 2013, ":t", "a\0"), request -> {}),
                "Invalid KeyConditionExpression: text contains U+0000, which not every backend can store (at a value of an"
                        + " expression)");
    }

    @Test
    void query_withAFilterOnItsKey_isRefused() {
        assertRefused(
                () -> query(request -> request.filterExpression("plot = :year OR title = :year")),
                "Filter Expression can only contain non-primary key attributes: Primary key attribute: title");
        assertRefused(
                () -> client.query(request -> request.tableName(FILMS)
                        .keyConditions(equalTo("year", 2013))
                        .queryFilter(equalTo("year", 2013))),
                "QueryFilter can only contain non-primary key attributes: Primary key attribute: year");
    }

    @Test
    void read_ofWhatIsInsideOfKeys_isRefused() {
        assertRefused(
                () -> scan(request -> request.projectionExpression("plot, title.x")),
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed:"
                        + " Key: title");
        assertRefused(
                () -> scan(request -> request.filterExpression("attribute_exists(genre[0])")),
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed:"
                        + " IndexKey: genre");
    }

    @ParameterizedTest
    @CsvSource({
        "COUNT, only the Count",
        "ALL_ATTRIBUTES, ALL_ATTRIBUTES",
        "ALL_PROJECTED_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES"
    })
    void read_ofAProjectionBesideAnotherSelection_isRefused(String select, String what) {
        assertRefused(
                () -> query(request -> request.select(select).projectionExpression("plot")),
                "Cannot specify the ProjectionExpression when choosing to get " + what);
        assertRefused(
                () -> scan(request -> request.select(select).attributesToGet("plot")),
                "Cannot specify the AttributesToGet when choosing to get " + what);
    }

    @Test
    void read_ofASelectionThatLacksSomething_isRefused() {
        assertRefused(
                () -> query(request -> request.select("SPECIFIC_ATTRIBUTES")),
                "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
        assertRefused(
                () -> scan(request -> request.select("ALL_PROJECTED_ATTRIBUTES")),
                "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
    }

    @Test
    void scan_ofASegmentWithoutTotalOrTheOther_isRefused() {
        assertRefused(
                () -> scan(request -> request.segment(0)),
                "The TotalSegments parameter is required but was not present in the request when Segment parameter is"
                        + " present");
        assertRefused(
                () -> scan(request -> request.totalSegments(2)),
                "The Segment parameter is required but was not present in the request when parameter TotalSegments is"
                        + " present");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 999_999})
    void scan_ofASegmentBeyondTheTotal_isRefused(int segment) {
        assertRefused(
                () -> scan(request -> request.segment(segment).totalSegments(2)),
                "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: " + segment
                        + " is not less than TotalSegments: 2");
    }

    @Test
    void scan_ofSegmentsOutOfRange_isRefused() {
        assertRefused(
                () -> scan(request -> request.segment(-1).totalSegments(1_000_001)),
                "2 validation errors detected: "
                        + constraint("1000001", "totalSegments", "have value less than or equal to 1000000") + "; "
                        + constraint("-1", "segment", "have value greater than or equal to 0"));
    }
}
