// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableSchema;

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
}
