// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite finds what is broken: over each broken store, the tests named for it fail. */
class BrokenSuitesTest {
    /** The classes that hold the broken stores, in the order of docs/contract.md. */
    private static final List<Class<?>> HOLDERS = List.of(
            BrokenValues.class,
            BrokenKeys.class,
            BrokenConditions.class,
            BrokenFunctions.class,
            BrokenUpdates.class,
            BrokenResults.class,
            BrokenPages.class,
            BrokenScans.class,
            BrokenExports.class,
            BrokenProjections.class,
            BrokenCounts.class,
            BrokenPlans.class,
            BrokenBatches.class,
            BrokenLoads.class,
            BrokenTransactions.class,
            BrokenTokens.class,
            BrokenIsolation.class,
            BrokenWriters.class,
            BrokenIndexes.class,
            BrokenIndexBatches.class,
            BrokenVersions.class,
            BrokenCatalogs.class,
            BrokenChanges.class);

    /** Rules that the types of core keep before a store sees anything, so that no store can break them. */
    private static final Set<String> KEPT_BY_CORE = Set.of(
            "A1", "A4", "A5", "A7", "A9", "A12", "A19", "B5", "B10", "C5", "C16", "C19", "D1", "D2", "D4", "D7", "D9",
            "D10", "D13", "D14", "E13", "E14");

    static Stream<Class<?>> brokenStores() {
        return HOLDERS.stream()
                .flatMap(holder -> Arrays.stream(holder.getDeclaredClasses()))
                .filter(each -> each.isAnnotationPresent(CaughtBy.class));
    }

    private static Set<String> testsThatCatch(Class<?> brokenStore) {
        return Set.of(brokenStore.getAnnotation(CaughtBy.class).value());
    }

    @ParameterizedTest
    @MethodSource("brokenStores")
    void suite_overABrokenStore_failsByTheTestsNamedForIt(Class<?> brokenStore) {
        Set<String> tests = testsThatCatch(brokenStore);

        SuiteRun run = SuiteRun.of(brokenStore, tests);

        assertThat(run.failed()).isEqualTo(tests);
        assertThat(run.causes()).allSatisfy(cause -> assertThat(cause).isInstanceOf(AssertionError.class));
    }

    @Test
    void brokenStores_ofAllKinds_breakEachRuleThatAStoreCanBreak() {
        Set<String> caught = new TreeSet<>();
        brokenStores().map(BrokenSuitesTest::testsThatCatch).forEach(caught::addAll);
        Set<String> broken = new TreeSet<>();
        Set<String> kept = new TreeSet<>();
        Suite.tests().forEach(test -> (caught.contains(test.getName()) ? broken : kept).addAll(Suite.rulesOf(test)));
        kept.removeAll(broken);

        assertThat(kept).isEqualTo(KEPT_BY_CORE);
    }

    @Test
    void suite_withADisabledTest_failsAsAWhole() {
        SuiteRun run = SuiteRun.of(IncompleteSuites.Disabling.class, Set.of("extra_whichIsDisabled_isNotRun"));

        assertThat(run.failed()).containsExactly("Disabling");
    }

    @Test
    void suite_withAnAbortedTest_failsAsAWhole() {
        SuiteRun run = SuiteRun.of(IncompleteSuites.Assuming.class, Set.of("extra_whichIsAborted_isNotRun"));

        assertThat(run.failed()).containsExactly("Assuming");
    }

    @Test
    void suite_withAnAbortedTestOfAFeatureThatIsNotItsReason_failsAsAWhole() {
        SuiteRun run = SuiteRun.of(IncompleteSuites.AssumingOfAFeature.class, Set.of("extra_whichIsAborted_isNotRun"));

        assertThat(run.failed()).containsExactly("AssumingOfAFeature");
    }

    @Test
    void suite_withoutAHarness_failsAsAWhole() {
        SuiteRun run = SuiteRun.of(IncompleteSuites.WithoutHarness.class, Set.of("get_ofAnAbsentItem_findsNothing"));

        assertThat(run.failed()).containsExactly("WithoutHarness");
        assertThat(run.succeeded()).isEmpty();
    }
}
