// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import java.util.stream.Stream;
import org.moviestore.table.TableSchema;

/**
 * One call of a history, complete in itself. A kind of call is a record here, with a static {@code draw} that
 * {@link StepKind} names.
 */
sealed interface Step
        permits GetStep,
                PutStep,
                UpdateStep,
                DeleteStep,
                ReadStep,
                ResumedScanStep,
                StrayStep,
                BatchGetStep,
                BatchWriteStep,
                TransactGetStep,
                TransactWriteStep,
                CountStep,
                SegmentsStep {
    /** Returns the schemas of the tables that it needs. */
    List<TableSchema> schemas();

    /** Makes the call on the tables of one store, and returns what came of it or throws what the store throws. */
    Outcome run(Tables tables);

    /** Makes the call on the model, and returns what every store must answer. */
    default Outcome expect(Tables model) {
        return Outcome.ofModel(this, model);
    }

    /** Says whether it is a call that may change something. */
    boolean isWrite();

    /** Returns calls that are a little simpler than this one, those that leave out most first. */
    Stream<Step> simpler();

    /** Returns what it has in common with calls that differ in names and values alone. */
    String shape();

    /** Returns the call in Java. */
    String call(JavaTest test);

    /** Returns the Java statements that make the call and check its answer. */
    default String check(JavaTest test, Outcome expected) {
        return expected.check(call(test));
    }
}
