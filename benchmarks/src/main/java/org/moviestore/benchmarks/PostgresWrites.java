// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.util.List;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.expression.Condition;
import org.moviestore.postgres.PostgresStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** Writes of one item or two that are there already, against a hand-written client with ready JSON. */
final class PostgresWrites {
    private static final BigDecimal ABOVE_ALL = BigDecimal.TEN;
    private static final BigDecimal BELOW_ALL = BigDecimal.ZERO;

    private final PostgresArena arena;
    private final DocumentTable table;
    private final RawWrites raw;
    private final List<Film> films;

    PostgresWrites(PostgresArena arena) {
        this.arena = arena;
        this.table = arena.writtenMovies();
        this.raw = new RawWrites(arena.pool());
        this.films = arena.newVersions();
    }

    List<Contest> contests() {
        return List.of(
                put(),
                asynchronousPut(),
                conditionalPut(Goal.CONDITIONAL_PUT_HOLDS, ABOVE_ALL),
                conditionalPut(Goal.CONDITIONAL_PUT_FAILS, BELOW_ALL),
                putReturningOld(),
                update(),
                transaction());
    }

    private Film film(int i) {
        return films.get(Films.scattered(i, films.size()));
    }

    private Contest put() {
        return Race.of((i, sink) -> table.put(film(i).item())).against(Goal.PUT_DURABLE, (i, sink) -> raw.put(film(i)));
    }

    private Contest asynchronousPut() {
        String off = "-c synchronous_commit=off";
        HikariDataSource ourPool = arena.pool(PostgresArena.POOL_SIZE, off);
        DocumentTable ours = arena.toBeClosed(PostgresStore.over(ourPool)).table(RawWrites.TABLE);
        RawWrites theirs = new RawWrites(arena.pool(PostgresArena.POOL_SIZE, off));
        return Race.of((i, sink) -> ours.put(film(i).item()))
                .against(Goal.PUT_ASYNCHRONOUS, (i, sink) -> theirs.put(film(i)));
    }

    private Contest conditionalPut(Goal goal, BigDecimal bound) {
        Condition condition = attribute("info.rating").lessThan(bound);
        return Race.of((i, sink) -> {
                    try {
                        table.put(PutRequest.builder(table.schema(), film(i).item())
                                .condition(condition)
                                .build());
                    } catch (ConditionFailedException e) {
                        sink.take("refused");
                    }
                })
                .against(goal, (i, sink) -> {
                    if (!raw.putIfRatedBelow(film(i), bound)) {
                        sink.take("refused");
                    }
                });
    }

    private Contest putReturningOld() {
        Condition condition = attribute("info.rating").lessThan(ABOVE_ALL);
        return Race.of((i, sink) -> {
                    WriteResult result = table.put(PutRequest.builder(table.schema(), film(i).item())
                            .condition(condition)
                            .returning(ReturnItem.OLD)
                            .build());
                    if (result.item().isEmpty()) {
                        throw new IllegalStateException("the old item was not returned");
                    }
                })
                .against(Goal.PUT_RETURNING_OLD, (i, sink) -> raw.put(film(i)));
    }

    private Contest update() {
        return Race.of((i, sink) ->
                        table.update(UpdateRequest.of(table.schema(), film(i).key(), set("info.rating", rating(i)))))
                .against(
                        Goal.UPDATE_AGAINST_JSONB_SET,
                        (i, sink) -> raw.setRating(film(i).year(), film(i).title(), rating(i)))
                .against(
                        Goal.UPDATE_AGAINST_TRANSACTION,
                        (i, sink) -> raw.readAndSetRating(film(i).year(), film(i).title(), rating(i)));
    }

    private static BigDecimal rating(int i) {
        return Films.rating(i % 90);
    }

    private Contest transaction() {
        return Race.of((i, sink) -> arena.store()
                        .transactWrite(TransactWriteRequest.of(
                                PutRequest.of(table.schema(), film(2 * i).item()),
                                PutRequest.of(table.schema(), film(2 * i + 1).item()))))
                .against(Goal.TRANSACTION_OF_TWO, (i, sink) -> raw.putBoth(film(2 * i), film(2 * i + 1)));
    }
}
