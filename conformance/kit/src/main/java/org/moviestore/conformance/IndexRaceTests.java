// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.moviestore.error.RetryAdvice;
import org.moviestore.error.StoreException;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableFeature;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/** Writers at the same time, and readers beside them, of items that move in secondary indexes, rules I3, I6 and I8. */
abstract class IndexRaceTests extends IndexChecks {
    private static final int THREADS = 8;
    private static final int ROUNDS = 25;

    private boolean updates(Item item, Update update) {
        return RaceTests.happens(() -> indexed().update(UpdateRequest.of(schema(), schema().keyOf(item), update)));
    }

    @RepeatedTest(5)
    @Rule("I8")
    void index_ofAnItemThatManyWrite_showsItOnceAsItIsInTheEnd() throws Exception {
        List<String> texts = IntStream.range(0, 3).mapToObj(i -> newPartition()).toList();
        Item item = attributes("p", newPartition(), "s", "a", "gs", texts.get(0), "sn", 0);
        Key key = schema().keyOf(item);

        RaceTests.race(THREADS, i -> {
            Random random = new Random(i);
            for (int round = 0; round < ROUNDS; round++) {
                String text = texts.get(random.nextInt(texts.size()));
                int number = i * ROUNDS + round;
                switch (random.nextInt(4)) {
                    case 0 ->
                        RaceTests.happens(
                                () -> indexed().put(item.with("gs", text).with("sn", number)));
                    case 1 -> RaceTests.happens(() -> indexed().delete(key));
                    case 2 -> updates(item, set("sn", number).remove("gs"));
                    default -> updates(item, set("gs", text).add("sn", 1));
                }
            }
            return true;
        });

        assertShownAsItIs(texts, key);
        indexed().put(item);
        RaceTests.race(THREADS, i -> RaceTests.happens(() -> indexed().delete(key)));
        assertShownAsItIs(texts, key);
    }

    private void assertShownAsItIs(List<String> texts, Key key) {
        Optional<Item> left = indexed().get(key);
        eventually(() -> assertThat(texts.stream()
                        .flatMap(text -> found(query("global-S-N", text).build()).stream())
                        .toList())
                .isEqualTo(left.filter(last -> last.has("gs")).stream().toList()));
        assertIndexed("local-N", partitionOf(key.attributes()), left.stream().toArray(Item[]::new));
    }

    /** Returns what one page of the query finds of an item that is there under a sort key of the table. */
    private List<Item> found(QueryRequest.Builder query, Item item) {
        return indexed()
                .query(query.filter(attribute("s").equalTo(item.attribute("s").orElseThrow()))
                        .build())
                .items();
    }

    /** Lets each of many writers move an item of its own within a partition, and look for it after each write. */
    private void assertEachFindsItsOwn(String index, String partition, List<Item> items) throws Exception {
        List<Object> wrong = Collections.synchronizedList(new ArrayList<>());

        RaceTests.race(THREADS, i -> {
            Random random = new Random(i);
            for (int round = 0; round < ROUNDS; round++) {
                int number = random.nextInt(10);
                updates(items.get(i), set("sn", number).set("x", round));
                List<Item> found = found(query(index, partition), items.get(i));
                if (!found.equals(List.of(items.get(i).with("sn", number).with("x", round)))) {
                    wrong.add(found);
                }
            }
            return true;
        });

        assertThat(wrong).isEmpty();
    }

    private List<Item> storedForEach(String partition) {
        List<Item> items = IntStream.range(0, THREADS)
                .mapToObj(i -> attributes("p", partition, "s", "s" + i, "gs", partition, "sn", i))
                .toList();
        items.forEach(indexed()::put);
        return items;
    }

    @Test
    @Rule({"I6", "I8"})
    void localIndex_whileItemsMove_showsEachWriterItsOwnOnce() throws Exception {
        String partition = newPartition();

        assertEachFindsItsOwn("local-N", partition, storedForEach(partition));
    }

    @Test
    @Rule({"I6", "I8"})
    @RequiresFeature(TableFeature.IMMEDIATE_GLOBAL_INDEXES)
    void globalIndex_thatNeverLagsWhileItemsMove_showsEachWriterItsOwnOnce() throws Exception {
        String partition = newPartition();

        assertEachFindsItsOwn("global-S-N", partition, storedForEach(partition));
    }

    @Test
    @Rule({"I6", "I8"})
    @RequiresFeature(value = TableFeature.IMMEDIATE_GLOBAL_INDEXES, absent = true)
    void globalIndex_thatMayLagWhileItemsMove_showsEachOnceInTheEnd() throws Exception {
        String partition = newPartition();
        List<Item> items = storedForEach(partition);

        assertEachFindsItsOwn("local-N", partition, items);

        eventually(() -> assertThat(found(query("global-S-N", partition).build()))
                .containsExactlyInAnyOrderElementsOf(
                        found(QueryRequest.of(schema(), KeyCondition.partition("p", partition)))));
    }

    @Test
    @Rule({"I6", "I8"})
    @RequiresFeature(TableFeature.IMMEDIATE_GLOBAL_INDEXES)
    void globalIndex_thatNeverLagsReadBesideWriters_showsEachItemOnceInEveryPage() throws Exception {
        String partition = newPartition();
        List<Item> items = storedForEach(partition);
        List<AttributeValue> all = items.stream().map(IndexRaceTests::sortKey).toList();
        List<Object> wrong = Collections.synchronizedList(new ArrayList<>());

        RaceTests.race(THREADS, i -> {
            Random random = new Random(i);
            for (int round = 0; round < ROUNDS; round++) {
                if (i % 2 == 0) {
                    updates(items.get(i), set("sn", random.nextInt(10)));
                } else {
                    List<AttributeValue> seen = indexed()
                            .query(query("global-S-N", partition).build())
                            .items()
                            .stream()
                            .map(IndexRaceTests::sortKey)
                            .sorted((left, right) -> left.toString().compareTo(right.toString()))
                            .toList();
                    if (!seen.equals(all)) {
                        wrong.add(seen);
                    }
                }
            }
            return true;
        });

        assertThat(wrong).isEmpty();
    }

    private static AttributeValue sortKey(Item item) {
        return item.attribute("s").orElseThrow();
    }

    @Test
    @Rule({"I3", "I8"})
    void updateTable_addingAnIndexWhileItemsAreWritten_missesNone() throws Exception {
        SecondaryIndex byText = SecondaryIndex.builder("by-text")
                .partitionKey("g", AttributeType.STRING)
                .sortKey("t", AttributeType.NUMBER)
                .build();
        DocumentTable table = run().newTable(AttributeType.STRING);
        TableSchema schema = table.schema();

        RaceTests.race(5, i -> {
            if (i == 0) {
                store().updateTable(schema.tableName(), TableChange.addIndex(byText));
                return true;
            }
            for (int round = 0; round < 4 * ROUNDS; round++) {
                Item item = attributes("p", "p" + i + "-" + round % 10, "g", "g", "t", round);
                putUntilKnown(table, item);
            }
            return true;
        });

        DocumentTable after = store().table(schema.tableName());
        List<Item> items = IntStream.rangeClosed(1, 4)
                .boxed()
                .flatMap(i -> IntStream.range(0, 10)
                        .mapToObj(n -> attributes("p", "p" + i + "-" + n, "g", "g", "t", 4 * ROUNDS - 10 + n)))
                .toList();
        eventually(() -> assertThat(after.stream(QueryRequest.builder(after.schema(), KeyCondition.partition("g", "g"))
                        .index("by-text")
                        .build()))
                .containsExactlyInAnyOrderElementsOf(items));
    }

    /** Puts an item, again for as long as the backend is too busy with the index to say that it is stored. */
    private static void putUntilKnown(DocumentTable table, Item item) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                table.put(item);
                return;
            } catch (StoreException e) {
                if (e.retryAdvice() == RetryAdvice.NEVER || System.nanoTime() - deadline > 0) {
                    throw e;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
