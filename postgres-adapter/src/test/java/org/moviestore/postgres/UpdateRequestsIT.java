// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.postgres.UpdatePaths.Taken;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/** What beside the update itself decides whether one statement does it. */
class UpdateRequestsIT {
    private static final String DATABASE = TestServer.newDatabase();
    private static final StatementLog LOG = new StatementLog(DATABASE);
    private static final PostgresStore STORE = PostgresStore.over(LOG.dataSource());
    private static final TableSchema SCHEMA = TableSchema.builder("Films")
            .partitionKey("year", AttributeType.NUMBER)
            .sortKey("title", AttributeType.STRING)
            .index(SecondaryIndex.builder("by-genre")
                    .partitionKey("genre", AttributeType.STRING)
                    .sortKey("title", AttributeType.STRING)
                    .build())
            .index(SecondaryIndex.builder("by-rank")
                    .partitionKey("year", AttributeType.NUMBER)
                    .sortKey("rank", AttributeType.NUMBER)
                    .build())
            .build();
    private static final Item FILM = Item.builder()
            .set("year", 2013)
            .set("title", "Rush")
            .set("genre", "Drama")
            .set("rank", 2)
            .set("n", 1)
            .set("info", Map.of("rating", 8))
            .build();

    private final DocumentTable table = STORE.createTable(SCHEMA);

    @AfterAll
    static void close() {
        STORE.close();
        LOG.close();
    }

    @AfterEach
    void drop() {
        STORE.dropTable("Films");
    }

    private static UpdateRequest.Builder request(Update update) {
        return UpdateRequest.builder(SCHEMA, SCHEMA.keyOf(FILM), update);
    }

    private static Taken taken() {
        return UpdatePaths.taken(LOG.take());
    }

    private Optional<Item> stored() {
        return table.get(SCHEMA.keyOf(FILM));
    }

    @ParameterizedTest
    @EnumSource(ReturnValues.class)
    void update_returningAnything_takesOneStatementUnlessItIsOld(ReturnValues returning) {
        UpdateRequest request = request(set("info.rating", 9)
                        .remove("n")
                        .set("new", attribute("n").plus(1)))
                .returning(returning)
                .build();
        table.put(FILM);
        LOG.take();

        Optional<Item> returned = table.update(request).item();

        Optional<Item> before = Optional.of(FILM);
        boolean isOld = returning == ReturnValues.ALL_OLD || returning == ReturnValues.UPDATED_OLD;
        assertThat(taken()).isEqualTo(isOld ? Taken.LOCK : Taken.STATEMENT);
        assertThat(returned).isEqualTo(returning.select(request.update(), before, request.appliedTo(before)));
        assertThat(stored()).isEqualTo(request.appliedTo(before));
    }

    @Test
    void update_whoseConditionHolds_takesOneStatement() {
        Condition condition =
                attribute("info.rating").atLeast(8).and(attribute("gone").notExists());
        table.put(FILM);
        LOG.take();

        table.update(request(add("n", 1)).condition(condition).build());

        assertThat(taken()).isEqualTo(Taken.STATEMENT);
        assertThat(stored()).contains(FILM.with("n", 2));
    }

    @Test
    void update_whoseConditionFails_isLeftToTheEvaluator() {
        UpdateRequest.Builder request =
                request(set("n.x", 1)).condition(attribute("n").greaterThan(1));
        table.put(FILM);
        LOG.take();

        assertThatExceptionOfType(ConditionFailedException.class)
                .isThrownBy(() -> table.update(request.build()))
                .satisfies(e -> assertThat(e.storedItem()).isEmpty());
        assertThat(taken()).isEqualTo(Taken.LOCK_AFTER_STATEMENT);
        assertThatExceptionOfType(ConditionFailedException.class)
                .isThrownBy(() -> table.update(request.onConditionFailure(OnConditionFailure.RETURN_ITEM)
                        .build()))
                .satisfies(e -> assertThat(e.storedItem()).contains(FILM));
        assertThat(stored()).contains(FILM);
    }

    @Test
    void update_ofAMissingItem_isLeftToTheEvaluator() {
        LOG.take();

        table.update(request(remove("n")).build());
        assertThat(taken()).isEqualTo(Taken.LOCK_AFTER_STATEMENT);
        assertThat(stored()).isEmpty();
        LOG.take();

        table.update(request(add("n", 1)).build());

        assertThat(taken()).isEqualTo(Taken.LOCK_AFTER_STATEMENT);
        assertThat(stored()).contains(SCHEMA.keyOf(FILM).attributes().with("n", 1));
    }

    @Test
    void update_ofAKeyAttributeOfAnIndex_locksAtOnce() {
        table.put(FILM);
        LOG.take();

        table.update(request(set("genre", "Sport")).build());
        assertThat(taken()).isEqualTo(Taken.LOCK);
        table.update(request(add("rank", 1)).build());
        assertThat(taken()).isEqualTo(Taken.LOCK);
        assertThatExceptionOfType(UpdateRejectedException.class)
                .isThrownBy(
                        () -> table.update(request(set("genre", attribute("n"))).build()));
        assertThat(taken()).isEqualTo(Taken.LOCK);
    }

    @Test
    void update_ofAnotherAttribute_staysInTheIndex() {
        table.put(FILM);
        LOG.take();

        table.update(request(set("n", attribute("rank"))).build());

        assertThat(taken()).isEqualTo(Taken.STATEMENT);
        assertThat(table.stream(QueryRequest.builder(SCHEMA, KeyCondition.partition("genre", "Drama"))
                        .index("by-genre")
                        .build()))
                .containsExactly(FILM.with("n", 2));
    }

    @Test
    void update_ofAnItemThatALocalIndexHoldsToo_leavesRoomForIt() {
        int half = ItemLimits.MAX_ITEM_BYTES / 2;
        Item film = FILM.with("fill", "x".repeat(half - FILM.sizeInBytes() - 4 - 10));
        table.put(film);
        LOG.take();

        table.update(request(set("new", "1234567")).build());
        assertThat(taken()).isEqualTo(Taken.STATEMENT);
        assertThatExceptionOfType(UpdateRejectedException.class)
                .isThrownBy(() -> table.update(request(set("n", "more")).build()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ITEM_SIZE));
        assertThat(taken()).isEqualTo(Taken.LOCK_AFTER_STATEMENT);

        assertThat(stored()).contains(film.with("new", "1234567"));
    }

    @Test
    void update_throughAStoreWithoutSuchStatements_locksAtOnce() {
        table.put(FILM);
        try (PostgresStore locking = PostgresStore.builder(LOG.dataSource())
                .withoutSingleStatementUpdates()
                .connect()) {
            DocumentTable locked = locking.table("Films");
            LOG.take();

            locked.update(request(add("n", 1)).build());
        }

        assertThat(taken()).isEqualTo(Taken.LOCK);
        assertThat(stored()).contains(FILM.with("n", 2));
    }

    @Test
    void url_withoutSuchStatements_locksAtOnce() {
        table.put(FILM);
        TestServer.execute(DATABASE, "ALTER FUNCTION moviestore.size_of RENAME TO size_elsewhere");
        String url = TestServer.url(DATABASE) + "?singleStatementUpdates=";
        try (PostgresStore locking = PostgresStore.connect(url + "false");
                PostgresStore usual = PostgresStore.connect(url + "true")) {
            locking.table("Films").update(request(add("n", 1)).build());

            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() ->
                            usual.table("Films").update(request(add("n", 1)).build()))
                    .withMessageContaining("size_of");
        } finally {
            TestServer.execute(DATABASE, "ALTER FUNCTION moviestore.size_elsewhere RENAME TO size_of");
        }
        assertThat(stored()).contains(FILM.with("n", 2));
    }

    @Test
    void update_byARoleWithRightsOnTheTableAlone_takesOneStatement() {
        table.put(FILM);
        TestServer.execute(DATABASE, "CREATE ROLE update_clerk LOGIN PASSWORD 'update_clerk'");
        TestServer.execute(DATABASE, "GRANT SELECT, UPDATE ON \"Films\" TO update_clerk");

        try (PostgresStore store = PostgresStore.connect(TestServer.url(DATABASE, "update_clerk", "update_clerk"))) {
            // To insert it has no right, which the other path needs.
            store.table("Films").update(request(set("info.rating", 9)).build());
        }

        assertThat(stored()).contains(FILM.with("info", Map.of("rating", 9)));
    }
}
