// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.moviestore.conformance.differential.ComparedStore;
import org.moviestore.conformance.differential.Differential;
import org.moviestore.conformance.differential.DifferentialListener;
import org.moviestore.conformance.differential.DifferentialReport;
import org.moviestore.conformance.differential.Divergence;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.item.ErrorCode;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** What is known to differ is masked and counted on the stores of which it is known, and on no others. */
class KnownDifferenceTest {
    private static final int OPERATIONS = 3_000;

    /** Calls a sum of too many digits an overflow, as the service does. */
    private static final class Overflowing extends ForwardingTable {
        Overflowing(DocumentStore store, DocumentTable sound) {
            super(store, sound);
        }

        @Override
        public WriteResult update(UpdateRequest request) {
            try {
                return super.update(request);
            } catch (UpdateRejectedException e) {
                throw e.code() == ErrorCode.NUMBER_PRECISION
                        ? new UpdateRejectedException(ErrorCode.NUMBER_RANGE, "number overflow")
                        : e;
            }
        }
    }

    private static final class Unheard implements DifferentialListener {
        @Override
        public void compared(long operations, double part) {
            // the report has it all
        }

        @Override
        public void diverged(Divergence divergence) {
            // the report has it all
        }
    }

    private static DifferentialReport run(ComparedStore store) {
        return Differential.of(List.of(store), 1).run(OPERATIONS, new Unheard());
    }

    @Test
    void run_onAStoreThatDiffersAsKnown_masksAndCountsIt() {
        DifferentialReport report = run(ComparedStore.overDynamoDb("service", new ForwardingStore(Overflowing::new)));

        assertThat(report.divergences()).isEmpty();
        assertThat(report.masked()).isBetween(1L, OPERATIONS / 20L);
    }

    @Test
    void run_onAStoreThatMayNotDifferSo_findsIt() {
        DifferentialReport report = run(ComparedStore.of("other", new ForwardingStore(Overflowing::new)));

        assertThat(report.divergences())
                .isNotEmpty()
                .allSatisfy(divergence -> assertThat(divergence.actual()).contains("NUMBER_RANGE"));
        assertThat(report.masked()).isZero();
    }
}
