// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.moviestore.conformance.ConformsWith;
import org.moviestore.conformance.DocumentTableConformance;

/** Those groups of the suite that update items, in a store whose every update locks its row. */
@ConformsWith(PostgresHarness.LockingUpdates.class)
@ExtendWith(LockingUpdatesConformanceIT.GroupsThatUpdate.class)
class LockingUpdatesConformanceIT extends DocumentTableConformance {
    static final class GroupsThatUpdate implements ExecutionCondition {
        private static final Set<String> GROUPS = Set.of(
                "Numbers",
                "Values",
                "Limits",
                "Comparisons",
                "Functions",
                "Updates",
                "UpdateActions",
                "Additions",
                "ReturnedValues",
                "Races",
                "IndexKeys",
                "IndexWrites",
                "IndexRaces",
                "VersionedWrites",
                "VersionUses",
                "VersionRaces");

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Class<?> group = context.getRequiredTestClass();
            return group == LockingUpdatesConformanceIT.class || GROUPS.contains(group.getSimpleName())
                    ? ConditionEvaluationResult.enabled("it updates items")
                    : ConditionEvaluationResult.disabled("PostgresConformanceIT runs it");
        }
    }
}
