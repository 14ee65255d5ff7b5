// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.IndexedTables.item;
import static org.moviestore.dynamo.ScriptedHttp.ok;
import static org.moviestore.expression.Expressions.attribute;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Projection;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.Page;
import org.moviestore.table.Position;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Reads by index, segments and counts, as they are sent and answered. */
class IndexRequestsTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Films")
            .partitionKey("p", AttributeType.STRING)
            .sortKey("s", AttributeType.STRING)
            .index(SecondaryIndex.builder("byG")
                    .partitionKey("g", AttributeType.STRING)
                    .sortKey("h", AttributeType.NUMBER)
                    .build())
            .index(SecondaryIndex.builder("byT")
                    .partitionKey("p", AttributeType.STRING)
                    .sortKey("t", AttributeType.NUMBER)
                    .projection(IndexProjection.keysOnly())
                    .build())
            .build();
    private static final Position POSITION = new Position(SCHEMA.key("P", "S"), item("g", "G", "h", 5));
    private static final String GOOD =
            "{\"p\":{\"S\":\"P\"},\"s\":{\"S\":\"1\"},\"g\":{\"S\":\"G\"},\"h\":{\"N\":\"1\"},\"x\":{\"N\":\"1\"}}";
    private static final String NUMBER_FOR_TEXT =
            "{\"p\":{\"S\":\"P\"},\"s\":{\"S\":\"2\"},\"g\":{\"N\":\"7\"},\"h\":{\"N\":\"1\"},\"x\":{\"N\":\"2\"}}";

    private static DocumentTable table(ScriptedHttp http) {
        DynamoStore store = http.store();
        return new DynamoTable(store, store.connection(), SCHEMA);
    }

    private static ScriptedHttp answering(String... items) {
        return new ScriptedHttp(ok("{\"Items\":[" + String.join(",", items) + "],\"Count\":" + items.length
                + ",\"ScannedCount\":" + items.length + "}"));
    }

    private static ScanRequest.Builder scan() {
        return ScanRequest.builder(SCHEMA).index("byG");
    }

    @Test
    void query_byGlobalIndex_sendsItsNameAndBothKeysToStartAfter() {
        var query = Requests.query(QueryRequest.builder(SCHEMA, KeyCondition.partition("g", "G"))
                .index("byG")
                .startAfter(POSITION)
                .build());

        assertThat(query.indexName()).isEqualTo("byG");
        assertThat(query.consistentRead()).isFalse();
        assertThat(query.exclusiveStartKey())
                .isEqualTo(Map.of(
                        "p", AttributeValue.fromS("P"),
                        "s", AttributeValue.fromS("S"),
                        "g", AttributeValue.fromS("G"),
                        "h", AttributeValue.fromN("5")));
        assertThat(query.select()).isNull();
        assertThat(query.projectionExpression()).isNull();
    }

    @Test
    void query_byLocalIndex_isConsistentUnlessItMayLag() {
        QueryRequest request = QueryRequest.builder(SCHEMA, KeyCondition.partition("p", "P"))
                .index("byT")
                .build();

        assertThat(Requests.query(request).consistentRead()).isTrue();
    }

    @Test
    void scan_ofASegment_sendsNumberAndTotal() {
        var scan = Requests.scan(scan().segment(2, 7).build());

        assertThat(scan.indexName()).isEqualTo("byG");
        assertThat(scan.segment()).isEqualTo(2);
        assertThat(scan.totalSegments()).isEqualTo(7);
    }

    @Test
    void count_ofTheTableItself_asksForTheCountAlone() {
        QueryRequest table = QueryRequest.of(SCHEMA, KeyCondition.partition("p", "P"));

        assertThat(Requests.query(table.counting()).select()).isEqualTo(Select.COUNT);
        assertThat(Requests.query(table.counting()).projectionExpression()).isNull();
    }

    @Test
    void count_ofALocalIndex_isOfWhatIsInItAsPagesAre() {
        ScanRequest local = ScanRequest.builder(SCHEMA).index("byT").build();

        assertThat(Requests.scan(local.counting()).select()).isNull();
        assertThat(Requests.scan(local.counting()).projectionExpression()).isNotNull();
    }

    @Test
    void count_ofTheTable_addsUpItsPages() {
        String key = "{\"p\":{\"S\":\"P\"},\"s\":{\"S\":\"S\"}}";
        ScriptedHttp http = new ScriptedHttp(
                ok("{\"Count\":3,\"ScannedCount\":9,\"LastEvaluatedKey\":" + key + "}"),
                ok("{\"Count\":4,\"ScannedCount\":4}"));

        long count = table(http).count(ScanRequest.of(SCHEMA));

        assertThat(count).isEqualTo(7);
        assertThat(http.requests().get(1)).contains("ExclusiveStartKey", "\"COUNT\"");
    }

    @Test
    void count_ofAGlobalIndex_isOfWhatIsInIt() {
        ScriptedHttp http = answering(GOOD, NUMBER_FOR_TEXT);

        Page<Item> page = table(http).scan(scan().build().counting());

        assertThat(page.count()).isEqualTo(1);
        assertThat(page.items()).isEmpty();
        assertThat(page.evaluated()).hasValue(2);
        assertThat(Requests.scan(scan().build().counting())
                        .expressionAttributeNames()
                        .values())
                .containsExactlyInAnyOrder("g", "h", "p", "s");
    }

    @Test
    void page_ofAnIndex_endsAtThePositionOfBothKeys() {
        ScriptedHttp http = new ScriptedHttp(ok("{\"Items\":[" + GOOD + "],\"Count\":1,\"ScannedCount\":1,"
                + "\"LastEvaluatedKey\":{\"h\":{\"N\":\"5.0\"},\"s\":{\"S\":\"S\"},\"g\":{\"S\":\"G\"},"
                + "\"p\":{\"S\":\"P\"}}}"));

        Page<Item> page = table(http).scan(scan().limit(1).build());

        assertThat(page.last()).contains(POSITION);
    }

    @Test
    void projection_ofAnIndex_asksForTheKeysTooAndLeavesThemOut() {
        ScriptedHttp http = answering(GOOD);

        Page<Item> page = table(http).scan(scan().project("x", "g").build());

        assertThat(page.items()).containsExactly(item("x", 1, "g", "G"));
        assertThat(Requests.scan(scan().project("x", "g").build())
                        .expressionAttributeNames()
                        .values())
                .containsExactlyInAnyOrder("x", "g", "h", "p", "s");
    }

    @Test
    void projection_ofTheTable_asksForNothingElse() {
        var scan = Requests.scan(ScanRequest.builder(SCHEMA).project("x").build());

        assertThat(scan.expressionAttributeNames().values()).containsExactly("x");
    }

    @Test
    void projection_asLongAsAllowed_isSentAsItIs() {
        List<AttributePath> paths =
                IntStream.range(0, 600).mapToObj(i -> AttributePath.of("a" + i)).toList();
        Projection longest = new Projection(paths);

        var scan = Requests.scan(scan().projection(longest).build());
        Page<Item> page = table(answering("{}")).scan(scan().projection(longest).build());

        assertThat(scan.projectionExpression().length()).isBetween(4070, 4096);
        assertThat(scan.expressionAttributeNames()).hasSize(600);
        assertThat(page.items()).containsExactly(Item.EMPTY);
    }

    @Test
    void items_thatTheIndexShouldHaveLeftOut_areDropped() {
        Page<Item> whole = table(answering(GOOD, NUMBER_FOR_TEXT)).scan(scan().build());
        Page<Item> projected =
                table(answering(GOOD, NUMBER_FOR_TEXT)).scan(scan().project("x").build());

        assertThat(whole.items())
                .hasSize(1)
                .allSatisfy(item -> assertThat(item.has("g")).isTrue());
        assertThat(whole.count()).isEqualTo(1);
        assertThat(projected.items()).containsExactly(Item.of("x", 1));
    }

    @Test
    void items_ofTheTable_areNeverDropped() {
        Page<Item> page = table(answering(GOOD, NUMBER_FOR_TEXT)).scan(ScanRequest.of(SCHEMA));

        assertThat(page.items()).hasSize(2);
    }

    @Test
    void filterOfAnIndex_isSentToo() {
        var query = Requests.query(QueryRequest.builder(SCHEMA, KeyCondition.partition("g", "G"))
                .index("byG")
                .filter(attribute("p").greaterThan("A"))
                .build());

        assertThat(query.filterExpression()).isNotEmpty();
    }

    @Test
    void write_madeWithoutTheIndexes_obeysThemAllTheSame() {
        ScriptedHttp http = new ScriptedHttp(ok("{}"));
        TableSchema bare = new TableSchema("Films", SCHEMA.keyAttributes(), List.of(), SCHEMA.throughput());
        PutRequest put = PutRequest.of(bare, item("p", "P", "s", "S", "g", 7));
        UpdateRequest update =
                UpdateRequest.of(bare, bare.key("P", "S"), Update.none().set("h", "text"));

        for (Runnable write :
                List.<Runnable>of(() -> table(http).put(put), () -> table(http).update(update))) {
            assertThatThrownBy(write::run)
                    .isInstanceOfSatisfying(
                            InvalidRequestException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.KEY_TYPE));
        }
        assertThat(http.requests()).isEmpty();
    }
}
