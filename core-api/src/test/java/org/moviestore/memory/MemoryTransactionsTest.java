// SPDX-License-Identifier: Apache-2.0
package org.moviestore.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;

@Timeout(60)
class MemoryTransactionsTest {
    private static final TableSchema SCHEMA = schema("Items");
    private static final Key KEY = SCHEMA.key(1);
    private static final TransactWriteRequest INCREMENT =
            TransactWriteRequest.of(UpdateRequest.of(SCHEMA, KEY, add("n", 1)));

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final MemoryStore store = new MemoryStore(() -> now);
    private DocumentTable table;

    private static TableSchema schema(String name) {
        return TableSchema.builder(name)
                .partitionKey("id", AttributeType.NUMBER)
                .build();
    }

    @BeforeEach
    void create() {
        table = store.createTable(SCHEMA);
    }

    private Optional<Item> counted(int times) {
        return Optional.of(Item.of("id", 1, "n", times));
    }

    @Test
    void clientToken_withinTenMinutes_isRemembered() {
        store.transactWrite(INCREMENT.withClientToken("t"));
        now = now.plus(Duration.ofMinutes(10)).minusNanos(1);

        store.transactWrite(INCREMENT.withClientToken("t"));

        assertThat(table.get(KEY)).isEqualTo(counted(1));
    }

    @Test
    void clientToken_afterTenMinutes_isForgotten() {
        store.transactWrite(INCREMENT.withClientToken("t"));
        now = now.plus(Duration.ofMinutes(10));
        store.transactWrite(INCREMENT.withClientToken("t"));
        now = now.plus(Duration.ofMinutes(9));

        store.transactWrite(INCREMENT.withClientToken("t"));

        assertThat(table.get(KEY)).isEqualTo(counted(2));
    }

    @Test
    void clientToken_whileOthersAreForgotten_isRemembered() {
        for (int i = 0; i < 12; i++) {
            store.transactWrite(INCREMENT.withClientToken("t" + i));
            now = now.plus(Duration.ofMinutes(1));
        }

        for (int i = 0; i < 12; i++) {
            store.transactWrite(INCREMENT.withClientToken("t" + i));
        }

        assertThat(table.get(KEY)).isEqualTo(counted(12 + 3));
    }

    @Test
    void clientToken_ofAnotherTransaction_isRejectedUntilItIsForgotten() {
        TransactWriteRequest other = TransactWriteRequest.of(PutRequest.of(SCHEMA, KEY.attributes()));
        store.transactWrite(INCREMENT.withClientToken("t"));

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> store.transactWrite(other.withClientToken("t")))
                .satisfies(refusal -> assertThat(refusal.code()).contains(ErrorCode.TX_TOKEN_MISMATCH));
        now = now.plus(Duration.ofMinutes(10));
        store.transactWrite(other.withClientToken("t"));

        assertThat(table.get(KEY)).contains(KEY.attributes());
    }

    @Test
    void clientToken_ofATransactionThatFailed_isFree() {
        TransactWriteRequest failing = TransactWriteRequest.of(PutRequest.builder(SCHEMA, KEY.attributes())
                .condition(attribute("id").exists())
                .build());
        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> store.transactWrite(failing.withClientToken("t")));

        store.transactWrite(INCREMENT.withClientToken("t"));

        assertThat(table.get(KEY)).isEqualTo(counted(1));
    }

    @Test
    void transactions_overTablesInEitherOrder_doNotDeadlock() {
        TableSchema other = schema("Another");
        store.createTable(other);
        UpdateRequest here = UpdateRequest.of(SCHEMA, KEY, add("n", 1));
        UpdateRequest there = UpdateRequest.of(other, KEY, add("n", 1));
        TransactGetRequest both = TransactGetRequest.of(GetRequest.of(SCHEMA, KEY), GetRequest.of(other, KEY));

        CompletableFuture<Void> forwards = CompletableFuture.runAsync(
                () -> repeat(() -> store.transactWrite(TransactWriteRequest.of(here, there))));
        CompletableFuture<Void> backwards = CompletableFuture.runAsync(
                () -> repeat(() -> store.transactWrite(TransactWriteRequest.of(there, here))));
        repeat(() -> assertSameCount(store.transactGet(both).items()));
        CompletableFuture.allOf(forwards, backwards).join();

        assertThat(table.get(KEY)).isEqualTo(counted(4000));
    }

    private static void repeat(Runnable work) {
        for (int i = 0; i < 2000; i++) {
            work.run();
        }
    }

    private static void assertSameCount(List<Optional<Item>> items) {
        assertThat(items.get(0)).isEqualTo(items.get(1));
    }
}
