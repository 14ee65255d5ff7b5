// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What the service requires of batches of either kind, and how it words that. */
final class BatchConstraints {
    private BatchConstraints() {}

    /** Requires the keys of {@code requestItems} to be names of tables. */
    static void tableNames(ParameterConstraints constraints, Map<String, Integer> sizes) {
        if (!sizes.keySet().stream().allMatch(TableNames::isName)) {
            refuseItems(
                    constraints,
                    sizes,
                    "Map keys must satisfy constraint: [Member must have length less than or equal to "
                            + TableNames.LONGEST + ", Member must have length greater than or equal to "
                            + TableNames.SHORTEST + ", Member must satisfy regular expression pattern: "
                            + TableNames.PATTERN + "]");
        }
    }

    /** Refuses {@code requestItems}, of which the message has the tables and how many items there are of each. */
    static void refuseItems(ParameterConstraints constraints, Map<String, Integer> sizes, String constraint) {
        String value = sizes.entrySet().stream()
                .map(each -> each.getKey() + "=[" + (each.getValue() == 0 ? "" : each.getValue() + " items") + "]")
                .collect(Collectors.joining(", ", "{", "}"));
        constraints.refuse("Value '" + value + "' at 'requestItems' failed to satisfy constraint: " + constraint);
    }

    static DynamoDbException duplicates() {
        return ServiceErrors.validation("Provided list of item keys contains duplicates");
    }

    static DynamoDbException tooMany(String operation) {
        return ServiceErrors.validation("Too many items requested for the " + operation + " call");
    }
}
