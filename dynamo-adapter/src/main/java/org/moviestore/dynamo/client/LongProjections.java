// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.expression.Projection;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.TableSchema;

/**
 * Projections that the service takes and no store does, since stores are sent a placeholder for each name, and names
 * without an expression may be any number. Items are read whole for them, and projected here. Thread-safe.
 */
final class LongProjections {
    private LongProjections() {}

    static boolean isLong(Projection projection) {
        try {
            ExpressionLimits.check(projection);
            return false;
        } catch (InvalidRequestException e) {
            return true;
        }
    }

    /** Returns what the store is asked for instead of a projection: the same, or nothing of one that is long. */
    static Optional<Projection> sent(TableSchema schema, Optional<Projection> projection) {
        if (projection.isEmpty() || !isLong(projection.get())) {
            return projection;
        }
        @Nullable String problem = KeyRules.pathProblem(schema, projection.get().paths());
        if (problem != null) {
            throw ServiceErrors.validation(problem);
        }
        return Optional.empty();
    }
}
