// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;

import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** Writes that find no row, and meet one of another writer when they make theirs. */
@Timeout(60)
class LateRowsIT {
    private static final String DATABASE = TestServer.newDatabase();
    private static final PostgresStore STORE = PostgresStore.connect(TestServer.url(DATABASE));
    private static final TableSchema SCHEMA =
            TableSchema.builder("Late").partitionKey("id", AttributeType.NUMBER).build();
    private static final Key KEY = SCHEMA.key(1);
    private static final Item THEIRS = Item.of("id", 1, "n", 41);

    private static DocumentTable table;

    @BeforeAll
    static void create() {
        table = STORE.createTable(SCHEMA);
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    @BeforeEach
    void empty() {
        table.delete(KEY);
    }

    /** Runs the write while another session has the row inserted, which it commits once the write waits for it. */
    private static WriteResult whileAnotherInserts(Supplier<WriteResult> write) throws Exception {
        try (Connection other = TestServer.connect(DATABASE);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO \"Late\" VALUES (1, '{\"id\": 1, \"n\": 41}', 8)");
            CompletableFuture<WriteResult> result = CompletableFuture.supplyAsync(write);
            while (TestServer.rows(DATABASE, "SELECT pid FROM pg_locks WHERE NOT granted")
                    .isEmpty()) {
                assertThat(result).isNotDone();
            }
            other.commit();
            return result.join();
        }
    }

    @Test
    void update_meetingALateRow_changesIt() throws Exception {
        UpdateRequest update = UpdateRequest.builder(SCHEMA, KEY, add("n", 1))
                .returning(ReturnValues.ALL_OLD)
                .build();

        WriteResult result = whileAnotherInserts(() -> table.update(update));

        assertThat(result.item()).contains(THEIRS);
        assertThat(table.get(KEY)).contains(Item.of("id", 1, "n", 42));
    }

    @Test
    void put_meetingALateRow_returnsAndReplacesIt() throws Exception {
        Item ours = Item.of("id", 1, "ours", true);
        PutRequest put = PutRequest.builder(SCHEMA, ours)
                .condition(attribute("n").notExists().or(attribute("n").equalTo(41)))
                .returning(ReturnItem.OLD)
                .build();

        WriteResult result = whileAnotherInserts(() -> table.put(put));

        assertThat(result.item()).contains(THEIRS);
        assertThat(table.get(KEY)).contains(ours);
        assertThat(TestServer.rows(DATABASE, "SELECT item_size FROM \"Late\""))
                .containsExactly("" + ours.sizeInBytes());
    }

    @Test
    void writes_meetingALateRowThatTheirConditionFailsOn_leaveIt() {
        UpdateRequest update = UpdateRequest.builder(SCHEMA, KEY, add("n", 1))
                .condition(attribute("id").notExists())
                .build();

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> whileAnotherInserts(() -> table.update(update)))
                .withCauseExactlyInstanceOf(ConditionFailedException.class);

        assertThat(table.get(KEY)).contains(THEIRS);
        assertThat(TestServer.rows(DATABASE, "SELECT item_size FROM \"Late\"")).containsExactly("8");
    }

    @Test
    void put_meetingALateRowThatItsConditionFailsOn_bringsItBack() {
        PutRequest put = PutRequest.builder(SCHEMA, Item.of("id", 1))
                .condition(attribute("n").notExists())
                .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                .build();

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> whileAnotherInserts(() -> table.put(put)))
                .withCauseExactlyInstanceOf(ConditionFailedException.class)
                .satisfies(e -> assertThat(((ConditionFailedException) e.getCause()).storedItem())
                        .contains(THEIRS));

        assertThat(table.get(KEY)).contains(THEIRS);
    }
}
