// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.AttributeType;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.TableSchema;

class VerifyBackendsCommandTest {
    @Test
    void verifyBackends_thatAgree_endsWithTheCounts() {
        Ran ran = Ran.command(
                "verify-backends",
                "--operations",
                "700",
                "--seed",
                "-3",
                "--store",
                "memory:",
                "--store",
                "kept://verified");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.lines())
                .singleElement()
                .asString()
                .matches("700 operations: \\d+ accepted, \\d+ rejected; .* history [0-9a-f]{12}; 0 divergences");
        assertThat(KeptStoreProvider.kept("verified").listTables()).isEmpty();
    }

    @Test
    void verifyBackends_ofTheSameSeed_makesTheSameHistory() {
        List<String> once = Ran.command("verify-backends", "--operations", "600", "--seed", "5", "--store", "memory:")
                .lines();
        List<String> again = Ran.command(
                        "verify-backends", "--seed", "5", "--operations", "600", "--store", "kept://verified-again")
                .lines();

        assertThat(again).isEqualTo(once);
    }

    @Test
    void verifyBackends_withAStoreThatDiffers_printsATestAndEndsWith1() {
        Ran ran = Ran.command(
                "verify-backends", "--operations", "100", "--seed", "1", "--store", "memory:", "--store", "lossy:");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .startsWith("lossy (store 2) diverges at seed 1, chapter 0, call ")
                .contains("class DivergenceTest {", ".put(PutRequest.builder(table.schema(), ");
        assertThat(ran.lines()).last().asString().endsWith("; 1 divergences");
    }

    @Test
    void verifyBackends_whoseTableIsThere_leavesItAndSaysWhatToDo() {
        DocumentStore store = KeptStoreProvider.kept("verified-taken");
        store.createTable(TableSchema.builder("differential-1-0-0")
                .partitionKey("id", AttributeType.STRING)
                .build());

        Ran ran =
                Ran.command("verify-backends", "--operations", "10", "--seed", "1", "--store", "kept://verified-taken");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages())
                .singleElement()
                .asString()
                .contains("there is a table differential-1-0-0", "differential-1-");
        assertThat(store.listTables()).containsExactly("differential-1-0-0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--seed 1",
                "--operations 10",
                "--operations 10 --minutes 1 --seed 1",
                "--operations 0 --seed 1",
                "--minutes 0 --seed 1",
                "--operations many --seed 1",
                "--operations 10 --seed 1 --store nonsense:"
            })
    void verifyBackends_calledWrongly_saysHowToCallIt(String arguments) {
        Ran ran = Ran.command(("verify-backends " + arguments).split(" "));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).hasSize(1);
        assertThat(ran.out()).isEmpty();
    }
}
