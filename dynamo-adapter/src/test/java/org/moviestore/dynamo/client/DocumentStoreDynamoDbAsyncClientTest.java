// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.TableParts.films;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class DocumentStoreDynamoDbAsyncClientTest {
    private final DocumentStore store = new MemoryStore();
    private final DynamoDbClient blocking = DocumentStoreDynamoDbClient.over(store);
    /** What the client wants done, until the test does it. */
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    private final DynamoDbAsyncClient client = DocumentStoreDynamoDbAsyncClient.over(store, Runnable::run);
    private final DynamoDbAsyncClient lazy = DocumentStoreDynamoDbAsyncClient.over(store, tasks::add);

    @Test
    void over_needsAStoreAndAnExecutor() {
        assertThatThrownBy(() -> DocumentStoreDynamoDbAsyncClient.over(null, Runnable::run))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("store");
        assertThatThrownBy(() -> DocumentStoreDynamoDbAsyncClient.over(store, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("executor");
    }

    @Test
    void operations_answerAsTheBlockingClientDoes() {
        Map<String, AttributeValue> item =
                Map.of("year", AttributeValue.fromN("1985"), "title", AttributeValue.fromS("After Hours"));

        client.createTable(films().build()).join();
        client.putItem(request -> request.tableName("Films").item(item)).join();

        assertThat(client.getItem(request -> request.tableName("Films").key(item))
                        .join()
                        .item())
                .isEqualTo(item);
        assertThat(client.listTables().join().tableNames())
                .isEqualTo(blocking.listTables().tableNames());
        assertThat(client.describeTable(request -> request.tableName("Films"))
                        .join()
                        .table())
                .isEqualTo(blocking.describeTable(request -> request.tableName("Films"))
                        .table());
    }

    @Test
    void operation_isOneTaskOfTheExecutor() {
        CompletableFuture<CreateTableResponse> created = lazy.createTable(films().build());

        assertThat(created).isNotDone();
        assertThat(tasks).hasSize(1);
        assertThat(store.listTables()).isEmpty();
        tasks.remove().run();
        assertThat(created)
                .isCompletedWithValueMatching(
                        answer -> answer.tableDescription().tableName().equals("Films"));
        assertThat(store.listTables()).containsExactly("Films");
    }

    @Test
    void operation_runsInAThreadOfTheExecutor() {
        ExecutorService executor = Executors.newSingleThreadExecutor(work -> new Thread(work, "of the executor"));
        AtomicReference<String> thread = new AtomicReference<>();
        try {
            DynamoDbAsyncClient pooled = DocumentStoreDynamoDbAsyncClient.over(
                    store,
                    task -> executor.execute(() -> {
                        thread.set(Thread.currentThread().getName());
                        task.run();
                    }));
            pooled.listTables().join();
        } finally {
            executor.shutdown();
        }

        assertThat(thread).hasValue("of the executor");
    }

    @Test
    void failure_isTheCauseOfWhatTheFutureThrows() {
        CompletableFuture<?> failed = client.describeTable(request -> request.tableName("Nosuch"));

        assertThatThrownBy(failed::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(failed::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ResourceNotFoundException.class);
        assertThat(failed.handle((answer, failure) -> failure).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void requestThatIsNull_failsTheFuture() {
        assertThatThrownBy(client.describeTable((DescribeTableRequest) null)::join)
                .hasCauseInstanceOf(NullPointerException.class);
    }

    @Test
    void cancel_beforeTheTaskBegins_leavesTheOperationUndone() {
        CompletableFuture<CreateTableResponse> created = lazy.createTable(films().build());

        created.cancel(false);
        tasks.remove().run();

        assertThat(created).isCancelled();
        assertThat(store.listTables()).isEmpty();
    }

    @Test
    void executor_thatTakesNoMoreWork_failsTheFuture() {
        DynamoDbAsyncClient refused = DocumentStoreDynamoDbAsyncClient.over(store, task -> {
            throw new RejectedExecutionException("full");
        });

        CompletableFuture<CreateTableResponse> created = refused.createTable(films().build());

        assertThatThrownBy(created::join)
                .hasCauseInstanceOf(SdkClientException.class)
                .cause()
                .hasMessage("createTable did not begin, since the client's executor takes no more work")
                .hasCauseInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void executor_thatFails_failsTheFuture() {
        DynamoDbAsyncClient broken = DocumentStoreDynamoDbAsyncClient.over(store, task -> {
            throw new IllegalStateException("not started");
        });
        DynamoDbAsyncClient withoutThreads = DocumentStoreDynamoDbAsyncClient.over(store, task -> {
            throw new OutOfMemoryError("unable to create native thread");
        });

        assertThatThrownBy(broken.listTables()::join)
                .hasCauseInstanceOf(SdkClientException.class)
                .cause()
                .hasMessage("listTables may not have begun, since the client's executor failed:"
                        + " java.lang.IllegalStateException: not started")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(withoutThreads.listTables()::join)
                .hasCauseInstanceOf(SdkClientException.class)
                .rootCause()
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    @Timeout(60)
    void paginator_whoseExecutorFailsAtTheSecondPage_fails() {
        List.of("one", "two", "three")
                .forEach(name -> blocking.createTable(films().tableName(name).build()));
        AtomicInteger calls = new AtomicInteger();
        DynamoDbAsyncClient breaking = DocumentStoreDynamoDbAsyncClient.over(store, task -> {
            if (calls.incrementAndGet() == 2) {
                throw new IllegalStateException("stopped");
            }
            task.run();
        });
        List<ListTablesResponse> pages = new ArrayList<>();

        CompletableFuture<Void> read =
                breaking.listTablesPaginator(request -> request.limit(2)).subscribe(pages::add);

        assertThatThrownBy(read::join)
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("stopped");
        assertThat(pages).hasSize(1);
    }

    @Test
    void paginator_publishesAllPages() {
        List.of("one", "two", "three")
                .forEach(name -> blocking.createTable(films().tableName(name).build()));
        List<String> names = new ArrayList<>();
        List<ListTablesResponse> pages = new ArrayList<>();

        client.listTablesPaginator(request -> request.limit(2))
                .subscribe(pages::add)
                .join();
        client.listTablesPaginator(request -> request.limit(2))
                .tableNames()
                .subscribe(names::add)
                .join();

        assertThat(pages).hasSize(2);
        assertThat(names).containsExactly("one", "three", "two");
    }

    @Test
    void paginator_ofWhatNoStoreCanServe_failsByTheOperationsName() {
        CompletableFuture<Void> read =
                client.listExportsPaginator(request -> {}).subscribe(page -> {});

        assertThatThrownBy(read::join)
                .rootCause()
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith("ListExports is not served");
    }

    @Test
    void close_closesTheStoreAndNotTheExecutor() {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            DynamoDbAsyncClient closed = DocumentStoreDynamoDbAsyncClient.over(store, executor);

            closed.close();
            closed.close();

            assertThatThrownBy(store::listTables).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(closed.listTables()::join).hasCauseInstanceOf(IllegalStateException.class);
            assertThat(executor.isShutdown()).isFalse();
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void client_isAnObjectOfItsOwn() {
        assertThat(client.equals(client)).isTrue();
        assertThat(client.equals(lazy)).isFalse();
        assertThat(client.hashCode()).isEqualTo(System.identityHashCode(client));
        assertThat(client.toString()).startsWith("DynamoDbAsyncClient of ");
    }

    @Test
    void clients_tellTheirServiceAndThatTheyAreInNoRegionOfAws() {
        assertThat(client.serviceName()).isEqualTo(blocking.serviceName()).isEqualTo("dynamodb");
        assertThat(client.serviceClientConfiguration().region().id())
                .isEqualTo(blocking.serviceClientConfiguration().region().id())
                .isEqualTo("moviestore");
        assertThat(blocking.serviceClientConfiguration().overrideConfiguration())
                .isNotNull();
    }
}
