// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Condition;

/** The constraints of the parameters of queries and scans. Not thread-safe. */
final class PageConstraints {
    private final ParameterConstraints constraints = new ParameterConstraints();

    PageConstraints select(@Nullable String text) {
        constraints.oneOf("select", text, PageSelection.VALUES);
        return this;
    }

    PageConstraints indexName(@Nullable String name) {
        TableNames.check(constraints, "indexName", name);
        return this;
    }

    PageConstraints range(String parameter, @Nullable Integer value, int least, int most) {
        if (value != null && value < least) {
            refuse(parameter, value, "have value greater than or equal to " + least);
        }
        if (value != null && value > most) {
            refuse(parameter, value, "have value less than or equal to " + most);
        }
        return this;
    }

    PageConstraints attributesToGet(boolean isGiven, List<String> names) {
        if (isGiven) {
            LegacyParameters.constrainAttributesToGet(constraints, "attributesToGet", names);
        }
        return this;
    }

    PageConstraints conditions(String parameter, Map<String, Condition> conditions) {
        LegacyParameters.constrainConditions(constraints, parameter, conditions);
        return this;
    }

    /** Adds the constraints of what other requests have as well, and refuses the request if one is broken. */
    void check(@Nullable String table, @Nullable String capacity, @Nullable String operator) {
        constraints
                .tableName(table)
                .returnConsumedCapacity(capacity)
                .conditionalOperator(operator)
                .check();
    }

    private void refuse(String parameter, Object value, String must) {
        constraints.refuse(
                "Value '" + value + "' at '" + parameter + "' failed to satisfy constraint: Member must " + must);
    }
}
