// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class KnownTablesTest {
    private static final TableSchema BY_TEXT = TableSchema.builder("Movies")
            .partitionKey("p", AttributeType.STRING)
            .build();
    private static final TableSchema BY_NUMBER = TableSchema.builder("Movies")
            .partitionKey("p", AttributeType.NUMBER)
            .build();

    private final AtomicLong nanos = new AtomicLong();
    private final MemoryStore store = new MemoryStore();
    private final KnownTables tables = new KnownTables(store, nanos::get);

    private void makeAnew(TableSchema schema) {
        store.dropTable("Movies");
        store.createTable(schema);
    }

    @Test
    void table_askedForWithinASecond_isTheOneKnown() {
        store.createTable(BY_TEXT);
        DocumentTable known = tables.table("Movies");

        makeAnew(BY_NUMBER);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos() - 1);

        assertThat(tables.table("Movies")).isSameAs(known);
    }

    @Test
    void table_askedForAfterASecond_isTheOneThereIs() {
        store.createTable(BY_TEXT);
        tables.table("Movies");

        makeAnew(BY_NUMBER);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(tables.table("Movies").schema()).isEqualTo(BY_NUMBER);
    }

    @Test
    void table_thatIsNotThere_isNotFoundUntilItIs() {
        assertThatThrownBy(() -> tables.table("Movies")).isInstanceOf(TableNotFoundException.class);

        store.createTable(BY_TEXT);

        assertThat(tables.table("Movies").schema()).isEqualTo(BY_TEXT);
    }

    @Test
    void table_thatWasForgotten_isAskedForAgain() {
        store.createTable(BY_TEXT);
        tables.table("Movies");
        store.dropTable("Movies");

        tables.forget("Movies");

        assertThatThrownBy(() -> tables.table("Movies")).isInstanceOf(TableNotFoundException.class);
    }

    @Test
    void table_thatWasRemembered_isNotAskedFor() {
        DocumentTable created = store.createTable(BY_TEXT);

        tables.remember(created);

        assertThat(tables.table("Movies")).isSameAs(created);
    }

    @Test
    void call_whenTheTableHasBecomeAnother_callsThatOne() {
        store.createTable(BY_TEXT);
        tables.table("Movies");
        makeAnew(BY_NUMBER);
        List<TableSchema> called = new ArrayList<>();

        tables.call("Movies", table -> {
            called.add(table.schema());
            boolean isText = table.schema().equals(BY_TEXT);
            return table.put(PutRequest.of(table.schema(), isText ? Item.of("p", "a") : Item.of("p", 1)));
        });

        assertThat(called).containsExactly(BY_TEXT, BY_NUMBER);
        assertThat(tables.table("Movies").schema()).isEqualTo(BY_NUMBER);
    }

    @Test
    void call_whenTheTableIsGone_isNotFound() {
        store.createTable(BY_TEXT);
        tables.table("Movies");
        store.dropTable("Movies");

        assertThatThrownBy(() ->
                        tables.call("Movies", table -> table.put(PutRequest.of(table.schema(), Item.of("p", "a")))))
                .isInstanceOf(TableNotFoundException.class);
    }

    @Test
    void call_whenItIsRefusedForAnythingElse_isNotRepeated() {
        store.createTable(BY_TEXT);
        List<TableSchema> called = new ArrayList<>();

        assertThatThrownBy(() -> tables.call("Movies", table -> {
                    called.add(table.schema());
                    throw new RequestRejectedException("no right to do that");
                }))
                .isInstanceOf(RequestRejectedException.class);

        assertThat(called).hasSize(1);
    }

    @Test
    void callAll_whenOneTableHasBecomeAnother_callsThemAllAsTheyAre() {
        TableSchema actors = TableSchema.builder("Actors")
                .partitionKey("p", AttributeType.STRING)
                .build();
        store.createTable(actors);
        store.createTable(BY_TEXT);
        List<List<TableSchema>> called = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(List.of("Movies", "Actors"));
        tables.table("Movies");
        makeAnew(BY_NUMBER);

        tables.callAll(names, known -> {
            called.add(known.values().stream().map(DocumentTable::schema).toList());
            TableSchema movies = known.get("Movies").schema();
            boolean isText = movies.equals(BY_TEXT);
            return known.get("Movies").put(PutRequest.of(movies, isText ? Item.of("p", "a") : Item.of("p", 1)));
        });

        assertThat(called).containsExactly(List.of(BY_TEXT, actors), List.of(BY_NUMBER, actors));
    }

    @Test
    void callAll_whenARuleIsBroken_isNotRepeated() {
        store.createTable(BY_TEXT);
        List<Set<String>> called = new ArrayList<>();

        assertThatThrownBy(() -> tables.callAll(Set.of("Movies"), known -> {
                    called.add(known.keySet());
                    throw new RequestRejectedException(ErrorCode.TX_TOKEN_MISMATCH, "used before");
                }))
                .isInstanceOf(RequestRejectedException.class);

        assertThat(called).hasSize(1);
    }

    @Test
    void callAll_whenOneTableIsMissing_isNotFound() {
        store.createTable(BY_TEXT);

        assertThatThrownBy(() -> tables.callAll(Set.of("Movies", "Actors"), Map::size))
                .isInstanceOf(TableNotFoundException.class);
    }

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
        KnownTables slow = new KnownTables(
                asking(table -> {
                    meanwhile.getAndSet(() -> {}).run();
                    return table;
                }),
                nanos::get);

        meanwhile.set(() -> {
            makeAnew(BY_NUMBER);
            slow.remember(store.table("Movies"));
        });
        DocumentTable found = slow.table("Movies");

        assertThat(found.schema()).isEqualTo(old.schema());
        assertThat(slow.table("Movies").schema()).isEqualTo(BY_NUMBER);
    }

    @Test
    void lookup_thatBeganBeforeTheTableWasForgotten_isNotRemembered() {
        store.createTable(BY_TEXT);
        AtomicReference<Runnable> meanwhile = new AtomicReference<>();
        KnownTables slow = new KnownTables(
                asking(table -> {
                    meanwhile.getAndSet(() -> {}).run();
                    return table;
                }),
                nanos::get);

        meanwhile.set(() -> {
            store.dropTable("Movies");
            slow.forget("Movies");
        });
        slow.table("Movies");
        assertThatThrownBy(() -> slow.table("Movies")).isInstanceOf(TableNotFoundException.class);
        store.createTable(BY_TEXT);
        slow.table("Movies");
        meanwhile.set(() -> {
            store.dropTable("Movies");
            slow.forget("Movies");
        });
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        slow.table("Movies");

        assertThatThrownBy(() -> slow.table("Movies")).isInstanceOf(TableNotFoundException.class);
    }

    @Test
    void table_whileOneCallerRefreshesIt_isTheOneKnownForTheOthers() throws Exception {
        store.createTable(BY_TEXT);
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch isAsked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        KnownTables slow = new KnownTables(
                asking(table -> {
                    if (asked.incrementAndGet() == 2) {
                        isAsked.countDown();
                        await(mayAnswer);
                    }
                    return table;
                }),
                nanos::get);
        DocumentTable known = slow.table("Movies");
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        makeAnew(BY_NUMBER);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<DocumentTable> refreshed = thread.submit(() -> slow.table("Movies"));
            await(isAsked);

            assertThat(slow.table("Movies")).isSameAs(known);
            assertThat(slow.table("Movies")).isSameAs(known);
            mayAnswer.countDown();
            assertThat(refreshed.get(60, TimeUnit.SECONDS).schema()).isEqualTo(BY_NUMBER);
            assertThat(slow.table("Movies").schema()).isEqualTo(BY_NUMBER);
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
        KnownTables failing = new KnownTables(
                asking(table -> {
                    if (isAway.getAndSet(false)) {
                        throwUnchecked(failure);
                    }
                    return table;
                }),
                nanos::get);
        failing.table("Movies");
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        makeAnew(BY_NUMBER);
        isAway.set(true);

        assertThatThrownBy(() -> failing.table("Movies")).isSameAs(failure);

        assertThat(failing.table("Movies").schema()).isEqualTo(BY_NUMBER);
    }

    private static void throwUnchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    @Test
    void table_thatIsHeardToBeAnother_isAskedForAgain() {
        store.createTable(BY_TEXT);
        DocumentTable known = tables.table("Movies");

        tables.hear(BY_TEXT);
        assertThat(tables.table("Movies")).isSameAs(known);
        makeAnew(BY_NUMBER);
        tables.hear(BY_NUMBER);

        assertThat(tables.table("Movies").schema()).isEqualTo(BY_NUMBER);
    }

    @Test
    void call_whoseRequestFitsTheTableAsItIs_isMadeForThat() {
        store.createTable(BY_TEXT);
        tables.table("Movies");
        makeAnew(BY_NUMBER);

        tables.call(
                "Movies",
                table -> PutRequest.of(table.schema(), Item.of("p", 1)),
                (table, request) -> table.put(request));

        assertThat(store.table("Movies")
                        .get(GetRequest.of(BY_NUMBER, Key.of("p", 1)))
                        .item())
                .contains(Item.of("p", 1));
    }

    @Test
    void callAll_whoseRequestFitsTheTablesAsTheyAre_isMadeForThose() {
        store.createTable(BY_TEXT);
        tables.table("Movies");
        makeAnew(BY_NUMBER);

        var answered = tables.callAll(
                Set.of("Movies"),
                all -> {
                    if (all.get("Movies").schema().equals(BY_TEXT)) {
                        throw ServiceErrors.validation("no such index");
                    }
                    return all.keySet();
                },
                Set::size);

        assertThat(answered.request()).containsExactly("Movies");
        assertThat(answered.result()).isEqualTo(1);
        assertThat(answered.tables().get("Movies").schema()).isEqualTo(BY_NUMBER);
    }

    private static KnownTables counting(DocumentStore store, AtomicInteger asked, LongSupplier clock) {
        return new KnownTables(
                (DocumentStore) Proxy.newProxyInstance(
                        KnownTablesTest.class.getClassLoader(),
                        new Class<?>[] {DocumentStore.class},
                        (proxy, method, arguments) -> {
                            asked.incrementAndGet();
                            return method.invoke(store, arguments);
                        }),
                clock);
    }

    static List<RuntimeException> failuresOfRequests() {
        return List.of(
                new InvalidRequestException(ErrorCode.KEY_TYPE, "wrong"),
                ServiceErrors.validation("wrong"),
                new RequestRejectedException("wrong", ServiceErrors.validation("wrong")));
    }

    @ParameterizedTest
    @MethodSource("failuresOfRequests")
    void call_thatIsWrongAgainAndAgain_doesNotAskEachTime(RuntimeException failure) {
        store.createTable(BY_TEXT);
        AtomicInteger asked = new AtomicInteger();
        KnownTables counted = counting(store, asked, nanos::get);
        Function<DocumentTable, String> wrong = table -> {
            throw failure;
        };

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> counted.call("Movies", wrong)).isSameAs(failure);
        }
        int askedAtOnce = asked.get();
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        assertThatThrownBy(() -> counted.call("Movies", wrong)).isSameAs(failure);

        assertThat(askedAtOnce).isEqualTo(2);
        assertThat(asked).hasValue(3);
    }

    @Test
    void call_thatIsWrongForATableJustAskedFor_doesNotAskAgain() {
        store.createTable(BY_TEXT);
        AtomicInteger asked = new AtomicInteger();
        KnownTables counted = counting(store, asked, nanos::get);

        assertThatThrownBy(() -> counted.call("Movies", table -> {
                    throw ServiceErrors.validation("wrong");
                }))
                .isInstanceOf(DynamoDbException.class);

        assertThat(asked).hasValue(1);
    }

    @Test
    void call_whenARuleIsBroken_isNotRepeated() {
        store.createTable(BY_TEXT);
        tables.table("Movies");
        makeAnew(BY_NUMBER);
        List<TableSchema> called = new ArrayList<>();

        assertThatThrownBy(() -> tables.call("Movies", table -> {
                    called.add(table.schema());
                    throw new RequestRejectedException(ErrorCode.TX_BYTES, "too much");
                }))
                .isInstanceOf(RequestRejectedException.class);

        assertThat(called).containsExactly(BY_TEXT);
    }

    @Test
    void call_whenTheTableCannotBeAskedForAgain_saysWhyItWouldHaveBeen() {
        store.createTable(BY_TEXT);
        tables.table("Movies");
        store.dropTable("Movies");
        RequestRejectedException refusal = new RequestRejectedException("another key");

        assertThatThrownBy(() -> tables.call("Movies", table -> {
                    throw refusal;
                }))
                .isInstanceOf(TableNotFoundException.class)
                .hasSuppressedException(refusal);
    }
}
