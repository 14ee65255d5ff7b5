// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.IndexedFilms.text;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributeType;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Keys that DynamoDB takes and not every backend can store. */
class LongKeysTest {
    private static final String LETTERS = "Letters";
    private static final Map<String, AttributeValue> KEY =
            Map.of("from", text("f".repeat(2000)), "to", text("t".repeat(561)));
    private static final String REFUSAL = "One or more parameter values were invalid: key is 2561 bytes in all;"
            + " limit 2560 here, unlike in DynamoDB, since not every backend can store more";

    private final MemoryStore store = new MemoryStore();
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);

    @BeforeEach
    void createTable() {
        store.createTable(TableSchema.builder(LETTERS)
                .partitionKey("from", AttributeType.STRING)
                .sortKey("to", AttributeType.STRING)
                .build());
    }

    private static void assertCanceled(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        failure -> assertThat(failure.cancellationReasons())
                                .containsExactly(CancellationReason.builder()
                                        .code("ValidationError")
                                        .message(REFUSAL)
                                        .build()));
    }

    @Test
    void item_withAKeyThatIsTooLongHere_isRefusedAsSuch() {
        assertRefused(() -> client.getItem(request -> request.tableName(LETTERS).key(KEY)), REFUSAL);
        assertRefused(() -> client.putItem(request -> request.tableName(LETTERS).item(KEY)), REFUSAL);
        assertRefused(
                () -> client.updateItem(request -> request.tableName(LETTERS).key(KEY)), REFUSAL);
        assertRefused(
                () -> client.deleteItem(request -> request.tableName(LETTERS).key(KEY)), REFUSAL);
    }

    @Test
    void batch_withAKeyThatIsTooLongHere_isRefusedAsSuch() {
        KeysAndAttributes keys = KeysAndAttributes.builder().keys(List.of(KEY)).build();
        WriteRequest put =
                WriteRequest.builder().putRequest(each -> each.item(KEY)).build();
        WriteRequest delete =
                WriteRequest.builder().deleteRequest(each -> each.key(KEY)).build();

        assertRefused(() -> client.batchGetItem(request -> request.requestItems(Map.of(LETTERS, keys))), REFUSAL);
        assertRefused(
                () -> client.batchWriteItem(request -> request.requestItems(Map.of(LETTERS, List.of(put)))), REFUSAL);
        assertRefused(
                () -> client.batchWriteItem(request -> request.requestItems(Map.of(LETTERS, List.of(delete)))),
                REFUSAL);
    }

    @Test
    void transaction_withAKeyThatIsTooLongHere_isCanceledAsSuch() {
        TransactGetItem get = TransactGetItem.builder()
                .get(each -> each.tableName(LETTERS).key(KEY))
                .build();
        List<TransactWriteItem> writes = List.of(
                WriteActions.put(LETTERS, KEY),
                WriteActions.update(LETTERS, KEY, "SET words = :v", text("x")),
                WriteActions.delete(LETTERS, KEY),
                WriteActions.check(LETTERS, KEY, "attribute_exists(words)"));

        assertCanceled(() -> client.transactGetItems(request -> request.transactItems(get)));
        for (TransactWriteItem write : writes) {
            assertCanceled(() -> client.transactWriteItems(request -> request.transactItems(write)));
        }
    }
}
