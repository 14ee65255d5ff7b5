// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.RemadeTable.BY_NUMBER;
import static org.moviestore.dynamo.client.RemadeTable.BY_TEXT;
import static org.moviestore.dynamo.client.RemadeTable.table;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.error.RequestRejectedException;
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

/** Calls for known tables, which are made again if a table has become another. */
class KnownTablesCallsTest {
    private final RemadeTable movies = new RemadeTable();
    private final MemoryStore store = movies.store();
    private final KnownTables tables = movies.known(store);

    @Test
    void call_whenTheTableHasBecomeAnother_callsThatOne() {
        store.createTable(BY_TEXT);
        table(tables);
        movies.makeAnew(BY_NUMBER);
        List<TableSchema> called = new ArrayList<>();

        tables.call("Movies", table -> {
            called.add(table.schema());
            boolean isText = table.schema().equals(BY_TEXT);
            return table.put(PutRequest.of(table.schema(), isText ? Item.of("p", "a") : Item.of("p", 1)));
        });

        assertThat(called).containsExactly(BY_TEXT, BY_NUMBER);
        assertThat(table(tables).schema()).isEqualTo(BY_NUMBER);
    }

    @Test
    void call_whenTheTableIsGone_isNotFound() {
        store.createTable(BY_TEXT);
        table(tables);
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
        table(tables);
        movies.makeAnew(BY_NUMBER);

        tables.callAll(names, known -> {
            called.add(known.values().stream().map(DocumentTable::schema).toList());
            TableSchema schema = known.get("Movies").schema();
            boolean isText = schema.equals(BY_TEXT);
            return known.get("Movies").put(PutRequest.of(schema, isText ? Item.of("p", "a") : Item.of("p", 1)));
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

    @Test
    void call_whoseRequestFitsTheTableAsItIs_isMadeForThat() {
        store.createTable(BY_TEXT);
        table(tables);
        movies.makeAnew(BY_NUMBER);

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
        table(tables);
        movies.makeAnew(BY_NUMBER);

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

    /** Returns the memory store by an interface whose calls are counted. */
    private DocumentStore counting(AtomicInteger asked) {
        return (DocumentStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DocumentStore.class}, (proxy, method, arguments) -> {
                    asked.incrementAndGet();
                    return method.invoke(store, arguments);
                });
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
        KnownTables counted = movies.known(counting(asked));
        Function<DocumentTable, String> wrong = table -> {
            throw failure;
        };

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> counted.call("Movies", wrong)).isSameAs(failure);
        }
        int askedAtOnce = asked.get();
        movies.pass(Duration.ofMillis(100));
        assertThatThrownBy(() -> counted.call("Movies", wrong)).isSameAs(failure);

        assertThat(askedAtOnce).isEqualTo(2);
        assertThat(asked).hasValue(3);
    }

    @Test
    void call_thatIsWrongForATableJustAskedFor_doesNotAskAgain() {
        store.createTable(BY_TEXT);
        AtomicInteger asked = new AtomicInteger();
        KnownTables counted = movies.known(counting(asked));

        assertThatThrownBy(() -> counted.call("Movies", table -> {
                    throw ServiceErrors.validation("wrong");
                }))
                .isInstanceOf(DynamoDbException.class);

        assertThat(asked).hasValue(1);
    }

    @Test
    void call_whenARuleIsBroken_isNotRepeated() {
        store.createTable(BY_TEXT);
        table(tables);
        movies.makeAnew(BY_NUMBER);
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
        table(tables);
        store.dropTable("Movies");
        RequestRejectedException refusal = new RequestRejectedException("another key");

        assertThatThrownBy(() -> tables.call("Movies", table -> {
                    throw refusal;
                }))
                .isInstanceOf(TableNotFoundException.class)
                .hasSuppressedException(refusal);
    }
}
