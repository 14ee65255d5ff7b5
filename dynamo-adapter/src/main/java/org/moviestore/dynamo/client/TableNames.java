// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** The names of tables and indexes in requests about tables, as the service checks them. */
final class TableNames {
    static final int SHORTEST = 3;
    static final int LONGEST = 255;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");
    private static final int LONGEST_ARN = 1024;

    private TableNames() {}

    /**
     * Returns the name of a table that is there already. A name of a length that no table has is that of no table;
     * anything else that could not be a name breaks a constraint, and so does the ARN of a table in AWS.
     */
    static String existing(@Nullable String name) {
        String given = given(name);
        ParameterConstraints constraints = new ParameterConstraints();
        length(constraints, "tableName", given, 1, LONGEST_ARN);
        if (!given.isEmpty()) {
            pattern(constraints, "tableName", given);
        }
        constraints.check();
        if (given.length() < SHORTEST || given.length() > LONGEST) {
            throw ServiceErrors.tableNotFound(given, null);
        }
        return given;
    }

    /** Returns a name that must be set, and says as the service does that it is not. */
    static String given(@Nullable String name) {
        if (name == null) {
            throw missing();
        }
        return name;
    }

    private static DynamoDbException missing() {
        return ServiceErrors.validation("The parameter 'TableName' is required but was not present in the request");
    }

    /** Requires a parameter that is set to be a name that a table or an index can be given. */
    static void check(ParameterConstraints constraints, String parameter, @Nullable String name) {
        if (name != null) {
            pattern(constraints, parameter, name);
            length(constraints, parameter, name, SHORTEST, LONGEST);
        }
    }

    private static void pattern(ParameterConstraints constraints, String parameter, String name) {
        if (!NAME.matcher(name).matches()) {
            constraints.refuse("Value '" + name + "' at '" + parameter
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern: " + NAME);
        }
    }

    private static void length(
            ParameterConstraints constraints, String parameter, String name, int shortest, int longest) {
        if (name.length() < shortest || name.length() > longest) {
            constraints.refuse("Value '" + name + "' at '" + parameter
                    + "' failed to satisfy constraint: Member must have length "
                    + (name.length() < shortest
                            ? "greater than or equal to " + shortest
                            : "less than or equal to " + longest));
        }
    }
}
