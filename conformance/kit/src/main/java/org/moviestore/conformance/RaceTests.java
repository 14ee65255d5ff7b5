// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.ContentionException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.UpdateRequest;

/** Writers of one item at the same time, rule H8. */
abstract class RaceTests extends ConformanceTests {
    private static final int WRITERS = 50;
    private static final int ROUNDS = 20;

    /** Lets so many threads do their work at the same moment, and returns which of them said yes. */
    static List<Integer> race(int threads, IntPredicate work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                tasks.add(() -> {
                    start.await();
                    return work.test(number);
                });
            }
            List<Integer> yes = new ArrayList<>();
            List<Future<Boolean>> answers = executor.invokeAll(tasks);
            for (int i = 0; i < threads; i++) {
                if (answers.get(i).get()) {
                    yes.add(i);
                }
            }
            return yes;
        } finally {
            executor.shutdownNow();
            assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    /** Does the write, again if others kept winning, and says whether its condition held. */
    static boolean happens(Runnable write) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            try {
                write.run();
                return true;
            } catch (ConditionFailedException e) {
                return false;
            } catch (ContentionException e) {
                // Nothing happened, and the same write may be tried again.
            }
        }
        throw new AssertionError("others won a thousand times");
    }

    private boolean puts(Key key, Item attributes, Condition condition) {
        return happens(() -> table().put(PutRequest.builder(table().schema(), withKey(key, attributes))
                .condition(condition)
                .build()));
    }

    private boolean updates(Key key, Update update, Condition condition) {
        return happens(() -> table().update(UpdateRequest.builder(table().schema(), key, update)
                .condition(condition)
                .build()));
    }

    private boolean deletes(Key key, Condition condition) {
        return happens(() -> table().delete(DeleteRequest.builder(table().schema(), key)
                .condition(condition)
                .build()));
    }

    @RepeatedTest(5)
    @Rule("H8")
    void put_ofFiftyCreatorsAtOnce_letsExactlyOneWin() throws Exception {
        Key key = newKey();

        List<Integer> winners = race(
                WRITERS, i -> puts(key, attributes("winner", i), attribute("p").notExists()));

        assertThat(winners).hasSize(1);
        assertThat(read(key)).contains(attributes("winner", winners.get(0)));
    }

    @RepeatedTest(5)
    @Rule("H8")
    void update_ofFiftyCreatorsAtOnce_letsExactlyOneWin() throws Exception {
        Key key = newKey();

        List<Integer> winners =
                race(WRITERS, i -> updates(key, set("winner", i), attribute("p").notExists()));

        assertThat(winners).hasSize(1);
        assertThat(read(key)).contains(attributes("winner", winners.get(0)));
    }

    @RepeatedTest(5)
    @Rule("H8")
    void writes_onOneConditionAtOnce_letExactlyOneWin() throws Exception {
        Key key = stored(attributes("version", 1));
        Condition unchanged = attribute("version").equalTo(1);

        List<Integer> winners = race(
                WRITERS,
                i -> i % 2 == 0
                        ? puts(key, attributes("version", 2, "winner", i), unchanged)
                        : updates(key, set("version", 2).set("winner", i), unchanged));

        assertThat(winners).hasSize(1);
        assertThat(read(key)).contains(attributes("version", 2, "winner", winners.get(0)));
    }

    @RepeatedTest(5)
    @Rule("H8")
    void delete_onOneConditionAtOnce_letsExactlyOneWin() throws Exception {
        Key key = stored(attributes("state", "open"));

        List<Integer> winners =
                race(WRITERS, i -> deletes(key, attribute("state").equalTo("open")));

        assertThat(winners).hasSize(1);
        assertThat(table().get(key)).isEmpty();
    }

    @RepeatedTest(5)
    @Rule("H8")
    void deleteAndUpdate_onOneConditionAtOnce_letExactlyOneWin() throws Exception {
        Key key = stored(attributes("state", "open"));
        Condition open = attribute("state").equalTo("open");

        List<Integer> winners =
                race(WRITERS, i -> i % 2 == 0 ? deletes(key, open) : updates(key, set("state", "done"), open));

        assertThat(winners).hasSize(1);
        Optional<Item> left = winners.get(0) % 2 == 0 ? Optional.empty() : Optional.of(attributes("state", "done"));
        assertThat(read(key)).isEqualTo(left);
    }

    @RepeatedTest(5)
    @Rule("H8")
    void putAndDelete_onOneConditionAtOnce_letExactlyOneWin() throws Exception {
        Key key = stored(attributes("state", "open"));
        Condition open = attribute("state").equalTo("open");

        List<Integer> winners =
                race(WRITERS, i -> i % 2 == 0 ? deletes(key, open) : puts(key, attributes("winner", i), open));

        assertThat(winners).hasSize(1);
        int winner = winners.get(0);
        assertThat(read(key)).isEqualTo(winner % 2 == 0 ? Optional.empty() : Optional.of(attributes("winner", winner)));
    }

    @Test
    @Rule("H8")
    void putsIfAbsentAndDeletesIfPresent_fromFiftyThreads_takeTurns() throws Exception {
        Key key = newKey();
        Condition absent = attribute("p").notExists();
        DeleteRequest deleteIfPresent = DeleteRequest.builder(table().schema(), key)
                .condition(attribute("p").exists())
                .returning(ReturnItem.OLD)
                .build();
        Queue<Item> put = new ConcurrentLinkedQueue<>();
        Queue<Item> deleted = new ConcurrentLinkedQueue<>();

        race(WRITERS, i -> {
            for (int round = 0; round < ROUNDS; round++) {
                Item attributes = attributes("n", i * ROUNDS + round);
                if (i % 2 == 1) {
                    happens(() -> table().delete(deleteIfPresent).item().ifPresent(deleted::add));
                } else if (puts(key, attributes, absent)) {
                    put.add(withKey(key, attributes));
                }
            }
            return true;
        });

        table().get(key).ifPresent(deleted::add);
        assertThat(deleted).isNotEmpty().containsExactlyInAnyOrderElementsOf(put);
    }

    private void assertCountsEachOf(Key key, Update increment) throws Exception {
        race(WRITERS, i -> {
            for (int round = 0; round < ROUNDS; round++) {
                happens(() -> table().update(UpdateRequest.of(table().schema(), key, increment)));
            }
            return true;
        });

        assertThat(read(key)).contains(attributes("n", WRITERS * ROUNDS));
    }

    @Test
    @Rule("H8")
    void update_addingFromFiftyThreads_losesNothing() throws Exception {
        assertCountsEachOf(newKey(), add("n", 1));
    }

    @Test
    @Rule("H8")
    void update_settingASumFromFiftyThreads_losesNothing() throws Exception {
        Key key = stored(attributes("n", 0));

        assertCountsEachOf(key, set("n", attribute("n").plus(1)));
    }

    @Test
    @Rule("H8")
    void update_ofDifferentAttributesAtOnce_losesNone() throws Exception {
        Key key = stored(attributes("m", Map.of()));

        race(
                WRITERS,
                i -> happens(() -> table().update(UpdateRequest.of(
                        table().schema(), key, set("a" + i, i).set("m.x" + i, i)))));

        Item.Builder expected = Item.builder();
        Item.Builder entries = Item.builder();
        for (int i = 0; i < WRITERS; i++) {
            expected.set("a" + i, i);
            entries.set("x" + i, i);
        }
        assertThat(read(key)).contains(expected.set("m", entries.build()).build());
    }

    @Test
    @Rule({"H8", "F1"})
    void put_returningTheOldItemFromFiftyThreads_returnsEachItemOnce() throws Exception {
        Key key = newKey();
        List<AttributeValue> returned = new ArrayList<>();

        race(WRITERS, i -> {
            for (int round = 0; round < ROUNDS; round++) {
                Item item = withKey(key, attributes("n", i * ROUNDS + round));
                happens(() -> {
                    Optional<Item> old = table().put(PutRequest.builder(table().schema(), item)
                                    .returning(ReturnItem.OLD)
                                    .build())
                            .item();
                    synchronized (returned) {
                        old.ifPresent(
                                before -> returned.add(before.attribute("n").orElseThrow()));
                    }
                });
            }
            return true;
        });

        returned.add(read(key).orElseThrow().attribute("n").orElseThrow());
        assertThat(returned)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, WRITERS * ROUNDS)
                        .mapToObj(n -> (AttributeValue) Values.number(n))
                        .toList());
    }

    @Test
    @Rule({"H8", "F2"})
    void update_returningTheNewItemFromFiftyThreads_returnsEachSumOnce() throws Exception {
        Key key = newKey();
        List<AttributeValue> returned = new ArrayList<>();
        UpdateRequest request = UpdateRequest.builder(table().schema(), key, add("n", 1))
                .returning(ReturnValues.ALL_NEW)
                .build();

        race(WRITERS, i -> {
            for (int round = 0; round < ROUNDS; round++) {
                happens(() -> {
                    Item now = table().update(request).item().orElseThrow();
                    synchronized (returned) {
                        returned.add(now.attribute("n").orElseThrow());
                    }
                });
            }
            return true;
        });

        assertThat(returned)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, WRITERS * ROUNDS)
                        .mapToObj(n -> (AttributeValue) Values.number(n))
                        .toList());
    }

    @Test
    @Rule({"H8", "E16"})
    void update_thatOnlyRemovesBesideADelete_neverCreatesTheItemAgain() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Key key = stored(attributes("a", 1, "b", 1));

            race(
                    2,
                    i -> happens(() -> {
                        if (i == 0) {
                            table().delete(key);
                        } else {
                            table().update(UpdateRequest.of(table().schema(), key, remove("a")));
                        }
                    }));

            assertThat(table().get(key)).isEmpty();
        }
    }
}
