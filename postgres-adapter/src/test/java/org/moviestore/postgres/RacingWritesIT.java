// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.expression.Condition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

class RacingWritesIT {
    private static final int THREADS = 50;
    private static final int ROUNDS = 20;
    private static final TableSchema SCHEMA = TableSchema.builder("Raced")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final Key KEY = SCHEMA.key(1);
    private static final PostgresStore STORE =
            PostgresStore.connect(TestServer.url(TestServer.newDatabase()) + "?poolSize=16");

    private final DocumentTable table = STORE.createTable(SCHEMA);

    @AfterAll
    static void close() {
        STORE.close();
    }

    @AfterEach
    void drop() {
        STORE.dropTable("Raced");
    }

    @BeforeEach
    void warmUp() {
        table.get(KEY);
    }

    private boolean put(Item item, Condition condition) {
        try {
            table.put(PutRequest.builder(SCHEMA, item).condition(condition).build());
            return true;
        } catch (ConditionFailedException e) {
            return false;
        }
    }

    private static Item item(Object value) {
        return Item.of("id", 1, "v", value);
    }

    @Test
    void put_ifAbsent_succeedsOnce() throws Exception {
        List<Boolean> won =
                Race.run(THREADS, i -> () -> put(item(i), attribute("id").notExists()));

        assertThat(won.stream().filter(each -> each)).hasSize(1);
    }

    @Test
    void put_ifAbsentOrOfOwn_neverReplacesAnothers() throws Exception {
        List<Boolean> won = Race.run(
                THREADS,
                i -> () -> put(
                        item(i), attribute("v").notExists().or(attribute("v").equalTo(i))));

        int winner = won.indexOf(true);
        assertThat(won.stream().filter(each -> each)).hasSize(1);
        assertThat(table.get(KEY)).contains(item(winner));
    }

    @Test
    void put_onConditionOfSize_losesNoElement() throws Exception {
        table.put(Item.of("id", 1, "list", Values.list()));

        List<Integer> appended = Race.run(16, i -> () -> {
            int won = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Item old = table.get(KEY).orElseThrow();
                ListValue list = (ListValue) old.attribute("list").orElseThrow();
                List<AttributeValue> longer = new ArrayList<>(list.elements());
                longer.add(Values.list(Values.list(round)));
                Condition same = attribute("list").size().equalTo(longer.size() - 1);
                Condition last =
                        attribute("list[" + (longer.size() - 1) + "][0][0]").notExists();
                won += put(old.with("list", new ListValue(longer)), same.and(last)) ? 1 : 0;
            }
            return won;
        });

        ListValue list =
                (ListValue) table.get(KEY).orElseThrow().attribute("list").orElseThrow();
        assertThat(appended.stream().mapToInt(won -> won).sum())
                .isPositive()
                .isEqualTo(list.elements().size());
    }

    @Test
    void put_returningOld_givesEachOldItemOnce() throws Exception {
        List<List<Item>> olds = Race.run(THREADS, i -> () -> {
            List<Item> seen = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                Item next = item(i * ROUNDS + round);
                if (round % 5 == 4) {
                    table.delete(DeleteRequest.builder(SCHEMA, KEY)
                                    .returning(ReturnItem.OLD)
                                    .build())
                            .item()
                            .ifPresent(seen::add);
                }
                table.put(PutRequest.builder(SCHEMA, next)
                                .returning(ReturnItem.OLD)
                                .build())
                        .item()
                        .ifPresent(seen::add);
            }
            return seen;
        });

        List<Item> all = new ArrayList<>(olds.stream().flatMap(List::stream).toList());
        all.add(table.get(KEY).orElseThrow());
        assertThat(all).hasSize(THREADS * ROUNDS).doesNotHaveDuplicates();
    }

    @Test
    void put_onCondition_returnsTheItemThatDecided() throws Exception {
        Condition even = attribute("even").equalTo(true).or(attribute("id").notExists());
        List<Integer> wrong = Race.run(THREADS, i -> () -> {
            int failures = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Item next = item(i * ROUNDS + round).with("even", round % 2 == 0);
                PutRequest put = PutRequest.builder(SCHEMA, next)
                        .condition(even)
                        .returning(ReturnItem.OLD)
                        .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                        .build();
                try {
                    Optional<Item> old = table.put(put).item();
                    failures += even.holdsOn(old.orElse(Item.EMPTY)) ? 0 : 1;
                } catch (ConditionFailedException e) {
                    failures += even.holdsOn(e.storedItem().orElse(Item.EMPTY)) ? 1 : 0;
                    table.delete(KEY);
                }
            }
            return failures;
        });

        assertThat(wrong).allMatch(failures -> failures == 0);
    }

    @Test
    void delete_onCondition_succeedsOnce() throws Exception {
        table.put(item("there"));

        List<Boolean> won = Race.run(THREADS, i -> () -> {
            try {
                table.delete(DeleteRequest.builder(SCHEMA, KEY)
                        .condition(attribute("v").equalTo("there"))
                        .build());
                return true;
            } catch (ConditionFailedException e) {
                return false;
            }
        });

        assertThat(won.stream().filter(each -> each)).hasSize(1);
        assertThat(table.get(KEY)).isEmpty();
    }

    @Test
    void delete_onConditionThatHoldsOnAbsence_removesOnlyWhatFits() throws Exception {
        Condition mayGo = attribute("keep").notEqualTo(true);
        List<Integer> wrong = Race.run(THREADS, i -> () -> {
            int failures = 0;
            for (int round = 0; round < ROUNDS; round++) {
                table.put(item(i * ROUNDS + round).with("keep", (i + round) % 2 == 0));
                DeleteRequest delete = DeleteRequest.builder(SCHEMA, KEY)
                        .condition(mayGo)
                        .returning(ReturnItem.OLD)
                        .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                        .build();
                try {
                    Optional<Item> old = table.delete(delete).item();
                    failures += mayGo.holdsOn(old.orElse(Item.EMPTY)) ? 0 : 1;
                } catch (ConditionFailedException e) {
                    failures += mayGo.holdsOn(e.storedItem().orElseThrow()) ? 1 : 0;
                }
            }
            return failures;
        });

        assertThat(wrong).allMatch(failures -> failures == 0);
    }

    @Test
    void update_byManyAtOnce_countsEach() throws Exception {
        Race.run(THREADS, i -> () -> {
            for (int round = 0; round < ROUNDS; round++) {
                table.update(UpdateRequest.of(SCHEMA, KEY, add("n", 1)));
            }
            return i;
        });

        assertThat(table.get(KEY)).contains(Item.of("id", 1, "n", THREADS * ROUNDS));
    }

    @Test
    void update_whileItemsComeAndGo_losesNothing() throws Exception {
        List<Integer> taken = Race.run(16, i -> () -> {
            int sum = 0;
            for (int round = 0; round < ROUNDS; round++) {
                table.update(UpdateRequest.builder(SCHEMA, KEY, add("n", 1))
                        .returning(ReturnValues.UPDATED_NEW)
                        .build());
                if (round % 4 == i % 4) {
                    sum += count(table.delete(DeleteRequest.builder(SCHEMA, KEY)
                                    .returning(ReturnItem.OLD)
                                    .build())
                            .item());
                }
            }
            return sum;
        });

        int left = count(table.get(KEY));
        assertThat(taken.stream().mapToInt(n -> n).sum() + left).isEqualTo(16 * ROUNDS);
    }

    private static int count(Optional<Item> item) {
        return item.flatMap(found -> found.attribute("n"))
                .map(n -> ((AttributeValue.NumberValue) n).value().intValueExact())
                .orElse(0);
    }
}
