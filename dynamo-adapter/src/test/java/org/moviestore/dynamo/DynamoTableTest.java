// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.ScriptedHttp.error;
import static org.moviestore.dynamo.ScriptedHttp.ok;
import static org.moviestore.expression.Expressions.attribute;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.dynamo.ScriptedHttp.Answer;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.Page;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

class DynamoTableTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Movies")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final Key KEY = SCHEMA.key(1);
    private static final Answer FAILED = error(400, "ConditionalCheckFailedException", "no");
    private static final Answer FAILED_ON_ITEM = () -> new ScriptedHttp.SdkAnswer(
            400,
            "{\"__type\":\"com.amazonaws#ConditionalCheckFailedException\",\"message\":\"no\","
                    + "\"Item\":{\"id\":{\"N\":\"1\"},\"n\":{\"N\":\"2\"}}}");

    private static DocumentTable table(ScriptedHttp http) {
        DynamoStore store = http.store();
        return new DynamoTable(store, store.connection(), SCHEMA);
    }

    private static UpdateRequest.Builder removal() {
        return UpdateRequest.builder(SCHEMA, KEY, Update.none().remove("n"));
    }

    @Test
    void removal_asksThatTheItemExists() {
        ScriptedHttp http = new ScriptedHttp(ok("{}"));

        table(http).update(removal().build());

        assertThat(http.toString())
                .contains("attribute_exists")
                .contains("\"ReturnValuesOnConditionCheckFailure\":\"ALL_OLD\"");
    }

    @Test
    void removal_ofMissingItem_changesNothingAndSucceeds() {
        ScriptedHttp http = new ScriptedHttp(FAILED);

        WriteResult result = table(http)
                .update(removal()
                        .condition(attribute("n").notExists())
                        .returning(ReturnValues.ALL_NEW)
                        .capacityReport(CapacityReport.TOTAL)
                        .build());

        assertThat(result).isEqualTo(new WriteResult(Optional.empty(), OptionalDouble.of(1)));
    }

    @Test
    void removal_whoseConditionFailsOnTheItem_failsWithoutTheItem() {
        ScriptedHttp http = new ScriptedHttp(FAILED_ON_ITEM);
        UpdateRequest request = removal().condition(attribute("n").notExists()).build();

        assertThatThrownBy(() -> table(http).update(request))
                .isInstanceOfSatisfying(
                        ConditionFailedException.class,
                        failure -> assertThat(failure.storedItem()).isEmpty());
    }

    @Test
    void removal_whoseConditionFailsOnTheItem_bringsItBackWhenAsked() {
        ScriptedHttp http = new ScriptedHttp(FAILED_ON_ITEM);
        UpdateRequest request = removal()
                .condition(attribute("n").notExists())
                .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                .build();

        assertThatThrownBy(() -> table(http).update(request))
                .isInstanceOfSatisfying(
                        ConditionFailedException.class,
                        failure -> assertThat(failure.storedItem()).contains(Item.of("id", 1, "n", 2)));
    }

    @Test
    void removal_whoseConditionNeedsAnItem_isSentAsItIs() {
        ScriptedHttp http = new ScriptedHttp(FAILED);
        UpdateRequest request = removal().condition(attribute("n").equalTo(2)).build();

        assertThatThrownBy(() -> table(http).update(request)).isInstanceOf(ConditionFailedException.class);
        assertThat(http.toString()).doesNotContain("attribute_exists", "ReturnValuesOnConditionCheckFailure");
    }

    @Test
    void removal_whoseConditionIsAsLongAsAllowed_isSentAsItIs() {
        ScriptedHttp http = new ScriptedHttp(ok("{}"));
        Condition longest = new Condition.And(IntStream.range(0, 150)
                .mapToObj(i -> attribute("n").notEqualTo(5))
                .toList());

        table(http).update(removal().condition(longest).build());

        assertThat(http.toString()).contains("<>").doesNotContain("attribute_exists");
    }

    @Test
    void updateThatSets_isNotGuarded() {
        ScriptedHttp http = new ScriptedHttp(ok("{}"));

        table(http)
                .update(UpdateRequest.of(SCHEMA, KEY, Update.none().set("n", 1).remove("m")));

        assertThat(http.toString()).doesNotContain("attribute_exists");
    }

    @Test
    void update_thatReturnsUpdated_projectsWithoutTheKey() {
        ScriptedHttp http =
                new ScriptedHttp(ok("{\"Attributes\":{\"id\":{\"N\":\"1\"},\"m\":{\"M\":{\"a\":{\"N\":\"1\"},"
                        + "\"b\":{\"N\":\"2\"}}}}}"));

        WriteResult result = table(http)
                .update(UpdateRequest.builder(SCHEMA, KEY, Update.none().set("m.a", 1))
                        .returning(ReturnValues.UPDATED_NEW)
                        .build());

        assertThat(result.item()).contains(Item.of("m", Map.of("a", 1)));
    }

    @Test
    void delete_withUnaskedCapacityReport_reportsNothing() {
        ScriptedHttp http =
                new ScriptedHttp(ok("{\"ConsumedCapacity\":{\"TableName\":\"Movies\",\"CapacityUnits\":1.0}}"));

        assertThat(table(http).delete(DeleteRequest.of(SCHEMA, KEY)).consumedCapacity())
                .isEmpty();
        assertThat(table(http)
                        .delete(DeleteRequest.builder(SCHEMA, KEY)
                                .capacityReport(CapacityReport.TOTAL)
                                .build())
                        .consumedCapacity())
                .hasValue(1.0);
    }

    @Test
    void get_tellsAnEmptyProjectionFromNoItem() {
        GetRequest request = GetRequest.builder(SCHEMA, KEY).project("x").build();

        assertThat(table(new ScriptedHttp(ok("{\"Item\":{}}"))).get(request).item())
                .contains(Item.EMPTY);
        assertThat(table(new ScriptedHttp(ok("{}"))).get(request).item()).isEmpty();
    }

    @Test
    void scan_ofPartialPage_tellsWhereItEndedAndWhatItRead() {
        ScriptedHttp http = new ScriptedHttp(ok("{\"Items\":[],\"Count\":0,\"ScannedCount\":3,"
                + "\"LastEvaluatedKey\":{\"id\":{\"N\":\"3.0\"}},"
                + "\"ConsumedCapacity\":{\"TableName\":\"Movies\",\"CapacityUnits\":0.5}}"));

        Page<Item> page = table(http)
                .scan(ScanRequest.builder(SCHEMA)
                        .limit(3)
                        .capacityReport(CapacityReport.TOTAL)
                        .build());

        assertThat(page.items()).isEmpty();
        assertThat(page.last().orElseThrow().key()).isEqualTo(SCHEMA.key(3));
        assertThat(page.evaluated()).hasValue(3);
        assertThat(page.consumedCapacity()).hasValue(0.5);
    }

    @Test
    void everyCall_withAnotherTablesSchema_isRefusedUnsent() {
        ScriptedHttp http = new ScriptedHttp(ok("{}"));
        TableSchema other = TableSchema.builder("Others")
                .partitionKey("id", AttributeType.NUMBER)
                .build();

        assertThatThrownBy(() -> table(http).put(PutRequest.of(other, Item.of("id", 1))))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TABLE_MISMATCH));
        assertThat(http.requests()).isEmpty();
    }
}
