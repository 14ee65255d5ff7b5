// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.TableParts.films;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.core.waiters.WaiterResponse;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbAsyncWaiter;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

@Timeout(60)
class WaitersTest {
    private static final DescribeTableRequest FILMS =
            DescribeTableRequest.builder().tableName("Films").build();
    private static final WaiterOverrideConfiguration OFTEN = WaiterOverrideConfiguration.builder()
            .maxAttempts(Integer.MAX_VALUE)
            .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(1)))
            .build();

    private final DocumentStore store = new MemoryStore();
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);

    private static List<Thread> timers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("moviestore-dynamodb-waiter"))
                .toList();
    }

    @Test
    void waitUntilTableExists_ofATableThatIsThere_matchesAtOnce() {
        client.createTable(films().build());

        try (DynamoDbWaiter waiter = client.waiter()) {
            WaiterResponse<DescribeTableResponse> found = waiter.waitUntilTableExists(FILMS);

            assertThat(found.attemptsExecuted()).isEqualTo(1);
            assertThat(found.matched().response().orElseThrow().table().tableStatus())
                    .isEqualTo(TableStatus.ACTIVE);
        }
    }

    @Test
    void waitUntilTableNotExists_ofATableThatIsGone_matchesAtOnce() {
        client.createTable(films().build());
        client.deleteTable(request -> request.tableName("Films"));

        try (DynamoDbWaiter waiter = client.waiter()) {
            WaiterResponse<DescribeTableResponse> gone = waiter.waitUntilTableNotExists(FILMS);

            assertThat(gone.attemptsExecuted()).isEqualTo(1);
            assertThat(gone.matched().exception()).containsInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void asyncWaiter_looksUntilTheTableIsThere() {
        AtomicInteger looks = new AtomicInteger();
        DynamoDbAsyncClient async = DocumentStoreDynamoDbAsyncClient.over(store, task -> {
            if (looks.incrementAndGet() == 3) {
                client.createTable(films().build());
            }
            task.run();
        });

        try (async;
                DynamoDbAsyncWaiter waiter = async.waiter()) {
            WaiterResponse<DescribeTableResponse> found =
                    waiter.waitUntilTableExists(FILMS, OFTEN).join();

            assertThat(found.attemptsExecuted()).isEqualTo(3);
        }
    }

    @Test
    void asyncWaiter_whoseExecutorFailsAtALaterLook_fails() {
        AtomicInteger looks = new AtomicInteger();
        DynamoDbAsyncClient async = DocumentStoreDynamoDbAsyncClient.over(store, task -> {
            if (looks.incrementAndGet() == 3) {
                throw new IllegalStateException("stopped");
            }
            task.run();
        });

        try (async;
                DynamoDbAsyncWaiter waiter = async.waiter()) {
            assertThatThrownBy(waiter.waitUntilTableExists(FILMS, OFTEN)::join)
                    .rootCause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("stopped");
        }
        assertThat(looks).hasValue(3);
    }

    @Test
    void asyncWaiter_ofAClientThatIsClosed_fails() throws InterruptedException {
        DynamoDbAsyncClient async = DocumentStoreDynamoDbAsyncClient.over(store, Runnable::run);
        CompletableFuture<WaiterResponse<DescribeTableResponse>> wait =
                async.waiter().waitUntilTableExists(FILMS, OFTEN);

        async.close();

        // It looks once more, or may not even begin to wait for that.
        assertThatThrownBy(wait::join)
                .rootCause()
                .isInstanceOfAny(IllegalStateException.class, RejectedExecutionException.class);
        assertThatTimersEnd();
    }

    @Test
    void asyncWaiter_ofAClientWhoseStoreFailsToClose_failsAndItsThreadEnds() throws InterruptedException {
        DynamoDbAsyncClient async = DocumentStoreDynamoDbAsyncClient.over(failingToClose(store), Runnable::run);
        CompletableFuture<WaiterResponse<DescribeTableResponse>> wait =
                async.waiter().waitUntilTableExists(FILMS, OFTEN);

        assertThatThrownBy(async::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("still in use");

        // The store goes on, but nothing lets time pass until the next look.
        assertThatThrownBy(wait::join).rootCause().isInstanceOf(RejectedExecutionException.class);
        assertThatTimersEnd();
    }

    private static DocumentStore failingToClose(DocumentStore store) {
        return (DocumentStore) Proxy.newProxyInstance(
                DocumentStore.class.getClassLoader(),
                new Class<?>[] {DocumentStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        throw new IllegalStateException("still in use");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void assertThatTimersEnd() throws InterruptedException {
        for (Thread timer : timers()) {
            timer.join(Duration.ofMinutes(1).toMillis());
            assertThat(timer.isAlive()).isFalse();
        }
    }

    @Test
    void asyncClient_thatNobodyWaitsWith_hasNoThread() {
        List<Thread> before = timers();

        DynamoDbAsyncClient async = DocumentStoreDynamoDbAsyncClient.over(store, Runnable::run);
        async.waiter().close();
        async.listTables().join();

        assertThat(before).containsAll(timers());
    }
}
