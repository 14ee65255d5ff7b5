// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.set;

import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableOptions;
import org.moviestore.table.UpdateRequest;

/** Writers that expect the same version at the same time, rule J7. */
abstract class VersionRaceTests extends ConformanceTests {
    private static final int WRITERS = 8;
    private static final int ROUNDS = 10;

    private DocumentTable versioned() {
        return store().table(table().schema().tableName(), TableOptions.none().withVersionAttribute("version"));
    }

    @RepeatedTest(5)
    @Rule("J7")
    void put_ofTheSameVersionAtOnce_letsExactlyOneWin() throws Exception {
        Key key = stored(attributes("version", 3));
        Key absent = newKey();
        DocumentTable table = versioned();

        List<Integer> winners = RaceTests.race(
                WRITERS, i -> RaceTests.happens(() -> table.put(withKey(key, attributes("version", 3, "winner", i)))));
        List<Integer> creators = RaceTests.race(
                WRITERS, i -> RaceTests.happens(() -> table.put(withKey(absent, attributes("winner", i)))));

        assertThat(winners).hasSize(1);
        assertThat(read(key)).contains(attributes("version", 4, "winner", winners.get(0)));
        assertThat(creators).hasSize(1);
        assertThat(read(absent)).contains(attributes("version", 1, "winner", creators.get(0)));
    }

    @RepeatedTest(5)
    @Rule("J7")
    void update_ofTheSameVersionAtOnce_letsExactlyOneWin() throws Exception {
        Key key = stored(attributes("version", 3));
        Key absent = newKey();
        DocumentTable table = versioned();

        List<Integer> winners = RaceTests.race(WRITERS, i -> RaceTests.happens(() -> table.update(update(key, i, 3))));
        List<Integer> creators =
                RaceTests.race(WRITERS, i -> RaceTests.happens(() -> table.update(update(absent, i, 0))));

        assertThat(winners).hasSize(1);
        assertThat(read(key)).contains(attributes("version", 4, "winner", winners.get(0)));
        assertThat(creators).hasSize(1);
        assertThat(read(absent)).contains(attributes("version", 1, "winner", creators.get(0)));
    }

    private UpdateRequest update(Key key, int winner, long expected) {
        return UpdateRequest.builder(table().schema(), key, set("winner", winner))
                .expectedVersion(expected)
                .build();
    }

    @RepeatedTest(5)
    @Rule("J7")
    void delete_ofTheSameVersionAtOnce_letsExactlyOneWin() throws Exception {
        Key key = stored(attributes("version", 3));
        DocumentTable table = versioned();
        DeleteRequest delete =
                DeleteRequest.builder(table.schema(), key).expectedVersion(3).build();

        List<Integer> winners = RaceTests.race(WRITERS, i -> RaceTests.happens(() -> table.delete(delete)));

        assertThat(winners).hasSize(1);
        assertThat(table.get(key)).isEmpty();
    }

    @Test
    @Rule("J7")
    void writers_whoReadAgainWhenTheyLose_loseNothing() throws Exception {
        Key key = newKey();
        DocumentTable table = versioned();
        table.put(withKey(key, attributes("n", 0)));

        RaceTests.race(WRITERS, i -> {
            for (int round = 0; round < ROUNDS; round++) {
                while (!RaceTests.happens(
                        () -> table.put(incremented(table.get(key).orElseThrow())))) {
                    Thread.onSpinWait();
                }
            }
            return true;
        });

        assertThat(read(key)).contains(attributes("n", WRITERS * ROUNDS, "version", WRITERS * ROUNDS + 1));
    }

    private static Item incremented(Item item) {
        NumberValue n = (NumberValue) item.attribute("n").orElseThrow();
        return item.with("n", n.value().intValueExact() + 1);
    }
}
