// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributeType;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What DynamoDB Local reports otherwise is excused where it is known to, and nowhere else. */
class CapacityDifferenceTest {
    private static final String TABLE = "Films";
    private static final TableSchema PLAIN =
            TableSchema.builder(TABLE).partitionKey("p", AttributeType.STRING).build();
    private static final TableSchema INDEXED = TableSchema.builder(TABLE)
            .partitionKey("p", AttributeType.STRING)
            .index(index("partial", IndexProjection.keysOnly()))
            .index(index("whole", IndexProjection.all()))
            .build();
    private static final Map<String, AttributeValue> ITEM = Map.of("p", AttributeValue.fromS("a"));
    private static final DynamoDbRequest PUT =
            PutItemRequest.builder().tableName(TABLE).item(ITEM).build();

    private static SecondaryIndex index(String name, IndexProjection projection) {
        return SecondaryIndex.builder(name)
                .partitionKey("g", AttributeType.STRING)
                .projection(projection)
                .build();
    }

    private static Map<String, Object> units(String units) {
        return Map.of("CapacityUnits", units);
    }

    private static Map<String, Object> parts(String sum, String table, String index) {
        return Map.of(
                "CapacityUnits", sum, "Table", units(table), "GlobalSecondaryIndexes", Map.of("whole", units(index)));
    }

    private static List<Object> ofTable(String units) {
        return List.of(Map.of("TableName", TABLE, "CapacityUnits", units));
    }

    private static boolean isExcused(TableSchema schema, DynamoDbRequest request, Object local, Object ours) {
        return isExcused(schema, request, Map.of(), local, ours);
    }

    private static boolean isExcusedWhenSentAgain(DynamoDbRequest request, Object local, Object ours) {
        return isExcused(exchange(PLAIN, request, Map.of(), true, local, ours));
    }

    /** Says whether each difference has a known reason, where there were no items before. */
    private static boolean isExcused(
            TableSchema schema, DynamoDbRequest request, Map<String, Object> body, Object local, Object ours) {
        return isExcused(exchange(schema, request, body, false, local, ours));
    }

    private static Exchange exchange(
            TableSchema schema,
            DynamoDbRequest request,
            Map<String, Object> body,
            boolean isSentAgain,
            Object local,
            Object ours) {
        return new Exchange(
                new Call.One(request),
                Touched.by(request).stream()
                        .map(touched -> Map.<String, AttributeValue>of())
                        .toList(),
                new Answer(Answer.OK, body, local, null, ""),
                new Answer(Answer.OK, body, ours, null, ""),
                isSentAgain,
                name -> Optional.of(schema));
    }

    private static boolean isExcused(Exchange exchange) {
        return CapacityDifference.between(exchange).stream()
                .allMatch(difference ->
                        CapacityDifference.explaining(exchange, difference).isPresent());
    }

    @Test
    void queryThatFindsNothing_alone_mayBeFree() {
        DynamoDbRequest query = QueryRequest.builder().tableName(TABLE).build();

        assertThat(isExcused(PLAIN, query, Map.of("ScannedCount", "0"), units("0.0"), units("0.5")))
                .isTrue();
        assertThat(isExcused(PLAIN, query, Map.of("ScannedCount", "1"), units("0.5"), units("1.0")))
                .isFalse();
    }

    @Test
    void batchGet_mayBeAsMuchLessAsKeysHaveNoItems() {
        DynamoDbRequest get = BatchGetItemRequest.builder()
                .requestItems(Map.of(
                        TABLE,
                        KeysAndAttributes.builder().keys(List.of(ITEM, ITEM)).build()))
                .build();
        Map<String, Object> body = Map.of("Responses", Map.of(TABLE, List.of("an item")));

        assertThat(isExcused(PLAIN, get, body, ofTable("0.5"), ofTable("1.0"))).isTrue();
        assertThat(isExcused(PLAIN, get, body, ofTable("0.5"), ofTable("1.5"))).isFalse();
    }

    @Test
    void write_mayCountMoreInAGlobalIndexAlone() {
        assertThat(isExcused(INDEXED, PUT, parts("3.0", "1.0", "2.0"), parts("2.0", "1.0", "1.0")))
                .isTrue();
        assertThat(isExcused(INDEXED, PUT, parts("3.0", "2.0", "1.0"), parts("2.0", "1.0", "1.0")))
                .isFalse();
        assertThat(isExcused(INDEXED, PUT, parts("3.0", "1.0", "1.0"), parts("2.0", "1.0", "1.0")))
                .isFalse();
        assertThat(isExcused(INDEXED, PUT, units("3.0"), units("2.0"))).isTrue();
        assertThat(isExcused(PLAIN, PUT, units("3.0"), units("2.0"))).isFalse();
    }

    @Test
    void transaction_mayCountLessWhereItWritesTwiceToATable() {
        assertThat(isExcused(PLAIN, transaction(2), ofTable("2.0"), ofTable("4.0")))
                .isTrue();
        assertThat(isExcused(PLAIN, transaction(1), ofTable("2.0"), ofTable("4.0")))
                .isFalse();
        assertThat(isExcused(PLAIN, transaction(2), ofTable("6.0"), ofTable("4.0")))
                .isFalse();
    }

    @Test
    void transactionSentAgain_mayCountTheReadsOfItsItems() {
        assertThat(isExcusedWhenSentAgain(transaction(1), parts("2.0", "2.0", "1.0"), parts("8.0", "6.0", "2.0")))
                .isTrue();
        assertThat(isExcusedWhenSentAgain(transaction(1), ofTable("2.0"), ofTable("4.0")))
                .isTrue();
        assertThat(isExcusedWhenSentAgain(transaction(1), ofTable("6.0"), ofTable("4.0")))
                .isFalse();
    }

    @Test
    void transaction_mayCountADeleteOfNothingOnce() {
        DynamoDbRequest delete = TransactWriteItemsRequest.builder()
                .transactItems(TransactWriteItem.builder()
                        .delete(each -> each.tableName(TABLE).key(ITEM))
                        .build())
                .build();

        assertThat(isExcused(PLAIN, delete, ofTable("1.0"), ofTable("2.0"))).isTrue();
        assertThat(isExcused(PLAIN, delete, ofTable("1.0"), ofTable("4.0"))).isFalse();
        assertThat(isExcused(PLAIN, transaction(1), ofTable("1.0"), ofTable("2.0")))
                .isFalse();
    }

    private static DynamoDbRequest transaction(int puts) {
        TransactWriteItem put = TransactWriteItem.builder()
                .put(each -> each.tableName(TABLE).item(ITEM))
                .build();
        return TransactWriteItemsRequest.builder()
                .transactItems(Stream.generate(() -> put).limit(puts).toList())
                .build();
    }

    @Test
    void batchWrite_mayCountADeleteOfNothingTwice() {
        DynamoDbRequest delete = BatchWriteItemRequest.builder()
                .requestItems(Map.of(
                        TABLE,
                        List.of(WriteRequest.builder()
                                .deleteRequest(each -> each.key(ITEM))
                                .build())))
                .build();

        assertThat(isExcused(PLAIN, delete, ofTable("2.0"), ofTable("1.0"))).isTrue();
        assertThat(isExcused(PLAIN, delete, ofTable("3.0"), ofTable("1.0"))).isFalse();
    }

    @Test
    void pageOfAnIndex_mayCountWholeItemsWhereTheIndexHoldsParts() {
        ScanRequest.Builder scan = ScanRequest.builder().tableName(TABLE);
        Map<String, Object> body = Map.of("ScannedCount", "1");

        assertThat(isExcused(INDEXED, scan.indexName("partial").build(), body, units("9.0"), units("0.5")))
                .isTrue();
        assertThat(isExcused(INDEXED, scan.indexName("whole").build(), body, units("9.0"), units("0.5")))
                .isFalse();
    }
}
