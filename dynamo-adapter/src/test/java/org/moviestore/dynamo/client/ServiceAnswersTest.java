// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.dynamo.client.TableParts.films;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.moviestore.memory.MemoryStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class ServiceAnswersTest {
    private static final String TABLE = "Films";
    private static final Map<String, AttributeValue> ITEM =
            Map.of("year", AttributeValue.fromN("1985"), "title", AttributeValue.fromS("After Hours"));

    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(new MemoryStore());

    private List<Supplier<DynamoDbResponse>> operations() {
        TransactGetItem got = TransactGetItem.builder()
                .get(get -> get.tableName(TABLE).key(ITEM))
                .build();
        TransactWriteItem written = TransactWriteItem.builder()
                .put(put -> put.tableName(TABLE).item(ITEM))
                .build();
        WriteRequest request =
                WriteRequest.builder().putRequest(put -> put.item(ITEM)).build();
        return List.of(
                () -> client.createTable(films().build()),
                () -> client.describeTable(table -> table.tableName(TABLE)),
                () -> client.describeTimeToLive(table -> table.tableName(TABLE)),
                client::listTables,
                () -> client.updateTable(table -> table.tableName(TABLE).billingMode("PAY_PER_REQUEST")),
                () -> client.putItem(put -> put.tableName(TABLE).item(ITEM)),
                () -> client.getItem(get -> get.tableName(TABLE).key(ITEM)),
                () -> client.updateItem(update -> update.tableName(TABLE).key(ITEM)),
                () -> client.query(query -> query.tableName(TABLE)
                        .keyConditionExpression("#y = :y")
                        .expressionAttributeNames(Map.of("#y", "year"))
                        .expressionAttributeValues(Map.of(":y", AttributeValue.fromN("1985")))),
                () -> client.scan(scan -> scan.tableName(TABLE)),
                () -> client.batchGetItem(batch -> batch.requestItems(Map.of(
                        TABLE, KeysAndAttributes.builder().keys(List.of(ITEM)).build()))),
                () -> client.batchWriteItem(batch -> batch.requestItems(Map.of(TABLE, List.of(request)))),
                () -> client.transactGetItems(gets -> gets.transactItems(got)),
                () -> client.transactWriteItems(writes -> writes.transactItems(written)),
                () -> client.deleteItem(delete -> delete.tableName(TABLE).key(ITEM)),
                () -> client.deleteTable(table -> table.tableName(TABLE)));
    }

    @Test
    void answer_ofEveryOperation_hasAnIdOfItsOwnAndSaysThatItSucceeded() {
        List<DynamoDbResponse> answers =
                operations().stream().map(Supplier::get).toList();

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.sdkHttpResponse().statusCode()).isEqualTo(200);
            assertThat(answer.sdkHttpResponse().isSuccessful()).isTrue();
            assertThat(answer.responseMetadata().requestId()).isNotBlank();
        });
        assertThat(answers.stream().map(answer -> answer.responseMetadata().requestId()))
                .doesNotHaveDuplicates();
    }

    @Test
    void completed_ofACompleteAnswer_isThatItself() {
        ScanResponse.Builder response = ScanResponse.builder().count(1);
        ServiceAnswers.complete(response);
        ScanResponse complete = response.build();

        assertThat(ServiceAnswers.completed(complete)).isSameAs(complete);
        assertThat(ServiceAnswers.completed(ScanResponse.builder().count(1).build())
                        .count())
                .isEqualTo(1);
    }
}
