// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Projection;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.item.ItemSize;
import org.moviestore.item.Key;
import org.moviestore.servers.LocalDynamoDb;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/** Core's evaluators against DynamoDB Local's, on random items and expressions. */
class DynamoDifferentialIT {
    private static final long SEED = 20240711;
    private static final int ITEMS = 60;
    private static final int ROUNDS = 300;

    private static LocalDynamoDb server;
    private static DynamoStore store;

    @BeforeAll
    static void start() {
        server = LocalDynamoDb.embedded();
        store = DynamoHarness.open(server);
    }

    @AfterAll
    static void stop() {
        store.close();
        server.close();
    }

    @Test
    void scan_withRandomFilters_returnsWhatTheConditionHoldsOn() {
        RandomExpressions random = new RandomExpressions(SEED);
        DocumentTable table = table("Filters");
        TreeMap<Integer, Item> items = fill(table, random);
        List<String> differences = new ArrayList<>();

        for (int round = 0; round < ROUNDS; round++) {
            Condition condition = random.condition(items.get(round % ITEMS), 3);
            List<Item> found = table.stream(ScanRequest.builder(table.schema())
                            .filter(condition)
                            .build())
                    .toList();
            items.forEach((id, item) -> {
                if (found.contains(item) != condition.holdsOn(item)) {
                    differences.add("holds=" + condition.holdsOn(item) + " " + condition + " on " + item);
                }
            });
        }

        assertThat(differences).as("seed " + SEED).isEmpty();
    }

    @Test
    void delete_ofMissingItemWithRandomConditions_succeedsWhereTheConditionHoldsOnNothing() {
        RandomExpressions random = new RandomExpressions(SEED);
        DocumentTable table = table("Missing");
        List<String> differences = new ArrayList<>();

        for (int round = 0; round < ROUNDS; round++) {
            Condition condition = random.condition(random.item(), 2);
            DeleteRequest delete = DeleteRequest.builder(
                            table.schema(), table.schema().key(round))
                    .condition(condition)
                    .build();
            if (succeeds(() -> table.delete(delete)) != condition.holdsOn(Item.EMPTY)) {
                differences.add(condition.toString());
            }
        }

        assertThat(differences).as("seed " + SEED).isEmpty();
    }

    private static boolean succeeds(Runnable write) {
        try {
            write.run();
            return true;
        } catch (ConditionFailedException e) {
            return false;
        }
    }

    @Test
    void scan_withRandomProjections_returnsWhatTheProjectionKeeps() {
        RandomExpressions random = new RandomExpressions(SEED);
        DocumentTable table = table("Projections");
        TreeMap<Integer, Item> items = fill(table, random);
        List<Item> all = table.stream(ScanRequest.of(table.schema())).toList();

        for (int round = 0; round < ROUNDS; round++) {
            Projection projection = random.projection(items.get(round % ITEMS));
            List<Item> found = table.stream(ScanRequest.builder(table.schema())
                            .projection(projection)
                            .build())
                    .toList();

            assertThat(found)
                    .as("seed " + SEED + ": " + projection)
                    .isEqualTo(all.stream().map(projection::of).toList());
        }
    }

    @Test
    void update_random_makesWhatCoreMakes() {
        RandomExpressions random = new RandomExpressions(SEED);
        DocumentTable table = table("Updates");
        List<String> differences = new ArrayList<>();
        int applied = 0;

        for (int round = 0; round < 4 * ROUNDS; round++) {
            Key key = table.schema().key(round);
            boolean stored = round % 8 > 0;
            Item old = stored ? random.item().with("id", round) : key.attributes();
            Update update = random.update(old);
            if (stored) {
                table.put(old);
            }
            Outcome expected = stored || update.createsItem() ? expected(update, old) : new Outcome("", null);
            Outcome actual = actual(table, key, update);
            applied += actual.item() != null ? 1 : 0;
            boolean sameCode = canFailInOneWay(update)
                    ? expected.code().equals(actual.code())
                    : expected.code().isEmpty() == actual.code().isEmpty();
            Item left = table.get(key).orElse(null);
            Item unchanged = stored ? old : null;
            if (!sameCode
                    || !Objects.equals(expected.item(), actual.item())
                    || !Objects.equals(left, actual.item() == null ? unchanged : actual.item())) {
                differences.add(update + " on " + old + "\n expected " + expected + "\n actual   " + actual + "\n left "
                        + left + "\n");
            }
        }

        assertThat(differences).as("seed " + SEED).isEmpty();
        assertThat(applied).isBetween(ROUNDS, 4 * ROUNDS);
    }

    /** Which of several faults an update is rejected for is not promised. */
    private static boolean canFailInOneWay(Update update) {
        return update.actions().size() == 1
                && update.actions().get(0).path().steps().size() == 1;
    }

    private record Outcome(String code, Item item) {}

    private static Outcome expected(Update update, Item old) {
        try {
            return new Outcome("", update.applyTo(old));
        } catch (UpdateRejectedException e) {
            return new Outcome(e.code().name(), null);
        }
    }

    private static Outcome actual(DocumentTable table, Key key, Update update) {
        try {
            return new Outcome(
                    "",
                    table.update(UpdateRequest.builder(table.schema(), key, update)
                                    .returning(ReturnValues.ALL_NEW)
                                    .build())
                            .item()
                            .orElse(null));
        } catch (UpdateRejectedException e) {
            return new Outcome(e.code().name(), null);
        }
    }

    @Test
    void put_ofItemsAtTheSizeLimit_isTakenOrRefusedByBothAlike() {
        DocumentTable table = table("Sizes");
        RandomExpressions random = new RandomExpressions(SEED);

        for (int round = 0; round < 20; round++) {
            Item item = random.item().with("id", round).with("pad", "");
            int rest = 409_600 - ItemSize.of(item);
            Item full = item.with("pad", "x".repeat(rest));
            Update oneMore = Update.none().set("pad", "x".repeat(rest + 1));

            table.put(full);
            Outcome tooLarge = actual(table, table.schema().key(round), oneMore);

            assertThat(table.get(table.schema().key(round))).contains(full);
            assertThat(tooLarge.code()).isEqualTo("ITEM_SIZE");
        }
    }

    private static DocumentTable table(String name) {
        return store.createTable(TableSchema.builder(name)
                .partitionKey("id", AttributeType.NUMBER)
                .build());
    }

    private static TreeMap<Integer, Item> fill(DocumentTable table, RandomExpressions random) {
        TreeMap<Integer, Item> items = new TreeMap<>();
        for (int id = 0; id < ITEMS; id++) {
            Item item = random.item().with("id", id);
            table.put(item);
            items.put(id, item);
        }
        return items;
    }
}
