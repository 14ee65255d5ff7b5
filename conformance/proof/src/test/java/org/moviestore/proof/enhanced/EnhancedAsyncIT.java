// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.enhanced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbAsyncTable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The Enhanced Client for asynchronous calls. */
@ExtendWith(Backends.Shared.class)
class EnhancedAsyncIT {
    @ParameterizedTest
    @ValueSource(strings = {Backends.MEMORY, Backends.POSTGRES, Backends.ADAPTED, Backends.REMOTE})
    void calls_manyAtOnce_areAllCarriedOut(String backend, Backends backends) {
        DynamoDbAsyncClient client = backends.asyncClient(backend);
        DynamoDbAsyncTable<Film> table = DynamoDbEnhancedAsyncClient.builder()
                .dynamoDbClient(client)
                .build()
                .table("Async1", TableSchema.fromBean(Film.class));
        table.createTable().join();
        client.waiter()
                .waitUntilTableExists(request -> request.tableName("Async1"))
                .join();

        CompletableFuture<?>[] puts = IntStream.range(0, 40)
                .mapToObj(i -> table.putItem(Film.of(1979 + i % 2, "Film " + i, "Fox", "" + i)))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(puts).join();

        List<Film> scanned = Collections.synchronizedList(new ArrayList<>());
        table.scan(request -> request.limit(7)).items().subscribe(scanned::add).join();
        assertThat(scanned).hasSize(40);
        assertThat(table.getItem(Key.builder()
                                .partitionValue(1980)
                                .sortValue("Film 1")
                                .build())
                        .join()
                        .getStudio())
                .isEqualTo("Fox");
        table.deleteTable().join();
    }

    @ParameterizedTest
    @ValueSource(strings = {Backends.MEMORY, Backends.POSTGRES, Backends.ADAPTED, Backends.REMOTE})
    void condition_thatFails_isTheCauseOfTheFailure(String backend, Backends backends) {
        DynamoDbAsyncTable<Film> table = DynamoDbEnhancedAsyncClient.builder()
                .dynamoDbClient(backends.asyncClient(backend))
                .build()
                .table("Async2", TableSchema.fromBean(Film.class));
        table.createTable().join();
        CompletableFuture<Void> put = table.putItem(request -> request.item(Film.of(1979, "Alien", "Fox", "8"))
                .conditionExpression(Expression.builder()
                        .expression("attribute_exists(title)")
                        .build()));

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(put::join)
                .withCauseInstanceOf(ConditionalCheckFailedException.class);
        table.deleteTable().join();
    }
}
