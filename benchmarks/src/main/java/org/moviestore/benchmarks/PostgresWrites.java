// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

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

    private final PostgresStore store;
    private final DocumentTable table;
    private final RawWrites raw;
    private final List<Film> films;

    private PostgresWrites(PostgresStore store, RawWrites raw, List<Film> films) {
        this.store = store;
        this.table = store.table(RawWrites.TABLE);
        this.raw = raw;
        this.films = films;
    }

    static List<Contest> contests(PostgresArena arena) {
        PostgresWrites durable =
                new PostgresWrites(arena.store(), new RawWrites(arena.pool()), arena.shuffledVersions());
        String off = "-c synchronous_commit=off";
        PostgresWrites asynchronous = new PostgresWrites(
                arena.store(off), new RawWrites(arena.pool(PostgresArena.POOL_SIZE, off)), arena.shuffledVersions());
        return List.of(
                durable.put(Goal.PUT_DURABLE).rehearsedBy(asynchronous.put(Goal.PUT_DURABLE)),
                asynchronous.put(Goal.PUT_ASYNCHRONOUS),
                durable.conditionalPutThatHolds().rehearsedBy(asynchronous.conditionalPutThatHolds()),
                durable.conditionalPutThatFails().rehearsedBy(asynchronous.conditionalPutThatFails()),
                durable.putReturningOld().rehearsedBy(asynchronous.putReturningOld()),
                durable.update().rehearsedBy(asynchronous.update()),
                durable.transaction().rehearsedBy(asynchronous.transaction()));
    }

    private Film film(int i) {
        return films.get(i % films.size());
    }

    private Race put(Goal goal) {
        return Race.of((i, sink) -> table.put(film(i).item())).against(goal, (i, sink) -> raw.put(film(i)));
    }

    private Race conditionalPutThatHolds() {
        return conditionalPut(Goal.CONDITIONAL_PUT_HOLDS, ABOVE_ALL);
    }

    private Race conditionalPutThatFails() {
        return conditionalPut(Goal.CONDITIONAL_PUT_FAILS, BELOW_ALL);
    }

    private Race conditionalPut(Goal goal, BigDecimal bound) {
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

    private Race putReturningOld() {
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

    private Race update() {
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

    private Race transaction() {
        return Race.of((i, sink) -> store.transactWrite(TransactWriteRequest.of(
                        PutRequest.of(table.schema(), film(2 * i).item()),
                        PutRequest.of(table.schema(), film(2 * i + 1).item()))))
                .against(Goal.TRANSACTION_OF_TWO, (i, sink) -> raw.putBoth(film(2 * i), film(2 * i + 1)));
    }
}
