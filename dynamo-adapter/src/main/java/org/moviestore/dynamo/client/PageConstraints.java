// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The constraints of the parameters that queries and scans alone have. Not thread-safe. */
final class PageConstraints {
    private final ParameterConstraints constraints = new ParameterConstraints();

    /** Returns those of all requests, which are checked and told with these. */
    ParameterConstraints common() {
        return constraints;
    }

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

    private void refuse(String parameter, Object value, String must) {
        constraints.refuse(
                "Value '" + value + "' at '" + parameter + "' failed to satisfy constraint: Member must " + must);
    }
}
