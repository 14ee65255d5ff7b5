// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/** A table whose updates tell by which statements they came about. */
final class UpdatePaths implements AutoCloseable {
    /** The ways that an update goes. */
    enum Taken {
        /** One statement did it. */
        STATEMENT,
        /** One statement changed nothing, and the evaluator decided under a lock of the row. */
        LOCK_AFTER_STATEMENT,
        /** The evaluator decided, without another statement before. */
        LOCK
    }

    /** An item of all types. */
    static final Item MOVIE = Item.builder()
            .set("id", 1)
            .set("n", 5)
            .set("s", "text")
            .set("yes", true)
            .set("nothing", Values.nullValue())
            .set("b", Bytes.of(new byte[] {1, 2}))
            .set("ss", Set.of("a", "b"))
            .set("ns", Values.numberSet(1, 2))
            .set("l", List.of(1, "two", Map.of("x", 3)))
            .set("$B", Map.of("$SS", 1, "$", List.of()))
            .set("info", Map.of("rating", new BigDecimal("7.6"), "votes", 10, "0", "zero", "cast", Map.of("lead", "x")))
            .build();

    private final String database = TestServer.newDatabase();
    private final StatementLog log = new StatementLog(database);
    private final PostgresStore store = PostgresStore.over(log.dataSource());
    private final DocumentTable table = store.createTable(TableSchema.builder("Items")
            .partitionKey("id", AttributeType.NUMBER)
            .build());

    /** Checks that an update makes what the evaluator says, by the path and none other, and keeps the size exact. */
    void assertTaken(Taken path, Item before, Update update) {
        table.put(before);
        UpdateRequest request = UpdateRequest.of(table.schema(), table.schema().keyOf(before), update);
        log.take();

        Throwable failure = catchThrowable(() -> table.update(request));

        assertThat(taken(log.take())).as("%s", update).isEqualTo(path);
        Item after = before;
        try {
            after = request.appliedTo(Optional.of(before)).orElseThrow();
            assertThat(failure).as("%s", update).isNull();
        } catch (UpdateRejectedException expected) {
            assertThat(failure)
                    .as("%s", update)
                    .isInstanceOfSatisfying(
                            UpdateRejectedException.class,
                            rejected -> assertThat(rejected.code()).isEqualTo(expected.code()));
        }
        assertThat(table.get(request.key())).as("%s", update).contains(after);
        assertThat(TestServer.rows(database, "SELECT item_size FROM \"Items\""))
                .as("%s", update)
                .containsExactly(String.valueOf(after.sizeInBytes()));
    }

    static Taken taken(List<String> statements) {
        boolean isSingle = statements.get(0).startsWith("UPDATE");
        if (statements.size() == 1) {
            assertThat(isSingle).isTrue();
            return Taken.STATEMENT;
        }
        assertThat(statements.get(isSingle ? 1 : 0)).startsWith("SELECT").endsWith("FOR UPDATE");
        assertThat(statements.get(statements.size() - 1)).isIn("commit", "rollback");
        return isSingle ? Taken.LOCK_AFTER_STATEMENT : Taken.LOCK;
    }

    @Override
    public void close() {
        store.close();
        log.close();
    }
}
