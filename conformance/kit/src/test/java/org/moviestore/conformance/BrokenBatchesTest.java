// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite finds what is wrong with batches and versions: over each broken store, the tests named for it fail. */
class BrokenBatchesTest {
    @ParameterizedTest
    @MethodSource("brokenSuites")
    void suite_overABrokenStore_failsByTheTestsNamedForIt(Class<?> suite, Set<String> tests) {
        SuiteRun run = SuiteRun.of(suite, tests);

        assertThat(run.failed()).isEqualTo(tests);
    }

    static Stream<Arguments> brokenSuites() {
        return Stream.of(
                arguments(
                        BrokenBatches.LostKeysSuite.class,
                        Set.of(
                                "batchGet_ofAsManyKeysAsOneCallTakes_findsThemAll",
                                "batchGet_ofMoreBytesThanABackendSendsAtOnce_losesNoItem",
                                "batchWrite_ofAsManyAsOneCallTakes_doesThemAll",
                                "batchWrite_ofTheLargestItems_keepsThem")),
                arguments(
                        BrokenBatches.ByPositionSuite.class,
                        Set.of("batchGet_ofSeveralKeys_returnsTheItemsThatAreThereByTheirKeys")),
                arguments(
                        BrokenBatches.UncheckedVersionsSuite.class,
                        Set.of("write_expectingAVersionWhereNoneIsKept_isRefusedAndChangesNothing")));
    }
}
