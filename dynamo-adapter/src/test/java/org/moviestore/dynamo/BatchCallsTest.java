// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.dynamo.ScriptedHttp.ok;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.Projection;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.TableSchema;

class BatchCallsTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Movies")
            .partitionKey("year", AttributeType.NUMBER)
            .sortKey("title", AttributeType.STRING)
            .build();
    private static final String ITEM = "{\"year\":{\"N\":\"1985\"},\"title\":{\"S\":\"Brazil\"},\"r\":{\"N\":\"8\"}}";

    private static DocumentTable table(ScriptedHttp http) {
        DynamoStore store = http.store();
        return new DynamoTable(store, store.connection(), SCHEMA);
    }

    private static BatchGetRequest.Builder get() {
        return BatchGetRequest.builder(SCHEMA, List.of(SCHEMA.key(1985, "Brazil"), SCHEMA.key(1985, "Ran")));
    }

    private static ScriptedHttp answering(String items) {
        return new ScriptedHttp(ok("{\"Responses\":{\"Movies\":[" + items + "]}}"));
    }

    @Test
    void get_ofSeveralKeys_isConsistentAndHasNoExpression() {
        ScriptedHttp http = answering(ITEM);

        BatchGetResult result = table(http).batchGet(get().build());

        assertThat(result)
                .isEqualTo(BatchGetResult.of(
                        Map.of(
                                SCHEMA.key(1985, "Brazil"),
                                SCHEMA.key(1985, "Brazil").attributes().with("r", 8)),
                        List.of()));
        assertThat(http.toString())
                .startsWith("BatchGetItem")
                .contains("\"ConsistentRead\":true")
                .doesNotContain("Projection", "ExpressionAttributeNames", "ReturnConsumedCapacity");
    }

    @Test
    void get_eventuallyConsistent_isSentAsSuch() {
        ScriptedHttp http = answering("");

        table(http).batchGet(get().consistency(ReadConsistency.EVENTUAL).build());

        assertThat(http.toString()).contains("\"ConsistentRead\":false");
    }

    @Test
    void get_withAProjection_readsTheKeyTooAndReturnsItOnlyIfAsked() {
        ScriptedHttp http = answering(ITEM);

        BatchGetResult without = table(http).batchGet(get().project("r").build());
        BatchGetResult with = table(http).batchGet(get().project("r", "title").build());

        assertThat(without.items()).isEqualTo(Map.of(SCHEMA.key(1985, "Brazil"), Item.of("r", 8)));
        assertThat(with.items()).isEqualTo(Map.of(SCHEMA.key(1985, "Brazil"), Item.of("r", 8, "title", "Brazil")));
        assertThat(http.requests()).allMatch(request -> request.contains("\"year\"") && request.contains("\"title\""));
    }

    @Test
    void get_withAProjectionAsLongAsAllowed_readsWholeItems() {
        ScriptedHttp http = answering(ITEM);
        Projection longest = new Projection(IntStream.range(0, 600)
                .mapToObj(i -> AttributePath.of(i == 0 ? "r" : "attribute" + i))
                .toList());

        BatchGetResult result = table(http).batchGet(get().projection(longest).build());

        assertThat(result.items()).isEqualTo(Map.of(SCHEMA.key(1985, "Brazil"), Item.of("r", 8)));
        assertThat(http.toString()).doesNotContain("ProjectionExpression");
    }

    @Test
    void batch_withCapacityReport_reportsTheUnits() {
        String consumed = "\"ConsumedCapacity\":[{\"TableName\":\"Movies\",\"CapacityUnits\":2.5}]";
        ScriptedHttp http = new ScriptedHttp(ok("{" + consumed + "}"));
        BatchWriteRequest write =
                BatchWriteRequest.ofDeletes(SCHEMA, get().build().keys());

        assertThat(table(http)
                        .batchGet(get().capacityReport(CapacityReport.TOTAL).build())
                        .consumedCapacity())
                .hasValue(2.5);
        assertThat(table(http)
                        .batchWrite(write.withCapacityReport(CapacityReport.TOTAL))
                        .consumedCapacity())
                .hasValue(2.5);
        assertThat(table(http).batchWrite(write).consumedCapacity()).isEmpty();
        assertThat(http.requests().get(1)).contains("\"ReturnConsumedCapacity\":\"TOTAL\"");
        assertThat(http.requests().get(2)).doesNotContain("ReturnConsumedCapacity");
    }

    @Test
    void write_ofItemsThatOneRequestHasNoRoomFor_sendsSomeAndTellsTheOthers() {
        ScriptedHttp http = new ScriptedHttp(ok("{}"));
        List<Item> items = IntStream.range(0, 10)
                .mapToObj(year -> SCHEMA.key(year, "nulls")
                        .attributes()
                        .with(
                                "l",
                                Values.list(Collections.nCopies(200_000, Values.nullValue())
                                        .toArray())))
                .toList();
        BatchWriteRequest request = BatchWriteRequest.of(SCHEMA, items, List.of(SCHEMA.key(2000, "gone")));

        BatchWriteResult result = table(http).batchWrite(request);

        assertThat(result.unprocessed())
                .containsExactlyElementsOf(request.keys().subList(5, 10));
        assertThat(http.toString().length()).isLessThan(16_000_000);
        assertThat(http.toString()).contains("\"gone\"", "{\"N\":\"4\"}").doesNotContain("{\"N\":\"5\"}");
    }

    @Test
    void write_ofSetsOfTheSmallestNumbers_hasRoomForThem() {
        ScriptedHttp http = new ScriptedHttp(ok("{}"));
        Object[] smallest = IntStream.range(1, 100)
                .mapToObj(i -> Values.number(i + "E-130"))
                .toArray();
        Map<String, Object> sets =
                IntStream.range(0, 60).boxed().collect(Collectors.toMap(i -> "a" + i, i -> Values.numberSet(smallest)));
        List<Item> items = IntStream.range(0, 25)
                .mapToObj(year -> SCHEMA.key(year, "numbers").attributes().with("m", Values.of(sets)))
                .toList();

        BatchWriteResult result = table(http).batchWrite(BatchWriteRequest.ofPuts(SCHEMA, items));

        assertThat(http.toString().length()).isBetween(15_000_000, 16_000_000);
        assertThat(result.unprocessed()).hasSizeBetween(1, 10);
    }
}
