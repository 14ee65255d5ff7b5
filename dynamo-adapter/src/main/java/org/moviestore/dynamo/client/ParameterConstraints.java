// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the service checks of a request before all else: the constraints of single parameters, all of which it names at
 * once. Not thread-safe.
 */
final class ParameterConstraints {
    private @Nullable List<String> broken;

    /** Requires the name of a table, well-formed and not an ARN. */
    ParameterConstraints tableName(@Nullable String name) {
        required("tableName", name);
        if (name != null) {
            TableNames.length(this, "tableName", name);
            TableNames.characters(this, "tableName", name);
        }
        return this;
    }

    /** Requires a parameter to be set; null is what is not. */
    ParameterConstraints required(String parameter, @Nullable Object value) {
        if (value == null) {
            refuse("Value null at '" + parameter + "' failed to satisfy constraint: Member must not be null");
        }
        return this;
    }

    /** Requires every element of a list to be set. */
    ParameterConstraints requiredElements(String parameter, List<?> elements) {
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) == null) {
                required(parameter + "." + (i + 1) + ".member", null);
            }
        }
        return this;
    }

    /** Requires a parameter that is set to be one of the values, which the service lists in an order of its own. */
    ParameterConstraints oneOf(String parameter, @Nullable String text, List<String> values) {
        if (text != null && !values.contains(text)) {
            refuse("Value '" + text + "' at '" + parameter
                    + "' failed to satisfy constraint: Member must satisfy enum value set: ["
                    + String.join(", ", values) + "]");
        }
        return this;
    }

    /** Requires a number that is set to be within bounds. */
    ParameterConstraints range(String parameter, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            refuse("Value '" + value + "' at '" + parameter
                    + "' failed to satisfy constraint: Member must have value "
                    + (value < least ? "greater than or equal to " + least : "less than or equal to " + most));
        }
        return this;
    }

    ParameterConstraints returnConsumedCapacity(@Nullable String text) {
        return oneOf("returnConsumedCapacity", text, List.of("INDEXES", "TOTAL", "NONE"));
    }

    ParameterConstraints returnItemCollectionMetrics(@Nullable String text) {
        return oneOf("returnItemCollectionMetrics", text, List.of("SIZE", "NONE"));
    }

    ParameterConstraints returnValues(@Nullable String text) {
        return oneOf("returnValues", text, List.of("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"));
    }

    ParameterConstraints returnValuesOnConditionCheckFailure(@Nullable String text) {
        return oneOf("returnValuesOnConditionCheckFailure", text, List.of("ALL_OLD", "NONE"));
    }

    ParameterConstraints conditionalOperator(@Nullable String text) {
        return oneOf("conditionalOperator", text, List.of("OR", "AND"));
    }

    /** Refuses a parameter for a reason of the caller's, which has the form of the others. */
    ParameterConstraints refuse(String reason) {
        if (broken == null) {
            broken = new ArrayList<>();
        }
        broken.add(reason);
        return this;
    }

    /** Throws the service's error if a constraint was broken. */
    void check() {
        List<String> reasons = broken;
        if (reasons != null) {
            throw ServiceErrors.validation(
                    reasons.size() + (reasons.size() == 1 ? " validation error" : " validation errors") + " detected: "
                            + String.join("; ", reasons));
        }
    }
}
