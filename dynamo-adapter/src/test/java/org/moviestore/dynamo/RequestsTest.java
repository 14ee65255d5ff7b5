// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.GetRequest;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.Position;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class RequestsTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Movies")
            .partitionKey("year", AttributeType.NUMBER)
            .sortKey("title", AttributeType.STRING)
            .build();
    private static final Key KEY = SCHEMA.key(2013, "Rush");
    private static final Map<String, AttributeValue> KEY_ATTRIBUTES =
            Map.of("year", AttributeValue.fromN("2013"), "title", AttributeValue.fromS("Rush"));

    @Test
    void get_plain_isConsistentAndHasNoExpression() {
        GetItemRequest get = Requests.get(GetRequest.of(SCHEMA, KEY));

        assertThat(get)
                .isEqualTo(GetItemRequest.builder()
                        .tableName("Movies")
                        .key(KEY_ATTRIBUTES)
                        .consistentRead(true)
                        .build());
    }

    @Test
    void get_ofReservedNames_sendsPlaceholders() {
        GetItemRequest get = Requests.get(GetRequest.builder(SCHEMA, KEY)
                .project("size", "info.rating[0]")
                .consistency(ReadConsistency.EVENTUAL)
                .capacityReport(CapacityReport.TOTAL)
                .build());

        assertThat(get.projectionExpression())
                .doesNotContain("size", "info", "rating")
                .contains("[0]");
        assertThat(get.expressionAttributeNames().values()).containsExactlyInAnyOrder("size", "info", "rating");
        assertThat(get.consistentRead()).isFalse();
        assertThat(get.returnConsumedCapacity()).isEqualTo(ReturnConsumedCapacity.TOTAL);
    }

    @Test
    void put_plain_hasNothingButTheItem() {
        PutItemRequest put = Requests.put(PutRequest.of(SCHEMA, KEY.attributes()));

        assertThat(put)
                .isEqualTo(PutItemRequest.builder()
                        .tableName("Movies")
                        .item(KEY_ATTRIBUTES)
                        .build());
    }

    @Test
    void put_withCondition_sendsNamesAndValuesAsPlaceholders() {
        PutItemRequest put = Requests.put(PutRequest.builder(SCHEMA, KEY.attributes())
                .condition(attribute("status").equalTo("new; DROP TABLE"))
                .returning(ReturnItem.OLD)
                .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                .build());

        assertThat(put.conditionExpression()).doesNotContain("status", "DROP");
        assertThat(put.expressionAttributeNames().values()).containsExactly("status");
        assertThat(put.expressionAttributeValues().values()).containsExactly(AttributeValue.fromS("new; DROP TABLE"));
        assertThat(put.returnValues()).isEqualTo(ReturnValue.ALL_OLD);
        assertThat(put.returnValuesOnConditionCheckFailure()).isEqualTo(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }

    @Test
    void write_withoutCondition_neverAsksForTheItemOfAFailure() {
        PutItemRequest put = Requests.put(PutRequest.builder(SCHEMA, KEY.attributes())
                .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                .build());
        DeleteItemRequest delete = Requests.delete(DeleteRequest.builder(SCHEMA, KEY)
                .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                .build());

        assertThat(put.returnValuesOnConditionCheckFailure()).isNull();
        assertThat(delete.returnValuesOnConditionCheckFailure()).isNull();
    }

    @Test
    void update_withoutActions_sendsNoExpression() {
        UpdateItemRequest update = Requests.update(UpdateRequest.of(SCHEMA, KEY, Update.none()));

        assertThat(update)
                .isEqualTo(UpdateItemRequest.builder()
                        .tableName("Movies")
                        .key(KEY_ATTRIBUTES)
                        .build());
    }

    @ParameterizedTest
    @CsvSource({"NONE,", "ALL_OLD, ALL_OLD", "UPDATED_OLD, ALL_OLD", "ALL_NEW, ALL_NEW", "UPDATED_NEW, ALL_NEW"})
    void update_thatReturns_asksForTheWholeItem(ReturnValues returning, ReturnValue asked) {
        UpdateItemRequest update =
                Requests.update(UpdateRequest.builder(SCHEMA, KEY, Update.none().set("n", 1))
                        .returning(returning)
                        .build());

        assertThat(update.returnValues()).isEqualTo(asked);
    }

    @Test
    void update_withCondition_sharesPlaceholders() {
        UpdateItemRequest update =
                Requests.update(UpdateRequest.builder(SCHEMA, KEY, Update.none().set("n", 1))
                        .condition(attribute("n").equalTo(2))
                        .build());

        assertThat(update.expressionAttributeNames().values()).containsExactly("n");
        assertThat(update.expressionAttributeValues().values())
                .containsExactlyInAnyOrder(AttributeValue.fromN("1"), AttributeValue.fromN("2"));
    }

    @Test
    void query_withEverything_sendsAllOfIt() {
        var query = Requests.query(QueryRequest.builder(
                        SCHEMA, KeyCondition.partition("year", 2013).andSortBetween("title", "A", "Z"))
                .filter(attribute("info.rating").greaterThan(5))
                .project("title")
                .limit(7)
                .descending()
                .startAfter(new Position(KEY))
                .build());

        assertThat(query.keyConditionExpression()).contains("BETWEEN").doesNotContain("year", "title");
        assertThat(query.filterExpression()).doesNotContain("rating");
        assertThat(query.projectionExpression()).doesNotContain("title");
        assertThat(query.limit()).isEqualTo(7);
        assertThat(query.scanIndexForward()).isFalse();
        assertThat(query.consistentRead()).isTrue();
        assertThat(query.exclusiveStartKey()).isEqualTo(KEY_ATTRIBUTES);
        assertThat(query.expressionAttributeNames().values())
                .containsExactlyInAnyOrder("year", "title", "info", "rating");
        assertThat(query.expressionAttributeValues()).hasSize(4);
    }

    @Test
    void scan_plain_hasNoExpression() {
        var scan = Requests.scan(ScanRequest.of(SCHEMA));

        assertThat(scan)
                .isEqualTo(software.amazon.awssdk.services.dynamodb.model.ScanRequest.builder()
                        .tableName("Movies")
                        .consistentRead(true)
                        .build());
    }

    @Test
    void put_ofNestedItem_keepsItWhole() {
        Item item = KEY.attributes().with("info", Map.of("actors", List.of("A", "B")));

        PutItemRequest put = Requests.put(PutRequest.of(SCHEMA, item));

        assertThat(ItemCodec.decode(put.item())).isEqualTo(item);
    }
}
