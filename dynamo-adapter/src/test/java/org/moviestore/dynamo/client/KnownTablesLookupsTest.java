// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.RemadeTable.BY_NUMBER;
import static org.moviestore.dynamo.client.RemadeTable.BY_TEXT;
import static org.moviestore.dynamo.client.RemadeTable.table;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;

/** Tables that are asked for while others ask, or change them. */
class KnownTablesLookupsTest {
    private final RemadeTable movies = new RemadeTable();
    private final MemoryStore store = movies.store();

    /** Returns the memory store by an interface of which one method does more. */
    private DocumentStore asking(UnaryOperator<DocumentTable> found) {
        return (DocumentStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DocumentStore.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("table")) {
                        throw new AssertionError(method);
                    }
                    return found.apply(store.table((String) arguments[0]));
                });
    }

    @Test
    void lookup_thatBeganBeforeAChange_doesNotUndoIt() {
        DocumentTable old = store.createTable(BY_TEXT);
        AtomicReference<Runnable> meanwhile = new AtomicReference<>();
        KnownTables slow = movies.known(asking(table -> {
            meanwhile.getAndSet(() -> {}).run();
            return table;
        }));

        meanwhile.set(() -> {
            movies.makeAnew(BY_NUMBER);
            slow.remember(store.table("Movies"));
        });
        DocumentTable found = table(slow);

        assertThat(found.schema()).isEqualTo(old.schema());
        assertThat(table(slow).schema()).isEqualTo(BY_NUMBER);
    }

    @Test
    void lookup_thatBeganBeforeTheTableWasForgotten_isNotRemembered() {
        store.createTable(BY_TEXT);
        AtomicReference<Runnable> meanwhile = new AtomicReference<>();
        KnownTables slow = movies.known(asking(table -> {
            meanwhile.getAndSet(() -> {}).run();
            return table;
        }));

        meanwhile.set(() -> {
            store.dropTable("Movies");
            slow.forget("Movies");
        });
        table(slow);
        assertThatThrownBy(() -> table(slow)).isInstanceOf(TableNotFoundException.class);
        store.createTable(BY_TEXT);
        table(slow);
        meanwhile.set(() -> {
            store.dropTable("Movies");
            slow.forget("Movies");
        });
        movies.pass(Duration.ofSeconds(1));
        table(slow);

        assertThatThrownBy(() -> table(slow)).isInstanceOf(TableNotFoundException.class);
    }

    @Test
    void table_whileOneCallerRefreshesIt_isTheOneKnownForTheOthers() throws Exception {
        store.createTable(BY_TEXT);
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch isAsked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        KnownTables slow = movies.known(asking(table -> {
            if (asked.incrementAndGet() == 2) {
                isAsked.countDown();
                await(mayAnswer);
            }
            return table;
        }));
        DocumentTable known = table(slow);
        movies.pass(Duration.ofSeconds(1));
        movies.makeAnew(BY_NUMBER);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<DocumentTable> refreshed = thread.submit(() -> table(slow));
            await(isAsked);

            assertThat(table(slow)).isSameAs(known);
            assertThat(table(slow)).isSameAs(known);
            mayAnswer.countDown();
            assertThat(refreshed.get(60, TimeUnit.SECONDS).schema()).isEqualTo(BY_NUMBER);
            assertThat(table(slow).schema()).isEqualTo(BY_NUMBER);
            assertThat(asked).hasValue(2);
        } finally {
            mayAnswer.countDown();
            thread.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static List<Throwable> failuresOfLookups() {
        return List.of(
                new StoreUnavailableException("away", new IllegalStateException()),
                new OutOfMemoryError("unable to create native thread"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfLookups")
    void table_ofWhichARefreshFailed_isAskedForByTheNext(Throwable failure) {
        store.createTable(BY_TEXT);
        AtomicBoolean isAway = new AtomicBoolean();
        KnownTables failing = movies.known(asking(table -> {
            if (isAway.getAndSet(false)) {
                throwUnchecked(failure);
            }
            return table;
        }));
        table(failing);
        movies.pass(Duration.ofSeconds(1));
        movies.makeAnew(BY_NUMBER);
        isAway.set(true);

        assertThatThrownBy(() -> table(failing)).isSameAs(failure);

        assertThat(table(failing).schema()).isEqualTo(BY_NUMBER);
    }

    private static void throwUnchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
