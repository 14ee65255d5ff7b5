// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;

/** Transactions that happen once, however often they are sent; rule H6. */
abstract class ClientTokenTests extends TransactionChecks {
    private static String newToken() {
        return UUID.randomUUID().toString();
    }

    @Test
    @Rule("H6")
    void transactWrite_sentAgainWithItsToken_succeedsAndHappensOnce() {
        Key counter = newKey();
        Key created = newKey();
        TransactWriteRequest request = TransactWriteRequest.of(
                        update(counter, add("n", 1)), putIf(ABSENT, created, "a", 1))
                .withClientToken(newToken());

        for (int i = 0; i < 3; i++) {
            assertSucceeds(request);
        }

        assertThat(read(counter)).contains(attributes("n", 1));
        assertThat(read(created)).contains(attributes("a", 1));
    }

    @Test
    @Rule("H6")
    void transactWrite_sentAgainAfterOthersChangedItsItems_changesNothing() {
        Key key = newKey();
        TransactWriteRequest request =
                TransactWriteRequest.of(put(key, "by", "transaction")).withClientToken(newToken());
        store().transactWrite(request);
        table().put(withKey(key, attributes("by", "another")));

        store().transactWrite(request);

        assertThat(read(key)).contains(attributes("by", "another"));
    }

    @Test
    @Rule("H6")
    void transactWrite_sentAgainWithoutAToken_happensAgain() {
        Key counter = newKey();
        TransactWriteRequest request = TransactWriteRequest.of(update(counter, add("n", 1)));

        store().transactWrite(request);
        store().transactWrite(request.withClientToken(newToken()));
        store().transactWrite(request.withClientToken(newToken()));

        assertThat(read(counter)).contains(attributes("n", 3));
    }

    @Test
    @Rule("H6")
    void transactWrite_ofAnotherTransactionsToken_isRejectedAndChangesNothing() {
        Key key = newKey();
        Key other = newKey();
        String token = newToken();
        UpdateRequest first = update(key, add("n", 1));
        store().transactWrite(TransactWriteRequest.of(first, put(other)).withClientToken(token));

        assertTokenUsed(TransactWriteRequest.of(first).withClientToken(token));
        assertTokenUsed(
                TransactWriteRequest.of(update(key, add("n", 2)), put(other)).withClientToken(token));
        assertTokenUsed(TransactWriteRequest.of(first, put(other, "a", 1)).withClientToken(token));
        assertTokenUsed(TransactWriteRequest.of(first, putIf(ABSENT, other)).withClientToken(token));
        assertTokenUsed(TransactWriteRequest.of(first, delete(other)).withClientToken(token));
        assertTokenUsed(TransactWriteRequest.of(put(other), first).withClientToken(token));
        assertTokenUsed(TransactWriteRequest.of(
                        first,
                        PutRequest.builder(table().schema(), other.attributes())
                                .condition(attribute("a").notExists())
                                .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                                .build())
                .withClientToken(token));

        assertThat(read(key)).contains(attributes("n", 1));
        assertThat(table().get(other)).contains(other.attributes());
    }

    @Test
    @Rule("H6")
    void transactWrite_sentAgainInAnotherNotation_isTheSame() {
        Key key = newKey();
        Key updated = newKey();
        Item one =
                attributes("n", new BigDecimal("1.50"), "s", Values.stringSet("a", "b"), "m", Map.of("x", 1), "t", "x");
        Item same = attributes(
                "t", "x", "m", Map.of("x", new BigDecimal("1.0")), "s", Values.stringSet("b", "a"), "n", 1.5);
        Object value = Values.of(attributes("x", 1, "y", List.of(2)).toMapValue());
        Object sameValue = Values.of(
                attributes("y", List.of(new BigDecimal("2.0")), "x", 1).toMapValue());
        String token = newToken();
        store().transactWrite(TransactWriteRequest.of(
                        PutRequest.of(table().schema(), withKey(key, one)),
                        updateIf(attribute("v").notEqualTo(value), updated, set("v", value)))
                .withClientToken(token));
        table().delete(key);

        assertSucceeds(TransactWriteRequest.of(
                        PutRequest.of(
                                table().schema(),
                                same.with("p", key.attributes().attribute("p").orElseThrow())),
                        updateIf(attribute("v").notEqualTo(sameValue), updated, set("v", sameValue)))
                .withClientToken(token));

        assertThat(table().get(key)).isEmpty();
    }

    @Test
    @Rule("H6")
    void transactWrite_thatFailed_isNotRemembered() {
        Key key = newKey();
        String token = newToken();
        for (var failing : List.of(
                TransactWriteRequest.of(put(key), check(newKey(), PRESENT)),
                TransactWriteRequest.of(put(key), update(newKey(), set("a", attribute("b")))))) {
            assertThatExceptionOfType(TransactionCanceledException.class)
                    .isThrownBy(() -> store().transactWrite(failing.withClientToken(token)));
        }

        store().transactWrite(TransactWriteRequest.of(put(key, "a", 1)).withClientToken(token));

        assertThat(read(key)).contains(attributes("a", 1));
    }

    @Test
    @Rule({"H6", "E16"})
    void transactWrite_ofUpdatesThatOnlyRemove_isRememberedWhateverTheyFound() {
        Key absent = newKey();
        Key present = stored(attributes("a", 1));
        Key counter = newKey();
        TransactWriteRequest request = TransactWriteRequest.of(
                        update(absent, remove("a")), update(present, remove("a")), update(counter, add("n", 1)))
                .withClientToken(newToken());
        store().transactWrite(request);
        store().transactWrite(request);
        table().put(withKey(absent, attributes("a", 2)));
        table().delete(present);

        store().transactWrite(request);

        assertThat(read(counter)).contains(attributes("n", 1));
        assertThat(read(absent)).contains(attributes("a", 2));
        assertThat(table().get(present)).isEmpty();
        assertTokenUsed(TransactWriteRequest.of(
                        update(absent, remove("a")), update(present, remove("a")), update(counter, add("n", 2)))
                .withClientToken(request.clientToken().orElseThrow()));
    }

    @Test
    @Rule("H6")
    void transactWrite_withTheLongestTokens_tellsThemApart() {
        Key counter = newKey();
        String prefix = "x".repeat(30) + (100_000 + run().next() % 100_000);
        TransactWriteRequest request = TransactWriteRequest.of(update(counter, add("n", 1)));
        List<String> tokens = List.of(
                prefix.substring(0, 35) + "a",
                prefix.substring(0, 35) + "A",
                newToken().substring(0, 34) + "\u00E9'");

        for (int i = 0; i < 2; i++) {
            for (String token : tokens) {
                store().transactWrite(request.withClientToken(token));
            }
        }

        assertThat(read(counter)).contains(attributes("n", 3));
    }

    @Test
    @Rule("H6")
    void transactWrite_withABadToken_isRefused() {
        TransactWriteRequest request = TransactWriteRequest.of(put(newKey()));

        assertRefused(ErrorCode.TX_TOKEN, () -> request.withClientToken(""));
        assertRefused(ErrorCode.TX_TOKEN, () -> request.withClientToken("x".repeat(37)));
        assertRefused(ErrorCode.TEXT_NUL, () -> request.withClientToken("a\0"));
        assertRefused(ErrorCode.TEXT_SURROGATE, () -> request.withClientToken("\uD800"));
    }

    @Test
    @Rule({"H6", "H7"})
    void transactWrite_sentByEightThreadsWithOneToken_happensOnce() throws Exception {
        Key counter = newKey();
        TransactWriteRequest request =
                TransactWriteRequest.of(update(counter, add("n", 1))).withClientToken(newToken());

        List<Integer> succeeded = RaceTests.race(8, i -> {
            store().transactWrite(request);
            return true;
        });

        assertThat(succeeded).hasSize(8);
        assertThat(read(counter)).contains(attributes("n", 1));
    }
}
