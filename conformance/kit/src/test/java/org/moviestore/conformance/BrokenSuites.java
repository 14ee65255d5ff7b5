// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.function.BiFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableFeature;

/** The suite over stores that are broken, and suites that leave tests out. {@link BrokenSuitesTest} runs them. */
final class BrokenSuites {
    private BrokenSuites() {}

    /** The way to a store whose tables get something wrong. */
    abstract static class Harness implements TableHarness {
        private final BiFunction<DocumentStore, DocumentTable, DocumentTable> breaking;

        Harness(BiFunction<DocumentStore, DocumentTable, DocumentTable> breaking) {
            this.breaking = breaking;
        }

        @Override
        public String name() {
            return getClass().getSimpleName();
        }

        @Override
        public DocumentStore open() {
            return new ForwardingStore(breaking);
        }
    }

    static final class Utf16OrderHarness extends Harness {
        Utf16OrderHarness() {
            super((store, sound) -> new BrokenTables.Order(store, sound, BrokenTables.Order::utf16));
        }
    }

    @ConformsWith(Utf16OrderHarness.class)
    static final class Utf16Order extends DocumentTableConformance {}

    static final class SignedBytesHarness extends Harness {
        SignedBytesHarness() {
            super((store, sound) -> new BrokenTables.Order(store, sound, BrokenTables.Order::signedBytes));
        }
    }

    @ConformsWith(SignedBytesHarness.class)
    static final class SignedBytes extends DocumentTableConformance {}

    static final class SqlNullsHarness extends Harness {
        SqlNullsHarness() {
            super(BrokenTables.SqlNulls::new);
        }
    }

    @ConformsWith(SqlNullsHarness.class)
    static final class SqlNulls extends DocumentTableConformance {}

    static final class OffsetPagesHarness extends Harness {
        OffsetPagesHarness() {
            super(BrokenTables.OffsetPages::new);
        }
    }

    @ConformsWith(OffsetPagesHarness.class)
    static final class OffsetPages extends DocumentTableConformance {}

    static final class LimitAfterFilterHarness extends Harness {
        LimitAfterFilterHarness() {
            super(BrokenTables.LimitAfterFilter::new);
        }
    }

    @ConformsWith(LimitAfterFilterHarness.class)
    static final class LimitAfterFilter extends DocumentTableConformance {}

    static final class LostUpdatesHarness extends Harness {
        LostUpdatesHarness() {
            super(BrokenTables.LostUpdates::new);
        }
    }

    @ConformsWith(LostUpdatesHarness.class)
    static final class LostUpdates extends DocumentTableConformance {}

    static final class DoublesHarness extends Harness {
        DoublesHarness() {
            super(BrokenTables.Doubles::new);
        }
    }

    @ConformsWith(DoublesHarness.class)
    static final class Doubles extends DocumentTableConformance {}

    static final class CreatingRemovesHarness extends Harness {
        CreatingRemovesHarness() {
            super(BrokenTables.CreatingRemoves::new);
        }
    }

    @ConformsWith(CreatingRemovesHarness.class)
    static final class CreatingRemoves extends DocumentTableConformance {}

    static final class OneByOneHarness extends Harness {
        OneByOneHarness() {
            super(BrokenTables.OneByOne::new);
        }
    }

    @ConformsWith(OneByOneHarness.class)
    static final class OneByOne extends DocumentTableConformance {}

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
