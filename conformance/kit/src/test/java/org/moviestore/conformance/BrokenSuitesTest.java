// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite finds what is broken: over each broken store, the tests named for it fail. */
class BrokenSuitesTest {
    @ParameterizedTest
    @MethodSource("brokenSuites")
    void suite_overABrokenStore_failsByTheTestsNamedForIt(Class<?> suite, Set<String> tests) {
        SuiteRun run = SuiteRun.of(suite, tests);

        assertThat(run.failed()).isEqualTo(tests);
    }

    static Stream<Arguments> brokenSuites() {
        return Stream.of(
                arguments(BrokenSuites.Utf16Order.class, Set.of("query_byText_ordersByUtf8Bytes")),
                arguments(BrokenSuites.SignedBytes.class, Set.of("query_byBinary_ordersByUnsignedBytes")),
                arguments(
                        BrokenSuites.SqlNulls.class,
                        Set.of(
                                "inequality_withMissing_isTrue",
                                "not_overEachComparison_flipsItWhateverIsMissing",
                                "not_overCombinations_isTwoValued")),
                arguments(
                        BrokenSuites.OffsetPages.class,
                        Set.of(
                                "query_startingAtADeletedItem_goesOnFromItsPlace",
                                "query_whileItemsBeforeThePositionComeAndGo_neitherSkipsNorRepeats")),
                arguments(
                        BrokenSuites.LimitAfterFilter.class,
                        Set.of(
                                "query_withALimit_countsItemsBeforeTheFilter",
                                "query_whoseFilterDropsAWholePage_returnsAnEmptyPageWithAPosition")),
                arguments(
                        BrokenSuites.LostUpdates.class,
                        Set.of(
                                "update_addingFromEightThreads_losesNothing",
                                "update_settingASumFromEightThreads_losesNothing")),
                arguments(BrokenSuites.Doubles.class, Set.of("put_ofUpTo38Digits_keepsEveryDigit")),
                arguments(BrokenSuites.CreatingRemoves.class, Set.of("update_thatOnlyRemoves_createsNothing")),
                arguments(
                        BrokenSuites.OneByOne.class,
                        Set.of(
                                "update_ofSeveralAttributes_readsTheOldItem",
                                "remove_ofSeveralElements_countsInTheOldList")));
    }

    @Test
    void suite_overASoundStore_passesTheSameTests() {
        Set<String> tests = Set.of("query_byText_ordersByUtf8Bytes", "update_addingFromEightThreads_losesNothing");

        SuiteRun run = SuiteRun.of(MemoryConformanceTest.class, tests);

        assertThat(run.failed()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(tests);
    }

    @Test
    void suite_withADisabledTest_failsAsAWhole() {
        SuiteRun run = SuiteRun.of(BrokenSuites.Disabling.class, Set.of("extra_whichIsDisabled_isNotRun"));

        assertThat(run.failed()).containsExactly("Disabling");
    }

    @Test
    void suite_withAnAbortedTest_failsAsAWhole() {
        SuiteRun run = SuiteRun.of(BrokenSuites.Assuming.class, Set.of("extra_whichIsAborted_isNotRun"));

        assertThat(run.failed()).containsExactly("Assuming");
    }

    @Test
    void suite_withAnAbortedTestOfAFeatureThatIsNotItsReason_failsAsAWhole() {
        SuiteRun run = SuiteRun.of(BrokenSuites.AssumingOfAFeature.class, Set.of("extra_whichIsAborted_isNotRun"));

        assertThat(run.failed()).containsExactly("AssumingOfAFeature");
    }

    @Test
    void suite_withoutAHarness_failsAsAWhole() {
        SuiteRun run = SuiteRun.of(BrokenSuites.WithoutHarness.class, Set.of("get_ofAnAbsentItem_findsNothing"));

        assertThat(run.failed()).containsExactly("WithoutHarness");
        assertThat(run.succeeded()).isEmpty();
    }
}
