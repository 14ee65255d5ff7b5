// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.moviestore.error.ContentionException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/** Transactions at the same time as others, and as calls on one item; rule H7. */
abstract class TransactionRaceTests extends TransactionChecks {
    private static final int ROUNDS = 40;
    private static final int ITEMS = 10;
    private static final int START = 100;

    /** Carries the actions out, again if others kept winning, and says whether they were not canceled. */
    private boolean happens(List<WriteAction> actions) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            try {
                store().transactWrite(TransactWriteRequest.of(actions));
                return true;
            } catch (TransactionCanceledException e) {
                return false;
            } catch (ContentionException e) {
                // Nothing happened, and the same transaction may be tried again.
            }
        }
        throw new AssertionError("others won a thousand times");
    }

    @Test
    @Rule("H7")
    void transactWrite_eachOnTheAbsenceOfTheOthersItem_letsExactlyOneWin() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<Key> keys = List.of(newKey(), newKey());

            List<Integer> winners = RaceTests.race(
                    2, i -> happens(List.of(check(keys.get(1 - i), ABSENT), put(keys.get(i), "winner", i))));

            assertThat(winners).hasSize(1);
            assertThat(read(keys.get(winners.get(0)))).contains(attributes("winner", winners.get(0)));
            assertThat(table().get(keys.get(1 - winners.get(0)))).isEmpty();
        }
    }

    @Test
    @Rule("H7")
    void transactWrite_eachOnTheStateOfTheOthersItem_letsExactlyOneWin() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<Key> keys = List.of(stored(attributes("onDuty", true)), stored(attributes("onDuty", true)));

            List<Integer> winners = RaceTests.race(
                    2,
                    i -> happens(List.of(
                            update(keys.get(i), set("onDuty", false)),
                            check(keys.get(1 - i), attribute("onDuty").equalTo(true)))));

            assertThat(winners).hasSize(1);
            assertThat(read(keys.get(winners.get(0)))).contains(attributes("onDuty", false));
            assertThat(read(keys.get(1 - winners.get(0)))).contains(attributes("onDuty", true));
        }
    }

    /** A writer that does not see the transaction's item must have been seen by the transaction's check. */
    @Test
    @Rule("H7")
    void transactWrite_onTheAbsenceOfWhatAPutWrites_isBeforeOrAfterIt() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Key flag = newKey();
            Key answer = newKey();
            AtomicBoolean seen = new AtomicBoolean();

            List<Integer> happened = RaceTests.race(2, i -> {
                if (i == 0) {
                    return happens(List.of(check(flag, ABSENT), put(answer)));
                }
                table().put(flag.attributes());
                seen.set(table().get(answer).isPresent());
                return false;
            });

            assertThat(seen.get()).as("round %s", round).isEqualTo(!happened.isEmpty());
        }
    }

    @RepeatedTest(3)
    @Rule("H7")
    void transactWrite_ofEightCreatorsInDifferentOrders_letsExactlyOneWin() throws Exception {
        List<Key> keys = IntStream.range(0, 6).mapToObj(i -> newKey()).toList();

        List<Integer> winners = RaceTests.race(8, i -> {
            List<WriteAction> actions = new ArrayList<>();
            keys.forEach(key -> actions.add(putIf(ABSENT, key, "winner", i)));
            Collections.rotate(actions, i);
            return happens(actions);
        });

        assertThat(winners).hasSize(1);
        assertThat(keys).allSatisfy(key -> assertThat(read(key)).contains(attributes("winner", winners.get(0))));
    }

    @Test
    @Rule("H7")
    void transactWrite_overTwoTablesInEitherOrder_losesNothing() throws Exception {
        DocumentTable other = run().shared(AttributeType.NUMBER);
        Key here = newKey();
        Key there = other.schema().key(run().next());

        RaceTests.race(6, i -> {
            for (int round = 0; round < 20; round++) {
                List<WriteAction> actions = new ArrayList<>(
                        List.of(update(here, add("n", 1)), UpdateRequest.of(other.schema(), there, add("n", 1))));
                Collections.rotate(actions, i);
                happens(actions);
            }
            return true;
        });

        assertThat(read(here)).contains(attributes("n", 120));
        assertThat(other.get(there)).contains(withKey(there, attributes("n", 120)));
    }

    private static int number(Item item, String name) {
        return ((NumberValue) item.attribute(name).orElseThrow()).value().intValueExact();
    }

    private int sum(List<Key> accounts) {
        List<Optional<Item>> items = store().transactGet(TransactGetRequest.of(accounts.stream()
                        .map(key -> GetRequest.of(table().schema(), key))
                        .toList()))
                .items();
        return items.stream()
                .mapToInt(item -> number(item.orElseThrow(), "balance"))
                .sum();
    }

    /** Moves an amount from one account to another if it is there, as actions in an order of chance. */
    private List<WriteAction> transfer(List<Key> accounts, Random random) {
        int from = random.nextInt(ITEMS);
        int to = (from + 1 + random.nextInt(ITEMS - 1)) % ITEMS;
        int amount = 1 + random.nextInt(20);
        List<WriteAction> actions = new ArrayList<>(List.of(
                updateIf(attribute("balance").atLeast(amount), accounts.get(from), add("balance", -amount)),
                update(accounts.get(to), add("balance", amount))));
        Collections.shuffle(actions, random);
        return actions;
    }

    @Test
    @Rule({"H7", "H9"})
    void transactWrite_ofTransfersThatCross_keepsTheSumForEveryReader() throws Exception {
        List<Key> accounts = IntStream.range(0, ITEMS)
                .mapToObj(i -> stored(attributes("balance", START, "touched", 0)))
                .toList();
        AtomicInteger writing = new AtomicInteger(4);
        AtomicInteger touches = new AtomicInteger();
        List<Integer> sums = Collections.synchronizedList(new ArrayList<>());

        RaceTests.race(7, i -> {
            Random random = new Random(i);
            if (i < 4) {
                try {
                    for (int round = 0; round < ROUNDS; round++) {
                        happens(transfer(accounts, random));
                    }
                } finally {
                    writing.decrementAndGet();
                }
            } else {
                do {
                    if (i == 4) {
                        sums.add(sum(accounts));
                    } else if (touches(accounts.get(random.nextInt(ITEMS)))) {
                        touches.incrementAndGet();
                    }
                } while (writing.get() > 0);
            }
            return true;
        });

        assertThat(sums).isNotEmpty().allMatch(sum -> sum == ITEMS * START);
        assertThat(sum(accounts)).isEqualTo(ITEMS * START);
        int touched = accounts.stream()
                .mapToInt(key -> number(read(key).orElseThrow(), "touched"))
                .sum();
        assertThat(touched).isEqualTo(touches.get());
    }

    private boolean touches(Key account) {
        try {
            table().update(update(account, add("touched", 1)));
            return true;
        } catch (ContentionException e) {
            return false;
        }
    }

    @Test
    @Rule({"H7", "H9"})
    void transactGet_whileItemsComeAndGoTogether_seesAllOrNone() throws Exception {
        DocumentTable other = sortedBy(AttributeType.NUMBER);
        List<Key> keys = List.of(newKey(), newKey());
        Key third = other.schema().key(newPartition(), 1);
        TransactGetRequest all = TransactGetRequest.of(
                GetRequest.of(table().schema(), keys.get(0)),
                GetRequest.of(other.schema(), third),
                GetRequest.of(table().schema(), keys.get(1)));
        AtomicBoolean writing = new AtomicBoolean(true);
        List<Long> counts = Collections.synchronizedList(new ArrayList<>());

        RaceTests.race(3, i -> {
            if (i == 0) {
                try {
                    for (int round = 0; round < ROUNDS; round++) {
                        happens(List.of(
                                put(keys.get(1)), put(keys.get(0)), PutRequest.of(other.schema(), third.attributes())));
                        happens(List.of(
                                delete(keys.get(0)), DeleteRequest.of(other.schema(), third), delete(keys.get(1))));
                    }
                } finally {
                    writing.set(false);
                }
            } else {
                do {
                    counts.add(store().transactGet(all).items().stream()
                            .filter(Optional::isPresent)
                            .count());
                } while (writing.get());
            }
            return true;
        });

        assertThat(counts).isNotEmpty().allMatch(count -> count == 0 || count == 3);
    }
}
