// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.ContentionException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Key;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.Versions;
import org.moviestore.table.WriteAction;

/** Versions where no table with versions is written through, in transactions, and in counts; rules J4 to J7. */
abstract class VersionTransactionTests extends VersionChecks {
    private static final Versions VERSIONS = Versions.of("version");

    @Test
    @Rule("J6")
    void transactWrite_ofWritesCheckedByHand_checksAndRaisesEachVersion() {
        Key absent = newKey();
        Key present = stored(attributes("a", 1, "version", 3));
        Key removed = stored(attributes("version", 5));
        Key seen = stored(attributes("version", 7));

        store().transactWrite(TransactWriteRequest.of(
                VERSIONS.checked(put(absent, attributes("a", 1)).build()),
                VERSIONS.checked(update(present, set("a", 2), 3).build()),
                VERSIONS.checked(delete(removed, 5).build()),
                ConditionCheck.of(schema(), seen, attribute("version").equalTo(7))));

        assertThat(versioned().get(absent)).contains(withKey(absent, attributes("a", 1, "version", 1)));
        assertThat(read(present)).contains(attributes("a", 2, "version", 4));
        assertThat(read(removed)).isEmpty();
        versioned().put(versioned().get(absent).orElseThrow().with("a", 2));
        assertThat(read(absent)).contains(attributes("a", 2, "version", 2));
    }

    @Test
    @Rule({"J4", "J6"})
    void transactWrite_ofAnotherVersionThanExpected_isCanceledAndChangesNothing() {
        List<Key> keys = List.of(
                stored(attributes("version", 3)), stored(attributes("version", 3)), stored(attributes("version", 3)));
        List<WriteAction> actions = List.of(
                VERSIONS.checked(put(keys.get(0), attributes("version", 2)).build()),
                VERSIONS.checked(update(keys.get(1), set("a", 2), 3).build()),
                VERSIONS.checked(delete(keys.get(2), 4)
                        .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                        .build()));

        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> store().transactWrite(TransactWriteRequest.of(actions)))
                .satisfies(canceled -> assertThat(canceled.reasons())
                        .containsExactly(
                                CancellationReason.conditionFailed(),
                                CancellationReason.none(),
                                CancellationReason.conditionFailed(withKey(keys.get(2), attributes("version", 3)))));

        assertThat(keys).allSatisfy(key -> assertThat(read(key)).contains(attributes("version", 3)));
    }

    @Test
    @Rule("J5")
    void transactWrite_expectingAVersion_isRefused() {
        Key key = stored(attributes("version", 3));

        assertRefused(
                ErrorCode.VERSION,
                () -> store().transactWrite(TransactWriteRequest.of(
                        update(key, set("a", 2), 3).build())));
        assertRefused(
                ErrorCode.VERSION,
                () -> store().transactWrite(
                                TransactWriteRequest.of(delete(key, 3).build())));

        assertThat(read(key)).contains(attributes("version", 3));
    }

    /** Carries the actions out, again if others kept winning, and says whether they were not canceled. */
    private boolean happens(WriteAction... actions) {
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

    @RepeatedTest(3)
    @Rule("J7")
    void transactWrite_ofTheSameVersionsAtOnce_letsExactlyOneWin() throws Exception {
        Key updated = stored(attributes("version", 3));
        Key absent = newKey();

        List<Integer> winners = RaceTests.race(
                6,
                i -> happens(
                        VERSIONS.checked(update(updated, set("winner", i), 3).build()),
                        VERSIONS.checked(put(absent, attributes("winner", i)).build())));

        assertThat(winners).hasSize(1);
        assertThat(read(updated)).contains(attributes("version", 4, "winner", winners.get(0)));
        assertThat(read(absent)).contains(attributes("version", 1, "winner", winners.get(0)));
    }

    @Test
    @Rule("J6")
    void count_ofAVersionedTable_isThatOfItsItems() {
        DocumentTable plain = run().newTable(AttributeType.STRING);
        TableSchema own = plain.schema();
        DocumentTable table = store().table(own.tableName(), VERSIONED);
        for (String partition : List.of("a", "b", "c")) {
            table.put(attributes("p", partition));
        }
        table.put(attributes("p", "a", "version", 1));
        plain.put(attributes("p", "d"));

        assertThat(table.count(ScanRequest.of(own))).isEqualTo(4);
        assertThat(table.count(ScanRequest.builder(own)
                        .filter(attribute("version").atLeast(2))
                        .build()))
                .isEqualTo(1);
        assertThat(table.count(QueryRequest.builder(own, KeyCondition.partition("p", "b"))
                        .filter(attribute("version").equalTo(1))
                        .build()))
                .isEqualTo(1);
    }
}
