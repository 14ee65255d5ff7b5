// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.moviestore.proof.ConformanceTable.Report;

/** The page shows each rule and hides no gap. */
class ConformanceTableTest {
    private static final String CONTRACT = """
            ## A. First

            **A1. One thing.** It is so,
            and not otherwise. (ours)
            Proved by `one_ofSome_isSo`.

            **A2. Another.** It is rare. (ours)
            Proved by `another_ofFew_isRare`.

            **A3. More.** To come.
            """;

    private static Report report(String backend, String features, String rules) {
        return Report.parse(
                "{\"backend\":\"" + backend + "\",\"features\":[" + features + "],\"rules\":{" + rules + "}}");
    }

    private static String rule(String rule, int run, int passed, String notApplicable) {
        return "\"" + rule + "\":{\"run\":" + run + ",\"passed\":" + passed + ",\"notApplicable\":{" + notApplicable
                + "}}";
    }

    private static final Report SOUND =
            report("sound", "\"CONSUMED_CAPACITY\"", rule("A1", 2, 2, "\"has X\":1") + "," + rule("A2", 1, 1, ""));

    @Test
    void page_ofSoundAndOtherBackends_marksEachRuleOnEach() {
        Report broken = report("broken", "", rule("A1", 3, 2, "") + "," + rule("A2", 1, 1, ""));
        Report lacking = report(
                "lacking",
                "",
                rule("A1", 2, 2, "\"has X\":1,\"lacks Y\":1,\"lacks Z\":2") + "," + rule("A2", 0, 0, "\"lacks Y\":1"));

        String page = ConformanceTable.page(CONTRACT, List.of(SOUND, broken, lacking));

        assertThat(page)
                .contains("\n| feature | sound | broken | lacking |\n|---|---|---|---|\n"
                        + "| `CONSUMED_CAPACITY` | ✓ | – | – |\n")
                .endsWith("\n| rule | | sound | broken | lacking |\n|---|---|---|---|---|\n"
                        + "| A1 | One thing | ✓ | ✗ 2 of 3 | ✓ lacks `Y`, `Z` |\n"
                        + "| A2 | Another | ✓ | ✓ | – lacks `Y` |\n"
                        + "| A3 | More | to come | to come | to come |\n");
    }

    @Test
    void page_ofABackendWithoutATestOfARule_isNotMade() {
        Report partial = report("partial", "", "");

        assertThatIllegalStateException()
                .isThrownBy(() -> ConformanceTable.page(CONTRACT, List.of(SOUND, partial)))
                .withMessage("partial has no test of rule A1");
    }
}
