// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.moviestore.table.TableFeature;

/** Suites over a sound store that leave tests out. {@link BrokenSuitesTest} runs them. */
final class IncompleteSuites {
    private IncompleteSuites() {}

    /** An adapter's class that switches a test off. */
    @ConformsWith(MemoryHarness.class)
    static final class Disabling extends DocumentTableConformance {
        @Nested
        class Extra extends ConformanceTests {
            @Test
            @Disabled("not now")
            void extra_whichIsDisabled_isNotRun() {
                throw new AssertionError("run although it is disabled");
            }
        }
    }

    /** An adapter's class that gives a test up half way. */
    @ConformsWith(MemoryHarness.class)
    static final class Assuming extends DocumentTableConformance {
        @Nested
        class Extra extends ConformanceTests {
            @Test
            void extra_whichIsAborted_isNotRun() {
                Assumptions.abort("not here");
            }
        }
    }

    /** Leaves out what its store must refuse, since it lacks the feature. */
    @ConformsWith(MemoryHarness.class)
    static final class AssumingOfAFeature extends DocumentTableConformance {
        @Nested
        class Extra extends ConformanceTests {
            @Test
            @RequiresFeature(value = TableFeature.CONSUMED_CAPACITY, absent = true)
            void extra_whichIsAborted_isNotRun() {
                Assumptions.abort("not here");
            }
        }
    }

    /** A class that names no harness. */
    static final class WithoutHarness extends DocumentTableConformance {}
}
